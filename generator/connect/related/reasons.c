/* Why two essays are related. */
#include "connect/related/related.h"

#include "base/array.h"

#include <stdlib.h>

/* USES_MOST: of one essay's features, the rarest. */
enum { REASONS_MOST = 6, WORDS_TOLD = 3, USES_MOST = 256 };

/* A reason with what it counted for. */
struct weighed_reason {
    struct reason reason;
    uint32_t points;
};

static int strongest_first(const void *left, const void *right) {
    const struct weighed_reason *a = left, *b = right;
    int order = (a->points < b->points) - (a->points > b->points);
    if (!order)
        order = (a->reason.kind > b->reason.kind) - (a->reason.kind < b->reason.kind);
    return order ? order : (a->reason.number > b->reason.number) - (a->reason.number < b->reason.number);
}

struct weighing {
    struct weighed_reason *items;
    size_t count, capacity;
    struct { /* shared words, the strongest few */
        struct text word;
        uint32_t points;
    } words[WORDS_TOLD];
    uint32_t words_points;
};

static void add_word(struct weighing *reasons, struct text word, uint32_t points) {
    reasons->words_points += points;
    size_t at = WORDS_TOLD;
    while (at > 0 && points > reasons->words[at - 1].points)
        at--;
    for (size_t i = WORDS_TOLD - 1; i > at; i--)
        reasons->words[i] = reasons->words[i - 1];
    if (at < WORDS_TOLD) {
        reasons->words[at].word = word;
        reasons->words[at].points = points;
    }
}

static void add_words_reason(struct weighing *reasons, struct arena *arena) {
    if (reasons->words_points < LEAST_WORDS_POINTS * 16 && reasons->count)
        return;
    struct text words = TEXT("");
    for (size_t i = 0; i < WORDS_TOLD && reasons->words[i].points; i++)
        words = text_format(arena, "%.*s%s%.*s", TEXT_ARGS(words), i ? ", " : "", TEXT_ARGS(reasons->words[i].word));
    if (words.size)
        *array_add(reasons, arena) = (struct weighed_reason){{.kind = REASON_WORDS, .words = words}, reasons->words_points};
}

static bool are_linked(const struct features *features, uint32_t a, uint32_t b) {
    for (uint32_t i = features->link_first[a]; i < features->link_first[a + 1]; i++)
        if (features->links[i].feature == b)
            return true;
    return false;
}

static uint32_t uses_end(const struct features *features, uint32_t essay) {
    uint32_t first = features->essay_first[essay], end = features->essay_first[essay + 1];
    return end - first > USES_MOST ? first + USES_MOST : end;
}

/* That an essay has a feature, whose essays are in their order; NULL. */
static const struct use *use_by(const struct features *features, const struct feature *feature, uint32_t essay) {
    uint32_t from = feature->first, to = from + feature->count, end = to;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (features->by_feature[middle].essay < essay)
            from = middle + 1;
        else
            to = middle;
    }
    return from < end && features->by_feature[from].essay == essay ? &features->by_feature[from] : NULL;
}

static void add_reason(struct weighing *reasons, const struct features *features, const struct use *own,
                       const struct use *others, struct arena *arena) {
    const struct feature *feature = &features->items[own->feature];
    uint32_t points = feature_points(features, own, others);
    if (points && feature->kind == REASON_WORDS)
        add_word(reasons, feature->word, points);
    else if (points)
        *array_add(reasons, arena) = (struct weighed_reason){{.kind = feature->kind, .number = feature->number}, points};
}

/*
 * In the order of the essay's own features. That of the other's is no input of what is remembered (inputs_of), so it may
 * decide nothing: neither which of two equal words comes first, nor which features are the rarest.
 */
struct reasons related_reasons(const struct site *site, uint32_t essay, uint32_t other, struct arena *arena) {
    const struct features *features = site->features;
    struct weighing found = {0};
    if (are_linked(features, essay, other))
        *array_add(&found, arena) = (struct weighed_reason){{.kind = REASON_REFERENCE, .number = other}, REFERENCE_POINTS * 16};
    for (uint32_t i = features->essay_first[essay]; i < uses_end(features, essay); i++) {
        const struct use *own = &features->by_essay[i];
        const struct use *others = use_by(features, &features->items[own->feature], other);
        if (others)
            add_reason(&found, features, own, others, arena);
    }
    add_words_reason(&found, arena);
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, strongest_first);
    struct reasons reasons = {.count = found.count < REASONS_MOST ? found.count : REASONS_MOST};
    reasons.items = arena_array(arena, struct reason, reasons.count);
    for (size_t i = 0; i < reasons.count; i++)
        reasons.items[i] = found.items[i].reason;
    return reasons;
}

/* Of what a reason is about by name: numbers shift as things come and go. */
static uint64_t name_of_reason(const struct site *site, const struct reason *reason) {
    switch ((enum reason_kind)reason->kind) {
    case REASON_TOPIC: return text_hash(site->topics[reason->number].thing.slug);
    case REASON_AUTHOR: return text_hash(site->authors[reason->number].thing.slug);
    case REASON_REFERENCE:
    case REASON_COMMON_REFERENCE: return site->features->slugs[reason->number];
    case REASON_WORDS: return text_hash(reason->words);
    }
    return 0;
}

struct digest related_why(const struct site *site, uint32_t essay, const struct row *row, struct arena *arena) {
    struct hasher hasher;
    hasher_start(&hasher);
    for (uint32_t i = 0; i < row->count; i++) {
        struct reasons reasons = related_reasons(site, essay, row->picks[i], arena);
        hasher_add_number(&hasher, reasons.count);
        for (size_t j = 0; j < reasons.count; j++) {
            hasher_add_number(&hasher, reasons.items[j].kind);
            hasher_add_number(&hasher, name_of_reason(site, &reasons.items[j]));
        }
    }
    return hasher_end(&hasher);
}
