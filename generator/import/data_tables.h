/*
 * data_tables: which tables are tables of data, and can be written as such in Markdown.
 *
 *     struct data_table table;
 *     if (data_table_at(&table, intake, rulings, i, arena)) ...      // block i is the first of one, or of its caption
 *
 *     else if (table.is_flat || table.has_gaps) ...      // it would be one: cell by cell, up to table.end
 *
 * One has two rows and two columns at least, one block in a cell at most, none of which is a paragraph, all are kept, and
 * no table inside. Captions may stand before its cells or behind them. All else that stands in tables was put there for the
 * looks of a page, and is read in order.
 */
#ifndef IMPORT_DATA_TABLES_H
#define IMPORT_DATA_TABLES_H

#include "import/rules.h"

struct data_table {
    uint32_t rows, columns;
    uint32_t first;     /* block that is a cell */
    uint32_t first_row; /* rows before it had nothing that was kept */
    uint32_t end;       /* the first block behind it */
    uint32_t *cells;    /* row by row: blocks, or NONE */
    bool is_flat;       /* rows differ in length, or a cell spans several: Markdown has no such table */
    bool has_gaps;      /* it would be one, but a rule removed some of its cells */
};

bool data_table_at(struct data_table *table, const struct intake *intake, const struct ruling *rulings, uint32_t first,
                   struct arena *arena);

/* Whether a block says what a table shows: its caption, or that of a figure with a table in it. */
bool data_table_is_caption(const struct intake *intake, uint32_t block);

#endif
