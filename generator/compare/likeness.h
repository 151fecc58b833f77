/*
 * likeness: how many of the words of one passage are in another. For align.c only.
 *
 *     likeness_start(&likeness, old, old_loose, new, new_loose, arena);
 *     for each of likeness.pairs: likeness_shared(&likeness, pair->old, pair->new) ...
 *     likeness_consume(&likeness, pair->old, pair->new);
 *
 * A passage is treated as the set of its words and of its pairs of neighbouring words. Rare ones weigh more than those in many
 * passages, and short ones less than long ones; capitals make no difference. What has been consumed is no longer shared, so the
 * second half of a split paragraph finds what the first left, and a copy finds nothing.
 */
#ifndef COMPARE_LIKENESS_H
#define COMPARE_LIKENESS_H

#include "compare/passages.h"

/* A word, or two neighbours, and how often a passage has it. */
struct likeness_feature {
    uint64_t digest;
    uint32_t weight, count;
};

/* A passage waiting to be matched. */
struct loose {
    uint32_t passage;
    struct likeness_feature *features; /* sorted by digest */
    uint32_t count;
    uint32_t words;  /* those that are counted as words */
    uint64_t weight; /* of all features */
    uint64_t left;   /* of those that are not consumed */
};

/* Two passages that share something rare, as indexes of loose passages. */
struct likeness_candidate {
    uint32_t old, new;
};

struct likeness {
    struct loose *old, *new;
    size_t old_count, new_count;
    struct likeness_candidate
        *pairs; /* for each passage the few that share most with it; sorted by old, then new, without duplicates */
    size_t pair_count;
};

/* `olds` and `news` are the passages to be compared, `same(old, new)` whether two may be matched at all. */
void likeness_start(struct likeness *likeness, const struct passages *old, const uint32_t *olds, size_t old_count,
                    const struct passages *new, const uint32_t *news, size_t new_count,
                    bool (*same)(const struct passage *old, const struct passage *new), struct arena *arena);

/* The weight of what both still share. */
uint64_t likeness_shared(const struct loose *a, const struct loose *b);

/* Removes what both share from both. */
void likeness_consume(struct loose *a, struct loose *b);

#endif
