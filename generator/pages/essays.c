/* All essays: by year, and as a chronology. */
#include "base/array.h"
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
}

static void chronology_entry(struct gathering *g, const struct from *from, uint32_t number) {
    gather_open(g, NULL);
    gather_date(g, "date", from->site->essays[number].date);
    gather_thing(g, "card", from->shared, CARD_ESSAY, number);
    gather_close(g);
}

void gather_timeline(struct gathering *g, const struct from *from, const struct numbers *essays) {
    gather_open_list(g, "timeline");
    for (size_t i = 0; i < essays->count; i++)
        chronology_entry(g, from, essays->items[i]);
    gather_close(g);
    gather_has(g, "has_timeline", "timeline", NULL);
}

static void chronology_year(struct gathering *g, const struct from *from, const struct year *year) {
    gather_open(g, NULL);
    year_of(g, year);
    gather_open_list(g, "entries");
    for (size_t i = year->essays.count; i-- > 0;)
        chronology_entry(g, from, year->essays.items[i]);
    gather_close(g);
    gather_close(g);
}

/* The oldest first; what has no date comes last. */
void chronology_gather(struct gathering *g, const struct from *from) {
    struct numbers whole = from->site->essays_by_date;
    gather_chronology_strip(g, from);
    if (gather_parts(g, from, LISTING_CHRONOLOGY, 0))
        whole.count = 0;
    struct years years = years_of(from->site, &whole, gathering_arena(g));
    gather_open_list(g, "years");
    for (size_t i = years.count; i-- > 0;)
        if (years.items[i].year)
            chronology_year(g, from, &years.items[i]);
    for (size_t i = 0; i < years.count; i++)
        if (years.items[i].year == 0)
            chronology_year(g, from, &years.items[i]);
    gather_close(g);
    gather_has(g, "has_years", "years", NULL);
}
