#include "compare/shown_table.h"

#include "base/array.h"
#include "compare/words.h"

static uint64_t text_digest(uint64_t digest, const struct shown_text *text) {
    for (size_t i = 0; i < text->count; i++)
        digest = words_mix(digest, text->items[i].digest);
    return digest;
}

static void add_cell(struct grid *grid, struct telling *telling, uint8_t detail, const struct shown_text *text) {
    if (detail & CELL_BEGINS_ROW)
        *array_add(&grid->lines, telling->arena) =
            (struct grid_line){.first = (uint32_t)grid->cells.count, .is_header = detail & CELL_IS_HEADER};
    if (!grid->lines.count)
        return;
    struct grid_line *line = &grid->lines.items[grid->lines.count - 1];
    *array_add(&grid->cells, telling->arena) = (struct grid_cell){text, detail};
    line->count++;
    line->digest = text_digest(words_mix(line->digest, text->count), text);
}

void grid_read(struct grid *grid, struct telling *telling, int side, uint32_t index) {
    const struct unit *unit = &told_units(telling, side)->items[index];
    const struct doc_run *runs = DOC_ITEMS(telling->sides[side]->passages->body, runs, struct doc_run);
    uint32_t end = unit->first_run + unit->runs;
    *grid = (struct grid){0};
    for (uint32_t i = unit->first_run, next; i < end; i = next) {
        for (next = i + 1; next < end && runs[next].kind != RUN_CELL; next++)
            continue;
        if (runs[i].kind == RUN_CELL)
            add_cell(grid, telling, runs[i].detail, told_read_runs(telling, side, i + 1, next - i - 1));
    }
}

uint32_t grid_columns(const struct grid *grid) {
    return grid->lines.count ? grid->lines.items[0].count : 0;
}

/* The table that is being made. */
struct making_table {
    struct shown_table *table;
    const struct grid *old, *new;
    struct arena *arena;
};

/* Either may be NULL. */
static void make_cell(struct making_table *making, const struct grid_cell *old, const struct grid_cell *new) {
    const struct grid_cell *any = new ? new : old;
    struct shown_cell *cell = array_add(&making->table->cells, making->arena);
    *cell = (struct shown_cell){.is_header = any->detail & CELL_IS_HEADER,
                                .alignment = (uint8_t)(any->detail >> CELL_ALIGNMENT_SHIFT)};
    shown_compare(&cell->runs, old ? old->text : NULL, new ? new->text : NULL, making->arena);
}

/* Either may be NULL; both have as many cells. */
static void make_line(struct making_table *making, const struct grid_line *old, const struct grid_line *new) {
    const struct grid_line *any = new ? new : old;
    *array_add(&making->table->lines, making->arena) = (struct shown_line){(uint32_t)making->table->cells.count, any->count,
                                                                           !old   ? WORDS_ADDED
                                                                           : !new ? WORDS_REMOVED
                                                                                  : WORDS_SAME};
    for (uint32_t i = 0; i < any->count; i++)
        make_cell(making, old && i < old->count ? &making->old->cells.items[old->first + i] : NULL,
                  new &&i < new->count ? &making->new->cells.items[new->first + i] : NULL);
}

static uint64_t first_cell(const struct grid *grid, const struct grid_line *line) {
    return line->count ? text_digest(0, grid->cells.items[line->first].text) : 0;
}

/* The old line that a new one continues: its header, its like by the first cell, or the next one; `run->old_to` for none. */
static uint32_t find_mate(const struct making_table *making, const struct diff_run *run, uint32_t from, uint32_t new) {
    enum { FARTHEST = 100 };
    const struct grid_line *olds = making->old->lines.items, *line = &making->new->lines.items[new];
    bool as_many = run->old_to - run->old_from == run->new_to - run->new_from;
    if (from == run->old_to || as_many || (line->is_header && olds[from].is_header))
        return from;
    uint64_t wanted = first_cell(making->new, line);
    for (uint32_t i = from; i < run->old_to && i - from < FARTHEST; i++)
        if (first_cell(making->old, &olds[i]) == wanted)
            return i;
    return run->old_to;
}

static void make_changed_lines(struct making_table *making, const struct diff_run *run) {
    const struct grid_line *old = making->old->lines.items, *new = making->new->lines.items;
    uint32_t i = run->old_from;
    for (uint32_t j = run->new_from; j < run->new_to; j++) {
        uint32_t mate = find_mate(making, run, i, j);
        for (; mate < run->old_to && i < mate; i++)
            make_line(making, &old[i], NULL);
        make_line(making, mate < run->old_to ? &old[i++] : NULL, &new[j]);
    }
    for (; i < run->old_to; i++)
        make_line(making, &old[i], NULL);
}

static struct diff_words line_words(const struct grid *grid, struct arena *arena) {
    struct diff_word *words = arena_array(arena, struct diff_word, grid->lines.count);
    for (size_t i = 0; i < grid->lines.count; i++)
        words[i] = (struct diff_word){.digest = words_mix(grid->lines.items[i].digest, grid->lines.items[i].is_header)};
    return (struct diff_words){words, grid->lines.count};
}

struct shown_table *grid_compare(const struct grid *old, const struct grid *new, struct arena *arena) {
    struct making_table making = {arena_new(arena, struct shown_table), old, new, arena};
    struct diff_words before = line_words(old, arena), after = line_words(new, arena);
    struct diff_runs runs;
    word_diff(&runs, &before, &after, arena);
    for (size_t i = 0; i < runs.count; i++) {
        const struct diff_run *run = &runs.items[i];
        if (!run->same)
            make_changed_lines(&making, run);
        for (uint32_t r = 0; run->same && r < run->old_to - run->old_from; r++)
            make_line(&making, &old->lines.items[run->old_from + r], &new->lines.items[run->new_from + r]);
    }
    return making.table;
}

/* `marks` NULL has none. */
static void add_side_cell(struct making_table *making, const struct grid_cell *cell, const struct shown_runs *marks) {
    static const struct shown_runs none = {0};
    struct shown_cell *shown = array_add(&making->table->cells, making->arena);
    *shown = (struct shown_cell){.is_header = cell->detail & CELL_IS_HEADER,
                                 .alignment = (uint8_t)(cell->detail >> CELL_ALIGNMENT_SHIFT)};
    shown_side(&shown->runs, cell->text, marks ? marks : &none, making->arena);
}

/* The next line from `at` that is not only the other's; `both->lines.count` for none. */
static size_t next_of_side(const struct shown_table *both, size_t at, enum word_change other) {
    while (at < both->lines.count && both->lines.items[at].change == other)
        at++;
    return at;
}

struct shown_table *grid_side(const struct grid *grid, const struct shown_table *both, enum word_change other,
                              struct arena *arena) {
    static const struct shown_table none = {0};
    const struct shown_table *all = both ? both : &none;
    struct making_table making = {arena_new(arena, struct shown_table), NULL, NULL, arena};
    size_t at = next_of_side(all, 0, other);
    for (size_t i = 0; i < grid->lines.count; i++, at = next_of_side(all, at + 1, other)) {
        const struct grid_line *line = &grid->lines.items[i];
        const struct shown_line *marked = at < all->lines.count ? &all->lines.items[at] : NULL;
        *array_add(&making.table->lines, arena) =
            (struct shown_line){(uint32_t)making.table->cells.count, line->count, marked ? marked->change : WORDS_SAME};
        for (uint32_t k = 0; k < line->count; k++)
            add_side_cell(&making, &grid->cells.items[line->first + k],
                          marked && k < marked->count ? &all->cells.items[marked->first + k].runs : NULL);
    }
    return making.table;
}
