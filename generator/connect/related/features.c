#include "connect/related/related.h"

#include "base/array.h"
#include "kinds/voices.h"

#include <string.h>

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

/* Where the feature of a word is, by the word's hash: equal hashes are taken for equal words. */
struct word_slot {
    uint64_t hash; /* 0 for an empty slot */
    uint32_t feature;
};

/* What is being collected: features in order of discovery, so that their numbers depend on the essays only. */
struct collecting {
    struct features *features;
    const struct site *site;
    struct arena *arena; /* of what is needed here only */
    struct {
        struct feature *items;
        size_t count, capacity;
    } found;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } counts; /* the essays of each feature, which are looked at far more often than the rest of it; 0: it is left out */
    struct {
        struct use *items;
        size_t count, capacity;
    } uses, links;
    struct word_slot *words;
    size_t word_count, word_mask;
    uint32_t *idf;                                   /* of each feature that is a word: log2(N / df) */
    uint32_t *linked_from;                           /* of each essay: 1 + the last one found to cite it */
    uint32_t first_topic, first_author, first_essay; /* features of things begin here, one for each; */
    uint32_t first_word;                             /* those of words behind all of them */
};

static void use_feature(struct collecting *c, uint32_t feature, uint32_t essay, uint32_t weight) {
    c->counts.items[feature]++;
    *array_add(&c->uses, c->arena) = (struct use){feature, essay, weight};
}

static uint32_t add_feature(struct collecting *c, struct feature feature) {
    *array_add(&c->found, c->arena) = feature;
    *array_add(&c->counts, c->arena) = 0;
    return (uint32_t)c->found.count - 1;
}

static void add_thing(struct collecting *c, enum reason_kind kind, uint32_t number, struct text slug) {
    add_feature(c, (struct feature){.kind = (uint8_t)kind, .number = number, .name = text_hash(slug) + (uint64_t)kind});
}

static bool is_word(const struct collecting *c, uint32_t feature) {
    return feature >= c->first_word;
}

static void add_things(struct collecting *c) {
    const struct site *site = c->site;
    c->first_topic = (uint32_t)c->found.count;
    for (uint32_t i = 0; i < site->topic_count; i++)
        add_thing(c, REASON_TOPIC, i, site->topics[i].thing.slug);
    c->first_author = (uint32_t)c->found.count;
    for (uint32_t i = 0; i < site->author_count; i++)
        add_thing(c, REASON_AUTHOR, i, site->authors[i].thing.slug);
    c->first_essay = (uint32_t)c->found.count;
    for (uint32_t i = 0; i < site->essay_count; i++)
        add_thing(c, REASON_COMMON_REFERENCE, i, site->essays[i].thing.slug);
    c->first_word = (uint32_t)c->found.count;
}

/* The essays that an essay cites, each once. */
static void collect_links(struct collecting *c, uint32_t essay) {
    const struct targets *targets = &c->site->essays[essay].thing.source.targets;
    for (size_t i = 0; i < targets->count; i++) {
        uint32_t other = targets->items[i].number;
        if (targets->items[i].kind != THING_ESSAY || other == essay || c->linked_from[other] == essay + 1)
            continue;
        c->linked_from[other] = essay + 1;
        *array_add(&c->links, c->arena) = (struct use){other, essay, 0};
        use_feature(c, c->first_essay + other, essay, 0);
    }
}

static struct word_slot *slot_of(const struct collecting *c, uint64_t hash) {
    size_t at = hash & c->word_mask;
    while (c->words[at].hash && c->words[at].hash != hash)
        at = (at + 1) & c->word_mask;
    return &c->words[at];
}

static void grow_words(struct collecting *c) {
    struct word_slot *old = c->words;
    size_t count = old ? c->word_mask + 1 : 0;
    c->word_mask = count ? 2 * count - 1 : (1 << 12) - 1;
    c->words = arena_array(c->arena, struct word_slot, c->word_mask + 1);
    for (size_t i = 0; i < count; i++)
        if (old[i].hash)
            *slot_of(c, old[i].hash) = old[i];
}

static uint32_t word_feature(struct collecting *c, const struct document *document, const struct doc_term *term) {
    uint64_t hash = term->hash ? term->hash : 1;
    struct word_slot *slot = slot_of(c, hash);
    if (!slot->hash) {
        struct feature feature = {.kind = REASON_WORDS, .word = document_text(document, term->word), .name = hash};
        uint32_t number = add_feature(c, feature);
        *slot = (struct word_slot){hash, number};
        if (++c->word_count * 2 > c->word_mask)
            grow_words(c);
        return number;
    }
    return slot->feature;
}

static void collect_words(struct collecting *c, uint32_t essay) {
    const struct document *document = c->site->essays[essay].thing.source.document;
    const struct doc_term *terms = DOC_ITEMS(document, terms, struct doc_term);
    if (!essay_is_open(&c->site->essays[essay]))
        return;
    for (uint32_t i = 0; i < document->terms.count; i++)
        use_feature(c, word_feature(c, document, &terms[i]), essay, terms[i].count);
}

static void collect_things(struct collecting *c, uint32_t essay) {
    const struct essay *of = &c->site->essays[essay];
    for (size_t i = 0; i < of->topics.count; i++)
        use_feature(c, c->first_topic + of->topics.items[i], essay, 0);
    for (size_t i = 0; i < of->authors.count && !essay_is_by_machine(of); i++)
        use_feature(c, c->first_author + of->authors.items[i], essay, 0);
}

/* At once, because growing would leave as much again behind. */
static void make_room(struct collecting *c) {
    size_t most = 0;
    for (uint32_t i = 0; i < c->site->essay_count; i++) {
        const struct essay *essay = &c->site->essays[i];
        most += essay->topics.count + essay->authors.count + essay->thing.source.targets.count +
                essay->thing.source.document->terms.count;
    }
    c->uses.items = arena_array(c->arena, struct use, most);
    c->uses.capacity = most;
}

static void collect(struct collecting *c) {
    uint32_t essays = c->site->essay_count;
    make_room(c);
    add_things(c);
    grow_words(c);
    c->linked_from = arena_array(c->arena, uint32_t, essays);
    for (uint32_t i = 0; i < essays; i++) {
        c->features->slugs[i] = text_hash(c->site->essays[i].thing.slug);
        collect_things(c, i);
        collect_links(c, i);
        collect_words(c, i);
        c->features->essay_first[i + 1] = (uint32_t)c->uses.count;
    }
}

static uint32_t points_of(const struct feature *feature, uint32_t count, uint32_t essays) {
    static const uint32_t base[] = {[REASON_TOPIC] = TOPIC_POINTS,
                                    [REASON_AUTHOR] = AUTHOR_POINTS,
                                    [REASON_COMMON_REFERENCE] = COMMON_POINTS,
                                    [REASON_WORDS] = 0};
    return base[feature->kind] * 16 + RARE_POINTS * log2_sixteenths(essays, count);
}

/* A feature of one essay is shared by none; one of very many says nothing. A word counts in the length of a vector all the
 * same. */
static void weigh_features(struct collecting *c) {
    uint32_t essays = c->site->essay_count;
    uint32_t limit = essays / 20 > COMMON_LIMIT ? essays / 20 : COMMON_LIMIT;
    c->idf = arena_array(c->arena, uint32_t, c->found.count);
    for (size_t i = 0; i < c->found.count; i++) {
        struct feature *feature = &c->found.items[i];
        uint32_t *count = &c->counts.items[i];
        if (is_word(c, (uint32_t)i))
            c->idf[i] = log2_sixteenths(essays, *count);
        if (*count < 2 || *count > limit)
            *count = 0;
        else
            feature->points = points_of(feature, *count, essays);
    }
}

/* tf-idf, instead of how often the words stand in the essay. Returns the length of the vector. */
static uint64_t weigh_words(const struct collecting *c, struct use *uses, uint32_t count) {
    uint64_t squares = 0;
    uint32_t known_count = 0, known_log = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_word(c, uses[i].feature))
            continue;
        /* The words come with falling counts: most have that of the one before. */
        if (uses[i].weight != known_count) {
            known_count = uses[i].weight;
            known_log = log2_sixteenths(known_count ? known_count : 1, 1);
        }
        uses[i].weight = (16 + known_log) * c->idf[uses[i].feature];
        squares += (uint64_t)uses[i].weight * uses[i].weight;
    }
    return square_root(squares);
}

/* Puts a word among the heaviest, of which there are `count`; of equal ones the first stands first. */
static uint32_t keep_word(struct use *best, uint32_t count, struct use use) {
    if (count == WORDS_MOST && best[count - 1].weight >= use.weight)
        return count;
    uint32_t at = count < WORDS_MOST ? count : count - 1;
    for (; at > 0 && best[at - 1].weight < use.weight; at--)
        best[at] = best[at - 1];
    best[at] = use;
    return count < WORDS_MOST ? count + 1 : count;
}

/* Moves what is kept to the front: things first, as they were, then the heaviest words, with their share of `length`. */
static uint32_t keep_best(const struct collecting *c, struct use *uses, uint32_t count, uint64_t length) {
    struct use words[WORDS_MOST];
    uint32_t kept = 0, word_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (c->counts.items[uses[i].feature] == 0)
            continue;
        if (is_word(c, uses[i].feature))
            word_count = keep_word(words, word_count, uses[i]);
        else
            uses[kept++] = uses[i];
    }
    for (uint32_t i = 0; i < word_count; i++) {
        words[i].weight = length ? (uint32_t)((uint64_t)words[i].weight * VECTOR_LENGTH / length) : 0;
        if (words[i].weight > 0)
            uses[kept++] = words[i];
    }
    return kept;
}

/* Fewest essays first. Short lists: insertion is quickest. */
static void sort_by_rarity(const struct collecting *c, struct use *uses, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        struct use use = uses[i];
        uint32_t at = i;
        for (; at > 0 && c->counts.items[uses[at - 1].feature] > c->counts.items[use.feature]; at--)
            uses[at] = uses[at - 1];
        uses[at] = use;
    }
}

static void index_by_essay(struct collecting *c, struct arena *arena) {
    uint32_t *first = c->features->essay_first, kept = 0, start = 0;
    for (uint32_t i = 0; i < c->site->essay_count; i++) {
        struct use *uses = c->uses.items + start;
        uint32_t count = first[i + 1] - start;
        count = keep_best(c, uses, count, weigh_words(c, uses, count));
        sort_by_rarity(c, uses, count);
        start = first[i + 1];
        memmove(c->uses.items + kept, uses, count * sizeof *uses);
        first[i + 1] = kept += count;
    }
    c->uses.count = kept;
    c->features->by_essay = arena_array(arena, struct use, kept);
    if (kept)
        memcpy(c->features->by_essay, c->uses.items, kept * sizeof *c->uses.items);
}

/* Strong enough for sums of it to stand for sets. */
static uint64_t mix(uint64_t a, uint64_t b) {
    uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 29) * 0x94d049bb133111ebu;
    return x ^ x >> 32;
}

static void index_by_feature(struct collecting *c, struct arena *arena) {
    struct features *features = c->features;
    features->count = (uint32_t)c->found.count;
    features->items = arena_array(arena, struct feature, features->count);
    memcpy(features->items, c->found.items, features->count * sizeof *features->items);
    for (size_t i = 0; i < c->uses.count; i++)
        features->items[features->by_essay[i].feature].count++;
    uint32_t at = 0;
    for (uint32_t i = 0; i < features->count; i++) {
        features->items[i].first = at;
        at += features->items[i].count;
        features->items[i].count = 0;
    }
    features->by_feature = arena_array(arena, struct use, c->uses.count);
    for (size_t i = 0; i < c->uses.count; i++) {
        struct use use = features->by_essay[i];
        struct feature *feature = &features->items[use.feature];
        features->by_feature[feature->first + feature->count++] = use;
        feature->essays += mix(features->slugs[use.essay], use.weight);
    }
}

/* Links as both of their ends see them. */
static void index_links(struct collecting *c, struct arena *arena) {
    uint32_t essays = c->site->essay_count;
    uint32_t *first = arena_array(arena, uint32_t, essays + 2);
    for (size_t i = 0; i < c->links.count; i++) {
        first[c->links.items[i].essay + 2]++;
        first[c->links.items[i].feature + 2]++;
    }
    for (uint32_t i = 0; i < essays; i++)
        first[i + 2] += first[i + 1];
    c->features->links = arena_array(arena, struct use, c->links.count * 2);
    for (size_t i = 0; i < c->links.count; i++) {
        struct use link = c->links.items[i];
        c->features->links[first[link.essay + 1]++] = link;
        c->features->links[first[link.feature + 1]++] = (struct use){link.essay, link.feature, 0};
    }
    c->features->link_first = first;
}

const struct features *features_collect(struct loading *loading) {
    struct arena scratch = {0};
    struct features *features = arena_new(loading->arena, struct features);
    struct collecting c = {.features = features, .site = loading->site, .arena = &scratch};
    features->essay_first = arena_array(loading->arena, uint32_t, c.site->essay_count + 1);
    features->slugs = arena_array(loading->arena, uint64_t, c.site->essay_count);
    collect(&c);
    /* Word weights need the counts of all words, before the common ones are left out. */
    weigh_features(&c);
    index_by_essay(&c, loading->arena);
    index_by_feature(&c, loading->arena);
    index_links(&c, loading->arena);
    arena_free(&scratch);
    return features;
}
