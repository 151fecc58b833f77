#include "model/related.h"

#include "base/array.h"

#include <stdlib.h>

uint32_t log2_sixteenths(uint32_t a, uint32_t b) {
    uint64_t ratio = ((uint64_t)a << 16) / b;
    uint32_t result = 0;
    for (; ratio >= 2u << 16; ratio >>= 1)
        result += 16;
    for (uint32_t bit = 8; bit; bit >>= 1) {
        ratio = ratio * ratio >> 16;
        if (ratio >= 2u << 16) {
            ratio >>= 1;
            result += bit;
        }
    }
    return result;
}

uint64_t square_root(uint64_t number) {
    uint64_t root = 0, bit = (uint64_t)1 << 62;
    while (bit > number)
        bit >>= 2;
    for (; bit; bit >>= 2) {
        if (number >= root + bit) {
            number -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
    }
    return root;
}

uint32_t feature_points(const struct features *features, const struct use *a, const struct use *b) {
    const struct feature *feature = &features->items[a->feature];
    if (feature->kind != REASON_WORDS)
        return feature->points;
    return (uint32_t)((uint64_t)a->weight * b->weight * (WORDS_POINTS * 16) / (VECTOR_LENGTH * VECTOR_LENGTH));
}

/* What is being collected: features in order of discovery, so that their numbers depend on the essays only. */
struct collecting {
    struct features *features;
    const struct site *site;
    struct arena *arena;
    struct {
        struct feature *items;
        size_t count, capacity;
    } found;
    struct {
        struct use *items;
        size_t count, capacity;
    } uses, links;
    struct table words;
    uint32_t *linked_from;                           /* of each essay: 1 + the last one found to cite it */
    uint32_t first_topic, first_author, first_essay; /* features of things begin here, one for each */
};

static void use_feature(struct collecting *c, uint32_t feature, uint32_t essay, uint32_t weight) {
    c->found.items[feature].count++;
    *array_add(&c->uses, c->arena) = (struct use){feature, essay, weight};
}

static uint32_t add_features(struct collecting *c, enum reason_kind kind, uint32_t count) {
    uint32_t first = (uint32_t)c->found.count;
    for (uint32_t i = 0; i < count; i++)
        *array_add(&c->found, c->arena) = (struct feature){.kind = (uint8_t)kind, .number = i};
    return first;
}

/* The essays that an essay cites, each once. */
static void collect_links(struct collecting *c, uint32_t essay) {
    const struct targets *targets = &c->site->essays[essay].source.targets;
    for (size_t i = 0; i < targets->count; i++) {
        uint32_t other = targets->items[i].number;
        if (targets->items[i].kind != THING_ESSAY || other == essay || c->linked_from[other] == essay + 1)
            continue;
        c->linked_from[other] = essay + 1;
        *array_add(&c->links, c->arena) = (struct use){other, essay, 0};
        use_feature(c, c->first_essay + other, essay, 0);
    }
}

static uint32_t word_feature(struct collecting *c, struct text word) {
    uint32_t feature = table_get(&c->words, word);
    if (feature != TABLE_NONE)
        return feature;
    feature = (uint32_t)c->found.count;
    *array_add(&c->found, c->arena) = (struct feature){.kind = REASON_WORDS, .word = word};
    table_put(&c->words, word, feature, c->arena);
    return feature;
}

static void collect_words(struct collecting *c, uint32_t essay) {
    const struct document *document = c->site->essays[essay].source.document;
    const struct doc_term *terms = DOC_ITEMS(document, terms, struct doc_term);
    if (!essay_is_open(&c->site->essays[essay]))
        return;
    for (uint32_t i = 0; i < document->terms.count; i++) {
        struct text word = document_text(document, terms[i].word);
        use_feature(c, word_feature(c, word), essay, terms[i].count);
    }
}

static void collect_things(struct collecting *c, uint32_t essay) {
    const struct essay *of = &c->site->essays[essay];
    for (size_t i = 0; i < of->topics.count; i++)
        use_feature(c, c->first_topic + of->topics.items[i], essay, 0);
    for (size_t i = 0; i < of->authors.count; i++)
        use_feature(c, c->first_author + of->authors.items[i], essay, 0);
}

static void collect(struct collecting *c) {
    c->first_topic = add_features(c, REASON_TOPIC, c->site->topic_count);
    c->first_author = add_features(c, REASON_AUTHOR, c->site->author_count);
    c->first_essay = add_features(c, REASON_COMMON_REFERENCE, c->site->essay_count);
    c->linked_from = arena_array(c->arena, uint32_t, c->site->essay_count);
    c->features->essay_first = arena_array(c->arena, uint32_t, c->site->essay_count + 1);
    for (uint32_t i = 0; i < c->site->essay_count; i++) {
        collect_things(c, i);
        collect_links(c, i);
        collect_words(c, i);
        c->features->essay_first[i + 1] = (uint32_t)c->uses.count;
    }
}

/* tf-idf of an essay's words, scaled so that their squares add up to VECTOR_LENGTH squared. */
static void weigh_words(const struct collecting *c, struct use *uses, uint32_t count) {
    uint64_t squares = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct feature *feature = &c->found.items[uses[i].feature];
        if (feature->kind != REASON_WORDS)
            continue;
        uint64_t weight = (uint64_t)(16 + log2_sixteenths(uses[i].weight ? uses[i].weight : 1, 1)) *
                          log2_sixteenths(c->site->essay_count, feature->count);
        uses[i].weight = (uint32_t)weight;
        squares += weight * weight;
    }
    uint64_t length = square_root(squares);
    for (uint32_t i = 0; i < count && length; i++)
        uses[i].weight = (uint32_t)((uint64_t)uses[i].weight * VECTOR_LENGTH / length);
}

static uint32_t points_of(const struct feature *feature, uint32_t essays) {
    static const uint32_t base[] = {[REASON_TOPIC] = TOPIC_POINTS,
                                    [REASON_AUTHOR] = AUTHOR_POINTS,
                                    [REASON_COMMON_REFERENCE] = COMMON_POINTS,
                                    [REASON_WORDS] = 0};
    return base[feature->kind] * 16 + RARE_POINTS * log2_sixteenths(essays, feature->count);
}

/* A feature of one essay is shared by none; one of very many says nothing. */
static void weigh_features(struct collecting *c) {
    uint32_t essays = c->site->essay_count;
    uint32_t limit = essays / 20 > COMMON_LIMIT ? essays / 20 : COMMON_LIMIT;
    for (size_t i = 0; i < c->found.count; i++) {
        struct feature *feature = &c->found.items[i];
        if (feature->count < 2 || feature->count > limit)
            feature->count = 0;
        else
            feature->points = points_of(feature, essays);
    }
}

static int heaviest_word_first(const void *left, const void *right) {
    const struct use *a = left, *b = right;
    int order = (a->weight < b->weight) - (a->weight > b->weight);
    return order ? order : (a->feature > b->feature) - (a->feature < b->feature);
}

/* Moves what is kept to the front: things first, as they were, then the heaviest words. */
static uint32_t keep_best(const struct collecting *c, struct use *uses, uint32_t count) {
    uint32_t kept = 0, things = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct feature *feature = &c->found.items[uses[i].feature];
        if (feature->count == 0 || (feature->kind == REASON_WORDS && uses[i].weight == 0))
            continue;
        uses[kept++] = uses[i];
        if (feature->kind != REASON_WORDS)
            things = kept;
    }
    if (kept > things)
        qsort(uses + things, kept - things, sizeof *uses, heaviest_word_first);
    return kept - things > WORDS_MOST ? things + WORDS_MOST : kept;
}

/* Fewest essays first. Short lists: insertion is quickest. */
static void sort_by_rarity(const struct collecting *c, struct use *uses, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        struct use use = uses[i];
        uint32_t at = i;
        for (; at > 0 && c->found.items[uses[at - 1].feature].count > c->found.items[use.feature].count; at--)
            uses[at] = uses[at - 1];
        uses[at] = use;
    }
}

static void index_by_essay(struct collecting *c) {
    uint32_t *first = c->features->essay_first, kept = 0, start = 0;
    for (uint32_t i = 0; i < c->site->essay_count; i++) {
        struct use *uses = c->uses.items + start;
        uint32_t count = keep_best(c, uses, first[i + 1] - start);
        sort_by_rarity(c, uses, count);
        start = first[i + 1];
        for (uint32_t j = 0; j < count; j++)
            c->uses.items[kept++] = uses[j];
        first[i + 1] = kept;
    }
    c->uses.count = kept;
    c->features->by_essay = c->uses.items;
}

static void index_by_feature(struct collecting *c) {
    struct features *features = c->features;
    features->items = c->found.items;
    features->count = (uint32_t)c->found.count;
    for (uint32_t i = 0; i < features->count; i++)
        features->items[i].count = 0;
    for (size_t i = 0; i < c->uses.count; i++)
        features->items[c->uses.items[i].feature].count++;
    uint32_t at = 0;
    for (uint32_t i = 0; i < features->count; i++) {
        features->items[i].first = at;
        at += features->items[i].count;
        features->items[i].count = 0;
    }
    features->by_feature = arena_array(c->arena, struct use, c->uses.count);
    for (size_t i = 0; i < c->uses.count; i++) {
        struct feature *feature = &features->items[c->uses.items[i].feature];
        features->by_feature[feature->first + feature->count++] = c->uses.items[i];
    }
}

/* Links as both of their ends see them. */
static void index_links(struct collecting *c) {
    uint32_t essays = c->site->essay_count;
    uint32_t *first = arena_array(c->arena, uint32_t, essays + 2);
    for (size_t i = 0; i < c->links.count; i++) {
        first[c->links.items[i].essay + 2]++;
        first[c->links.items[i].feature + 2]++;
    }
    for (uint32_t i = 0; i < essays; i++)
        first[i + 2] += first[i + 1];
    c->features->links = arena_array(c->arena, struct use, c->links.count * 2);
    for (size_t i = 0; i < c->links.count; i++) {
        struct use link = c->links.items[i];
        c->features->links[first[link.essay + 1]++] = link;
        c->features->links[first[link.feature + 1]++] = (struct use){link.essay, link.feature, 0};
    }
    c->features->link_first = first;
}

void features_collect(struct features *features, struct loading *loading, struct arena *arena) {
    struct collecting c = {.features = features, .site = loading->site, .arena = arena};
    collect(&c);
    if (!c.uses.count)
        c.uses.items = arena_array(arena, struct use, 1);
    /* Word weights need the counts of all words, before the common ones are left out. */
    for (uint32_t i = 0; i < c.site->essay_count; i++)
        weigh_words(&c, c.uses.items + features->essay_first[i], features->essay_first[i + 1] - features->essay_first[i]);
    weigh_features(&c);
    index_by_essay(&c);
    index_by_feature(&c);
    index_links(&c);
}
