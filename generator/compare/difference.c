#include "compare/compare.h"

#include "base/array.h"
#include "compare/containers.h"
#include "compare/shown_table.h"
#include "compare/told.h"

struct difference_making {
    struct difference *out;
    struct telling telling;
    const struct alignment *alignment;
    const struct compare_options *options;
    uint32_t *row_of[2]; /* of each unit: where it is shown, if at all */
    bool *holds_kept[2]; /* of each passage: something in it stands in both texts */
    struct container_path open;
    struct shown_row next; /* what has been said of the row that is to come */
    struct arena *arena;
};

static const struct units *units_of(const struct difference_making *making, int side) {
    return told_units(&making->telling, side);
}

static const struct passages *passages_on(const struct difference_making *making, int side) {
    return making->telling.sides[side]->passages;
}

static const struct doc_block *block_of(const struct difference_making *making, int side, uint32_t passage) {
    return &DOC_ITEMS(passages_on(making, side)->body, blocks, struct doc_block)[passage];
}

/* Containers --------------------------------------------------------------------------------------------------------------- */

static struct container_level level_of(const struct difference_making *making, int side, uint32_t passage) {
    uint32_t new = side == OLD ? making->alignment->new_of[passage] : passage;
    struct container_level level = {side == OLD, passage, container_of(passages_on(making, side), passage)};
    if (side == OLD && new != NONE && passages_on(making, NEW)->items[new].kind == level.shown.kind)
        return level_of(making, NEW, new);
    level.shown.change = making->holds_kept[side][passage] ? WORDS_SAME : side == OLD ? WORDS_REMOVED : WORDS_ADDED;
    return level;
}

static struct container_path path_of(const struct difference_making *making, int side, uint32_t passage) {
    struct container_path path = {0};
    uint32_t around[CONTAINERS_DEEPEST];
    for (unsigned i = containers_around(around, passages_on(making, side), passage); i-- > 0;)
        path.levels[path.depth++] = level_of(making, side, around[i]);
    return path;
}

static void enter(struct difference_making *making, const struct container_path *path) {
    containers_enter(&making->next, &making->open, path, making->arena);
}

static void leave_all(struct difference_making *making) {
    static const struct container_path top = {0};
    enter(making, &top);
}

/* What has been said of the next row, and the row itself. */
static struct shown_row *add_row(struct difference_making *making, enum shown_kind kind, int side, uint32_t unit) {
    struct shown_row *row = array_add(making->out, making->arena);
    *row = making->next;
    making->next = (struct shown_row){0};
    row->kind = (uint8_t)kind;
    if (kind == SHOWN_END)
        return row;
    const struct doc_block *block = block_of(making, side, units_of(making, side)->items[unit].passage);
    row->unit = unit;
    row->passage = units_of(making, side)->items[unit].passage;
    row->block = block->kind;
    row->level = block->shown_level;
    return row;
}

/* Words -------------------------------------------------------------------------------------------------------------------- */

/* How one passage is shown. */
struct showing {
    int side;
    uint32_t unit;
    const struct group *group; /* NULL: added or removed */
    const struct told *told;   /* NULL where nothing in it was changed */
    size_t part;
};

static void add_words(struct shown_row *row, struct difference_making *making, const struct showing *showing) {
    if (showing->told) {
        told_part(&row->words, showing->group, showing->told, showing->part, making->arena);
        return;
    }
    const struct shown_text *text = told_read(&making->telling, showing->side, showing->unit);
    enum word_change change = showing->group ? WORDS_SAME : showing->side == OLD ? WORDS_REMOVED : WORDS_ADDED;
    shown_add(&row->words, text, 0, text->count, change, making->arena);
}

/* The two units that a table or figure is compared in; they are never split or joined. NONE: it was added, or removed. */
static void find_both(uint32_t units[2], int sides[2], const struct showing *showing) {
    units[OLD] = showing->side == OLD ? showing->unit : NONE;
    units[NEW] = showing->side == NEW ? showing->unit : NONE;
    sides[OLD] = OLD, sides[NEW] = NEW;
    if (showing->group && showing->told)
        units[OLD] = showing->group->olds[0];
    else if (showing->group)
        units[OLD] = units[NEW], sides[OLD] = NEW;
}

static void add_table(struct shown_row *row, struct difference_making *making, const struct showing *showing) {
    struct grid grids[2] = {0}, none = {0};
    uint32_t units[2];
    int sides[2];
    find_both(units, sides, showing);
    for (int side = OLD; side <= NEW; side++)
        if (units[side] != NONE)
            grid_read(&grids[side], &making->telling, sides[side], units[side]);
    bool both = units[OLD] != NONE && units[NEW] != NONE;
    if (!both || grid_columns(&grids[OLD]) == grid_columns(&grids[NEW])) {
        row->tables[0] = grid_compare(&grids[OLD], &grids[NEW], making->arena);
        return;
    }
    row->tables[0] = grid_compare(&grids[OLD], &none, making->arena);
    row->tables[1] = grid_compare(&none, &grids[NEW], making->arena);
}

static void add_figure(struct shown_row *row, struct difference_making *making, const struct showing *showing) {
    uint32_t units[2];
    int sides[2];
    find_both(units, sides, showing);
    for (int caption = 0; caption <= 1; caption++)
        shown_compare(caption ? &row->words : &row->picture,
                      told_read_figure(&making->telling, sides[OLD], units[OLD], caption),
                      told_read_figure(&making->telling, sides[NEW], units[NEW], caption), making->arena);
}

static void add_passage(struct shown_row *row, struct difference_making *making, const struct showing *showing) {
    if (row->block == BLOCK_TABLE)
        add_table(row, making, showing);
    else if (row->block == BLOCK_FIGURE)
        add_figure(row, making, showing);
    else if (row->block != BLOCK_RULE)
        add_words(row, making, showing);
}

/* What became of a passage ------------------------------------------------------------------------------------------------- */

/* The place among the new units that a moved old one went to, or that a new one came from among the old ones. */
static uint32_t other_end(const struct group *group, const struct units *there, bool to_new) {
    const uint32_t *items = to_new ? group->news : group->olds;
    size_t count = to_new ? group->new_count : group->old_count;
    for (size_t i = 0; i < count; i++)
        if (there->items[items[i]].moved)
            return items[i];
    return items[0];
}

static size_t part_of(const struct group *group, uint32_t unit) {
    size_t part = 0;
    while (part + 1 < group->new_count && group->news[part] != unit)
        part++;
    return part;
}

static void add_levels(struct shown_fate *fate, const struct difference_making *making, const struct shown_row *row,
                       const struct group *group) {
    const struct unit *old = &units_of(making, OLD)->items[group->olds[0]];
    uint8_t before = block_of(making, OLD, old->passage)->shown_level;
    bool is_single = group->old_count == 1 && group->new_count == 1;
    if (is_single && row->block == BLOCK_HEADING && before && before != row->level)
        fate->old_level = before, fate->level = row->level;
}

static struct shown_fate fate_of(const struct difference_making *making, const struct shown_row *row,
                                 const struct group *group) {
    uint32_t from = other_end(group, units_of(making, OLD), false);
    struct shown_fate fate = {.is_moved = units_of(making, OLD)->items[from].moved};
    if (group->new_count > 1)
        fate.part = (uint32_t)part_of(group, row->unit) + 1, fate.parts = (uint32_t)group->new_count;
    if (group->old_count > 1)
        fate.joined = (uint32_t)group->old_count;
    add_levels(&fate, making, row, group);
    if (fate.is_moved) {
        fate.from = from;
        fate.is_up = making->row_of[OLD][from] < making->row_of[NEW][row->unit];
    }
    return fate;
}

/* Rows --------------------------------------------------------------------------------------------------------------------- */

/* The first words of a passage that stood here. */
static void add_moved_away(struct difference_making *making, uint32_t unit) {
    enum { SHOWN_WORDS = 8 };
    const struct group *group = &making->telling.rows.groups[units_of(making, OLD)->items[unit].group];
    const struct shown_text *text = told_read(&making->telling, OLD, unit);
    struct shown_text *plain = arena_new(making->arena, struct shown_text);
    struct shown_row *row = add_row(making, SHOWN_MOVED_AWAY, OLD, unit);
    row->to = other_end(group, units_of(making, NEW), true);
    row->is_up = making->row_of[NEW][row->to] < making->row_of[OLD][unit];
    row->is_cut = text->count > SHOWN_WORDS;
    *plain = *text;
    plain->is_code = false;
    shown_add(&row->words, plain, 0, row->is_cut ? SHOWN_WORDS : text->count, WORDS_SAME, making->arena);
}

static void add_kept(struct difference_making *making, uint32_t index) {
    const struct unit *unit = &units_of(making, NEW)->items[index];
    const struct group *group = &making->telling.rows.groups[unit->group];
    struct showing showing = {.side = NEW, .unit = index, .group = group};
    struct shown_row *row = add_row(making, SHOWN_KEPT, NEW, index);
    row->is_moved = unit->moved;
    if (!group->same_form) {
        showing.told = told_group(&making->telling, unit->group);
        showing.part = part_of(group, index);
        row->is_reworded = unit->moved || !group->same_words;
        row->is_reformatted = !row->is_reworded;
    }
    row->fate = fate_of(making, row, group);
    add_passage(row, making, &showing);
}

static void make_row(struct difference_making *making, const struct text_row *row) {
    int side = row->kind == ROW_REMOVED || row->kind == ROW_MOVED_AWAY ? OLD : NEW;
    struct container_path path = path_of(making, side, units_of(making, side)->items[row->unit].passage);
    enter(making, &path);
    if (row->kind == ROW_MOVED_AWAY)
        add_moved_away(making, row->unit);
    else if (row->kind == ROW_KEPT)
        add_kept(making, row->unit);
    else
        add_passage(add_row(making, side == OLD ? SHOWN_REMOVED : SHOWN_ADDED, side, row->unit), making,
                    &(struct showing){.side = side, .unit = row->unit});
}

static size_t unchanged_end(const struct rows *rows, size_t from) {
    while (from < rows->count && row_is_unchanged(rows, &rows->items[from]))
        from++;
    return from;
}

static void make_rows(struct difference_making *making, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        make_row(making, &making->telling.rows.items[i]);
}

/* Rows without a change, folded where there are some. */
static void make_folded(struct difference_making *making, size_t from, size_t to) {
    enum { WORTH_FOLDING = 2 };
    if (making->options->unfolded || from + WORTH_FOLDING > to) {
        make_rows(making, from, to);
        return;
    }
    leave_all(making);
    making->next.folds = (uint32_t)(to - from);
    make_rows(making, from, to);
    leave_all(making);
    making->next.ends_fold = true;
}

/* The last heading among rows without a change, under which the change stands that comes behind; `to`: there is none. */
static size_t last_heading(const struct difference_making *making, size_t from, size_t to) {
    const struct rows *rows = &making->telling.rows;
    for (size_t i = to; i-- > from;)
        if (block_of(making, NEW, rows->new.items[rows->items[i].unit].passage)->kind == BLOCK_HEADING)
            return i;
    return to;
}

/* A long stretch without a change is folded, but for its passages next to changes and the heading over the next one. */
static void make_unchanged(struct difference_making *making, size_t from, size_t to) {
    enum { CONTEXT = 1 };
    bool is_first = from == 0, is_last = to == making->telling.rows.count;
    size_t first = is_first ? from : from + CONTEXT, last = is_last ? to : to - CONTEXT;
    if (first > last) {
        make_rows(making, from, to);
        return;
    }
    size_t heading = is_last ? to : last_heading(making, first, to), end = heading < last ? heading : last;
    make_rows(making, from, first);
    make_folded(making, first, end);
    if (end < last) {
        make_row(making, &making->telling.rows.items[end]);
        make_folded(making, end + 1, last);
    }
    make_rows(making, last, to);
}

static void note_kept(struct difference_making *making, int side) {
    const struct units *units = units_of(making, side);
    bool *kept = making->holds_kept[side] = arena_array(making->arena, bool, units->passages->count);
    for (size_t i = 0; i < units->count; i++) {
        uint32_t passage = units->items[i].group != NONE ? units->items[i].passage : NONE;
        for (; passage != NONE && !kept[passage]; passage = units->passages->items[passage].parent)
            kept[passage] = true;
    }
}

static void note_rows(struct difference_making *making) {
    making->row_of[OLD] = arena_array(making->arena, uint32_t, making->telling.rows.old.count);
    making->row_of[NEW] = arena_array(making->arena, uint32_t, making->telling.rows.new.count);
    for (size_t i = 0; i < making->telling.rows.count; i++) {
        const struct text_row *row = &making->telling.rows.items[i];
        bool old = row->kind == ROW_REMOVED || row->kind == ROW_MOVED_AWAY;
        making->row_of[old ? OLD : NEW][row->unit] = (uint32_t)i;
    }
}

static void make_all(struct difference_making *making) {
    const struct rows *rows = &making->telling.rows;
    for (size_t i = 0; i < rows->count;) {
        size_t end = unchanged_end(rows, i);
        if (end > i)
            make_unchanged(making, i, end);
        else
            make_row(making, &rows->items[end++]);
        i = end;
    }
    leave_all(making);
    add_row(making, SHOWN_END, NEW, NONE);
}

void compare(struct difference *difference, const struct compare_side *old, const struct compare_side *new,
             const struct alignment *alignment, const struct compare_options *options, struct arena *arena) {
    struct difference_making making = {.out = difference, .alignment = alignment, .options = options, .arena = arena};
    *difference = (struct difference){0};
    told_start(&making.telling, old, new, alignment, arena);
    if (unchanged_end(&making.telling.rows, 0) == making.telling.rows.count)
        return;
    note_rows(&making);
    note_kept(&making, OLD);
    note_kept(&making, NEW);
    make_all(&making);
}
