/*
 * record: the index of some texts, made of their words. A pure function of these, their numbers and their languages.
 *
 *     struct search_recorder *recorder = search_recorder_open(arena);        // once; it remembers stems
 *     for each text: search_recorder_add(recorder, number, texts, count, TEXT("en"));      // with ascending numbers
 *     search_recorder_write(&out, recorder);                                 // lines as index_lines.h has them
 *     search_recorder_close(recorder);
 *
 * A record is the lines of an index that has these texts alone. Of other texts another may be made before it is closed.
 */
#ifndef SEARCH_RECORD_H
#define SEARCH_RECORD_H

#include "search/format.h"
#include "search/stem.h"

/* What words are to their unit. Those of a passage count by how often they stand in it. */
enum search_role {
    SEARCH_PASSAGE,
    SEARCH_HEADING,
    SEARCH_NAME,   /* a title, or what else it is called: its words count more the fewer they are */
    SEARCH_BESIDE, /* a name: a summary, authors: they count least */
};

/* Some words of a unit. */
struct search_text {
    uint32_t unit; /* ascending */
    struct text text;
    enum search_role role;
};

struct search_recorder;

struct search_recorder *search_recorder_open(struct arena *arena);

/* A text; `number` is that of an essay, or NONE of all things, whose units they are: the last one. */
void search_recorder_add(struct search_recorder *recorder, uint32_t number, const struct search_text *texts, size_t count,
                         struct text language);

/* Appends the lines of what was added, and begins anew. */
void search_recorder_write(struct buffer *out, struct search_recorder *recorder);
void search_recorder_close(struct search_recorder *recorder);

/*
 * Whether a form has a line of its own that leads to its stem. Any other form stands in the same shard as its stem: it comes
 * behind it, begins with all of it but its last character, and shards are not cut between the two. Five characters at least
 * are the same: between "in" and "ins", which is a form of it, a tenth of all words may stand, all of them in one shard.
 */
bool search_form_is_far(struct text stem, struct text form);

/* 0 to 3, of a word that stands `times` times in a unit of `words` words: BM25 (k 1.2, b 0.75, 40 words on average). */
uint8_t search_impact(uint32_t times, uint32_t words);

/* A form as it stands in a line. */
void search_add_form(struct buffer *out, struct text stem, struct text form);

/* That of the stem itself. */
struct text search_stem_alone(struct text stem);

/* The key of a line, and the rest behind its tab. */
struct text search_key(struct text line, struct text *rest);

/* Its first eight bytes as a number, by which keys are sorted before they are compared. */
uint64_t search_beginning(struct text key);
#define SEARCH_IS_ALIAS(key) (text_find_char((key), '\t', 0) < (key).size)

#endif
