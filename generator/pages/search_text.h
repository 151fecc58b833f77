/*
 * search_text: what of an essay is searched: its name and its passages, as plain words.
 *
 *     struct search_essay text;
 *     if (search_essay_read(&text, site, number, &arena)) ... text.passages.items[unit - 1] ...
 *
 * A passage is a block with words of its own, in the order of the page; its words are those that a visitor reads there, with
 * the titles that references show, and what stands for pictures. Of what is not open there are none (search_is_open).
 */
#ifndef PAGES_SEARCH_TEXT_H
#define PAGES_SEARCH_TEXT_H

#include "kinds/site.h"
#include "search/record.h"

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

/* False where the text cannot be read any more. */
bool search_essay_read(struct search_essay *text, const struct site *site, uint32_t essay, struct arena *arena);

/* All words of an essay, by unit; its name is unit 0. */
struct search_texts {
    struct search_text *items;
    size_t count, capacity;
};

void search_essay_texts(struct search_texts *texts, const struct site *site, uint32_t essay, const struct search_essay *text,
                        struct arena *arena);

/* All that search_essay_texts gives hangs on this. */
struct digest search_essay_key(const struct site *site, uint32_t essay, struct arena *arena);

/* A thing that is no essay: its words, as `unit`. And what a result says of it beside its name; "" for nothing. */
void search_thing_texts(struct search_texts *texts, const struct site *site, uint8_t kind, uint32_t number, uint32_t unit,
                        struct arena *arena);
struct text search_thing_about(const struct site *site, uint8_t kind, uint32_t number);

#endif
