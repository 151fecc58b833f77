/* Passages that were gone and are here again. */
#include "memory/lineage_parts.h"

#include <stdlib.h>

enum {
    FEW_WORDS = 4,             /* as short as this, only its neighbours tell which of several a passage is */
    SIMILAR_WORDS = 8,         /* shorter ones come back only as they were */
    SIMILAR_OF_THOUSAND = 600, /* how much of both must be the same */
    CLEARLY_OF_THOUSAND = 200, /* and how much less any other candidate has */
    MOST_COMPARISONS = 400000,
};

/* Sketches. */

static uint64_t mixed(uint64_t a, uint64_t b) {
    uint64_t x = (a ^ (b << 29 | b >> 35)) * UINT64_C(0x9e3779b97f4a7c15);
    x ^= x >> 32;
    x *= UINT64_C(0xd6e8feb86659fd93);
    return x ^ x >> 32;
}

/* Keeps the least of all hashes, each once, sorted. */
static void sketch_add(struct lineage_grave *grave, uint32_t hash) {
    uint32_t at = grave->sketch_count;
    while (at > 0 && grave->sketch[at - 1] > hash)
        at--;
    if (at == LINEAGE_SKETCH || (at > 0 && grave->sketch[at - 1] == hash))
        return;
    if (grave->sketch_count < LINEAGE_SKETCH)
        grave->sketch_count++;
    for (uint32_t i = grave->sketch_count - 1; i > at; i--)
        grave->sketch[i] = grave->sketch[i - 1];
    grave->sketch[at] = hash;
}

void sketch_passage(struct lineage_grave *grave, const struct passages *passages, uint32_t index) {
    const struct passage *passage = &passages->items[index];
    const struct passage_word *words = passages->words + passage->first_word;
    grave->sketch_count = 0;
    for (uint32_t i = 0; i + 1 < passage->words; i++)
        sketch_add(grave, (uint32_t)mixed(words[i].digest, words[i + 1].digest));
}

/* Of all hashes that both sketches speak for, how many of a thousand are in both. */
static unsigned similarity(const struct lineage_grave *a, const struct lineage_grave *b) {
    uint32_t i = 0, j = 0, all = 0, common = 0;
    while (all < LINEAGE_SKETCH && (i < a->sketch_count || j < b->sketch_count)) {
        bool in_a = i < a->sketch_count && (j == b->sketch_count || a->sketch[i] <= b->sketch[j]);
        bool in_b = j < b->sketch_count && (i == a->sketch_count || b->sketch[j] <= a->sketch[i]);
        i += in_a;
        j += in_b;
        common += in_a && in_b;
        all++;
    }
    return all ? common * 1000 / all : 0;
}

/* Matching. */

struct grave_key {
    uint64_t digest;
    uint32_t grave;
};

struct matching {
    uint32_t *grave_of;
    const uint32_t *name_of;
    const struct lineage *lineage;
    const struct passages *new;
    uint8_t *taken;          /* graves */
    struct grave_key *order; /* by digest, then by age */
};

static int by_digest(const void *left, const void *right) {
    const struct grave_key *a = left, *b = right;
    if (a->digest != b->digest)
        return a->digest < b->digest ? -1 : 1;
    return (a->grave > b->grave) - (a->grave < b->grave);
}

static bool is_free(const struct matching *matching, uint32_t new) {
    return matching->name_of[new] == NO_PASSAGE && matching->grave_of[new] == NO_PASSAGE &&
           matching->new->items[new].kind != BLOCK_RULE;
}

static void raise_from(struct matching *matching, uint32_t new, uint32_t grave) {
    matching->grave_of[new] = grave;
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

/* The main name of a passage of the new text so far, or NO_PASSAGE. */
static uint32_t name_at(const struct matching *matching, uint64_t new) {
    if (new >= matching->new->count)
        return NO_PASSAGE;
    uint32_t grave = matching->grave_of[new];
    return grave != NO_PASSAGE ? matching->lineage->graves.items[grave].name : matching->name_of[new];
}

/* Whether a passage of this name stood at `block` when the grave's passage was last seen. */
static bool stood_at(const struct lineage *lineage, uint32_t version, uint64_t block, uint32_t name) {
    struct lineage_version marks = lineage->versions.items[version];
    size_t low = 0, high = marks.count;
    const struct lineage_mark *items = lineage->marks.items + marks.first;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (items[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < marks.count && items[low].block == block; low++)
        if (items[low].name == name)
            return true;
    return false;
}

static bool has_old_neighbour(const struct matching *matching, uint32_t new, const struct lineage_grave *grave) {
    uint32_t before = new ? name_at(matching, new - 1) : NO_PASSAGE, after = name_at(matching, (uint64_t) new + 1);
    return (before != NO_PASSAGE && grave->block && stood_at(matching->lineage, grave->last, grave->block - 1, before)) ||
           (after != NO_PASSAGE && stood_at(matching->lineage, grave->last, (uint64_t)grave->block + 1, after));
}

/* Of graves with the same words, one with the same neighbour; else, when the words are many enough to tell, the first one. */
static void match_equal(struct matching *matching, uint32_t new, bool by_neighbours_only) {
    const struct passage *passage = &matching->new->items[new];
    const struct lineage *lineage = matching->lineage;
    uint32_t found = NO_PASSAGE;
    if (!is_free(matching, new))
        return;
    for (size_t i = first_of_digest(matching, passage->digest); i < lineage->graves.count; i++) {
        uint32_t grave = matching->order[i].grave;
        if (matching->order[i].digest != passage->digest)
            break;
        if (matching->taken[grave])
            continue;
        bool is_neighbour = has_old_neighbour(matching, new, &lineage->graves.items[grave]);
        if (is_neighbour || (found == NO_PASSAGE && !by_neighbours_only && passage->words >= FEW_WORDS))
            found = grave;
        if (is_neighbour)
            break;
    }
    if (found != NO_PASSAGE)
        raise_from(matching, new, found);
}

static void match_equals(struct matching *matching) {
    uint32_t count = (uint32_t)matching->new->count;
    for (uint32_t j = 0; j < count; j++)
        match_equal(matching, j, true);
    for (uint32_t j = 0; j < count; j++)
        match_equal(matching, j, false);
    /* What came back may now vouch for its neighbours, on both sides. */
    for (uint32_t j = count; j-- > 0;)
        match_equal(matching, j, true);
}

/* The grave that is clearly more like it than all others. */
static void match_similar(struct matching *matching, uint32_t new) {
    const struct lineage *lineage = matching->lineage;
    unsigned best = 0, second = 0;
    uint32_t found = NO_PASSAGE;
    struct lineage_grave self = {.words = matching->new->items[new].words};
    if (!is_free(matching, new) || self.words < SIMILAR_WORDS)
        return;
    sketch_passage(&self, matching->new, new);
    for (uint32_t i = 0; i < lineage->graves.count; i++) {
        const struct lineage_grave *grave = &lineage->graves.items[i];
        if (matching->taken[i] || grave->words < SIMILAR_WORDS)
            continue;
        unsigned score = similarity(&self, grave);
        if (score > best) {
            second = best;
            best = score;
            found = i;
        } else if (score > second) {
            second = score;
        }
    }
    if (best >= SIMILAR_OF_THOUSAND && best - second >= CLEARLY_OF_THOUSAND)
        raise_from(matching, new, found);
}

/* Those of further names of a passage rise with the first. */
static void prepare(struct matching *matching, struct arena *arena) {
    const struct lineage *lineage = matching->lineage;
    size_t count = lineage->graves.count;
    matching->taken = arena_array(arena, uint8_t, count);
    matching->order = arena_array(arena, struct grave_key, count);
    for (uint32_t i = 0; i < count; i++) {
        matching->order[i] = (struct grave_key){lineage->graves.items[i].digest, i};
        matching->taken[i] = grave_is_further(lineage, i);
    }
    qsort(matching->order, count, sizeof *matching->order, by_digest);
}

void graves_match(uint32_t *grave_of, const uint32_t *name_of, const struct lineage *lineage, const struct passages *new,
                  struct arena *arena) {
    struct matching matching = {.grave_of = grave_of, .name_of = name_of, .lineage = lineage, .new = new};
    size_t count = lineage->graves.count;
    if (!count)
        return;
    prepare(&matching, arena);
    match_equals(&matching);
    if (count <= MOST_COMPARISONS / (new->count + 1))
        for (uint32_t j = 0; j < new->count; j++)
            match_similar(&matching, j);
}
