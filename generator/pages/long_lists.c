/* Lists that are too long for one page: what their own page shows of their parts, and the page of each part. */
#include "base/array.h"
#include "connect/book_index.h"
#include "compose/values.h"
#include "pages/descriptions.h"
#include "pages/shared.h"

#include <stdlib.h>
#include <string.h>

/* Entries that a long list's own page shows beside its parts; at most page_size. */
enum { FIRST_ENTRIES = 30 };

/* A part's own parts are shown with it, theirs are not. */
enum { TREE_DEPTH = 2 };

static const struct part *part_at(const struct site *site, uint32_t number) {
    return &site->parts[number];
}

static struct date month_of(const struct site *site, const struct part *part) {
    struct date date = {.precision = DATE_MONTH, .month = (uint8_t)part->key};
    date.year = (int16_t)part_at(site, part->parent)->key;
    return date;
}

static struct text letter_label(const struct site *site, const struct part *part, struct arena *arena) {
    return part->key ? text_format(arena, "%c", (char)(part->key - 'a' + 'A'))
                     : language_word(site->language, "letter-other", arena);
}

static struct text number_of(const struct part *part, struct arena *arena) {
    return text_format(arena, "%u", part->key);
}

/* What a part is called among those beside it: "2015", "March", "A", "Part 2". */
static struct text label_of(const struct site *site, const struct part *part, struct arena *arena) {
    const struct language *language = site->language;
    switch ((enum part_kind)part->kind) {
    case PART_YEAR:
        return part->key ? SAY(language, arena, "date-year", {"year", number_of(part, arena)})
                         : language_word(language, "undated", arena);
    case PART_LETTER: return letter_label(site, part, arena);
    case PART_SLICE: return SAY(language, arena, "part-n", {"number", number_of(part, arena)});
    case PART_MONTH: break;
    }
    return part->key ? language_date_in_year(language, month_of(site, part), arena)
                     : language_word(language, "without-month", arena);
}

/* What it is called by itself: "2015", "March 2015", "A, part 2". */
static struct text title_of(const struct site *site, const struct part *part, struct arena *arena) {
    const struct language *language = site->language;
    if (part->kind == PART_SLICE && part->parent != NONE) {
        struct text whole = title_of(site, part_at(site, part->parent), arena);
        return SAY(language, arena, "part-n-of", {"whole", whole}, {"number", number_of(part, arena)});
    }
    if (part->kind != PART_MONTH)
        return label_of(site, part, arena);
    if (part->key)
        return language_date(language, month_of(site, part), arena);
    return SAY(language, arena, "year-without-month", {"year", number_of(part_at(site, part->parent), arena)});
}

static bool is_undated(const struct site *site, const struct part *part) {
    while (part->parent != NONE)
        part = part_at(site, part->parent);
    return part->kind == PART_YEAR && part->key == 0;
}

/* "Essays of March 2015", "Essays without a date, part 2". */
static struct text title_of_time(const struct site *site, const struct part *part, struct text list, struct arena *arena) {
    const struct language *language = site->language;
    if (!is_undated(site, part))
        return SAY(language, arena, "title-essays-of", {"list", list}, {"time", title_of(site, part, arena)});
    const char *word = part->kind == PART_SLICE ? "title-essays-without-date-part" : "title-essays-without-date";
    return SAY(language, arena, word, {"list", list}, {"number", number_of(part, arena)});
}

/* What one entry of a list is, and which of the flags of_... says it. */
struct counted {
    struct text what;
    const char *name;
};

/* "reading list" of "a reading list". */
static struct text without_article(struct text called) {
    return text_after(called, text_find_char(called, ' ', 0) + 1);
}

static struct counted counted_of(uint8_t listing) {
    if (listing == LISTING_INDEX)
        return (struct counted){TEXT("entry"), "entries"};
    const struct kind *kind = &thing_kinds[listing_entries(listing)];
    return kind->many ? (struct counted){without_article(text_of(kind->called)), kind->many}
                      : (struct counted){TEXT("passage"), "passages"};
}

void gather_unit(struct gathering *g, const char *unit) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_kinds[kind].many)
            gather_flag(g, thing_kinds[kind].of_many, strcmp(thing_kinds[kind].many, unit) == 0);
    gather_flag(g, "of_passages", strcmp("passages", unit) == 0);
    gather_flag(g, "of_entries", strcmp("entries", unit) == 0);
    gather_flag(g, "of_changes", strcmp("changes", unit) == 0);
}

static struct text title_of_listing(const struct site *site, const struct part *part, struct arena *arena) {
    if (listing_owner(part->listing))
        return site_title(site, listing_owner(part->listing), part->thing);
    return title_of_kind(site, (uint8_t)page_of_listing(part->listing), arena);
}

struct text part_title(const struct site *site, uint32_t number, struct arena *arena) {
    const struct part *part = part_at(site, number);
    const struct language *language = site->language;
    struct text list = title_of_listing(site, part, arena);
    if (listing_is_of_citing(part->listing))
        return SAY(language, arena, part->listing == LISTING_CITING(THING_TERM) ? "title-used-in" : "title-cited-by",
                   {"title", list}, {"number", number_of(part, arena)});
    if (!listing_is_of_essays(part->listing))
        return SAY(language, arena, "title-part", {"list", list}, {"part", title_of(site, part, arena)});
    if (listing_owner(part->listing))
        list = SAY(language, arena, "list-of-essays", {"title", list});
    return title_of_time(site, part, list, arena);
}

/* Where an entry stands in its list: its date, or its name. */
static struct text place_of_entry(const struct site *site, const struct part *part, size_t entry, struct arena *arena) {
    uint32_t number = part->items.items[entry];
    if (part->listing == LISTING_INDEX)
        return site->book_index->entries[number].name;
    if (listing_is_of_essays(part->listing))
        return language_date(site->language, site->essays[number].date, arena);
    return site_title(site, listing_entries(part->listing), number);
}

/* From which entry to which a slice goes, as its number does not say; "" for other parts, and where it says nothing. */
static struct text range_of(const struct site *site, const struct part *part, struct arena *arena) {
    if (part->kind != PART_SLICE || listing_is_of_citing(part->listing))
        return TEXT("");
    struct text first = place_of_entry(site, part, 0, arena), last = place_of_entry(site, part, part->items.count - 1, arena);
    if (text_equal(first, last))
        return TEXT("");
    return SAY(site->language, arena, "range", {"first", first}, {"last", last});
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
    gather_text(g, "what", counted_of(part->listing).what);
    gather_unit(g, counted_of(part->listing).name);
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

void gather_essays_of(struct gathering *g, const struct from *from, const char *key, const char *has_key, uint8_t kind,
                      uint32_t thing) {
    struct numbers essays = site_thing(from->site, listing_owner(kind), thing)->essays;
    gather_strip(g, from, kind, thing, &essays);
    if (gather_parts(g, from, kind, thing))
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
    if (number == NONE)
        return;
    const struct part *part = part_at(site, number);
    ups(g, site, part->parent);
    up_to(g, site, title_of(site, part, gathering_arena(g)), part->address);
}

/* The list's own page, and the parts that this one is a part of. */
static void up(struct gathering *g, const struct site *site, const struct part *part) {
    gather_open_list(g, "up");
    up_to(g, site, title_of_listing(site, part, gathering_arena(g)), listing_address(site, part->listing, part->thing));
    ups(g, site, part->parent);
    gather_close(g);
}

/* Without its count, which is another page's matter, and would change this one. */
static void neighbour(struct gathering *g, const char *name, const struct site *site, uint32_t number) {
    if (number == NONE) {
        gather_none(g, name);
        return;
    }
    gather_open(g, name);
    gather_text(g, "title", title_of(site, part_at(site, number), gathering_arena(g)));
    gather_path(g, "path", part_at(site, number)->address);
    gather_close(g);
}

static struct text how_many(const struct site *site, const struct part *part, struct arena *arena) {
    struct text count = text_format(arena, "count-%s", counted_of(part->listing).name);
    return language_count(site->language, count.bytes, part->items.count, arena);
}

/* What a part lists, as the page of the whole list does; of the other kinds nothing. */
static void entries_of(struct gathering *g, const struct from *from, const struct part *part) {
    struct numbers none = {0}, entries = part->below ? none : part->items;
    bool is_timeline = part->listing == LISTING_CHRONOLOGY, is_glossary = part->listing == LISTING_ALL(THING_TERM);
    bool is_index = part->listing == LISTING_INDEX;
    for (uint8_t kind = 0; kind < THING_KINDS; kind++) {
        const struct kind *of = &thing_kinds[kind];
        bool is_it = kind == listing_entries(part->listing) && !is_timeline;
        if (!of->many || of->stands_on_section)
            continue;
        gather_things(g, of->many, from->shared, card_of_kind(kind), is_it ? &entries : &none);
        gather_has(g, of->has_many, of->many, NULL);
    }
    gather_terms(g, from, is_glossary ? &entries : &none);
    gather_works(g, from, part->listing == LISTING_ALL(THING_WORK) ? &entries : &none);
    gather_timeline(g, from, is_timeline ? &entries : &none);
    gather_index(g, from, is_index ? &entries : &none);
    gather_citing(g, from, listing_backlinks(from->site, part->listing, part->thing), &entries);
}

/* The first that it lists, or else how many there are: of who cites something no list of names is one of things. */
static struct text names_of_part(const struct site *site, const struct part *part, struct arena *arena) {
    if (!listing_is_of_citing(part->listing) && part->listing != LISTING_CHRONOLOGY && part->listing != LISTING_INDEX)
        return names_shown(site, listing_entries(part->listing), &part->items, arena);
    return how_many(site, part, arena);
}

void part_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    struct text title = part_title(from->site, from->page->number, arena);
    *heading = (struct heading){.title = title,
                                .shows = names_of_part(from->site, part_at(from->site, from->page->number), arena),
                                .han = from->site->settings.han};
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
    gather_text(g, "what", counted_of(part->listing).what);
    gather_unit(g, counted_of(part->listing).name);
    gather_text(g, "how_many", how_many(site, part, arena));
    gather_text(g, "range", range_of(site, part, arena));
    up(g, site, part);
    neighbour(g, "previous", site, listing_previous(site, number));
    neighbour(g, "next", site, listing_next(site, number));
    tree(g, site, number + 1, number + 1 + part->below, TREE_DEPTH);
    entries_of(g, from, part);
    gather_close(g);
}
