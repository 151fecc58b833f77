/* Lists that are too long for one page: what their own page shows of their parts, and the page of each part. */
#include "base/array.h"
#include "pages/links.h"
#include "pages/shared.h"

#include <stdlib.h>

/* Entries that a long list's own page shows beside its parts; at most page_size. */
enum { FIRST_ENTRIES = 30 };

/* A part's own parts are shown with it, theirs are not. */
enum { TREE_DEPTH = 2 };

static const struct part *part_at(const struct making *making, uint32_t number) {
    return &making->site->parts[number];
}

static struct text month_and_year(const struct making *making, const struct part *part) {
    struct date date = {.precision = DATE_MONTH, .month = (uint8_t)part->key};
    date.year = (int16_t)part_at(making, part->parent)->key;
    return date_words(date, making->arena);
}

static struct text letter_label(const struct part *part, struct arena *arena) {
    return part->key ? text_format(arena, "%c", (char)(part->key - 'a' + 'A')) : TEXT("Other");
}

/* What a part is called among those beside it: "2015", "March", "A", "Part 2". */
static struct text label_of(const struct making *making, const struct part *part) {
    struct text month;
    switch ((enum part_kind)part->kind) {
    case PART_YEAR: return part->key ? text_format(making->arena, "%u", part->key) : TEXT("Undated");
    case PART_LETTER: return letter_label(part, making->arena);
    case PART_SLICE: return text_format(making->arena, "Part %u", part->key);
    case PART_MONTH: break;
    }
    month = part->key ? month_and_year(making, part) : (struct text){0};
    return part->key ? text_slice(month, 0, text_find_char(month, ' ', 0)) : TEXT("Without a month");
}

/* What it is called by itself: "2015", "March 2015", "A, part 2". */
static struct text title_of(const struct making *making, const struct part *part) {
    struct arena *arena = making->arena;
    if (part->kind == PART_SLICE && part->parent != PART_NONE) {
        struct text whole = title_of(making, part_at(making, part->parent));
        return text_format(arena, "%.*s, part %u", TEXT_ARGS(whole), part->key);
    }
    if (part->kind != PART_MONTH)
        return label_of(making, part);
    if (part->key)
        return month_and_year(making, part);
    return text_format(arena, "%u without a month", part_at(making, part->parent)->key);
}

static bool is_undated(const struct making *making, const struct part *part) {
    while (part->parent != PART_NONE)
        part = part_at(making, part->parent);
    return part->kind == PART_YEAR && part->key == 0;
}

/* "of March 2015", "without a date, part 2". */
static struct text time_of(const struct making *making, const struct part *part) {
    if (!is_undated(making, part))
        return text_format(making->arena, "of %.*s", TEXT_ARGS(title_of(making, part)));
    if (part->kind == PART_SLICE)
        return text_format(making->arena, "without a date, part %u", part->key);
    return TEXT("without a date");
}

/* What kind of thing the entries of a list are. */
static uint8_t kind_of_entries(uint8_t listing) {
    switch (listing) {
    case LISTING_TOPICS: return THING_TOPIC;
    case LISTING_AUTHORS: return THING_AUTHOR;
    case LISTING_PUBLICATIONS: return THING_PUBLICATION;
    case LISTING_LISTS: return THING_LIST;
    case LISTING_GLOSSARY: return THING_TERM;
    default: return listing_is_of_essays(listing) ? THING_ESSAY : THING_NONE;
    }
}

/* Whose list it is. */
static uint8_t kind_of_owner(uint8_t listing) {
    switch (listing) {
    case LISTING_OF_TOPIC:
    case LISTING_CITING_TOPIC: return THING_TOPIC;
    case LISTING_OF_AUTHOR:
    case LISTING_CITING_AUTHOR: return THING_AUTHOR;
    case LISTING_OF_PUBLICATION: return THING_PUBLICATION;
    case LISTING_CITING_ESSAY: return THING_ESSAY;
    case LISTING_CITING_LIST: return THING_LIST;
    case LISTING_CITING_TERM: return THING_TERM;
    default: return THING_NONE;
    }
}

/* What one entry of a list is. */
static struct text what_of(uint8_t listing) {
    switch (listing) {
    case LISTING_TOPICS: return TEXT("topic");
    case LISTING_AUTHORS: return TEXT("author");
    case LISTING_PUBLICATIONS: return TEXT("publication");
    case LISTING_LISTS: return TEXT("reading list");
    case LISTING_GLOSSARY: return TEXT("term");
    default: return listing_is_of_essays(listing) ? TEXT("essay") : TEXT("passage");
    }
}

static struct text title_of_listing(const struct making *making, const struct part *part) {
    if (kind_of_owner(part->listing) != THING_NONE)
        return site_title(making->site, kind_of_owner(part->listing), part->thing);
    return making_listing_title(part->listing);
}

struct text making_part_title(const struct making *making, uint32_t number) {
    const struct part *part = part_at(making, number);
    struct text list = title_of_listing(making, part);
    if (part->listing >= LISTING_CITING_ESSAY)
        return text_format(making->arena, "%.*s: %s, part %u", TEXT_ARGS(list),
                           part->listing == LISTING_CITING_TERM ? "used in" : "cited by", part->key);
    if (!listing_is_of_essays(part->listing))
        return text_format(making->arena, "%.*s: %.*s", TEXT_ARGS(list), TEXT_ARGS(title_of(making, part)));
    const char *what = part->listing >= LISTING_OF_SITE ? ": essays" : "";
    return text_format(making->arena, "%.*s%s %.*s", TEXT_ARGS(list), what, TEXT_ARGS(time_of(making, part)));
}

/* Where an entry stands in its list: its date, or its name. */
static struct text place_of_entry(const struct making *making, const struct part *part, size_t entry) {
    uint32_t number = part->items.items[entry];
    if (listing_is_of_essays(part->listing))
        return date_words(making->site->essays[number].date, making->arena);
    return site_title(making->site, kind_of_entries(part->listing), number);
}

/* From which entry to which a slice goes, as its number does not say; "" for other parts, and where it says nothing. */
static struct text range_of(const struct making *making, const struct part *part) {
    if (part->kind != PART_SLICE || part->listing >= LISTING_CITING_ESSAY)
        return TEXT("");
    struct text first = place_of_entry(making, part, 0), last = place_of_entry(making, part, part->items.count - 1);
    if (text_equal(first, last))
        return TEXT("");
    return text_format(making->arena, "%.*s – %.*s", TEXT_ARGS(first), TEXT_ARGS(last));
}

static void put_tree(const struct making *making, struct view_map *map, uint32_t first, uint32_t end, int depth);

static const struct view *branch(const struct making *making, uint32_t number, int depth) {
    const struct part *part = part_at(making, number);
    struct arena *arena = making->arena;
    struct view_map map = parts_map(8, arena);
    parts_put_text(&map, "label", label_of(making, part), arena);
    parts_put_text(&map, "title", title_of(making, part), arena);
    parts_put_text(&map, "path", link_to(part->address, arena), arena);
    parts_put_count(&map, "count", part->items.count, arena);
    parts_put_text(&map, "what", what_of(part->listing), arena);
    parts_put_text(&map, "range", range_of(making, part), arena);
    put_tree(making, &map, number + 1, number + 1 + (depth > 1 ? part->below : 0), depth - 1);
    return view_of_map(&map, arena);
}

static void put_tree(const struct making *making, struct view_map *map, uint32_t first, uint32_t end, int depth) {
    struct parts_list list = {0};
    for (uint32_t i = first; i < end; i += 1 + part_at(making, i)->below)
        *array_add(&list, making->arena) = branch(making, i, depth);
    parts_put_list(map, "parts", "has_parts", &list, making->arena);
}

bool making_put_parts(struct making *making, struct view_map *map, uint8_t kind, uint32_t thing) {
    const struct listing *listing = listing_of(making->site, kind, thing);
    put_tree(making, map, listing->first, listing->first + listing->below, TREE_DEPTH);
    return listing->below > 0;
}

struct numbers making_first(const struct making *making, struct numbers numbers) {
    uint32_t page_size = making->site->settings.page_size, most = page_size < FIRST_ENTRIES ? page_size : FIRST_ENTRIES;
    if (numbers.count > most)
        numbers.count = most;
    return numbers;
}

static const struct numbers *essays_of(const struct site *site, uint8_t thing, uint32_t number) {
    switch (thing) {
    case THING_TOPIC: return &site->topics[number].thing.essays;
    case THING_AUTHOR: return &site->authors[number].thing.essays;
    default: return &site->publications[number].thing.essays;
    }
}

void making_put_essays(struct making *making, struct view_map *map, const char *key, const char *has_key, uint8_t kind) {
    struct numbers essays = *essays_of(making->site, kind_of_owner(kind), making->page->number);
    if (making_put_parts(making, map, kind, making->page->number))
        essays = making_first(making, essays);
    parts_put_cards(map, key, has_key, &essays, making->shared->essays, making->arena);
}

struct ranked {
    uint32_t number, place; /* place: by name */
    size_t essays;
};

static int by_essays(const void *left, const void *right) {
    const struct ranked *a = left, *b = right;
    if (a->essays != b->essays)
        return a->essays > b->essays ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static int by_place(const void *left, const void *right) {
    const struct ranked *a = left, *b = right;
    return (a->place > b->place) - (a->place < b->place);
}

struct numbers making_largest(const struct making *making, uint8_t thing, const struct numbers *by_name, size_t most) {
    struct ranked *ranked = arena_array(making->arena, struct ranked, by_name->count);
    struct numbers numbers = {0};
    size_t count = 0;
    for (uint32_t i = 0; i < by_name->count; i++) {
        size_t essays = essays_of(making->site, thing, by_name->items[i])->count;
        if (essays)
            ranked[count++] = (struct ranked){by_name->items[i], i, essays};
    }
    if (count > most) {
        qsort(ranked, count, sizeof *ranked, by_essays);
        qsort(ranked, most, sizeof *ranked, by_place);
    }
    for (size_t i = 0; i < count && i < most; i++)
        *array_add(&numbers, making->arena) = ranked[i].number;
    return numbers;
}

struct numbers making_put_largest(struct making *making, uint8_t kind, const struct numbers *by_name) {
    struct numbers largest = {0}, whole = *by_name;
    if (making_put_parts(making, &making->map, kind, 0)) {
        size_t most = making_first(making, whole).count;
        largest = making_largest(making, kind_of_entries(kind), by_name, most);
        whole.count = 0;
    }
    parts_put_cards(&making->map, "largest", "has_largest", &largest, cards_of_kind(making->shared, kind_of_entries(kind)),
                    making->arena);
    return whole;
}

/* A slice of a month of a year of a list. */
enum { UP_MOST = 3 };

/* The list's own page, and the parts that this one is a part of. */
static void put_up(struct making *making, struct view_map *map, const struct part *part) {
    struct arena *arena = making->arena;
    struct text han = making->site->settings.han, titles[UP_MOST], addresses[UP_MOST];
    size_t count = 0;
    for (uint32_t at = part->parent; at != PART_NONE; at = part_at(making, at)->parent) {
        titles[count] = title_of(making, part_at(making, at));
        addresses[count++] = part_at(making, at)->address;
    }
    titles[count] = title_of_listing(making, part);
    addresses[count++] = listing_address(making->site, part->listing, part->thing);
    struct parts_list up = {0};
    while (count-- > 0) {
        struct view_map item = parts_map(3, arena);
        parts_put_text(&item, "title", titles[count], arena);
        parts_put_html(&item, "title_html", titles[count], han, arena);
        parts_put_text(&item, "path", link_to(addresses[count], arena), arena);
        *array_add(&up, arena) = view_of_map(&item, arena);
    }
    parts_put_list(map, "up", NULL, &up, arena);
}

/* Without its count, which is another page's matter, and would change this one. */
static void put_neighbour(struct making *making, struct view_map *map, const char *key, uint32_t number) {
    if (number == PART_NONE) {
        parts_put(map, key, NULL, making->arena);
        return;
    }
    struct view_map item = parts_map(2, making->arena);
    parts_put_text(&item, "title", title_of(making, part_at(making, number)), making->arena);
    parts_put_text(&item, "path", link_to(part_at(making, number)->address, making->arena), making->arena);
    parts_put(map, key, view_of_map(&item, making->arena), making->arena);
}

static void put_entries(struct making *making, struct view_map *map, const struct part *part) {
    static const struct {
        uint8_t thing;
        const char *key, *has_key;
    } lists[] = {
        {THING_ESSAY, "essays", "has_essays"},    {THING_TOPIC, "topics", "has_topics"},
        {THING_AUTHOR, "authors", "has_authors"}, {THING_PUBLICATION, "publications", "has_publications"},
        {THING_LIST, "lists", "has_lists"},
    };
    struct numbers none = {0}, entries = part->below ? none : part->items;
    bool is_timeline = part->listing == LISTING_CHRONOLOGY, is_glossary = part->listing == LISTING_GLOSSARY;
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        parts_put_cards(map, lists[i].key, lists[i].has_key,
                        lists[i].thing == kind_of_entries(part->listing) && !is_timeline ? &entries : &none,
                        cards_of_kind(making->shared, lists[i].thing), making->arena);
    making_put_terms(making, map, is_glossary ? &entries : &none);
    making_put_timeline(making, map, is_timeline ? &entries : &none);
    making_put_citing(making, map, listing_backlinks(making->site, part->listing, part->thing), &entries);
}

void view_part(struct making *making) {
    uint32_t number = making->page->number;
    const struct part *part = part_at(making, number);
    struct arena *arena = making->arena;
    struct view_map map = parts_map(28, arena);
    parts_put_text(&map, "label", label_of(making, part), arena);
    parts_put_text(&map, "title", title_of(making, part), arena);
    parts_put_count(&map, "count", part->items.count, arena);
    parts_put_text(&map, "what", what_of(part->listing), arena);
    parts_put_text(&map, "range", range_of(making, part), arena);
    put_up(making, &map, part);
    put_neighbour(making, &map, "previous", listing_previous(making->site, number));
    put_neighbour(making, &map, "next", listing_next(making->site, number));
    put_tree(making, &map, number + 1, number + 1 + part->below, TREE_DEPTH);
    put_entries(making, &map, part);
    parts_put(&making->map, "part", view_of_map(&map, arena), arena);
}
