#include "compare/likeness.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

/*
 * What would bring more than so many pairs together brings none, in texts of more than LARGE features sooner; and of all that a
 * passage meets only so many are looked at.
 */
enum { PAIRS = 64, PAIRS_OF_LARGE = 4, LARGE = 1 << 20, CANDIDATES = 6 };

/* A full weight, and what a short word, which is mostly grammar, has of it. */
enum { WEIGHT = 256, SHORT_LETTERS = 3, SHORT_PART = 4 };

static uint64_t neighbours(uint64_t before, uint64_t digest) {
    uint64_t x = (before ^ digest << 1 ^ digest >> 63) * 0x9fb21c651e98df25u;
    return x ^ x >> 31;
}

/* A Han character alone says as little as a letter. */
static bool is_short(const struct passage_word *word) {
    return word->kind == WORD_LETTERS && word->end - word->start <= SHORT_LETTERS && word->end > word->start;
}

static bool counts(const struct passage_word *word) {
    return (word->kind == WORD_LETTERS && !word->is_address) || word->kind == WORD_PICTURE;
}

static int compare_features(const void *a, const void *b) {
    const struct likeness_feature *left = a, *right = b;
    return left->digest < right->digest ? -1 : left->digest > right->digest;
}

static uint32_t gathered(struct likeness_feature *features, uint32_t count) {
    qsort(features, count, sizeof *features, compare_features);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (kept && features[kept - 1].digest == features[i].digest)
            features[kept - 1].count++;
        else
            features[kept++] = features[i];
    }
    return kept;
}

static struct loose loosened(const struct passages *passages, uint32_t index, struct arena *arena) {
    const struct passage *passage = &passages->items[index];
    uint32_t words = passage_own_words(passages, index);
    struct loose loose = {.passage = index, .features = arena_array(arena, struct likeness_feature, 2 * (size_t)words)};
    uint64_t before = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < words; i++) {
        const struct passage_word *word = &passages->words[passage->first_word + i];
        if (!counts(word))
            continue;
        loose.features[count++] = (struct likeness_feature){word->folded, is_short(word) ? WEIGHT / SHORT_PART : WEIGHT, 1};
        if (loose.words++)
            loose.features[count++] = (struct likeness_feature){neighbours(before, word->folded), WEIGHT, 1};
        before = word->folded;
    }
    loose.count = count ? gathered(loose.features, count) : 0;
    return loose;
}

/* Where one feature stands. */
struct posting {
    uint64_t digest;
    uint32_t owner, feature;
};

struct postings {
    struct posting *items;
    size_t count;
};

static int compare_postings(const void *a, const void *b) {
    const struct posting *left = a, *right = b;
    if (left->digest != right->digest)
        return left->digest < right->digest ? -1 : 1;
    return left->owner < right->owner ? -1 : left->owner > right->owner;
}

static struct postings postings_of(const struct loose *items, size_t count, struct arena *arena) {
    struct postings postings = {0};
    for (size_t i = 0; i < count; i++)
        postings.count += items[i].count;
    postings.items = arena_array(arena, struct posting, postings.count);
    size_t at = 0;
    for (size_t i = 0; i < count; i++)
        for (uint32_t f = 0; f < items[i].count; f++)
            postings.items[at++] = (struct posting){items[i].features[f].digest, (uint32_t)i, f};
    if (postings.count)
        qsort(postings.items, postings.count, sizeof *postings.items, compare_postings);
    return postings;
}

static size_t run_end(const struct postings *postings, size_t from) {
    size_t end = from + 1;
    while (end < postings->count && postings->items[end].digest == postings->items[from].digest)
        end++;
    return end;
}

static unsigned log2_of(size_t number) {
    unsigned log = 0;
    while (number >>= 1)
        log++;
    return log;
}

/* What many passages of a side have weighs less. */
static void weigh(struct loose *items, const struct postings *postings, size_t from, size_t to, size_t frequency) {
    for (size_t i = from; i < to; i++) {
        struct likeness_feature *feature = &items[postings->items[i].owner].features[postings->items[i].feature];
        feature->weight /= 1 + log2_of(frequency);
    }
}

static void sum_up(struct loose *items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        for (uint32_t f = 0; f < items[i].count; f++)
            items[i].weight += (uint64_t)items[i].features[f].weight * items[i].features[f].count;
        items[i].left = items[i].weight;
    }
}

/* Two that share a feature, and its weight. */
struct meeting {
    uint32_t old, new;
    uint64_t weight;
};

struct meetings {
    struct meeting *items;
    size_t count, capacity;
};

static void meet(struct meetings *meetings, const struct likeness *likeness, const struct posting *olds, size_t old_count,
                 const struct posting *news, size_t new_count, struct arena *arena) {
    for (size_t i = 0; i < old_count; i++)
        for (size_t j = 0; j < new_count; j++)
            *array_add(meetings, arena) =
                (struct meeting){olds[i].owner, news[j].owner, likeness->old[olds[i].owner].features[olds[i].feature].weight};
}

/* Walks both lists of features together: weighs all, and lets those meet that share a rare one. */
static struct meetings meet_all(struct likeness *likeness, struct arena *arena) {
    struct postings old = postings_of(likeness->old, likeness->old_count, arena);
    struct postings new = postings_of(likeness->new, likeness->new_count, arena);
    struct meetings meetings = {0};
    size_t most = old.count + new.count > LARGE ? PAIRS_OF_LARGE : PAIRS;
    for (size_t i = 0, j = 0; i < old.count || j < new.count;) {
        bool in_old = i < old.count && (j == new.count || old.items[i].digest <= new.items[j].digest);
        bool in_new = j < new.count && (i == old.count || new.items[j].digest <= old.items[i].digest);
        size_t old_end = in_old ? run_end(&old, i) : i, new_end = in_new ? run_end(&new, j) : j;
        size_t olds = old_end - i, news = new_end - j, frequency = olds > news ? olds : news;
        weigh(likeness->old, &old, i, old_end, frequency);
        weigh(likeness->new, &new, j, new_end, frequency);
        if (olds * news <= most)
            meet(&meetings, likeness, old.items + i, olds, new.items + j, news, arena);
        i = old_end;
        j = new_end;
    }
    return meetings;
}

static int compare_meetings(const void *a, const void *b) {
    const struct meeting *left = a, *right = b;
    if (left->old != right->old)
        return left->old < right->old ? -1 : 1;
    return left->new < right->new ? -1 : left->new > right->new;
}

/* The heaviest of one passage first; then by place. */
static int compare_weights_of_old(const void *a, const void *b) {
    const struct meeting *left = a, *right = b;
    if (left->old != right->old)
        return left->old < right->old ? -1 : 1;
    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->new < right->new ? -1 : left->new > right->new;
}

static int compare_weights_of_new(const void *a, const void *b) {
    const struct meeting *left = a, *right = b;
    if (left->new != right->new)
        return left->new < right->new ? -1 : 1;
    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->old < right->old ? -1 : left->old > right->old;
}

/* One meeting for each two, with all that they share; those that may not be matched are left out. */
static void sum_meetings(struct meetings *meetings, const struct likeness *likeness, const struct passages *old,
                         const struct passages *new, bool (*same)(const struct passage *, const struct passage *)) {
    size_t kept = 0;
    if (meetings->count)
        qsort(meetings->items, meetings->count, sizeof *meetings->items, compare_meetings);
    for (size_t i = 0; i < meetings->count; i++) {
        struct meeting meeting = meetings->items[i];
        struct meeting *last = kept ? &meetings->items[kept - 1] : NULL;
        if (last && last->old == meeting.old && last->new == meeting.new)
            last->weight += meeting.weight;
        else if (same(&old->items[likeness->old[meeting.old].passage], &new->items[likeness->new[meeting.new].passage]))
            meetings->items[kept++] = meeting;
    }
    meetings->count = kept;
}

static void add_heaviest(struct likeness *likeness, const struct meetings *meetings, bool by_old) {
    uint32_t taken = 0;
    for (size_t i = 0; i < meetings->count; i++) {
        const struct meeting *meeting = &meetings->items[i], *last = i ? meeting - 1 : NULL;
        bool goes_on = last && (by_old ? last->old == meeting->old : last->new == meeting->new);
        taken = goes_on ? taken + 1 : 0;
        if (taken < CANDIDATES)
            likeness->pairs[likeness->pair_count++] = (struct likeness_candidate){meeting->old, meeting->new};
    }
}

static int compare_candidates(const void *a, const void *b) {
    const struct likeness_candidate *left = a, *right = b;
    if (left->old != right->old)
        return left->old < right->old ? -1 : 1;
    return left->new < right->new ? -1 : left->new > right->new;
}

static void choose_candidates(struct likeness *likeness, struct meetings *meetings, struct arena *arena) {
    size_t most = 2 * meetings->count, kept = 0;
    if (!most)
        return;
    likeness->pairs = arena_array(arena, struct likeness_candidate, most);
    qsort(meetings->items, meetings->count, sizeof *meetings->items, compare_weights_of_old);
    add_heaviest(likeness, meetings, true);
    qsort(meetings->items, meetings->count, sizeof *meetings->items, compare_weights_of_new);
    add_heaviest(likeness, meetings, false);
    qsort(likeness->pairs, likeness->pair_count, sizeof *likeness->pairs, compare_candidates);
    for (size_t i = 0; i < likeness->pair_count; i++)
        if (!kept || compare_candidates(&likeness->pairs[kept - 1], &likeness->pairs[i]) != 0)
            likeness->pairs[kept++] = likeness->pairs[i];
    likeness->pair_count = kept;
}

static struct loose *all_loosened(const struct passages *passages, const uint32_t *indexes, size_t count, struct arena *arena) {
    struct loose *items = arena_array(arena, struct loose, count);
    for (size_t i = 0; i < count; i++)
        items[i] = loosened(passages, indexes[i], arena);
    return items;
}

void likeness_start(struct likeness *likeness, const struct passages *old, const uint32_t *olds, size_t old_count,
                    const struct passages *new, const uint32_t *news, size_t new_count,
                    bool (*same)(const struct passage *old, const struct passage *new), struct arena *arena) {
    *likeness = (struct likeness){.old_count = old_count, .new_count = new_count};
    likeness->old = all_loosened(old, olds, old_count, arena);
    likeness->new = all_loosened(new, news, new_count, arena);
    struct arena scratch = {0};
    struct meetings meetings = meet_all(likeness, &scratch);
    sum_up(likeness->old, old_count);
    sum_up(likeness->new, new_count);
    sum_meetings(&meetings, likeness, old, new, same);
    choose_candidates(likeness, &meetings, arena);
    arena_free(&scratch);
}

/* The feature with this digest at or behind `from`, found in steps that double; `loose->count` when there is none. */
static uint32_t find_feature(const struct loose *loose, uint32_t from, uint64_t digest) {
    uint32_t low = from, step = 1;
    while (low + step < loose->count && loose->features[low + step].digest < digest) {
        low += step;
        step *= 2;
    }
    uint32_t high = low + step < loose->count ? low + step + 1 : loose->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (loose->features[middle].digest < digest)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint64_t share(struct loose *a, struct loose *b, bool consume) {
    struct loose *small = a->count <= b->count ? a : b, *large = small == a ? b : a;
    uint64_t shared = 0;
    for (uint32_t i = 0, j = 0; i < small->count && j < large->count; i++) {
        struct likeness_feature *feature = &small->features[i];
        j = find_feature(large, j, feature->digest);
        if (j == large->count || large->features[j].digest != feature->digest)
            continue;
        uint32_t count = feature->count < large->features[j].count ? feature->count : large->features[j].count;
        uint32_t weight = feature->weight < large->features[j].weight ? feature->weight : large->features[j].weight;
        shared += (uint64_t)weight * count;
        feature->count -= consume ? count : 0;
        large->features[j].count -= consume ? count : 0;
    }
    return shared;
}

uint64_t likeness_shared(const struct loose *a, const struct loose *b) {
    return share((struct loose *)(uintptr_t)a, (struct loose *)(uintptr_t)b, false);
}

void likeness_consume(struct loose *a, struct loose *b) {
    uint64_t shared = share(a, b, true);
    a->left -= shared;
    b->left -= shared;
}
