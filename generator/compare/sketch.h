/*
 * sketch: a few numbers that stand for a text, so that those that share passages are found among thousands.
 *
 *     struct sketch sketches[] = {sketch_of(&a, arena), sketch_of(&b, arena)};
 *     sketch_pairs(&pairs, sketches, 2, arena);
 *     for (size_t i = 0; i < pairs.count; i++)
 *         if (sketch_judge(&pairs.items[i], passages_shared(&a, &b, arena)) == SHARES_TEXT) ...
 *
 * A shingle is three words that follow one another, or six Han characters, or as many of both; capitals and punctuation make no
 * difference. A sketch has those whose hash is 0 mod 8, so two texts' sketches share about an eighth of what the texts do,
 * wherever it stands in them (Broder, On the resemblance and containment of documents, 1997). Resemblance, what both share of
 * all that either has, was turned down: a machine's translation of a translation has 0.28 with the first, and an excerpt less.
 *
 * A text of which the sketch has less than SKETCH_LEAST is a candidate only with those of the same words.
 *
 * Pure functions. Candidates cost a sort of all sketches and no more than SKETCH_MOST steps for each of their hashes.
 */
#ifndef COMPARE_SKETCH_H
#define COMPARE_SKETCH_H

#include "compare/passages.h"

enum {
    SKETCH_MODULUS = 8,
    SKETCH_MOST = 16,   /* a hash of more texts than this is a phrase of the house: it pairs only the first with each other */
    WORDING_LEAST = 24, /* words, or twice as many Han characters */
    SKETCH_LEAST = 6,   /* shared hashes of a candidate: about 48 words that follow one another, */
    SKETCH_CONTAINMENT = 80, /* and of a thousand hashes of the smaller sketch */
    CLOSE_LEAST = 8,         /* as much is no chance, even where few passages correspond */
    CLOSE_CONTAINMENT = 120,
    VARIANT_SHARE = 600, /* of a thousand words of the shorter text: then it is a variant; */
    SURE_SHARE = 800     /* and where the sketches are not close */
};

struct sketch {
    const uint32_t *hashes; /* sorted, each once */
    uint32_t count;
    uint64_t wording; /* of all words in their order; 0: they are too few to mean anything */
};

/* In the arena. */
struct sketch sketch_of(const struct passages *passages, struct arena *arena);

/* Two texts whose sketches share enough, as indexes: a < b. */
struct sketch_pair {
    uint32_t a, b;
    uint32_t shared;   /* hashes */
    uint32_t permille; /* containment: of the smaller sketch */
};

struct sketch_pairs {
    struct sketch_pair *items; /* by a, then b; those of short texts last */
    size_t count, capacity;
};

void sketch_pairs(struct sketch_pairs *pairs, const struct sketch *sketches, uint32_t count, struct arena *arena);

enum sharing { SHARES_NOTHING, SHARES_PASSAGES, SHARES_TEXT };

/* What a pair shares, if that many of a thousand words stand in passages that correspond. */
enum sharing sketch_judge(const struct sketch_pair *pair, uint32_t permille);

/*
 * How many of a thousand words of the shorter text stand in passages that correspond to some of the other. Costs as much as
 * align.
 */
uint32_t passages_shared(const struct passages *a, const struct passages *b, struct arena *arena);

#endif
