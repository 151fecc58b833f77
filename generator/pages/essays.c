/* All essays: by year, and as a chronology. */
#include "base/array.h"
#include "pages/book.h"
#include "pages/cite_files.h"
#include "pages/shared.h"

#include <stdlib.h>

/* Essays of one year. */
struct year {
    struct numbers essays; /* newest first */
    int year;              /* 0: undated */
};

struct years {
    struct year *items;
    size_t count, capacity;
};

/* The year of an essay, and its place in the order of dates. */
struct yearly {
    int year;
    uint32_t position;
};

static int newest_year_first(const void *left, const void *right) {
    const struct yearly *a = left, *b = right;
    if (a->year != b->year)
        return a->year > b->year ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

/* Where an hour is known, the order of dates is that of moments, and New Year's Eve in the west is behind the day after. */
static struct years years_of(const struct site *site, const struct numbers *essays, struct arena *arena) {
    struct yearly *order = arena_array(arena, struct yearly, essays->count);
    struct years years = {0};
    for (uint32_t i = 0; i < essays->count; i++)
        order[i] = (struct yearly){site->essays[essays->items[i]].date.year, i};
    if (essays->count)
        qsort(order, essays->count, sizeof *order, newest_year_first);
    for (size_t i = 0; i < essays->count; i++) {
        if (years.count == 0 || years.items[years.count - 1].year != order[i].year)
            array_add(&years, arena)->year = order[i].year;
        *array_add(&years.items[years.count - 1].essays, arena) = essays->items[order[i].position];
    }
    return years;
}

static void year_of(struct gathering *g, const struct year *year) {
    gather_text(g, "year", year->year ? text_format(gathering_arena(g), "%d", year->year) : (struct text){0});
    gather_flag(g, "undated", year->year == 0);
}

void essays_gather(struct gathering *g, const struct from *from) {
    struct numbers whole = from->site->essays_by_date, newest = {0};
    if (gather_parts(g, from, LISTING_ALL(THING_ESSAY), 0)) {
        newest = first_of(from->site, whole);
        whole.count = 0;
    }
    struct years years = years_of(from->site, &whole, gathering_arena(g));
    gather_open_list(g, "years");
    for (size_t i = 0; i < years.count; i++) {
        gather_open(g, NULL);
        year_of(g, &years.items[i]);
        gather_things(g, "essays", from->shared, CARD_ESSAY, &years.items[i].essays);
        gather_count(g, "count", years.items[i].essays.count);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_years", "years", NULL);
    gather_things(g, "newest", from->shared, CARD_ESSAY, &newest);
    gather_has(g, "has_newest", "newest", NULL);
    gather_cite_files(g, from->site, THING_NONE, 0);
    gather_books(g, from->site, THING_NONE, 0);
}

static void chronology_entry(struct gathering *g, const struct from *from, uint32_t essay, uint32_t event) {
    bool is_event = event != NONE;
    gather_open(g, NULL);
    gather_date(g, "date", is_event ? from->site->events[event].from : from->site->essays[essay].date);
    gather_thing(g, "card", from->shared, CARD_ESSAY, essay);
    gather_event(g, from, event);
    gather_close(g);
}

void gather_timeline(struct gathering *g, const struct from *from, const struct numbers *essays) {
    gather_open_list(g, "timeline");
    for (size_t i = 0; i < essays->count; i++)
        chronology_entry(g, from, essays->items[i], NONE);
    gather_close(g);
    gather_has(g, "has_timeline", "timeline", NULL);
}

/* An essay or an event, and its place among the others. */
struct chronicled {
    struct date date;
    size_t position;
    uint32_t essay, event; /* NONE for the other */
};

struct chronicle {
    struct chronicled *items;
    size_t count, capacity;
};

/* By calendar years, in them by moments; what has no date comes last. */
static int oldest_first(const void *left, const void *right) {
    const struct chronicled *a = left, *b = right;
    if (a->date.year != b->date.year)
        return !a->date.year || (b->date.year && a->date.year > b->date.year) ? 1 : -1;
    int order = date_compare(a->date, b->date);
    return order ? order : (a->position > b->position) - (a->position < b->position);
}

/* Events stand on this page, however many works there are; of works none where they are in parts. */
static struct chronicle chronicle_of(const struct site *site, bool has_parts, struct arena *arena) {
    const struct numbers *events = &site->events_by_date, *essays = &site->essays_by_date;
    struct chronicle all = {0};
    for (size_t i = 0; i < events->count; i++)
        *array_add(&all, arena) = (struct chronicled){site->events[events->items[i]].from, all.count, NONE, events->items[i]};
    for (size_t i = essays->count; i-- > 0 && !has_parts;)
        *array_add(&all, arena) = (struct chronicled){site->essays[essays->items[i]].date, all.count, essays->items[i], NONE};
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, oldest_first);
    return all;
}

/* Returns the first entry that is not of that year. */
static size_t chronology_year(struct gathering *g, const struct from *from, const struct chronicle *all, size_t first) {
    struct year year = {.year = all->items[first].date.year};
    size_t end = first;
    gather_open(g, NULL);
    year_of(g, &year);
    gather_open_list(g, "entries");
    for (; end < all->count && all->items[end].date.year == year.year; end++)
        chronology_entry(g, from, all->items[end].essay, all->items[end].event);
    gather_close(g);
    gather_close(g);
    return end;
}

void chronology_gather(struct gathering *g, const struct from *from) {
    gather_chronology_strip(g, from);
    bool has_parts = gather_parts(g, from, LISTING_CHRONOLOGY, 0);
    struct chronicle all = chronicle_of(from->site, has_parts, gathering_arena(g));
    gather_open_list(g, "years");
    for (size_t i = 0; i < all.count;)
        i = chronology_year(g, from, &all, i);
    gather_close(g);
    gather_has(g, "has_years", "years", NULL);
    gather_flag(g, "has_events", from->site->event_count > 0);
    gather_gone_places(g, from, NULL);
}
