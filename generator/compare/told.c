#include "compare/told.h"

void told_start(struct telling *telling, const struct compare_side *old, const struct compare_side *new,
                const struct alignment *alignment, struct arena *arena) {
    *telling = (struct telling){.sides = {old, new}, .arena = arena};
    rows_start(&telling->rows, old->passages, new->passages, alignment, arena);
    telling->told = arena_array(arena, struct told *, telling->rows.group_count);
}

const struct units *told_units(const struct telling *telling, int side) {
    return side == OLD ? &telling->rows.old : &telling->rows.new;
}

struct text told_html(const struct telling *telling, int side, uint32_t index) {
    const struct compare_side *of = telling->sides[side];
    const struct unit *unit = &told_units(telling, side)->items[index];
    const struct body *body = of->passages->body;
    const struct doc_hole *holes = DOC_ITEMS(body, holes, struct doc_hole);
    struct text html = body_html(body);
    struct buffer out = {0};
    size_t at = unit->start;
    for (uint32_t i = rows_first_hole(body, unit->start); i < body->holes.count && holes[i].offset < unit->end; i++) {
        buffer_add(&out, text_slice(html, at, holes[i].offset));
        of->fill(&out, &holes[i], of->context);
        at = holes[i].offset;
    }
    buffer_add(&out, text_slice(html, at, unit->end));
    struct text result = text_copy(buffer_text(&out), telling->arena);
    buffer_free(&out);
    return result;
}

void told_read(struct inline_text *text, const struct telling *telling, int side, uint32_t index) {
    const struct units *units = told_units(telling, side);
    bool code = units->passages->items[units->items[index].passage].kind == BLOCK_CODE;
    inline_read(text, told_html(telling, side, index), code, telling->arena);
}

static struct inline_text *read_all(const struct telling *telling, int side, const uint32_t *units, size_t count) {
    struct inline_text *texts = arena_array(telling->arena, struct inline_text, count);
    for (size_t i = 0; i < count; i++)
        told_read(&texts[i], telling, side, units[i]);
    return texts;
}

static struct diff_words join_words(uint32_t **starts, const struct inline_text *texts, size_t count, struct arena *arena) {
    size_t words = count;
    for (size_t i = 0; i < count; i++)
        words += texts[i].count;
    struct diff_word *items = arena_array(arena, struct diff_word, words);
    *starts = arena_array(arena, uint32_t, count + 1);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        (*starts)[i] = (uint32_t)at;
        at += inline_diff_words(items + at, &texts[i]);
        if (i + 1 < count)
            items[at++] = (struct diff_word){.is_mark = true, .no_match = true};
    }
    (*starts)[count] = (uint32_t)at + 1;
    return (struct diff_words){items, at};
}

const struct told *told_group(struct telling *telling, uint32_t index) {
    if (telling->told[index])
        return telling->told[index];
    const struct group *group = &telling->rows.groups[index];
    struct told *told = telling->told[index] = arena_new(telling->arena, struct told);
    told->olds = read_all(telling, OLD, group->olds, group->old_count);
    told->news = read_all(telling, NEW, group->news, group->new_count);
    struct diff_words old = join_words(&told->old_starts, told->olds, group->old_count, telling->arena);
    struct diff_words new = join_words(&told->new_starts, told->news, group->new_count, telling->arena);
    word_diff(&told->runs, &old, &new, telling->arena);
    return told;
}

/* Words `from` to `to` of all old texts. */
static void visit_removed(const struct told_visitor *visitor, const struct told *told, size_t count, uint32_t from,
                          uint32_t to) {
    for (size_t i = 0; i < count; i++) {
        uint32_t start = told->old_starts[i], end = start + (uint32_t)told->olds[i].count;
        uint32_t first = from > start ? from : start, last = to < end ? to : end;
        if (first < last)
            visitor->changed(visitor->context, &told->olds[i], first - start, last - start, MARK_REMOVED);
    }
}

/* A stretch without a boundary stands in one old text. */
static void visit_same(const struct told_visitor *visitor, const struct told *told, size_t count, uint32_t old,
                       const struct inline_text *new, uint32_t new_from, uint32_t words) {
    size_t i = 0;
    while (i + 1 < count && told->old_starts[i + 1] <= old)
        i++;
    visitor->same(visitor->context, &told->olds[i], old - told->old_starts[i], new, new_from, words);
}

void told_part(const struct told_visitor *visitor, const struct group *group, const struct told *told, size_t part) {
    const struct inline_text *new = &told->news[part];
    uint32_t start = told->new_starts[part], end = start + (uint32_t) new->count;
    for (size_t i = 0; i < told->runs.count; i++) {
        const struct diff_run *run = &told->runs.items[i];
        uint32_t from = run->new_from > start ? run->new_from : start, to = run->new_to < end ? run->new_to : end;
        if (!run->same && run->new_from >= start && run->new_from <= end)
            visit_removed(visitor, told, group->old_count, run->old_from, run->old_to);
        if (from >= to)
            continue;
        if (run->same)
            visit_same(visitor, told, group->old_count, run->old_from + (from - run->new_from), new, from - start, to - from);
        else
            visitor->changed(visitor->context, new, from - start, to - start, MARK_ADDED);
    }
}
