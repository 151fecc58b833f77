/* Where words that a name stood for are now: of a passage that is gone, and of one that reads otherwise. */
#include "compare/lineage/internal.h"

#include "base/array.h"

#include <stdlib.h>

enum {
    FULL_WEIGHT = 256,   /* of a word that stands in one passage of the newest text, or in none; in two half of it, and so on */
    LEAST_WEIGHT = 128,  /* that both must share: a word that is everywhere tells nothing */
    LEAST_PERCENT = 15,  /* of the words that are gone */
    SECOND_PERCENT = 50, /* of what the best one shares */
    SAME_KIND_PERCENT = 125,
    RIVAL_PERCENT = 50,   /* of the words: so much of them stands in another passage */
    CLEARLY_PERCENT = 75, /* of what that has: with less the passage itself is not the best */
    COMMON_WORD = 64,     /* in so many passages it is not looked for */
};

/* A word, and a leaf of the newest text that has it. */
struct word_place {
    uint32_t word, passage;
};

struct nearing {
    const struct lineage *lineage;
    const struct passages *newest;
    struct word_place *places; /* sorted, each once */
    size_t place_count;
    uint32_t *block_of; /* by name: where it stands in the newest text, or NONE */
    uint32_t *wordings; /* by name: the last one */
    uint32_t *shared;   /* by passage: the weight that it shares with what is asked for; all 0 between two questions */
    uint32_t *touched;  /* those that are not 0 */
    uint32_t touched_count;
};

static int by_word(const void *left, const void *right) {
    const struct word_place *a = left, *b = right;
    if (a->word != b->word)
        return a->word < b->word ? -1 : 1;
    return (a->passage > b->passage) - (a->passage < b->passage);
}

static void list_places(struct nearing *nearing, struct arena *scratch) {
    const struct passages *newest = nearing->newest;
    struct plain_text plain;
    size_t count = 0;
    plain_words(&plain, newest, scratch);
    struct word_place *places = arena_array(scratch, struct word_place, newest->word_count + 1);
    for (uint32_t i = 0; i < newest->count; i++)
        for (uint32_t at = plain.first[i]; newest->items[i].is_leaf && at < plain.end[i]; at++)
            places[count++] = (struct word_place){plain_word(&plain, at), i};
    if (count)
        qsort(places, count, sizeof *places, by_word);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || by_word(&places[i - 1], &places[i]) != 0)
            places[nearing->place_count++] = places[i];
    nearing->places = places;
}

static uint32_t *numbers(size_t count, uint32_t value, struct arena *scratch) {
    uint32_t *items = arena_array(scratch, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        items[i] = value;
    return items;
}

static void start(struct nearing *nearing, struct arena *scratch) {
    const struct lineage *lineage = nearing->lineage;
    struct lineage_version part = lineage->versions.items[lineage->last_text];
    list_places(nearing, scratch);
    nearing->block_of = numbers(lineage->names.count, NONE, scratch);
    for (uint32_t i = 0; i < part.count; i++)
        nearing->block_of[lineage->marks.items[part.first + i].name] = lineage->marks.items[part.first + i].block;
    nearing->wordings = numbers(lineage->names.count, NONE, scratch);
    for (uint32_t i = 0; i < lineage->wordings.count; i++)
        nearing->wordings[lineage->wordings.items[i].name] = i;
    nearing->shared = numbers(nearing->newest->count, 0, scratch);
    nearing->touched = numbers(nearing->newest->count, 0, scratch);
}

/* By words. */

static size_t first_place(const struct nearing *nearing, uint32_t word) {
    size_t low = 0, high = nearing->place_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (nearing->places[middle].word < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Tells the weight of a word, and gives it to the passages that have it. */
static uint32_t share_word(struct nearing *nearing, uint32_t word) {
    size_t from = first_place(nearing, word), to = from;
    while (to < nearing->place_count && nearing->places[to].word == word && to - from < COMMON_WORD)
        to++;
    uint32_t weight = to - from < COMMON_WORD ? FULL_WEIGHT / (uint32_t)(to - from ? to - from : 1) : 0;
    for (size_t i = from; i < to && weight; i++) {
        uint32_t passage = nearing->places[i].passage;
        if (!nearing->shared[passage])
            nearing->touched[nearing->touched_count++] = passage;
        nearing->shared[passage] += weight;
    }
    return weight;
}

/* Of two that share as much the shorter one says it more clearly; then the first. */
static bool is_nearer(const struct nearing *nearing, uint32_t a, uint32_t b) {
    const struct passage *items = nearing->newest->items;
    if (b == NONE || nearing->shared[a] != nearing->shared[b])
        return b == NONE || nearing->shared[a] > nearing->shared[b];
    return items[a].words != items[b].words ? items[a].words < items[b].words : a < b;
}

static void find_by_words(struct lineage_nearest *nearest, struct nearing *nearing, const struct lineage_wording *wording) {
    uint32_t all = 0, best = NONE, second = NONE;
    for (uint32_t i = 0; i < wording->sketch_count; i++)
        all += share_word(nearing, wording->sketch[i]);
    for (uint32_t i = 0; i < nearing->touched_count; i++) {
        uint32_t passage = nearing->touched[i], *shared = &nearing->shared[passage];
        *shared = *shared * 100 < all * LEAST_PERCENT || *shared < LEAST_WEIGHT ? 0 : *shared;
        *shared = *shared * (nearing->newest->items[passage].kind == wording->kind ? SAME_KIND_PERCENT : 100) / 100;
        if (*shared && is_nearer(nearing, passage, best)) {
            second = best;
            best = passage;
        } else if (*shared && is_nearer(nearing, passage, second)) {
            second = passage;
        }
    }
    if (best != NONE)
        nearest->passages[nearest->count++] = best;
    if (second != NONE && nearing->shared[second] * 100 >= nearing->shared[best] * SECOND_PERCENT)
        nearest->passages[nearest->count++] = second;
    for (uint32_t i = 0; i < nearing->touched_count; i++)
        nearing->shared[nearing->touched[i]] = 0;
    nearing->touched_count = 0;
}

/* By place. */

/* The nearest mark from `at` on, in this direction, whose name the newest text has; NONE. */
static uint32_t alive_from(const struct nearing *nearing, struct lineage_version part, uint32_t at, bool forward) {
    enum { FARTHEST = 8 };
    for (unsigned far = 0; far < FARTHEST && at < part.count; far++, at = forward ? at + 1 : at - 1) {
        uint32_t block = nearing->block_of[nearing->lineage->marks.items[part.first + at].name];
        if (block != NONE)
            return block;
    }
    return NONE;
}

/* What was given its first name after `version`: it did not stand beside what is gone. */
static bool is_newer(const struct nearing *nearing, uint32_t block, uint32_t version) {
    const struct lineage *lineage = nearing->lineage;
    struct lineage_version part = lineage->versions.items[lineage->last_text];
    for (uint32_t i = 0; i < part.count; i++) {
        struct lineage_mark mark = lineage->marks.items[part.first + i];
        if (mark.block == block && lineage->names.items[mark.name].born <= version)
            return false;
    }
    return true;
}

/* The only leaf that stands now between what stood before and behind it. */
static uint32_t between(const struct nearing *nearing, uint32_t before, uint32_t after) {
    uint32_t found = NONE;
    for (uint32_t i = before + 1; before != NONE && after != NONE && i < after; i++) {
        if (nearing->newest->items[i].is_leaf && found != NONE)
            return NONE;
        found = nearing->newest->items[i].is_leaf ? i : found;
    }
    return found;
}

static void find_by_place(struct lineage_nearest *nearest, const struct nearing *nearing, const struct lineage_wording *wording,
                          uint32_t version) {
    struct lineage_version part = nearing->lineage->versions.items[version];
    uint32_t at = 0;
    while (at < part.count && nearing->lineage->marks.items[part.first + at].name != wording->name)
        at++;
    if (at == part.count)
        return;
    uint32_t found = between(nearing, alive_from(nearing, part, at - 1, false), alive_from(nearing, part, at + 1, true));
    if (found == NONE || !nearing->newest->items[found].words || nearing->newest->items[found].kind != wording->kind ||
        !is_newer(nearing, found, version))
        return;
    for (uint32_t i = 0; i < nearest->count; i++)
        if (nearest->passages[i] == found)
            return;
    nearest->count -= nearest->count == LINEAGE_NEAREST;
    nearest->passages[nearest->count++] = found;
}

struct lineage_nearest *lineage_nearest(const struct lineage *lineage, const struct lineage_gone *gone,
                                        const struct passages *newest, struct arena *arena) {
    struct arena scratch = {0};
    struct nearing nearing = {.lineage = lineage, .newest = newest};
    struct lineage_nearest *all = arena_array(arena, struct lineage_nearest, gone->count + 1);
    start(&nearing, &scratch);
    for (size_t i = 0; i < gone->count; i++) {
        const struct lineage_grave *grave = &gone->items[i];
        uint32_t at = nearing.wordings[grave->name];
        while (at != NONE && lineage->wordings.items[at].version > grave->last)
            at = lineage->wordings.items[at].before;
        if (at == NONE)
            continue;
        find_by_words(&all[i], &nearing, &lineage->wordings.items[at]);
        find_by_place(&all[i], &nearing, &lineage->wordings.items[at], grave->last);
    }
    arena_free(&scratch);
    return all;
}

/* What is left of each wording. */

/* A leaf by its exact words. */
struct exact_leaf {
    uint64_t wording;
    uint32_t passage;
};

struct leaving_words {
    struct nearing nearing;
    struct plain_text plain;
    struct exact_leaf *leaves; /* sorted */
    size_t leaf_count;
    uint32_t *words; /* of the passage that is asked about, sorted */
    size_t word_count;
};

static int by_wording(const void *left, const void *right) {
    const struct exact_leaf *a = left, *b = right;
    if (a->wording != b->wording)
        return a->wording < b->wording ? -1 : 1;
    return (a->passage > b->passage) - (a->passage < b->passage);
}

static void list_leaves(struct leaving_words *leaving, struct arena *scratch) {
    const struct passages *newest = leaving->nearing.newest;
    leaving->leaves = arena_array(scratch, struct exact_leaf, newest->count + 1);
    for (uint32_t i = 0; i < newest->count; i++)
        if (newest->items[i].is_leaf && newest->items[i].words)
            leaving->leaves[leaving->leaf_count++] = (struct exact_leaf){newest->items[i].wording, i};
    if (leaving->leaf_count)
        qsort(leaving->leaves, leaving->leaf_count, sizeof *leaving->leaves, by_wording);
}

static void take_words(struct leaving_words *leaving, uint32_t index) {
    const struct plain_text *plain = &leaving->plain;
    leaving->word_count = 0;
    for (uint32_t at = plain->first[index]; at < plain->end[index]; at++)
        leaving->words[leaving->word_count++] = plain_word(plain, at);
    if (leaving->word_count)
        qsort(leaving->words, leaving->word_count, sizeof *leaving->words, array_by_number);
}

/* What is inside of a passage is no other place. */
static bool is_inside(const struct leaving_words *leaving, uint32_t passage, uint32_t around) {
    return passage >= around && passage <= leaving->nearing.newest->items[around].last;
}

/* Whether another passage says exactly this. */
static bool stands_elsewhere(const struct leaving_words *leaving, uint64_t wording, uint32_t block) {
    size_t low = 0, high = leaving->leaf_count;
    if (leaving->nearing.newest->items[block].wording == wording)
        return false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (leaving->leaves[middle].wording < wording)
            low = middle + 1;
        else
            high = middle;
    }
    return low < leaving->leaf_count && leaving->leaves[low].wording == wording &&
           !is_inside(leaving, leaving->leaves[low].passage, block);
}

static struct lineage_left left_of(struct leaving_words *leaving, const struct lineage_wording *wording, uint32_t block) {
    struct nearing *nearing = &leaving->nearing;
    uint32_t all = 0, here = 0, found = 0, most = 0;
    for (uint32_t i = 0; i < wording->sketch_count; i++) {
        uint32_t weight = share_word(nearing, wording->sketch[i]);
        bool has = leaving->word_count &&
                   bsearch(&wording->sketch[i], leaving->words, leaving->word_count, sizeof *leaving->words, array_by_number);
        found += has;
        here += has ? weight : 0;
        all += weight;
    }
    for (uint32_t i = 0; i < nearing->touched_count; i++) {
        uint32_t passage = nearing->touched[i], shared = nearing->shared[passage];
        most = shared > most && !is_inside(leaving, passage, block) ? shared : most;
        nearing->shared[passage] = 0;
    }
    nearing->touched_count = 0;
    bool has_rival = most * 100 >= all * RIVAL_PERCENT && here * 100 < most * CLEARLY_PERCENT;
    uint32_t percent = wording->sketch_count ? found * 100 / wording->sketch_count : 100;
    return (struct lineage_left){
        .percent = (uint8_t)percent,
        .is_elsewhere = has_rival || stands_elsewhere(leaving, wording->digest, block),
    };
}

struct lineage_left *lineage_left(const struct lineage *lineage, const struct passages *newest, struct arena *arena) {
    struct arena scratch = {0};
    struct leaving_words leaving = {.nearing = {.lineage = lineage, .newest = newest}};
    struct lineage_left *left = arena_array(arena, struct lineage_left, lineage->wordings.count + 1);
    for (size_t i = 0; i < lineage->wordings.count; i++)
        left[i] = (struct lineage_left){100, false};
    start(&leaving.nearing, &scratch);
    plain_words(&leaving.plain, newest, &scratch);
    list_leaves(&leaving, &scratch);
    leaving.words = arena_array(&scratch, uint32_t, newest->word_count + 1);
    struct lineage_version part = lineage->versions.items[lineage->last_text];
    for (uint32_t i = 0; i < part.count; i++) {
        struct lineage_mark mark = lineage->marks.items[part.first + i];
        uint32_t at = leaving.nearing.wordings[mark.name];
        if (mark.block >= newest->count || at == NONE || lineage->wordings.items[at].before == NONE)
            continue;
        take_words(&leaving, mark.block);
        for (; at != NONE; at = lineage->wordings.items[at].before)
            left[at] = left_of(&leaving, &lineage->wordings.items[at], mark.block);
    }
    arena_free(&scratch);
    return left;
}
