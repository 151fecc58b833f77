/*
 * shown_text: words as they are shown, and runs of them that share a fate.
 *
 *     struct shown_runs runs = {0};
 *     shown_add(&runs, &new, 0, 5, WORDS_SAME, arena);
 *     shown_add(&runs, &old, 5, 7, WORDS_REMOVED, arena);
 *     for each run, and in it each stretch of one format: shown_words(&out, text, from, to)
 */
#ifndef COMPARE_SHOWN_TEXT_H
#define COMPARE_SHOWN_TEXT_H

#include "base/buffer.h"
#include "compare/passages.h"
#include "compare/word_diff.h"

struct shown_text {
    struct text text;                      /* what the words are written with */
    const struct passage_formats *formats; /* may grow while there is more to be read */
    struct passage_word *items;
    size_t count;
    bool is_code; /* white space counts */
    bool is_old;  /* of the old text */
};

enum word_change { WORDS_SAME, WORDS_ADDED, WORDS_REMOVED, WORDS_REFORMATTED };

struct shown_run {
    const struct shown_text *text;
    uint32_t from, to; /* of its words */
    uint8_t change;    /* enum word_change */
};

struct shown_runs {
    struct shown_run *items;
    size_t count, capacity;
};

void shown_add(struct shown_runs *runs, const struct shown_text *text, size_t from, size_t to, enum word_change change,
               struct arena *arena);

/* Words that are the same on both sides: those that look or lead otherwise than they did are WORDS_REFORMATTED. */
void shown_add_same(struct shown_runs *runs, const struct shown_text *old, size_t old_from, const struct shown_text *new,
                    size_t new_from, size_t count, struct arena *arena);

/* One text and what became of it, in full. Either may be NULL: the other was added, or removed. */
void shown_compare(struct shown_runs *runs, const struct shown_text *old, const struct shown_text *new, struct arena *arena);

/* One of two compared texts alone: all of its words, of which those are marked that `runs` has as added or removed. */
void shown_side(struct shown_runs *side, const struct shown_text *text, const struct shown_runs *runs, struct arena *arena);

/* What a word is written with. */
struct text shown_word(const struct shown_text *text, size_t index);

/* White space before a word: as it is written in code, else one space or none; for SPACE_LINE none. */
struct text shown_space(const struct shown_text *text, size_t index);

/* Words `from` to `to` with what stands between them; of one format, and each without special meaning. */
void shown_words(struct buffer *out, const struct shown_text *text, size_t from, size_t to);

/* Appends the words to `words`, which has room for them. */
size_t shown_diff_words(struct diff_word *words, const struct shown_text *text);

#endif
