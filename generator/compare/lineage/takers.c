/* Which passage of the new text has taken up most of given words. */
#include "compare/lineage/internal.h"

#include <stdlib.h>

enum {
    FEWEST_PAIRS = 3,  /* of different neighbours: fewer say too little */
    COMMON_PAIR = 256, /* in how many new passages a pair may be to be looked for */
    RAREST = 256,      /* weight of a pair that stands in one new passage; in two half of it, and so on */
    MOST_PAIRS = 4000000,
};

/* A pair of words, and a new passage that has it. */
struct taker_place {
    uint32_t pair, passage;
};

struct takers {
    struct taker_place *places; /* sorted */
    size_t count;
    /* Of each new passage: how many of the pairs asked for it has, and their weight. All 0 between two questions. */
    uint32_t *shared, *weight;
    uint32_t *touched; /* those that are not 0 */
    uint32_t touched_count;
};

static int by_pair(const void *left, const void *right) {
    const struct taker_place *a = left, *b = right;
    if (a->pair != b->pair)
        return a->pair < b->pair ? -1 : 1;
    return (a->passage > b->passage) - (a->passage < b->passage);
}

static bool same_place(const struct taker_place *a, const struct taker_place *b) {
    return a->pair == b->pair && a->passage == b->passage;
}

/* The pairs of the leaves of a text, each once for each passage, sorted. */
static size_t list_places(struct taker_place *places, const struct passages *passages, const struct plain_text *plain) {
    size_t count = 0, kept = 0;
    for (uint32_t i = 0; i < passages->count; i++)
        for (uint32_t at = plain->first[i]; passages->items[i].is_leaf && at + 1 < plain->end[i]; at++)
            places[count++] = (struct taker_place){plain_pair(plain, at), i};
    if (count)
        qsort(places, count, sizeof *places, by_pair);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || !same_place(&places[i], &places[i - 1]))
            places[kept++] = places[i];
    return kept;
}

static size_t count_leaf_words(const struct lineage_step *step) {
    size_t words = 0;
    for (uint32_t i = 0; i < step->new->count; i++)
        words += step->new->items[i].is_leaf ? step->new_plain.end[i] - step->new_plain.first[i] : 0;
    return words;
}

/* Made when it is first asked for: mostly nobody does. */
static struct takers *takers_of(struct lineage_step *step) {
    if (step->takers)
        return step->takers;
    struct takers *takers = step->takers = arena_new(&step->scratch, struct takers);
    size_t words = count_leaf_words(step);
    takers->shared = step_numbers(step, step->new->count, 0);
    takers->weight = step_numbers(step, step->new->count, 0);
    takers->touched = step_numbers(step, step->new->count, 0);
    /* What align takes time for is bounded, and so is this. */
    if (words <= MOST_PAIRS) {
        takers->places = arena_array(&step->scratch, struct taker_place, words + 1);
        takers->count = list_places(takers->places, step->new, &step->new_plain);
    }
    return takers;
}

static size_t first_place(const struct takers *takers, uint32_t pair) {
    size_t low = 0, high = takers->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (takers->places[middle].pair < pair)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Counts for each new passage whether it has the pair. */
static void share_pair(struct takers *takers, uint32_t pair) {
    size_t from = first_place(takers, pair), to = from;
    while (to < takers->count && takers->places[to].pair == pair && to - from <= COMMON_PAIR)
        to++;
    for (size_t i = from; i < to && to - from <= COMMON_PAIR; i++) {
        uint32_t passage = takers->places[i].passage;
        if (!takers->shared[passage]++)
            takers->touched[takers->touched_count++] = passage;
        takers->weight[passage] += RAREST / (uint32_t)(to - from);
    }
}

uint32_t step_taker(unsigned *percent, struct lineage_step *step, const uint32_t *pairs, uint32_t count) {
    uint32_t best = NONE, taken = 0, most = 0, second = 0;
    if (count < FEWEST_PAIRS)
        return NONE;
    struct takers *takers = takers_of(step);
    for (uint32_t i = 0; i < count; i++)
        share_pair(takers, pairs[i]);
    for (uint32_t i = 0; i < takers->touched_count; i++) {
        uint32_t passage = takers->touched[i], weight = takers->weight[passage];
        if (weight > most) {
            second = most;
            most = weight;
            taken = takers->shared[passage];
            best = passage;
        } else if (weight > second) {
            second = weight;
        }
        takers->shared[passage] = takers->weight[passage] = 0;
    }
    takers->touched_count = 0;
    unsigned has = (unsigned)((uint64_t)taken * 100 / count);
    bool is_taken = has >= *percent;
    *percent = has;
    return is_taken && second <= most / 2 ? best : NONE;
}
