/* All essays: by year, and as a chronology. */
#include "base/array.h"
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

static void put_year(struct view_map *map, const struct year *year, struct arena *arena) {
    parts_put_text(map, "year", year->year ? text_format(arena, "%d", year->year) : (struct text){0}, arena);
    parts_put_flag(map, "undated", year->year == 0, arena);
}

void view_essays(struct making *making) {
    struct arena *arena = making->arena;
    struct numbers whole = making->site->essays_by_date, newest = {0};
    if (making_put_parts(making, &making->map, LISTING_ESSAYS, 0)) {
        newest = making_first(making, whole);
        whole.count = 0;
    }
    struct years years = years_of(making->site, &whole, arena);
    struct parts_list list = {0};
    for (size_t i = 0; i < years.count; i++) {
        struct view_map map = parts_map(4, arena);
        put_year(&map, &years.items[i], arena);
        parts_put_cards(&map, "essays", NULL, &years.items[i].essays, making->shared->essays, arena);
        parts_put_count(&map, "count", years.items[i].essays.count, arena);
        *array_add(&list, arena) = view_of_map(&map, arena);
    }
    parts_put_list(&making->map, "years", "has_years", &list, arena);
    parts_put_cards(&making->map, "newest", "has_newest", &newest, making->shared->essays, arena);
}

static const struct view *chronology_entry(const struct making *making, uint32_t number) {
    const struct view *card = making->shared->essays[number];
    struct view_map map = parts_map(2, making->arena);
    parts_put(&map, "date", view_get(card, TEXT("date")), making->arena);
    parts_put(&map, "card", card, making->arena);
    return view_of_map(&map, making->arena);
}

void making_put_timeline(struct making *making, struct view_map *map, const struct numbers *essays) {
    struct parts_list entries = {0};
    for (size_t i = 0; i < essays->count; i++)
        *array_add(&entries, making->arena) = chronology_entry(making, essays->items[i]);
    parts_put_list(map, "timeline", "has_timeline", &entries, making->arena);
}

static const struct view *chronology_year(const struct making *making, const struct year *year) {
    struct parts_list entries = {0};
    for (size_t i = year->essays.count; i-- > 0;)
        *array_add(&entries, making->arena) = chronology_entry(making, year->essays.items[i]);
    struct view_map map = parts_map(3, making->arena);
    put_year(&map, year, making->arena);
    parts_put_list(&map, "entries", NULL, &entries, making->arena);
    return view_of_map(&map, making->arena);
}

void view_chronology(struct making *making) {
    struct numbers whole = making->site->essays_by_date;
    if (making_put_parts(making, &making->map, LISTING_CHRONOLOGY, 0))
        whole.count = 0;
    struct years years = years_of(making->site, &whole, making->arena);
    struct parts_list list = {0};
    for (size_t i = years.count; i-- > 0;)
        if (years.items[i].year)
            *array_add(&list, making->arena) = chronology_year(making, &years.items[i]);
    for (size_t i = 0; i < years.count; i++)
        if (years.items[i].year == 0)
            *array_add(&list, making->arena) = chronology_year(making, &years.items[i]);
    parts_put_list(&making->map, "years", "has_years", &list, making->arena);
}
