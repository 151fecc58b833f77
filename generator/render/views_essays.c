/* All essays: by year, and as a chronology. */
#include "base/array.h"
#include "render/shared.h"

/* Neighbours in the order of dates that have the same year. */
struct year {
    const uint32_t *essays;
    size_t count;
    int year; /* 0: undated */
};

struct years {
    struct year *items;
    size_t count, capacity;
};

static struct years years_of(const struct site *site, struct arena *arena) {
    struct years years = {0};
    for (size_t i = 0; i < site->essays_by_date.count; i++) {
        const uint32_t *number = &site->essays_by_date.items[i];
        int year = site->essays[*number].date.year;
        if (years.count == 0 || years.items[years.count - 1].year != year)
            *array_add(&years, arena) = (struct year){number, 0, year};
        years.items[years.count - 1].count++;
    }
    return years;
}

static void put_year(struct view_map *map, const struct year *year, struct arena *arena) {
    parts_put_text(map, "year", year->year ? text_format(arena, "%d", year->year) : (struct text){0}, arena);
    parts_put_flag(map, "undated", year->year == 0, arena);
}

void view_essays(struct making *making) {
    struct arena *arena = making->arena;
    struct years years = years_of(making->site, arena);
    struct parts_list list = {0};
    for (size_t i = 0; i < years.count; i++) {
        struct numbers essays = {(uint32_t *)years.items[i].essays, years.items[i].count, years.items[i].count};
        struct view_map map = parts_map(4, arena);
        put_year(&map, &years.items[i], arena);
        parts_put_cards(&map, "essays", NULL, &essays, making->shared->essays, arena);
        parts_put_count(&map, "count", essays.count, arena);
        *array_add(&list, arena) = view_of_map(&map, arena);
    }
    parts_put_list(&making->map, "years", "has_years", &list, arena);
}

static const struct view *chronology_entry(const struct making *making, uint32_t number) {
    const struct view *card = making->shared->essays[number];
    struct view_map map = parts_map(2, making->arena);
    parts_put(&map, "date", view_get(card, TEXT("date")), making->arena);
    parts_put(&map, "card", card, making->arena);
    return view_of_map(&map, making->arena);
}

static const struct view *chronology_year(const struct making *making, const struct year *year) {
    struct parts_list entries = {0};
    for (size_t i = year->count; i-- > 0;)
        *array_add(&entries, making->arena) = chronology_entry(making, year->essays[i]);
    struct view_map map = parts_map(3, making->arena);
    put_year(&map, year, making->arena);
    parts_put_list(&map, "entries", NULL, &entries, making->arena);
    return view_of_map(&map, making->arena);
}

void view_chronology(struct making *making) {
    struct years years = years_of(making->site, making->arena);
    struct parts_list list = {0};
    for (size_t i = years.count; i-- > 0;)
        if (years.items[i].year)
            *array_add(&list, making->arena) = chronology_year(making, &years.items[i]);
    for (size_t i = 0; i < years.count; i++)
        if (years.items[i].year == 0)
            *array_add(&list, making->arena) = chronology_year(making, &years.items[i]);
    parts_put_list(&making->map, "years", "has_years", &list, making->arena);
}
