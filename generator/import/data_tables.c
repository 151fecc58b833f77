#include "import/data_tables.h"

#include "base/arena.h"

enum { ROWS_MOST = 2000, COLUMNS_MOST = 24, CELL_WORDS_MOST = 60 };

static bool may_be_cell(const struct intake_block *block, const struct intake_block *first) {
    return block->table == first->table && block->note == first->note && block->frame == first->frame &&
           block->kind == INTAKE_PARAGRAPH && block->words <= CELL_WORDS_MOST && block->row < ROWS_MOST &&
           block->column < COLUMNS_MOST;
}

/* The extent of the table that begins with `first`; false when a block in it that is kept is no cell. */
static bool measure(struct data_table *table, const struct intake *intake, const struct ruling *rulings, uint32_t first) {
    const struct intake_block *blocks = intake->blocks.items;
    const struct intake_element *element = &intake->elements.items[blocks[first].table];
    if (text_contains(element->words, TEXT(" presentation"))) /* its role: the page says that it is none */
        return false;
    for (uint32_t i = element->first; i < first; i++)
        if (verdict_is_in_draft(rulings[i].verdict))
            return false;
    table->first_row = blocks[first].row;
    table->end = element->end;
    uint32_t last_row = 0;
    for (uint32_t i = first; i < table->end; i++) {
        table->has_gaps |= !verdict_is_in_draft(rulings[i].verdict);
        if (verdict_is_in_draft(rulings[i].verdict) && !may_be_cell(&blocks[i], &blocks[first]))
            return false;
        last_row = blocks[i].row > last_row ? blocks[i].row : last_row;
        table->columns = blocks[i].column >= table->columns ? blocks[i].column + 1 : table->columns;
    }
    table->rows = last_row + 1 - table->first_row;
    return table->rows >= 2 && table->columns >= 2;
}

bool data_table_at(struct data_table *table, const struct intake *intake, const struct ruling *rulings, uint32_t first,
                   struct arena *arena) {
    *table = (struct data_table){0};
    if (intake->blocks.items[first].table == NONE || !measure(table, intake, rulings, first))
        return table->has_gaps = false;
    table->is_flat = !table->has_gaps && intake->elements.items[intake->blocks.items[first].table].is_ragged;
    if (table->is_flat || table->has_gaps)
        return false;
    size_t count = (size_t)table->rows * table->columns;
    table->cells = arena_array(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        table->cells[i] = NONE;
    for (uint32_t i = first; i < table->end; i++) {
        const struct intake_block *block = &intake->blocks.items[i];
        uint32_t *cell = &table->cells[(block->row - table->first_row) * table->columns + block->column];
        if (*cell != NONE)
            return false;
        *cell = i;
    }
    return true;
}
