#include "model/related.h"

#include "base/array.h"
#include "base/buffer.h"

#include <stdlib.h>

enum { REASONS_MOST = 6, WORDS_TOLD = 3 };

struct candidate {
    uint32_t essay, score;
};

/* The state of one essay's search; everything in it is zero again when the search is over. */
struct search {
    struct loading *loading;
    const struct features *features;
    uint32_t *scores; /* one for each essay */
    uint32_t *met;    /* those whose score is not 0; room for all */
    uint32_t met_count;
    uint32_t *first_of_kin; /* of each essay: the one it is in the end a variant of; variants are not "related" */
    const struct use **own; /* of each feature: the searching essay's use of it, or NULL */
    struct candidate *best;
    uint32_t best_count, best_most;
};

/* This runs some thousand times for each essay. It writes before it knows whether the essay is new, to do without a branch. */
static inline void add_points(struct search *search, uint32_t essay, uint32_t points) {
    uint32_t *score = &search->scores[essay];
    search->met[search->met_count] = essay;
    search->met_count += *score == 0 && points > 0;
    *score += points;
}

static void add_feature(struct search *search, const struct use *own) {
    const struct features *features = search->features;
    const struct feature *feature = &features->items[own->feature];
    const struct use *uses = features->by_feature + feature->first;
    if (feature->kind == REASON_WORDS)
        for (uint32_t i = 0; i < feature->count; i++)
            add_points(search, uses[i].essay, feature_points(features, own, &uses[i]));
    else
        for (uint32_t i = 0; i < feature->count; i++)
            add_points(search, uses[i].essay, feature->points);
}

static void score_all(struct search *search, uint32_t essay) {
    const struct features *features = search->features;
    uint32_t looked_at = 0;
    for (uint32_t i = features->link_first[essay]; i < features->link_first[essay + 1]; i++)
        add_points(search, features->links[i].feature, REFERENCE_POINTS * 16);
    for (uint32_t i = features->essay_first[essay]; i < features->essay_first[essay + 1]; i++) {
        looked_at += features->items[features->by_essay[i].feature].count;
        if (looked_at > ESSAYS_LOOKED_AT)
            return;
        add_feature(search, &features->by_essay[i]);
    }
}

static bool is_better(struct candidate a, struct candidate b) {
    return a.score != b.score ? a.score > b.score : a.essay < b.essay;
}

/* Keeps the best few in order; most candidates are no better than the last and cost one comparison. */
static void offer(struct search *search, struct candidate candidate) {
    if (search->best_count == search->best_most && !is_better(candidate, search->best[search->best_count - 1]))
        return;
    if (search->best_count < search->best_most)
        search->best_count++;
    uint32_t at = search->best_count - 1;
    for (; at > 0 && is_better(candidate, search->best[at - 1]); at--)
        search->best[at] = search->best[at - 1];
    search->best[at] = candidate;
}

static void pick_best(struct search *search, uint32_t essay) {
    search->best_count = 0;
    for (uint32_t i = 0; i < search->met_count; i++) {
        uint32_t other = search->met[i];
        struct candidate candidate = {other, search->scores[other]};
        search->scores[other] = 0;
        if (search->first_of_kin[other] != search->first_of_kin[essay] && candidate.score >= LEAST_POINTS * 16)
            offer(search, candidate);
    }
    search->met_count = 0;
}

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

struct reasons {
    struct weighed_reason *items;
    size_t count, capacity;
    struct { /* shared words, the strongest few */
        struct text word;
        uint32_t points;
    } words[WORDS_TOLD];
    uint32_t words_points;
};

static void add_word(struct reasons *reasons, struct text word, uint32_t points) {
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

static void add_words_reason(struct reasons *reasons, struct arena *scratch, struct arena *arena) {
    if (reasons->words_points < LEAST_WORDS_POINTS * 16 && reasons->count)
        return;
    struct text words = TEXT("");
    for (size_t i = 0; i < WORDS_TOLD && reasons->words[i].points; i++)
        words = text_format(arena, "%.*s%s%.*s", TEXT_ARGS(words), i ? ", " : "", TEXT_ARGS(reasons->words[i].word));
    if (words.size)
        *array_add(reasons, scratch) = (struct weighed_reason){{.kind = REASON_WORDS, .words = words}, reasons->words_points};
}

static bool are_linked(const struct features *features, uint32_t a, uint32_t b) {
    for (uint32_t i = features->link_first[a]; i < features->link_first[a + 1]; i++)
        if (features->links[i].feature == b)
            return true;
    return false;
}

static void find_reasons(struct search *search, struct related *related, uint32_t essay, uint32_t other) {
    struct arena scratch = {0};
    struct reasons reasons = {0};
    const struct features *features = search->features;
    if (are_linked(features, essay, other))
        *array_add(&reasons, &scratch) =
            (struct weighed_reason){{.kind = REASON_REFERENCE, .number = other}, REFERENCE_POINTS * 16};
    for (uint32_t i = features->essay_first[other]; i < features->essay_first[other + 1]; i++) {
        const struct use *use = &features->by_essay[i], *own = search->own[use->feature];
        const struct feature *feature = &features->items[use->feature];
        uint32_t points = own ? feature_points(features, own, use) : 0;
        if (points && feature->kind == REASON_WORDS)
            add_word(&reasons, feature->word, points);
        else if (points)
            *array_add(&reasons, &scratch) =
                (struct weighed_reason){{.kind = feature->kind, .number = feature->number}, points};
    }
    add_words_reason(&reasons, &scratch, search->loading->arena);
    if (reasons.count)
        qsort(reasons.items, reasons.count, sizeof *reasons.items, strongest_first);
    related->reason_count = reasons.count < REASONS_MOST ? reasons.count : REASONS_MOST;
    related->reasons = arena_array(search->loading->arena, struct reason, related->reason_count);
    for (size_t i = 0; i < related->reason_count; i++)
        related->reasons[i] = reasons.items[i].reason;
    arena_free(&scratch);
}

static void mark_own(struct search *search, uint32_t essay, bool mark) {
    const struct features *features = search->features;
    for (uint32_t i = features->essay_first[essay]; i < features->essay_first[essay + 1]; i++)
        search->own[features->by_essay[i].feature] = mark ? &features->by_essay[i] : NULL;
}

static void relate(struct search *search, uint32_t number) {
    struct essay *essay = &search->loading->site->essays[number];
    score_all(search, number);
    pick_best(search, number);
    if (!search->best_count)
        return;
    essay->related = arena_array(search->loading->arena, struct related, search->best_count);
    essay->related_count = search->best_count;
    mark_own(search, number, true);
    for (uint32_t i = 0; i < search->best_count; i++) {
        struct related *related = &essay->related[i];
        related->essay = search->best[i].essay;
        related->score = search->best[i].score / 16;
        find_reasons(search, related, number, related->essay);
    }
    mark_own(search, number, false);
}

static void find_kin(struct search *search) {
    const struct site *site = search->loading->site;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        uint32_t first = i;
        /* Circles have been cut. */
        while (site->essays[first].variant_of != NONE)
            first = site->essays[first].variant_of;
        search->first_of_kin[i] = first;
    }
}

void related_load(struct loading *loading) {
    const struct site *site = loading->site;
    struct arena scratch = {0};
    struct features features = {0};
    if (site->essay_count < 2 || site->settings.related == 0)
        return;
    features_collect(&features, loading, &scratch);
    struct search search = {.loading = loading, .features = &features, .best_most = site->settings.related};
    search.met = arena_array(&scratch, uint32_t, site->essay_count + 1);
    search.scores = arena_array(&scratch, uint32_t, site->essay_count);
    search.first_of_kin = arena_array(&scratch, uint32_t, site->essay_count);
    search.own = arena_array(&scratch, const struct use *, features.count);
    search.best = arena_array(&scratch, struct candidate, search.best_most);
    find_kin(&search);
    for (uint32_t i = 0; i < site->essay_count; i++)
        relate(&search, i);
    arena_free(&scratch);
}
