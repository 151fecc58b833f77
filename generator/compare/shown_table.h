/*
 * shown_table: a table and what became of it, cell by cell. For compare/ only.
 *
 *     grid_read(&old, &telling, OLD, unit); grid_read(&new, &telling, NEW, other);
 *     if (grid_columns(&old) == grid_columns(&new))
 *         table = grid_compare(&old, &new, arena);
 */
#ifndef COMPARE_SHOWN_TABLE_H
#define COMPARE_SHOWN_TABLE_H

#include "compare/told.h"

struct grid_cell {
    const struct shown_text *text;
    uint8_t detail; /* of its run */
};

/* A row of a table. */
struct grid_line {
    uint32_t first, count; /* of its cells */
    bool is_header;
    uint64_t digest;
};

struct grid {
    struct {
        struct grid_cell *items;
        size_t count, capacity;
    } cells;
    struct {
        struct grid_line *items;
        size_t count, capacity;
    } lines;
};

void grid_read(struct grid *grid, struct telling *telling, int side, uint32_t unit);
uint32_t grid_columns(const struct grid *grid);

/* Either grid may be empty: the other was added, or removed. */
struct shown_table *grid_compare(const struct grid *old, const struct grid *new, struct arena *arena);

/*
 * One of the two alone. `both`: what grid_compare made of them; NULL marks nothing. `other`: what the lines of the other one
 * are there, WORDS_ADDED or WORDS_REMOVED.
 */
struct shown_table *grid_side(const struct grid *grid, const struct shown_table *both, enum word_change other,
                              struct arena *arena);

#endif
