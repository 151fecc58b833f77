/* Lists that are too long for one page: what their own page shows of their parts, and the page of each part. */
#include "base/array.h"
#include "compose/values.h"
#include "pages/shared.h"

#include <stdlib.h>

/* Entries that a long list's own page shows beside its parts; at most page_size. */
enum { FIRST_ENTRIES = 30 };

/* A part's own parts are shown with it, theirs are not. */
enum { TREE_DEPTH = 2 };

static const struct part *part_at(const struct site *site, uint32_t number) {
    return &site->parts[number];
}

static struct text month_and_year(const struct site *site, const struct part *part, struct arena *arena) {
    struct date date = {.precision = DATE_MONTH, .month = (uint8_t)part->key};
    date.year = (int16_t)part_at(site, part->parent)->key;
    return date_words(date, arena);
}

static struct text letter_label(const struct part *part, struct arena *arena) {
    return part->key ? text_format(arena, "%c", (char)(part->key - 'a' + 'A')) : TEXT("Other");
}

/* What a part is called among those beside it: "2015", "March", "A", "Part 2". */
static struct text label_of(const struct site *site, const struct part *part, struct arena *arena) {
    struct text month;
    switch ((enum part_kind)part->kind) {
    case PART_YEAR: return part->key ? text_format(arena, "%u", part->key) : TEXT("Undated");
    case PART_LETTER: return letter_label(part, arena);
    case PART_SLICE: return text_format(arena, "Part %u", part->key);
    case PART_MONTH: break;
    }
    month = part->key ? month_and_year(site, part, arena) : (struct text){0};
    return part->key ? text_slice(month, 0, text_find_char(month, ' ', 0)) : TEXT("Without a month");
}

/* What it is called by itself: "2015", "March 2015", "A, part 2". */
static struct text title_of(const struct site *site, const struct part *part, struct arena *arena) {
    if (part->kind == PART_SLICE && part->parent != PART_NONE) {
        struct text whole = title_of(site, part_at(site, part->parent), arena);
        return text_format(arena, "%.*s, part %u", TEXT_ARGS(whole), part->key);
    }
    if (part->kind != PART_MONTH)
        return label_of(site, part, arena);
    if (part->key)
        return month_and_year(site, part, arena);
    return text_format(arena, "%u without a month", part_at(site, part->parent)->key);
}

static bool is_undated(const struct site *site, const struct part *part) {
    while (part->parent != PART_NONE)
        part = part_at(site, part->parent);
    return part->kind == PART_YEAR && part->key == 0;
}

/* "of March 2015", "without a date, part 2". */
static struct text time_of(const struct site *site, const struct part *part, struct arena *arena) {
    if (!is_undated(site, part))
        return text_format(arena, "of %.*s", TEXT_ARGS(title_of(site, part, arena)));
    if (part->kind == PART_SLICE)
        return text_format(arena, "without a date, part %u", part->key);
    return TEXT("without a date");
}

/* What one entry of a list is. */
static struct text what_of(uint8_t listing) {
    uint8_t kind = listing_entries(listing);
    if (kind == THING_NONE)
        return TEXT("passage");
    return kind == THING_LIST ? TEXT("reading list") : text_of(thing_words[kind].word);
}

static struct text title_of_listing(const struct site *site, const struct part *part) {
    if (listing_owner(part->listing))
        return site_title(site, listing_owner(part->listing), part->thing);
    return page_kind(page_of_listing(part->listing))->title;
}

struct text part_title(const struct site *site, uint32_t number, struct arena *arena) {
    const struct part *part = part_at(site, number);
    struct text list = title_of_listing(site, part);
    if (listing_is_of_citing(part->listing))
        return text_format(arena, "%.*s: %s, part %u", TEXT_ARGS(list),
                           part->listing == LISTING_CITING(THING_TERM) ? "used in" : "cited by", part->key);
    if (!listing_is_of_essays(part->listing))
        return text_format(arena, "%.*s: %.*s", TEXT_ARGS(list), TEXT_ARGS(title_of(site, part, arena)));
    const char *what = listing_owner(part->listing) ? ": essays" : "";
    return text_format(arena, "%.*s%s %.*s", TEXT_ARGS(list), what, TEXT_ARGS(time_of(site, part, arena)));
}

/* Where an entry stands in its list: its date, or its name. */
static struct text place_of_entry(const struct site *site, const struct part *part, size_t entry, struct arena *arena) {
    uint32_t number = part->items.items[entry];
    if (listing_is_of_essays(part->listing))
        return date_words(site->essays[number].date, arena);
    return site_title(site, listing_entries(part->listing), number);
}

/* From which entry to which a slice goes, as its number does not say; "" for other parts, and where it says nothing. */
static struct text range_of(const struct site *site, const struct part *part, struct arena *arena) {
    if (part->kind != PART_SLICE || listing_is_of_citing(part->listing))
        return TEXT("");
    struct text first = place_of_entry(site, part, 0, arena), last = place_of_entry(site, part, part->items.count - 1, arena);
    if (text_equal(first, last))
        return TEXT("");
    return text_format(arena, "%.*s – %.*s", TEXT_ARGS(first), TEXT_ARGS(last));
}

static void tree(struct gathering *g, const struct site *site, uint32_t first, uint32_t end, int depth);

static void branch(struct gathering *g, const struct site *site, uint32_t number, int depth) {
    const struct part *part = part_at(site, number);
    struct arena *arena = gathering_arena(g);
    gather_open(g, NULL);
    gather_text(g, "label", label_of(site, part, arena));
    gather_text(g, "title", title_of(site, part, arena));
    gather_path(g, "path", part->address);
    gather_count(g, "count", part->items.count);
    gather_text(g, "what", what_of(part->listing));
    gather_text(g, "range", range_of(site, part, arena));
    tree(g, site, number + 1, number + 1 + (depth > 1 ? part->below : 0), depth - 1);
    gather_close(g);
}

static void tree(struct gathering *g, const struct site *site, uint32_t first, uint32_t end, int depth) {
    gather_open_list(g, "parts");
    for (uint32_t i = first; i < end; i += 1 + part_at(site, i)->below)
        branch(g, site, i, depth);
    gather_close(g);
    gather_has(g, "has_parts", "parts", NULL);
}

bool gather_parts(struct gathering *g, const struct from *from, uint8_t kind, uint32_t thing) {
    const struct listing *listing = listing_of(from->site, kind, thing);
    tree(g, from->site, listing->first, listing->first + listing->below, TREE_DEPTH);
    return listing->below > 0;
}

struct numbers first_of(const struct site *site, struct numbers numbers) {
    uint32_t page_size = site->settings.page_size, most = page_size < FIRST_ENTRIES ? page_size : FIRST_ENTRIES;
    if (numbers.count > most)
        numbers.count = most;
    return numbers;
}

void gather_essays_of(struct gathering *g, const struct from *from, const char *key, const char *has_key, uint8_t kind) {
    struct numbers essays = site_thing(from->site, listing_owner(kind), from->page->number)->essays;
    if (gather_parts(g, from, kind, from->page->number))
        essays = first_of(from->site, essays);
    gather_things(g, key, from->shared, CARD_ESSAY, &essays);
    gather_has(g, has_key, key, NULL);
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

struct numbers largest_of(const struct site *site, uint8_t thing, const struct numbers *by_name, size_t most,
                          struct arena *arena) {
    struct ranked *ranked = arena_array(arena, struct ranked, by_name->count);
    struct numbers numbers = {0};
    size_t count = 0;
    for (uint32_t i = 0; i < by_name->count; i++) {
        size_t essays = site_thing(site, thing, by_name->items[i])->essays.count;
        if (essays)
            ranked[count++] = (struct ranked){by_name->items[i], i, essays};
    }
    if (count > most) {
        qsort(ranked, count, sizeof *ranked, by_essays);
        qsort(ranked, most, sizeof *ranked, by_place);
    }
    for (size_t i = 0; i < count && i < most; i++)
        *array_add(&numbers, arena) = ranked[i].number;
    return numbers;
}

struct numbers gather_largest(struct gathering *g, const struct from *from, uint8_t kind, const struct numbers *by_name) {
    struct numbers largest = {0}, whole = *by_name;
    uint8_t thing = listing_entries(kind);
    if (gather_parts(g, from, kind, 0)) {
        largest = largest_of(from->site, thing, by_name, first_of(from->site, whole).count, gathering_arena(g));
        whole.count = 0;
    }
    gather_things(g, "largest", from->shared, card_of_kind(thing), &largest);
    gather_has(g, "has_largest", "largest", NULL);
    return whole;
}

static void up_to(struct gathering *g, const struct site *site, struct text title, struct text address) {
    gather_open(g, NULL);
    gather_marked(g, "title", "title_html", title, site->settings.han);
    gather_path(g, "path", address);
    gather_close(g);
}

/* The parts that a part is a part of, the outermost first. */
static void ups(struct gathering *g, const struct site *site, uint32_t number) {
    if (number == PART_NONE)
        return;
    const struct part *part = part_at(site, number);
    ups(g, site, part->parent);
    up_to(g, site, title_of(site, part, gathering_arena(g)), part->address);
}

/* The list's own page, and the parts that this one is a part of. */
static void up(struct gathering *g, const struct site *site, const struct part *part) {
    gather_open_list(g, "up");
    up_to(g, site, title_of_listing(site, part), listing_address(site, part->listing, part->thing));
    ups(g, site, part->parent);
    gather_close(g);
}

/* Without its count, which is another page's matter, and would change this one. */
static void neighbour(struct gathering *g, const char *name, const struct site *site, uint32_t number) {
    if (number == PART_NONE) {
        gather_none(g, name);
        return;
    }
    gather_open(g, name);
    gather_text(g, "title", title_of(site, part_at(site, number), gathering_arena(g)));
    gather_path(g, "path", part_at(site, number)->address);
    gather_close(g);
}

static void entries_of(struct gathering *g, const struct from *from, const struct part *part) {
    static const struct {
        uint8_t thing;
        const char *key, *has_key;
    } lists[] = {
        {THING_ESSAY, "essays", "has_essays"},    {THING_TOPIC, "topics", "has_topics"},
        {THING_AUTHOR, "authors", "has_authors"}, {THING_PUBLICATION, "publications", "has_publications"},
        {THING_LIST, "lists", "has_lists"},
    };
    struct numbers none = {0}, entries = part->below ? none : part->items;
    bool is_timeline = part->listing == LISTING_CHRONOLOGY, is_glossary = part->listing == LISTING_ALL(THING_TERM);
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        bool is_it = lists[i].thing == listing_entries(part->listing) && !is_timeline;
        gather_things(g, lists[i].key, from->shared, card_of_kind(lists[i].thing), is_it ? &entries : &none);
        gather_has(g, lists[i].has_key, lists[i].key, NULL);
    }
    gather_terms(g, from, is_glossary ? &entries : &none);
    gather_timeline(g, from, is_timeline ? &entries : &none);
    gather_citing(g, from, listing_backlinks(from->site, part->listing, part->thing), &entries);
}

void part_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    struct text title = part_title(from->site, from->page->number, arena);
    *heading = (struct heading){.title = title, .han = from->site->settings.han};
}

void part_gather(struct gathering *g, const struct from *from) {
    const struct site *site = from->site;
    uint32_t number = from->page->number;
    const struct part *part = part_at(site, number);
    struct arena *arena = gathering_arena(g);
    gather_open(g, "part");
    gather_text(g, "label", label_of(site, part, arena));
    gather_text(g, "title", title_of(site, part, arena));
    gather_count(g, "count", part->items.count);
    gather_text(g, "what", what_of(part->listing));
    gather_text(g, "range", range_of(site, part, arena));
    up(g, site, part);
    neighbour(g, "previous", site, listing_previous(site, number));
    neighbour(g, "next", site, listing_next(site, number));
    tree(g, site, number + 1, number + 1 + part->below, TREE_DEPTH);
    entries_of(g, from, part);
    gather_close(g);
}
