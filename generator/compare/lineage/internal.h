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

/* Of one word. */
uint32_t plain_word(const struct plain_text *plain, uint32_t at);

/* As short as this, only its neighbours tell which of several a passage is. */
enum { FEW_WORDS = 4 };

/* A text that a step continues. */
struct lineage_side {
    uint32_t version;
    const struct passages *old;
    const struct alignment *alignment;
    struct plain_text plain;
    struct lineage_version marks; /* its part of the marks */
    uint32_t *first_mark;         /* of each old passage, and one more: its part of these */
    uint32_t *new_of;             /* of each old passage */
    uint32_t *next;               /* old passages that went into one new passage are linked: the next one, or NONE */
    uint32_t *first_old;          /* of each new passage: the main one that went into it, or NONE */
};

/* What becomes of a name in a step. */
struct name_fate {
    uint32_t side; /* where it goes on from: that of the first predecessor in which it does; NONE when it ends */
    uint32_t new;  /* the passage that it goes to */
    uint32_t had;  /* how many of the predecessors have it */
};

/* Whether the new text has a name. */
enum name_given { GIVEN_NOT, GIVEN_CARRIED, GIVEN_RISEN, GIVEN_COUSIN };

/* One step from a text, or several that are merged, to the next. */
struct lineage_step {
    struct lineage *lineage;
    const struct passages *new;
    struct plain_text new_plain;
    struct lineage_side *sides;
    uint32_t side_count;
    uint32_t number;         /* of the new version */
    uint32_t name_count;     /* before it */
    struct name_fate *fates; /* by name */
    uint32_t *grave_at;      /* by name: index of its grave, or NONE; of those before this step */
    uint8_t *past;           /* of each version before: whether the new one descends from it; for step_descends */
    struct {
        struct lineage_mark *items;
        size_t count, capacity;
    } carried;               /* names that go on, by new passage, the main one first */
    uint32_t *first_carried; /* of each new passage, and one more: its part of these */
    uint32_t *grave_of;      /* of each new passage that carries none: index of the grave that it rises from, or NONE */
    uint8_t *is_given;       /* by name, of those before this step: enum name_given */
    struct takers *takers;   /* for step_taker */
    struct arena scratch;
};

/* A name of a text before, by its place in that text's part of the marks. */
uint32_t side_name(const struct lineage_step *step, const struct lineage_side *side, uint32_t index);

/* `count` numbers of this value, and a 0. */
uint32_t *step_numbers(struct lineage_step *step, size_t count, uint32_t value);

/* Whether the new version continues this one, directly or not. */
bool step_descends(struct lineage_step *step, uint32_t version);

/* Sets new_of for old passages that align did not find again, if a new passage has taken up their words. */
void step_rescue(struct lineage_step *step, struct lineage_side *side);

/*
 * The leaf of the new text that has so many of these pairs of words, if no other one has half as much of the rare ones of them;
 * else NONE. Each pair once. `percent` is how many it must have, and is set to how many it has.
 */
uint32_t step_taker(unsigned *percent, struct lineage_step *step, const uint32_t *pairs, uint32_t count);

/* Decides which names continue where, and what becomes of those that shared a passage: sets `carried` and digs graves. */
void step_carry(struct lineage_step *step, struct arena *arena);

/* Digs graves for the names whose passages went nowhere. */
void step_bury(struct lineage_step *step, struct arena *arena);

/* One of them. False where the name has a grave that is true of this text, too. */
bool step_dig(struct lineage_step *step, struct lineage_grave grave, struct arena *arena);

/* Once all names are given: takes away the graves of names that the new text has again, or still has where a side had not. */
void step_empty_graves(struct lineage_step *step);

/*
 * Whether a passage of the new text may have this name, which was given to the same letters: on another branch, and of words
 * that tell which they are, or beside the same neighbour. The name is then given.
 */
bool step_is_cousin(struct lineage_step *step, uint32_t name, uint32_t new);

/* Whether these versions are continued by version `of`, directly or not, or are it: one for each version up to it. */
uint8_t *lineage_past(const struct lineage *lineage, uint32_t of, struct arena *arena);

/* Finds graves for new passages that carry no name: sets grave_of. */
void step_raise(struct lineage_step *step);

/* Sends names to the passages that say exactly what they once stood for; those that align sent elsewhere, and those in graves.
 */
void step_restore(struct lineage_step *step);

/* Keeps the wordings of the texts that are continued where that was not done, and of the new one once it is marked. */
void step_note_first(struct lineage_step *step, struct arena *arena);
void step_note_new(struct lineage_step *step, struct arena *arena);

/* What is remembered of a passage's words: `digest`, `kind`, `words` and `sketch`. */
void grave_describe(struct lineage_grave *grave, const struct passages *passages, const struct plain_text *plain,
                    uint32_t index);

/* Likewise of a wording: its `sketch`. */
void wording_describe(struct lineage_wording *wording, const struct plain_text *plain, uint32_t index);

#endif
