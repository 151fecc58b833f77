/*
 * word_diff: which words of a text stay in the next one, in an order that people can read.
 *
 *     word_diff(&runs, &old, &new, arena);
 *     for (size_t i = 0; i < runs.count; i++)
 *         if (runs.items[i].same) ... both sides hold the same words
 *
 * Words that occur once in both anchor the rest; what is left between two anchors is compared in full when it is short, and
 * treated as replaced when it is long, so the cost is bounded by n log n. A word or two kept in the middle of a rewritten
 * phrase count as rewritten as well, and an added sentence begins where a sentence begins.
 */
#ifndef COMPARE_WORD_DIFF_H
#define COMPARE_WORD_DIFF_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What must be known of a word. */
struct diff_word {
    uint64_t digest;
    bool is_mark;  /* punctuation, an image, ...: not counted as a word */
    bool ends;     /* a mark that ends a sentence */
    bool no_match; /* a boundary that is never equal to anything */
};

struct diff_words {
    const struct diff_word *items;
    size_t count;
};

/* Words `old_from` to `old_to` became `new_from` to `new_to`. Runs follow each other without gaps on both sides. */
struct diff_run {
    uint32_t old_from, old_to, new_from, new_to;
    bool same;
};

struct diff_runs {
    struct diff_run *items;
    size_t count, capacity;
};

void word_diff(struct diff_runs *runs, const struct diff_words *old, const struct diff_words *new, struct arena *arena);

/* The same, for who counts and does not read: each word that stays is in a run of those, however few they are. */
void word_diff_exact(struct diff_runs *runs, const struct diff_words *old, const struct diff_words *new, struct arena *arena);

#endif
