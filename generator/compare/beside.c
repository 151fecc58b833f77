#include "compare/beside.h"

#include "base/array.h"
#include "compare/containers.h"
#include "compare/shown_table.h"
#include "compare/told.h"

struct beside_making {
    struct beside_rows *out;
    struct telling telling;
    const struct beside_options *options;
    uint32_t *row_of_old; /* where among the rows of telling an old unit stands that moved away */
    bool *is_made;        /* of each group */
    struct arena *arena;
};

/* A passage to be shown: unit `part` of its side of a group, or alone. */
struct placing {
    int side;
    uint32_t unit;
    const struct group *group;
    const struct told *told; /* of the group; NULL: nothing is marked */
    struct shown_runs marks; /* of its words on both sides */
    size_t part;
};

static const struct passages *passages_on(const struct beside_making *making, int side) {
    return making->telling.sides[side]->passages;
}

/* The cell ----------------------------------------------------------------------------------------------------------------- */

static struct container_path path_of(const struct passages *passages, uint32_t passage) {
    struct container_path path = {0};
    uint32_t around[CONTAINERS_DEEPEST];
    for (unsigned i = containers_around(around, passages, passage); i-- > 0;)
        path.levels[path.depth++] = (struct container_level){false, around[i], container_of(passages, around[i])};
    return path;
}

static void add_words(struct shown_row *row, struct beside_making *making, const struct placing *placing) {
    const struct told *told = placing->told;
    const struct shown_text *text = !told                  ? told_read(&making->telling, placing->side, placing->unit)
                                    : placing->side == OLD ? told->olds[placing->part]
                                                           : told->news[placing->part];
    shown_side(&row->words, text, &placing->marks, making->arena);
}

/* Tables and figures are never split or joined: the group has one of each side. */
static uint32_t unit_on(const struct placing *placing, int side) {
    if (placing->side == side)
        return placing->unit;
    return !placing->told ? NONE : side == OLD ? placing->group->olds[0] : placing->group->news[0];
}

static void add_table(struct shown_row *row, struct beside_making *making, const struct placing *placing) {
    struct grid grids[2] = {0};
    for (int side = OLD; side <= NEW; side++)
        if (unit_on(placing, side) != NONE)
            grid_read(&grids[side], &making->telling, side, unit_on(placing, side));
    bool is_compared = placing->told && grid_columns(&grids[OLD]) == grid_columns(&grids[NEW]);
    const struct shown_table *both = is_compared ? grid_compare(&grids[OLD], &grids[NEW], making->arena) : NULL;
    row->tables[0] = grid_side(&grids[placing->side], both, placing->side == OLD ? WORDS_ADDED : WORDS_REMOVED, making->arena);
}

static void add_figure(struct shown_row *row, struct beside_making *making, const struct placing *placing) {
    for (int caption = 0; caption <= 1; caption++) {
        const struct shown_text *texts[2];
        struct shown_runs all = {0};
        for (int side = OLD; side <= NEW; side++)
            texts[side] = told_read_figure(&making->telling, side, unit_on(placing, side), caption);
        if (placing->told)
            shown_compare(&all, texts[OLD], texts[NEW], making->arena);
        if (texts[placing->side])
            shown_side(caption ? &row->words : &row->picture, texts[placing->side], &all, making->arena);
    }
}

static void add_passage(struct difference *cell, struct container_path *open, struct beside_making *making,
                        const struct placing *placing) {
    const struct passages *passages = passages_on(making, placing->side);
    uint32_t passage = told_units(&making->telling, placing->side)->items[placing->unit].passage;
    const struct doc_block *block = &DOC_ITEMS(passages->body, blocks, struct doc_block)[passage];
    struct container_path path = path_of(passages, passage);
    struct shown_row *row = array_add(cell, making->arena);
    *row = (struct shown_row){
        .kind = SHOWN_KEPT, .unit = placing->unit, .passage = passage, .block = block->kind, .level = block->shown_level};
    containers_enter(row, open, &path, making->arena);
    if (row->block == BLOCK_TABLE)
        add_table(row, making, placing);
    else if (row->block == BLOCK_FIGURE)
        add_figure(row, making, placing);
    else if (row->block != BLOCK_RULE)
        add_words(row, making, placing);
}

/* `like` says of which side and group, if any. */
static void add_passages(struct difference *cell, struct beside_making *making, const uint32_t *units, size_t count,
                         struct placing like) {
    struct container_path open = {0};
    for (like.part = 0; like.part < count; like.part++) {
        like.unit = units[like.part];
        add_passage(cell, &open, making, &like);
    }
    struct shown_row *end = array_add(cell, making->arena);
    *end = (struct shown_row){.kind = SHOWN_END};
    containers_enter(end, &open, &(struct container_path){0}, making->arena);
}

/* The rows ----------------------------------------------------------------------------------------------------------------- */

static void tell_words(struct placing *like, struct beside_making *making, uint32_t index) {
    like->told = told_group(&making->telling, index);
    for (size_t part = 0; part < like->group->new_count; part++)
        told_part(&like->marks, like->group, like->told, part, making->arena);
}

/* A group, at row `at`, which has the first of its new units. */
static void add_group(struct beside_making *making, uint32_t index, size_t at) {
    const struct rows *rows = &making->telling.rows;
    const struct group *group = &rows->groups[index];
    uint32_t first = group->olds[0];
    if (making->is_made[index])
        return;
    making->is_made[index] = true;
    struct beside_row *row = array_add(making->out, making->arena);
    *row = (struct beside_row){.is_changed = !group->same_words, .is_moved = rows->old.items[first].moved};
    row->is_up = row->is_moved && making->row_of_old[first] < at;
    struct placing like = {.side = OLD, .group = group};
    if (row->is_changed && !making->options->unmarked)
        tell_words(&like, making, index);
    add_passages(&row->cells[OLD], making, group->olds, group->old_count, like);
    like.side = NEW;
    add_passages(&row->cells[NEW], making, group->news, group->new_count, like);
}

/* Passages from row `from` that one side alone has, in one row; returns where the next ones begin. */
static size_t add_alone(struct beside_making *making, size_t from) {
    const struct rows *rows = &making->telling.rows;
    uint8_t kind = rows->items[from].kind;
    size_t to = from;
    while (to < rows->count && rows->items[to].kind == kind)
        to++;
    uint32_t *units = arena_array(making->arena, uint32_t, to - from);
    for (size_t i = from; i < to; i++)
        units[i - from] = rows->items[i].unit;
    int side = kind == ROW_REMOVED ? OLD : NEW;
    struct beside_row *row = array_add(making->out, making->arena);
    *row = (struct beside_row){.is_changed = true};
    add_passages(&row->cells[side], making, units, to - from, (struct placing){.side = side});
    return to;
}

static void note_moved(struct beside_making *making) {
    const struct rows *rows = &making->telling.rows;
    making->row_of_old = arena_array(making->arena, uint32_t, rows->old.count);
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].kind == ROW_MOVED_AWAY)
            making->row_of_old[rows->items[i].unit] = (uint32_t)i;
}

void beside(struct beside_rows *out, const struct compare_side *first, const struct compare_side *second,
            const struct alignment *alignment, const struct beside_options *options, struct arena *arena) {
    struct beside_making making = {.out = out, .options = options, .arena = arena};
    *out = (struct beside_rows){0};
    told_start(&making.telling, first, second, alignment, arena);
    const struct rows *rows = &making.telling.rows;
    making.is_made = arena_array(arena, bool, rows->group_count);
    note_moved(&making);
    for (size_t i = 0; i < rows->count;) {
        uint8_t kind = rows->items[i].kind;
        if (kind == ROW_ADDED || kind == ROW_REMOVED) {
            i = add_alone(&making, i);
            continue;
        }
        if (kind == ROW_KEPT)
            add_group(&making, rows->new.items[rows->items[i].unit].group, i);
        i++;
    }
}
