/*
 * search_text: what of an essay is searched: its name and its passages, as plain words.
 *
 *     search_frame_of(&frame, site, essay, arena);
 *     if (search_essay_read(&text, &frame, document, body, arena)) ... text.passages.items[unit - 1] ...
 *     search_essay_texts(&texts, &frame, &text, arena);
 *
 * A passage is a block with words of its own, in the order of the page; its words are those that a visitor reads there, with
 * the titles that references show, and what stands for pictures. Of what is not open there are none (search_is_open).
 *
 * The frame is all of it but the body: with both, a text is read where no site is loaded.
 */
#ifndef PAGES_SEARCH_TEXT_H
#define PAGES_SEARCH_TEXT_H

#include "kinds/site.h"
#include "search/record.h"

/* Words, by unit; the name of an essay is unit 0. */
struct search_texts {
    struct search_text *items;
    size_t count, capacity;
};

struct search_frame {
    struct text language;
    bool is_open;
    struct search_texts names; /* unit 0 */
    struct texts labels;       /* of each reference: the title that it shows where it has no words of its own, or "" */
};

struct search_passage {
    uint32_t block;
    uint32_t heading; /* index in `headings`, or NONE */
    bool is_heading;  /* that one itself */
    struct text text;
};

struct search_heading {
    uint32_t parent; /* the heading around it, or NONE */
    uint8_t level;
    struct text text;
};

struct search_essay {
    struct {
        struct search_passage *items;
        size_t count, capacity;
    } passages;
    struct {
        struct search_heading *items;
        size_t count, capacity;
    } headings;
};

/* Whether the words of an essay may be searched: it is open, and search engines may see it. */
bool search_is_open(const struct essay *essay);

/* What its front matter says of it; not the beginning of its text, which is a passage of its own. */
struct text search_summary(const struct essay *essay);

/* "The editors, after Shi Xianjin": who wrote it where its authors did not; "" where they did. */
struct text search_byline(const struct site *site, const struct essay *essay, struct arena *arena);

void search_frame_of(struct search_frame *frame, const struct site *site, const struct essay *essay, struct arena *arena);

/* Of any text, which is open, and without names. */
void search_frame_of_source(struct search_frame *frame, const struct site *site, const struct source *source,
                            struct text language, struct arena *arena);

/* As it is remembered; and the key of the record of such a text. `document` NULL: it is not open. */
void search_frame_write(struct buffer *out, const struct search_frame *frame);
bool search_frame_read(struct search_frame *frame, struct text bytes, struct arena *arena);
struct digest search_frame_key(struct text bytes, const struct document *document);

/* `body` NULL: no passages. */
void search_essay_read(struct search_essay *text, const struct search_frame *frame, const struct document *document,
                       const struct body *body, struct arena *arena);

/* The own words of one block, as search_essay_read has them; "" for none. */
struct text search_block_words(const struct search_frame *frame, const struct document *document, const struct body *body,
                               uint32_t block, struct arena *arena);

void search_essay_texts(struct search_texts *texts, const struct search_frame *frame, const struct search_essay *text,
                        struct arena *arena);

/* The end of a file of t/, from ,"headings": on. */
void search_piece_write(struct buffer *out, const struct search_essay *text, const struct marks *marks, uint32_t piece);

/* A thing that is no essay: its words, as `unit`. And what a result says of it beside its name; "" for nothing. */
void search_thing_texts(struct search_texts *texts, const struct site *site, uint8_t kind, uint32_t number, uint32_t unit,
                        struct arena *arena);
struct text search_thing_about(const struct site *site, uint8_t kind, uint32_t number);

#endif
