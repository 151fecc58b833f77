#include "connect/doubles/internal.h"

#include "base/array.h"
#include "kinds/hold.h"
#include "read/codes.h"

#include <stdlib.h>

static bool relates(const struct essay *essay, uint32_t other) {
    for (size_t i = 0; i < essay->relations.count; i++)
        if (essay->relations.items[i].essay == other)
            return true;
    return false;
}

/* Pairs that are to be told: nobody has said it, and they were asked for. */
static bool is_news(const struct site *site, const uint32_t *first_of_kin, const struct doubles_input *input, uint32_t a,
                    uint32_t b) {
    bool is_asked = !input->asked || input->asked[a] || input->asked[b];
    return is_asked && first_of_kin[a] != first_of_kin[b] && !relates(&site->essays[a], b) && !relates(&site->essays[b], a);
}

/* Finding. */

static int by_containment(const void *left, const void *right) {
    const struct sketch_pair *a = left, *b = right;
    if (a->permille != b->permille)
        return a->permille > b->permille ? -1 : 1;
    return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

static struct sketch_pairs candidates_of(const struct site *site, const uint32_t *first_of_kin,
                                         const struct doubles_input *input, struct arena *arena) {
    struct sketch_pairs pairs;
    size_t kept = 0;
    sketch_pairs(&pairs, doubles_sketches(site, input->workers, arena), site->essay_count, arena);
    for (size_t i = 0; i < pairs.count; i++)
        if (is_news(site, first_of_kin, input, pairs.items[i].a, pairs.items[i].b))
            pairs.items[kept++] = pairs.items[i];
    pairs.count = kept;
    if (kept)
        qsort(pairs.items, kept, sizeof *pairs.items, by_containment);
    return pairs;
}

/* Where no passage is the same, the phrases that both have count. */
static uint32_t share_of_phrases(const struct sketch_pair *pair, uint32_t permille) {
    uint32_t phrases = pair->permille < VARIANT_SHARE ? pair->permille : VARIANT_SHARE - 1;
    return permille > phrases ? permille : phrases;
}

static void align_texts(struct double_pairs *pairs, const struct site *site, const struct sketch_pair *pair,
                        struct arena *arena) {
    struct double_pair found = {pair->b, pair->a, doubles_shared(site, pair->a, pair->b), DOUBLE_VARIANT};
    enum sharing sharing = sketch_judge(pair, found.permille);
    if (sharing == SHARES_NOTHING)
        return;
    if (sharing == SHARES_PASSAGES) {
        found.kind = DOUBLE_PASSAGES;
        found.permille = share_of_phrases(pair, found.permille);
    }
    *array_add(pairs, arena) = found;
}

/* Telling. */

struct double_telling {
    const struct site *site;
    const struct doubles_input *input;
    struct diag *problems;
    struct arena *arena;
    uint32_t *variants; /* of how many others each essay seems to be a variant */
};

static bool is_open(const struct double_telling *telling, const struct essay *essay) {
    return hold_is_open(&essay->thing.hold, &telling->site->today);
}

/* Which of two came later. What was asked for did; then what is dated later, or not at all. */
static bool is_later(const struct double_telling *telling, uint32_t a, uint32_t b) {
    const bool *asked = telling->input->asked;
    const struct essay *first = &telling->site->essays[a], *second = &telling->site->essays[b];
    bool has_first = first->date.precision != DATE_NONE, has_second = second->date.precision != DATE_NONE;
    if (asked && asked[a] != asked[b])
        return asked[a];
    if (has_first != has_second)
        return has_second;
    int order = date_compare(first->date, second->date);
    return order ? order > 0 : text_compare(first->thing.source.path, second->thing.source.path) > 0;
}

static void put_later_first(const struct double_telling *telling, struct double_pair *pair) {
    uint32_t other = pair->original;
    if (is_later(telling, pair->later, other))
        return;
    pair->original = pair->later;
    pair->later = other;
}

/* Of one essay those of one kind together, the best first. */
static int by_essay_and_kind(const void *left, const void *right) {
    const struct double_pair *a = left, *b = right;
    if (a->later != b->later)
        return a->later < b->later ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->permille != b->permille)
        return a->permille > b->permille ? -1 : 1;
    return (a->original > b->original) - (a->original < b->original);
}

/* Of one that is held back no more than its path is told, and its slug only where that stands in the path. */
static struct text slug_to_write(const struct double_telling *telling, const struct essay *original) {
    struct text slug = original->thing.slug;
    return is_open(telling, original) || text_contains(original->thing.source.path, slug) ? slug : TEXT("its slug");
}

static struct text share_to_tell(const struct double_telling *telling, const struct double_pair *pair) {
    const struct essay *essays = telling->site->essays;
    if (!is_open(telling, &essays[pair->later]) || !is_open(telling, &essays[pair->original]))
        return TEXT("");
    return text_format(telling->arena, ": %u %% of the words of the shorter text stand in both",
                       (unsigned)(pair->permille / 10));
}

static void tell_variant(const struct double_telling *telling, const struct double_pair *pair, struct diag_place place) {
    const struct essay *original = &telling->site->essays[pair->original];
    struct text path = original->thing.source.path, slug = slug_to_write(telling, original), more = {0};
    struct text share = share_to_tell(telling, pair);
    uint32_t others = telling->variants[pair->later] - 1;
    if (others)
        more = text_format(telling->arena, ", and of %u more", (unsigned)others);
    diag_add(
        telling->problems, DIAG_WARNING, W_VARIANT, place,
        text_format(telling->arena, "seems to be a variant of %.*s%.*s%.*s", TEXT_ARGS(path), TEXT_ARGS(more),
                    TEXT_ARGS(share)),
        text_format(telling->arena, "say so with variant_of: %.*s, or in relations; or remove one of them", TEXT_ARGS(slug)));
}

static void tell_passages(const struct double_telling *telling, const struct double_pair *pair, struct diag_place place) {
    const struct essay *original = &telling->site->essays[pair->original];
    struct text share = share_to_tell(telling, pair), slug = slug_to_write(telling, original);
    diag_add(
        telling->problems, DIAG_NOTE, W_SHARED_PASSAGES, place,
        text_format(telling->arena, "shares passages with %.*s%.*s", TEXT_ARGS(original->thing.source.path), TEXT_ARGS(share)),
        text_format(telling->arena, "if one quotes the other, say so: relations: [{cites: %.*s}]", TEXT_ARGS(slug)));
}

static void tell_said(const struct double_telling *telling, const struct double_pair *pair, struct diag_place place) {
    static const char *const what[] = {[DOUBLE_ADDRESS] = "has the same source.url as",
                                       [DOUBLE_DOI] = "has the same source.doi as",
                                       [DOUBLE_TITLE] = "has the same title as",
                                       [DOUBLE_AUTHORS] = "has the same authors and date as"};
    const struct essay *later = &telling->site->essays[pair->later], *original = &telling->site->essays[pair->original];
    bool is_told = is_open(telling, later) && is_open(telling, original);
    struct text slug = slug_to_write(telling, original);
    diag_add(telling->problems, DIAG_NOTE, W_SAME_WORK, place,
             text_format(telling->arena, "%s %.*s", is_told ? what[pair->kind] : "seems to be the same work as",
                         TEXT_ARGS(original->thing.source.path)),
             text_format(telling->arena, "if it is the same work, say so with variant_of: %.*s", TEXT_ARGS(slug)));
}

/* The best variant stands for the others: when that is declared, these are told, or they are variants of the same. */
static void tell(const struct double_telling *telling, const struct double_pair *pair, bool is_best) {
    struct diag_place place = {.path = telling->site->essays[pair->later].thing.source.path};
    if (pair->kind == DOUBLE_VARIANT && !is_best)
        return;
    if (pair->kind == DOUBLE_VARIANT)
        tell_variant(telling, pair, place);
    else if (pair->kind == DOUBLE_PASSAGES)
        tell_passages(telling, pair, place);
    else
        tell_said(telling, pair, place);
}

static void tell_all(const struct double_telling *telling, const struct double_pairs *pairs) {
    struct table seen = {0};
    for (size_t i = 0; i < pairs->count; i++) {
        const struct double_pair *pair = &pairs->items[i];
        struct text both = text_format(telling->arena, "%u %u", (unsigned)pair->later, (unsigned)pair->original);
        bool is_best = i == 0 || pair[-1].later != pair->later || pair[-1].kind != pair->kind;
        if (table_put(&seen, both, 0, telling->arena) == NONE)
            tell(telling, pair, is_best);
    }
}

static void tell_rest(const struct double_telling *telling, size_t count) {
    diag_add(telling->problems, DIAG_NOTE, W_SHARED_PASSAGES, (struct diag_place){0},
             text_format(telling->arena, "%zu more pairs of essays have phrases in common, and were not looked at", count),
             TEXT("say of those that are told what they are: the others come next"));
}

/* Keeps those that are to be told, in the order of telling. */
static void settle(struct double_pairs *pairs, struct double_telling *telling, const uint32_t *first_of_kin) {
    size_t kept = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        struct double_pair pair = pairs->items[i];
        if (!is_news(telling->site, first_of_kin, telling->input, pair.later, pair.original))
            continue;
        put_later_first(telling, &pair);
        telling->variants[pair.later] += pair.kind == DOUBLE_VARIANT;
        pairs->items[kept++] = pair;
    }
    pairs->count = kept;
    if (kept)
        qsort(pairs->items, kept, sizeof *pairs->items, by_essay_and_kind);
}

void doubles_tell(const struct site *site, const struct doubles_input *input, struct diag *problems, struct arena *arena) {
    struct double_telling telling = {site, input, problems, arena, arena_array(arena, uint32_t, site->essay_count)};
    const uint32_t *first_of_kin = essays_first_of_kin(site, arena);
    struct sketch_pairs candidates = candidates_of(site, first_of_kin, input, arena);
    struct double_pairs pairs = {0};
    size_t aligned = candidates.count < DOUBLES_ALIGNED ? candidates.count : DOUBLES_ALIGNED;
    for (size_t i = 0; i < aligned; i++)
        align_texts(&pairs, site, &candidates.items[i], arena);
    doubles_said(&pairs, site, arena);
    settle(&pairs, &telling, first_of_kin);
    tell_all(&telling, &pairs);
    if (candidates.count > aligned)
        tell_rest(&telling, candidates.count - aligned);
}
