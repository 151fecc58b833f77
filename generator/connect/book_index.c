#include "connect/book_index.h"

#include "base/array.h"
#include "base/utf8.h"
#include "connect/index_words.h"
#include "kinds/loading.h"

#include <stdlib.h>

struct indexing {
    struct loading *loading;
    const struct site *site;
    struct {
        struct index_entry *items;
        size_t count, capacity;
    } entries;
    struct {
        struct index_place *items;
        size_t count, capacity;
    } places;
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

/* Adds a second passage of the same essay, if it is another. */
static void place_further(struct index_place *place, uint32_t passage) {
    if (place->passages[1] == NO_PASSAGE && passage != NO_PASSAGE && passage != place->passages[0])
        place->passages[1] = (uint16_t)passage;
}

/* Who speaks of a term, each essay once; of too many the newest. */
static void place_backlinks(struct indexing *indexing, struct index_entry *entry, const struct backlinks *backlinks) {
    for (size_t i = 0; i < backlinks->count; i++) {
        const struct backlink *link = &backlinks->items[i];
        struct index_place *last = entry->count ? &indexing->places.items[indexing->places.count - 1] : NULL;
        struct index_place place = whole_essay(link->number);
        place.heading = link->heading;
        place.passages[0] = (uint16_t)link->passage;
        if (last && link->kind == THING_ESSAY && last->essay == link->number)
            place_further(last, link->passage);
        else if (link->kind == THING_ESSAY && entry->count < PLACES_MOST) {
            *array_add(&indexing->places, indexing->arena) = place;
            entry->count++;
        }
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
    if (kind == THING_WORK)
        entry.sort_key = utf8_fold_plain(entry.name, indexing->arena);
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

/* The thing that is called by one of the forms of a word; NULL. */
static struct index_entry *entry_called(struct indexing *indexing, const struct index_word *word) {
    uint32_t known = NONE;
    for (size_t i = 0; i < word->form_count && known == NONE; i++)
        known = table_get(&indexing->names, word->forms[i]);
    return known == NONE ? NULL : &indexing->entries.items[known];
}

/* A thing that fewer essays are known to speak of has the passages of the word that it is called by. */
static void add_word(struct indexing *indexing, const struct index_word *word, const struct index_place *places) {
    struct index_entry *entry = entry_called(indexing, word);
    if (!entry) {
        entry = array_add(&indexing->entries, indexing->arena);
        *entry = (struct index_entry){.name = word->written, .sort_key = utf8_fold_plain(word->folded, indexing->arena)};
    } else if (entry->essays || entry->count > word->count) {
        return;
    }
    entry->first = (uint32_t)indexing->places.count;
    entry->count = word->count;
    for (uint32_t i = 0; i < word->count; i++)
        *array_add(&indexing->places, indexing->arena) = places[i];
}

static void add_words(struct indexing *indexing) {
    struct index_words words;
    index_words_find(&words, indexing->loading, &indexing->scratch);
    for (size_t i = 0; i < words.count; i++)
        add_word(indexing, &words.items[i], words.places + words.items[i].first);
    indexing->words = words.terms;
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
    for (uint32_t i = 0; i < count; i++) {
        struct index_entry *entry = &indexing->entries.items[i];
        entry->letter = listing_letter(entry->sort_key, &indexing->scratch);
        entries[i] = (struct listed){.number = i, .letter = entry->letter};
    }
    site->listings[LISTING_INDEX] = listing_split(&parts, &how, entries, count, indexing->arena);
    site->parts = parts.items;
    site->part_count = (uint32_t)parts.count;
}

void book_index_load(struct loading *loading) {
    struct site *site = loading->site;
    struct indexing indexing = {.loading = loading, .site = site, .arena = loading->arena};
    struct book_index *index = arena_new(loading->arena, struct book_index);
    if (site->settings.search == SEARCH_OFF)
        return;
    add_things(&indexing);
    add_words(&indexing);
    sort(&indexing);
    *index = (struct book_index){indexing.entries.items, indexing.entries.count, indexing.places.items, indexing.words};
    site->book_index = index;
    split(&indexing);
    arena_free(&indexing.scratch);
}
