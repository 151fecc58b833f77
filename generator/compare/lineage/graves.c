/* Passages that were gone and are here again. */
#include "compare/lineage/internal.h"

#include <stdlib.h>

enum {
    SIMILAR_WORDS = 8,    /* shorter ones come back only as they were */
    SIMILAR_PERCENT = 65, /* of the words that went */
    CLEARLY_PERCENT = 20, /* how much less of any other one that went */
};

struct grave_key {
    uint64_t digest;
    uint32_t grave;
};

struct matching {
    struct lineage_step *step;
    const struct lineage *lineage;
    struct lineage_grave *selves; /* of each new passage that continues none: what its own grave would say */
    uint8_t *taken;               /* graves */
    struct grave_key *order;      /* by digest, then by age */
};

static int by_digest(const void *left, const void *right) {
    const struct grave_key *a = left, *b = right;
    if (a->digest != b->digest)
        return a->digest < b->digest ? -1 : 1;
    return (a->grave > b->grave) - (a->grave < b->grave);
}

static bool is_free(const struct matching *matching, uint32_t new) {
    const struct lineage_step *step = matching->step;
    return step->first_carried[new] == step->first_carried[new + 1] && step->grave_of[new] == NONE &&
           step->new->items[new].kind != BLOCK_RULE;
}

static void raise_from(struct matching *matching, uint32_t new, uint32_t grave) {
    matching->step->grave_of[new] = grave;
    matching->taken[grave] = 1;
}

/* Where graves of this digest begin in the order. */
static size_t first_of_digest(const struct matching *matching, uint64_t digest) {
    size_t low = 0, high = matching->lineage->graves.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (matching->order[middle].digest < digest)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The main name of a passage of the new text so far, or NONE. */
static uint32_t name_at(const struct matching *matching, uint64_t new) {
    const struct lineage_step *step = matching->step;
    if (new >= step->new->count)
        return NONE;
    if (step->grave_of[new] != NONE)
        return matching->lineage->graves.items[step->grave_of[new]].name;
    uint32_t at = step->first_carried[new];
    return at < step->first_carried[new + 1] ? step->carried.items[at].name : NONE;
}

/* Whether a passage of this name stood at `block` when the grave's passage was last seen. */
static bool stood_at(const struct lineage *lineage, uint32_t version, uint64_t block, uint32_t name) {
    struct lineage_version marks = lineage->versions.items[version];
    size_t low = marks.first, high = low + marks.count, end = high;
    const struct lineage_mark *items = lineage->marks.items;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (items[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < end && items[low].block == block; low++)
        if (items[low].name == name)
            return true;
    return false;
}

static bool has_old_neighbour(const struct matching *matching, uint32_t new, const struct lineage_grave *grave) {
    uint32_t before = new ? name_at(matching, new - 1) : NONE, after = name_at(matching, (uint64_t) new + 1);
    return (before != NONE && grave->block && stood_at(matching->lineage, grave->last, grave->block - 1, before)) ||
           (after != NONE && stood_at(matching->lineage, grave->last, (uint64_t)grave->block + 1, after));
}

/* How much speaks for one of several graves with the same words. */
static unsigned claim_of(const struct matching *matching, uint32_t new, const struct lineage_grave *grave) {
    unsigned is_neighbour = has_old_neighbour(matching, new, grave);
    unsigned is_same_kind = matching->step->new->items[new].kind == grave->kind;
    return 2 * is_neighbour + is_same_kind;
}

/* Of graves with the same words, one beside the same neighbour; else, where the words are enough to tell, the first of its
 * kind. */
static void match_equal(struct matching *matching, uint32_t new, bool by_neighbours_only) {
    const struct lineage *lineage = matching->lineage;
    const struct lineage_grave *self = &matching->selves[new];
    uint32_t found = NONE;
    unsigned best = 0;
    if (!is_free(matching, new))
        return;
    for (size_t i = first_of_digest(matching, self->digest);
         i < lineage->graves.count && matching->order[i].digest == self->digest && best < 3; i++) {
        uint32_t grave = matching->order[i].grave;
        unsigned claim = claim_of(matching, new, &lineage->graves.items[grave]);
        if (matching->taken[grave] || (claim < 2 && (by_neighbours_only || self->words < FEW_WORDS)))
            continue;
        if (found == NONE || claim > best) {
            found = grave;
            best = claim;
        }
    }
    if (found != NONE)
        raise_from(matching, new, found);
}

/* What came back vouches for its neighbours, on both sides. */
static void match_neighbours(struct matching *matching) {
    uint32_t count = (uint32_t)matching->step->new->count;
    for (uint32_t j = 0; j < count; j++)
        match_equal(matching, j, true);
    for (uint32_t j = count; j-- > 0;)
        match_equal(matching, j, true);
}

static void match_equals(struct matching *matching) {
    for (uint32_t j = 0; j < matching->step->new->count; j++)
        match_equal(matching, j, false);
}

/* The grave that a new passage is most like, and how much; and how much it is like any other. */
struct claim {
    uint32_t grave;
    unsigned most, second;
};

static void note_claim(struct claim *claims, struct matching *matching, uint32_t grave) {
    const struct lineage_grave *self = &matching->lineage->graves.items[grave];
    unsigned percent = SIMILAR_PERCENT;
    if (matching->taken[grave] || self->words < SIMILAR_WORDS)
        return;
    uint32_t new = step_taker(&percent, matching->step, self->sketch, self->sketch_count);
    if (new == NONE || !is_free(matching, new))
        return;
    struct claim *claim = &claims[new];
    if (percent > claim->most)
        *claim = (struct claim){grave, percent, claim->most};
    else if (percent > claim->second)
        claim->second = percent;
}

/* What is here again, reworded: most of it, and in one place only. */
static void match_similar(struct matching *matching) {
    struct lineage_step *step = matching->step;
    struct claim *claims = arena_array(&step->scratch, struct claim, step->new->count + 1);
    for (uint32_t i = 0; i < matching->lineage->graves.count; i++)
        note_claim(claims, matching, i);
    for (uint32_t j = 0; j < step->new->count; j++)
        if (claims[j].most && claims[j].most >= claims[j].second + CLEARLY_PERCENT)
            raise_from(matching, j, claims[j].grave);
}

/* Those of further names of a passage rise with the first. What another branch removed, and this text has, rises from none. */
static void prepare(struct matching *matching) {
    const struct lineage *lineage = matching->lineage;
    struct lineage_step *step = matching->step;
    size_t count = lineage->graves.count;
    matching->taken = arena_array(&step->scratch, uint8_t, count);
    matching->order = arena_array(&step->scratch, struct grave_key, count);
    matching->selves = arena_array(&step->scratch, struct lineage_grave, step->new->count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const struct lineage_grave *grave = &lineage->graves.items[i];
        matching->order[i] = (struct grave_key){grave->digest, i};
        matching->taken[i] = grave->is_further || grave->name == NONE || step->is_given[grave->name];
    }
    qsort(matching->order, count, sizeof *matching->order, by_digest);
    for (uint32_t j = 0; j < step->new->count; j++)
        if (is_free(matching, j))
            grave_describe(&matching->selves[j], step->new, &step->new_plain, j);
}

void step_raise(struct lineage_step *step) {
    struct matching matching = {.step = step, .lineage = step->lineage};
    size_t count = step->lineage->graves.count;
    step->grave_of = step_numbers(step, step->new->count, NONE);
    if (!count)
        return;
    prepare(&matching);
    match_neighbours(&matching);
    match_equals(&matching);
    match_similar(&matching);
    match_neighbours(&matching);
}
