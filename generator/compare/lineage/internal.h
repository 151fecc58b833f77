/*
 * internal: what the files of compare/lineage share.
 */
#ifndef COMPARE_LINEAGE_INTERNAL_H
#define COMPARE_LINEAGE_INTERNAL_H

#include "compare/lineage/lineage.h"

/*
 * A text's words without punctuation and without case: what makes a passage the same one to a person who remembers it. Those of
 * passage i are words[first[i]] to words[end[i] - 1].
 */
struct plain_text {
    uint64_t *words;
    uint32_t *first, *end;
};

void plain_words(struct plain_text *plain, const struct passages *passages, struct arena *arena);

/* Of two neighbouring words. */
uint32_t plain_pair(const struct plain_text *plain, uint32_t at);

/* One step from a text to the next. */
struct lineage_step {
    struct lineage *lineage;
    const struct passages *old, *new;
    const struct alignment *alignment;
    struct plain_text old_plain, new_plain;
    struct lineage_version before;
    uint32_t *first_mark; /* of each old passage, and one more: its part of the marks before */
    uint32_t *new_of;     /* of each old passage */
    uint32_t *next;       /* old passages that went into one new passage are linked: the next one, or NONE */
    uint32_t *first_old;  /* of each new passage: the main one that went into it, or NONE */
    struct {
        struct lineage_mark *items;
        size_t count, capacity;
    } carried;               /* names that go on, by new passage, the main one first */
    uint32_t *first_carried; /* of each new passage, and one more: its part of these */
    uint32_t *grave_of;      /* of each new passage that carries none: index of the grave that it rises from, or NONE */
    struct takers *takers;   /* for step_taker */
    struct arena scratch;
};

/* A mark of the text before, by its place in its part of the marks. */
const struct lineage_mark *step_mark(const struct lineage_step *step, uint32_t index);

/* `count` numbers of this value, and a 0. */
uint32_t *step_numbers(struct lineage_step *step, size_t count, uint32_t value);

/* Sets new_of for old passages that align did not find again, if a new passage has taken up their words. */
void step_rescue(struct lineage_step *step);

/*
 * The leaf of the new text that has so many of these pairs of words, if no other one has half as much of the rare ones of them;
 * else NONE. Each pair once. `percent` is how many it must have, and is set to how many it has.
 */
uint32_t step_taker(unsigned *percent, struct lineage_step *step, const uint32_t *pairs, uint32_t count);

/* Decides which names continue where, and what becomes of those that shared a passage: sets `carried` and digs graves. */
void step_carry(struct lineage_step *step, struct arena *arena);

/* Finds graves for new passages that carry no name: sets grave_of. */
void step_raise(struct lineage_step *step);

/* What is remembered of a passage's words: `digest`, `kind`, `words` and `sketch`. */
void grave_describe(struct lineage_grave *grave, const struct passages *passages, const struct plain_text *plain,
                    uint32_t index);

#endif
