#include "import/data_tables.h"

#include "base/arena.h"

enum { ROWS_MOST = 2000, COLUMNS_MOST = 24, CELL_WORDS_MOST = 60 };

static bool may_be_cell(const struct intake_block *block, const struct intake_block *first) {
    return block->table == first->table && block->note == first->note && block->frame == first->frame &&
           block->kind == INTAKE_PARAGRAPH && block->words <= CELL_WORDS_MOST && block->row < ROWS_MOST &&
           block->column < COLUMNS_MOST;
}

static bool is_caption(const struct intake_block *block, uint32_t table) {
    return block->kind == INTAKE_CAPTION && block->table == table;
}

/* The extent of the table that begins with `first`; false when a block in it that is kept is no cell. */
static bool measure(struct data_table *table, const struct intake *intake, const struct ruling *rulings, uint32_t first) {
    const struct intake_block *blocks = intake->blocks.items;
    const struct intake_element *element = &intake->elements.items[blocks[first].table];
    if (text_contains(element->words, TEXT(" presentation"))) /* its role: the page says that it is none */
        return false;
    for (uint32_t i = element->first; i < first; i++)
        if (verdict_is_in_draft(rulings[i].verdict) && !is_caption(&blocks[i], blocks[first].table))
            return false;
    table->first_row = blocks[first].row;
    table->end = element->end;
    uint32_t last_row = 0;
    bool is_behind_caption = false;
    for (uint32_t i = first; i < table->end; i++) {
        if (is_caption(&blocks[i], blocks[first].table)) {
            is_behind_caption |= verdict_is_in_draft(rulings[i].verdict);
            continue;
        }
        if (is_behind_caption)
            return false;
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
    *table = (struct data_table){.first = first};
    uint32_t element = intake->blocks.items[first].table;
    while (element != NONE && table->first < intake->elements.items[element].end &&
           is_caption(&intake->blocks.items[table->first], element))
        table->first++;
    if (element == NONE || table->first == intake->elements.items[element].end ||
        !measure(table, intake, rulings, table->first))
        return table->has_gaps = false;
    table->is_flat = !table->has_gaps && intake->elements.items[element].is_ragged;
    if (table->is_flat || table->has_gaps)
        return false;
    size_t count = (size_t)table->rows * table->columns;
    table->cells = arena_array(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        table->cells[i] = NONE;
    for (uint32_t i = table->first; i < table->end; i++) {
        const struct intake_block *block = &intake->blocks.items[i];
        if (is_caption(block, element))
            continue;
        uint32_t *cell = &table->cells[(block->row - table->first_row) * table->columns + block->column];
        if (*cell != NONE)
            return false;
        *cell = i;
    }
    return true;
}

/* The innermost element of a tag around a block, or NONE. */
static uint32_t element_around(const struct intake *intake, const struct intake_block *block, enum intake_tag tag) {
    uint32_t element = block->element;
    while (element != NONE && intake->elements.items[element].tag != tag)
        element = intake->elements.items[element].parent;
    return element;
}

/* Elements stand behind their parents, and all in one side by side. */
static bool has_table(const struct intake *intake, uint32_t figure) {
    const struct intake_element *elements = intake->elements.items;
    for (uint32_t i = figure + 1; i < intake->elements.count && elements[i].parent != NONE && elements[i].parent >= figure; i++)
        if (elements[i].tag == TAG_TABLE)
            return true;
    return false;
}

bool data_table_is_caption(const struct intake *intake, uint32_t index) {
    const struct intake_block *block = &intake->blocks.items[index];
    if (block->kind != INTAKE_CAPTION)
        return false;
    if (element_around(intake, block, TAG_CAPTION) != NONE)
        return block->table != NONE;
    uint32_t figure = element_around(intake, block, TAG_FIGURE);
    return figure != NONE && has_table(intake, figure);
}
