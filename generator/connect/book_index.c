#include "connect/book_index.h"

#include "base/array.h"
#include "base/utf8.h"
#include "connect/related/related.h"

#include <stdlib.h>

enum { LEAST_ESSAYS = 2 };

/* That a word is among the heaviest of an essay. */
struct word_use {
    uint32_t feature, essay;
    uint32_t term;     /* of the essay's document */
    uint32_t position; /* of the essay, the newest first */
};

struct indexing {
    struct loading *loading;
    const struct site *site;
    const struct features *features;
    struct {
        struct index_entry *items;
        size_t count, capacity;
    } entries;
    struct {
        struct index_place *items;
        size_t count, capacity;
    } places;
    struct {
        struct word_use *items;
        size_t count, capacity;
    } uses;
    struct table names; /* folded, of things and their other names: to the entry of the thing */
    uint64_t *words;
    struct arena *arena, scratch;
};

/* Things. */

static struct index_place whole_essay(uint32_t essay) {
    return (struct index_place){.essay = essay, .passages = {NO_PASSAGE, NO_PASSAGE}};
}

static void place_essays(struct indexing *indexing, struct index_entry *entry, const struct numbers *essays) {
    if (essays->count > PLACES_MOST) {
        entry->essays = (uint32_t)essays->count;
        return;
    }
    for (size_t i = 0; i < essays->count; i++)
        *array_add(&indexing->places, indexing->arena) = whole_essay(essays->items[i]);
    entry->count = (uint32_t)essays->count;
}

/* Who speaks of a term, each essay once; of too many the newest. */
static void place_backlinks(struct indexing *indexing, struct index_entry *entry, const struct backlinks *backlinks) {
    for (size_t i = 0; i < backlinks->count && entry->count < PLACES_MOST; i++) {
        const struct backlink *link = &backlinks->items[i];
        const struct index_place *last = entry->count ? &indexing->places.items[indexing->places.count - 1] : NULL;
        if (link->kind != THING_ESSAY || (last && last->essay == link->number))
            continue;
        struct index_place place = whole_essay(link->number);
        place.heading = link->heading;
        *array_add(&indexing->places, indexing->arena) = place;
        entry->count++;
    }
}

static void add_other_names(struct indexing *indexing, uint8_t kind, uint32_t number, const struct thing *thing) {
    for (size_t i = 0; i < thing->also.count; i++) {
        struct text name = thing->also.items[i], key = utf8_fold_plain(name, indexing->arena);
        if (!text_equal(key, thing->sort_key))
            *array_add(&indexing->entries, indexing->arena) =
                (struct index_entry){.name = name, .sort_key = key, .number = number, .kind = kind, .is_other_name = true};
    }
}

static void note_name(struct indexing *indexing, struct text name, uint32_t entry) {
    struct text folded = utf8_fold(name, &indexing->scratch);
    if (table_get(&indexing->names, folded) == NONE)
        table_put(&indexing->names, folded, entry, &indexing->scratch);
}

/* "Loh, Alphonse", as the order of names has it; as it is, where the family comes first. */
static struct text name_in_index(const struct indexing *indexing, uint8_t kind, uint32_t number) {
    struct text name = site_title(indexing->site, kind, number);
    struct text family = kind == THING_AUTHOR ? indexing->site->authors[number].family : (struct text){0};
    if (!family.size || !text_ends(name, family) || name.size < family.size + 2)
        return name;
    struct text given = text_trim(text_slice(name, 0, name.size - family.size));
    bool is_apart = name.bytes[name.size - family.size - 1] == ' ';
    return is_apart ? text_format(indexing->arena, "%.*s, %.*s", TEXT_ARGS(family), TEXT_ARGS(given)) : name;
}

static void add_thing(struct indexing *indexing, uint8_t kind, uint32_t number) {
    const struct thing *thing = site_thing(indexing->site, kind, number);
    struct index_entry entry = {
        .name = name_in_index(indexing, kind, number), .sort_key = thing->sort_key, .number = number, .kind = kind};
    uint32_t index = (uint32_t)indexing->entries.count;
    entry.first = (uint32_t)indexing->places.count;
    if (thing_kinds[kind].has_essays)
        place_essays(indexing, &entry, &thing->essays);
    else
        place_backlinks(indexing, &entry, &thing->backlinks);
    *array_add(&indexing->entries, indexing->arena) = entry;
    note_name(indexing, thing->title, index);
    for (size_t i = 0; i < thing->also.count; i++)
        note_name(indexing, thing->also.items[i], index);
    add_other_names(indexing, kind, number, thing);
}

/* What the index names: all but essays and lists, which have contents of their own. */
static bool is_indexed(uint8_t kind) {
    return thing_kinds[kind].has_essays || thing_kinds[kind].stands_on_section;
}

static void add_things(struct indexing *indexing) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++) {
        const struct numbers *order = is_indexed(kind) ? site_order(indexing->site, kind) : NULL;
        for (size_t i = 0; order && i < order->count; i++)
            add_thing(indexing, kind, order->items[i]);
    }
}

/* Words. */

/* In a small reader no word of a third of the essays is distinctive. */
static uint32_t most_essays(const struct site *site) {
    uint32_t third = site->essay_count / 3;
    if (third < LEAST_ESSAYS)
        return LEAST_ESSAYS;
    return third < PLACES_MOST ? third : PLACES_MOST;
}

static bool is_word(const struct indexing *indexing, const struct use *use) {
    const struct feature *feature = &indexing->features->items[use->feature];
    size_t at = 0;
    return feature->kind == REASON_WORDS && feature->count >= LEAST_ESSAYS && feature->count <= most_essays(indexing->site) &&
           !utf8_is_han(utf8_next(feature->word, &at));
}

static uint32_t term_of(const struct document *document, uint64_t name) {
    const struct doc_term *terms = DOC_ITEMS(document, terms, struct doc_term);
    uint32_t term = 0;
    while (term < document->terms.count && terms[term].hash != name)
        term++;
    return term;
}

/* Puts a use among the heaviest; of equal ones the first stands first. */
static size_t keep_heaviest(const struct use **best, size_t count, const struct use *use) {
    if (count == WORDS_EACH && best[count - 1]->weight >= use->weight)
        return count;
    size_t at = count < WORDS_EACH ? count : count - 1;
    for (; at > 0 && best[at - 1]->weight < use->weight; at--)
        best[at] = best[at - 1];
    best[at] = use;
    return count < WORDS_EACH ? count + 1 : count;
}

static void use_words_of(struct indexing *indexing, uint32_t essay, uint32_t position) {
    const struct features *features = indexing->features;
    const struct document *document = indexing->site->essays[essay].thing.source.document;
    const struct use *best[WORDS_EACH];
    size_t count = 0;
    for (uint32_t i = features->essay_first[essay]; i < features->essay_first[essay + 1]; i++)
        if (is_word(indexing, &features->by_essay[i]))
            count = keep_heaviest(best, count, &features->by_essay[i]);
    for (size_t i = 0; i < count; i++) {
        uint32_t term = term_of(document, features->items[best[i]->feature].name);
        if (term < document->terms.count && DOC_ITEMS(document, terms, struct doc_term)[term].count >= USES_LEAST)
            *array_add(&indexing->uses, &indexing->scratch) = (struct word_use){best[i]->feature, essay, term, position};
    }
}

/* By word, the newest essay first. */
static int by_word(const void *left, const void *right) {
    const struct word_use *a = left, *b = right;
    if (a->feature != b->feature)
        return a->feature < b->feature ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

static const struct doc_term *term_at(const struct indexing *indexing, const struct word_use *use) {
    const struct document *document = indexing->site->essays[use->essay].thing.source.document;
    return &DOC_ITEMS(document, terms, struct doc_term)[use->term];
}

/* As it is written where it has the fewest capitals; of several forms the first in the order of bytes. */
static struct text word_as_written(const struct indexing *indexing, const struct word_use *uses, size_t count) {
    struct text best = {0};
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        const struct document *document = indexing->site->essays[uses[i].essay].thing.source.document;
        struct text written = document_text(document, term_at(indexing, &uses[i])->written);
        uint32_t capitals = utf8_capitals(written);
        if (capitals < least || (capitals == least && text_compare(written, best) < 0)) {
            best = written;
            least = capitals;
        }
    }
    return best;
}

static void place_uses(struct indexing *indexing, struct index_entry *entry, const struct word_use *uses, size_t count) {
    entry->first = (uint32_t)indexing->places.count;
    entry->count = (uint32_t)count;
    for (size_t i = 0; i < count; i++) {
        struct index_place place = whole_essay(uses[i].essay);
        place.passages[0] = term_at(indexing, &uses[i])->passages[0];
        if (count * 2 <= PLACES_MOST)
            place.passages[1] = term_at(indexing, &uses[i])->passages[1];
        *array_add(&indexing->places, indexing->arena) = place;
        indexing->words[uses[i].essay] |= UINT64_C(1) << uses[i].term;
    }
}

/* A thing that nothing leads to yet, or nothing but whole essays, has the passages of the word that it is called by. */
static void add_word(struct indexing *indexing, const struct word_use *uses, size_t count) {
    struct text word = indexing->features->items[uses->feature].word;
    uint32_t known = table_get(&indexing->names, word);
    struct index_entry *entry =
        known == NONE ? array_add(&indexing->entries, indexing->arena) : &indexing->entries.items[known];
    if (known == NONE)
        *entry = (struct index_entry){.name = word_as_written(indexing, uses, count),
                                      .sort_key = utf8_fold_plain(word, indexing->arena)};
    else if (entry->essays || entry->count > count)
        return;
    place_uses(indexing, entry, uses, count);
}

static void add_words(struct indexing *indexing) {
    const struct site *site = indexing->site;
    for (uint32_t i = 0; i < site->essays_by_date.count; i++) {
        uint32_t number = site->essays_by_date.items[i];
        const struct essay *essay = &site->essays[number];
        if (essay_is_open(essay) && !essay->thing.hold.is_unindexed)
            use_words_of(indexing, number, i);
    }
    if (indexing->uses.count)
        qsort(indexing->uses.items, indexing->uses.count, sizeof *indexing->uses.items, by_word);
    for (size_t from = 0, to; from < indexing->uses.count; from = to) {
        const struct word_use *uses = indexing->uses.items;
        for (to = from + 1; to < indexing->uses.count && uses[to].feature == uses[from].feature;)
            to++;
        if (to - from >= LEAST_ESSAYS)
            add_word(indexing, uses + from, to - from);
    }
}

/* In the order of readers. */

static int by_name(const void *left, const void *right) {
    const struct index_entry *a = left, *b = right;
    int order = text_compare(a->sort_key, b->sort_key);
    if (!order)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    if (!order)
        order = (a->number > b->number) - (a->number < b->number);
    return order ? order : text_compare(a->name, b->name);
}

static bool have_one_name(const struct index_entry *a, const struct index_entry *b) {
    return text_equal(a->sort_key, b->sort_key);
}

/* Two other names that are alike and lead to names that are alike say one thing. */
static bool say_the_same(const struct indexing *indexing, const struct index_entry *a, const struct index_entry *b) {
    return a->is_other_name && b->is_other_name && have_one_name(a, b) &&
           text_equal(site_thing(indexing->site, a->kind, a->number)->sort_key,
                      site_thing(indexing->site, b->kind, b->number)->sort_key);
}

static void sort(struct indexing *indexing) {
    struct index_entry *entries = indexing->entries.items;
    size_t kept = 0;
    if (indexing->entries.count)
        qsort(entries, indexing->entries.count, sizeof *entries, by_name);
    for (size_t i = 0; i < indexing->entries.count; i++)
        if (i == 0 || !say_the_same(indexing, &entries[kept - 1], &entries[i]))
            entries[kept++] = entries[i];
    indexing->entries.count = kept;
    for (size_t i = 1; i < kept; i++)
        if (have_one_name(&entries[i - 1], &entries[i]))
            entries[i - 1].is_alike = entries[i].is_alike = true;
}

static void split(struct indexing *indexing) {
    struct site *site = indexing->loading->site;
    size_t count = indexing->entries.count;
    struct parts parts = {site->parts, site->part_count, site->part_count};
    struct listed *entries = arena_array(&indexing->scratch, struct listed, count);
    struct splitting how = {LISTING_INDEX, 0, listing_address(site, LISTING_INDEX, 0), site->settings.page_size};
    for (uint32_t i = 0; i < count; i++)
        entries[i] =
            (struct listed){.number = i, .letter = listing_letter(indexing->entries.items[i].sort_key, &indexing->scratch)};
    site->listings[LISTING_INDEX] = listing_split(&parts, &how, entries, count, indexing->arena);
    site->parts = parts.items;
    site->part_count = (uint32_t)parts.count;
}

void book_index_load(struct loading *loading) {
    struct site *site = loading->site;
    struct indexing indexing = {.loading = loading, .site = site, .features = site->features, .arena = loading->arena};
    struct book_index *index = arena_new(loading->arena, struct book_index);
    if (site->settings.search == SEARCH_OFF)
        return;
    if (!indexing.features && site->essay_count >= LEAST_ESSAYS)
        indexing.features = features_collect(loading);
    indexing.words = arena_array(loading->arena, uint64_t, site->essay_count);
    add_things(&indexing);
    if (indexing.features)
        add_words(&indexing);
    sort(&indexing);
    *index = (struct book_index){indexing.entries.items, indexing.entries.count, indexing.places.items, indexing.words};
    site->book_index = index;
    split(&indexing);
    arena_free(&indexing.scratch);
}
