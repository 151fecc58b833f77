#include "pages/difference_rows.h"

#include "base/array.h"

struct viewing {
    const struct difference_side *sides;
    struct arena *arena;
    const struct passage_place *places; /* of a cell; NULL for what became of a text */
    bool is_said;                       /* of the whole around it, that it was added or removed */
};

static void add_map(struct view_items *list, const struct view_map *map, struct arena *arena) {
    *array_add(list, arena) = view_of_map(map, arena);
}

static void put_list(struct view_map *map, const char *key, const struct view_items *list, struct arena *arena) {
    if (list->count)
        view_put(map, key, view_list(list->items, list->count, arena), arena);
}

/* Numbers of people's kind: 0 is not said. */
static void put_number(struct view_map *map, const char *key, uint32_t number, struct arena *arena) {
    if (number)
        view_put_number(map, key, number, arena);
}

/* Formats ------------------------------------------------------------------------------------------------------------------ */

static struct filling_link link_of(const struct viewing *viewing, const struct shown_text *text, uint32_t reference) {
    const struct difference_side *side = &viewing->sides[!text->is_old];
    struct filling_link link;
    side->link(&link, reference, side->context, viewing->arena);
    return link;
}

static void put_link(struct view_map *map, const struct viewing *viewing, const struct shown_text *text,
                     const struct passage_format *format) {
    bool is_reference = format->kind == FORMAT_REFERENCE;
    struct text href = format->target, title = format->title;
    if (format->reference != NONE) {
        struct filling_link link = link_of(viewing, text, format->reference);
        href = link.leads ? link.href : (struct text){0};
        title = is_reference ? link.hint : title;
        view_put_true(map, "is_term", is_reference && link.is_term, viewing->arena);
    }
    view_put_true(map, "is_link", true, viewing->arena);
    view_put_true(map, "is_reference", is_reference, viewing->arena);
    view_put_text(map, "link_href", href, viewing->arena);
    view_put_text(map, "link_title", title, viewing->arena);
}

static void put_element(struct view_map *map, struct text name, struct arena *arena) {
    struct text lower = text_lower_ascii(name, arena);
    if (text_equal(lower, TEXT("del")))
        view_put_true(map, "is_struck", true, arena);
    else
        view_put_text(map, "element", lower, arena);
}

static const struct view *format_view(const struct viewing *viewing, const struct shown_text *text, uint32_t index) {
    const struct passage_format *format = &text->formats->items[index];
    struct view_map map = {0};
    switch ((enum format_kind)format->kind) {
    case FORMAT_EMPHASIS: view_put_true(&map, "is_emphasis", true, viewing->arena); break;
    case FORMAT_STRONG: view_put_true(&map, "is_strong", true, viewing->arena); break;
    case FORMAT_CODE: view_put_true(&map, "is_inline_code", true, viewing->arena); break;
    case FORMAT_STRUCK: view_put_true(&map, "is_struck", true, viewing->arena); break;
    case FORMAT_LINK:
    case FORMAT_REFERENCE: put_link(&map, viewing, text, format); break;
    case FORMAT_LANGUAGE: view_put_text(&map, "language_tag", format->target, viewing->arena); break;
    case FORMAT_ELEMENT: put_element(&map, format->target, viewing->arena); break;
    case FORMAT_PICTURE: break;
    }
    return view_of_map(&map, viewing->arena);
}

/* A picture is no element around something, and a reference that leads nowhere is mere words. */
static bool is_element(const struct viewing *viewing, const struct shown_text *text, uint32_t index) {
    const struct passage_format *format = &text->formats->items[index];
    return format->kind != FORMAT_PICTURE &&
           (format->kind != FORMAT_REFERENCE || link_of(viewing, text, format->reference).leads);
}

static unsigned depth_of(const struct shown_text *text, uint32_t format) {
    return format == NONE ? 0 : text->formats->items[format].depth;
}

static uint32_t common_format(const struct shown_text *text, uint32_t a, uint32_t b) {
    while (a != b) {
        uint32_t *deeper = depth_of(text, a) >= depth_of(text, b) ? &a : &b;
        *deeper = text->formats->items[*deeper].parent;
    }
    return a;
}

/* Those from `inner` up to `outer`, which is none of them. */
static struct view_items formats_between(const struct viewing *viewing, const struct shown_text *text, uint32_t inner,
                                         uint32_t outer) {
    struct view_items list = {0};
    for (uint32_t i = inner; i != outer; i = text->formats->items[i].parent)
        if (is_element(viewing, text, i))
            *array_add(&list, viewing->arena) = format_view(viewing, text, i);
    return list;
}

static void put_closed(struct view_map *map, const struct viewing *viewing, const struct shown_text *text, uint32_t inner,
                       uint32_t outer) {
    struct view_items list = formats_between(viewing, text, inner, outer);
    put_list(map, "closed", &list, viewing->arena);
}

static void put_opened(struct view_map *map, const struct viewing *viewing, const struct shown_text *text, uint32_t inner,
                       uint32_t outer) {
    struct view_items list = formats_between(viewing, text, inner, outer);
    for (size_t i = 0; i < list.count / 2; i++) {
        const struct view *other = list.items[i];
        list.items[i] = list.items[list.count - 1 - i];
        list.items[list.count - 1 - i] = other;
    }
    put_list(map, "opened", &list, viewing->arena);
}

/* Words -------------------------------------------------------------------------------------------------------------------- */

static bool is_plain(const struct passage_word *word) {
    return word->kind == WORD_LETTERS || word->kind == WORD_MARK || word->kind == WORD_BREAK;
}

/* Behind the words that can be shown as one text with that at `from`. */
static size_t stretch_end(const struct shown_text *text, size_t from, size_t to) {
    size_t end = from + 1;
    while (is_plain(&text->items[from]) && end < to && is_plain(&text->items[end]) &&
           text->items[end].format == text->items[from].format && text->items[end].space != SPACE_LINE)
        end++;
    return end;
}

static void put_picture(struct view_map *map, const struct viewing *viewing, const struct shown_text *text, size_t index) {
    const struct passage_format *format = &text->formats->items[text->items[index].format];
    struct view_map picture = {0};
    struct text source = format->target;
    if (format->reference != NONE) {
        struct filling_link link = link_of(viewing, text, format->reference);
        source = link.leads ? link.href : TEXT("data:,");
        put_number(&picture, "width", link.width, viewing->arena);
        put_number(&picture, "height", link.height, viewing->arena);
    }
    view_put(&picture, "src", view_text(source, viewing->arena), viewing->arena);
    view_put(&picture, "alt", view_text(shown_word(text, index), viewing->arena), viewing->arena);
    view_put_text(&picture, "picture_title", format->title, viewing->arena);
    view_put(map, "shown_image", view_of_map(&picture, viewing->arena), viewing->arena);
}

/* Two numbers in a row are not to be read as one. */
static struct text note_number(const struct shown_text *text, size_t index, struct arena *arena) {
    bool stands_alone = index == 0 || text->items[index - 1].kind != WORD_NOTE || text->items[index].space != SPACE_NONE;
    return text_join(arena, stands_alone ? TEXT("") : TEXT(",\u202f"), shown_word(text, index));
}

static void put_stretch(struct view_map *map, const struct viewing *viewing, const struct shown_text *text, size_t from,
                        size_t to) {
    struct buffer words = {0};
    switch ((enum word_kind)text->items[from].kind) {
    case WORD_PICTURE: put_picture(map, viewing, text, from); return;
    case WORD_NOTE: view_put_text(map, "note_number", note_number(text, from, viewing->arena), viewing->arena); return;
    case WORD_BOX:
        view_put_true(map, "is_box", true, viewing->arena);
        view_put_true(map, "is_done", text_equal(shown_word(text, from), TEXT("x")), viewing->arena);
        return;
    case WORD_LETTERS:
    case WORD_MARK:
    case WORD_BREAK: break;
    }
    shown_words(&words, text, from, to);
    view_put_text(map, "wording", buffer_take(&words, viewing->arena), viewing->arena);
}

static void put_space(struct view_map *map, const struct viewing *viewing, const struct shown_text *text, size_t index,
                      const char *space, const char *line_break) {
    view_put_text(map, space, shown_space(text, index), viewing->arena);
    view_put_true(map, line_break, !text->is_code && text->items[index].space == SPACE_LINE, viewing->arena);
}

/* The pieces of a run: each closes formats, stands behind a space, opens formats, and has words of one kind. */
static struct view_items pieces_of(const struct viewing *viewing, const struct shown_run *run, bool has_formats) {
    const struct shown_text *text = run->text;
    struct view_items pieces = {0};
    uint32_t open = NONE;
    for (size_t i = run->from, end; i < run->to; i = end) {
        struct view_map map = {0};
        uint32_t format = has_formats ? text->items[i].format : NONE, common = common_format(text, open, format);
        end = stretch_end(text, i, run->to);
        put_closed(&map, viewing, text, open, common);
        if (i > run->from)
            put_space(&map, viewing, text, i, "space", "is_new_line");
        put_opened(&map, viewing, text, format, common);
        put_stretch(&map, viewing, text, i, end);
        add_map(&pieces, &map, viewing->arena);
        open = format;
    }
    struct view_map last = {0};
    put_closed(&last, viewing, text, open, NONE);
    if (last.count)
        add_map(&pieces, &last, viewing->arena);
    return pieces;
}

static const struct view *runs_view(const struct viewing *viewing, const struct shown_runs *runs, bool has_formats) {
    struct view_items list = {0};
    struct arena *arena = viewing->arena;
    for (size_t i = 0; i < runs->count; i++) {
        const struct shown_run *run = &runs->items[i];
        struct view_items pieces = pieces_of(viewing, run, has_formats);
        struct view_map map = {0};
        if (i > 0 || run->text->is_code)
            put_space(&map, viewing, run->text, run->from, "before", "is_behind_break");
        bool is_added = run->change == WORDS_ADDED, is_removed = run->change == WORDS_REMOVED;
        view_put_true(&map, "is_inserted", is_added && !viewing->places, arena);
        view_put_true(&map, "is_deleted", is_removed && !viewing->places, arena);
        view_put_true(&map, "is_only_here", (is_added || is_removed) && viewing->places, arena);
        view_put_true(&map, "is_said", viewing->is_said && (is_added || is_removed), arena);
        view_put_true(&map, "is_restyled", run->change == WORDS_REFORMATTED, arena);
        put_list(&map, "pieces", &pieces, arena);
        add_map(&list, &map, arena);
    }
    return view_list(list.items, list.count, arena);
}

/* Tables ------------------------------------------------------------------------------------------------------------------- */

static struct view_map cell_map(const struct viewing *viewing, const struct shown_cell *cell) {
    static const char *const alignments[] = {"", "left", "center", "right"};
    struct view_map map = {0};
    view_put_true(&map, "is_header", cell->is_header, viewing->arena);
    view_put_text(&map, "alignment", text_of(alignments[cell->alignment & 3]), viewing->arena);
    view_put(&map, "runs", runs_view(viewing, &cell->runs, true), viewing->arena);
    return map;
}

/* Of a line that was added or removed that is said once, at its ends. */
static const struct view *line_view(const struct viewing *viewing, const struct shown_table *table,
                                    const struct shown_line *line) {
    struct view_items cells = {0};
    struct view_map map = {0};
    struct viewing inside = *viewing;
    bool is_new = line->change == WORDS_ADDED && !viewing->places, is_gone = line->change == WORDS_REMOVED && !viewing->places;
    bool is_said_here = !viewing->is_said && (is_new || is_gone);
    inside.is_said |= is_said_here;
    for (uint32_t i = 0; i < line->count; i++) {
        struct view_map cell = cell_map(&inside, &table->cells.items[line->first + i]);
        view_put_true(&cell, "begins_added", is_said_here && is_new && i == 0, viewing->arena);
        view_put_true(&cell, "begins_removed", is_said_here && is_gone && i == 0, viewing->arena);
        view_put_true(&cell, "ends_change", is_said_here && i + 1 == line->count, viewing->arena);
        add_map(&cells, &cell, viewing->arena);
    }
    view_put_true(&map, "is_line_added", is_new, viewing->arena);
    view_put_true(&map, "is_line_removed", is_gone, viewing->arena);
    put_list(&map, "cells", &cells, viewing->arena);
    return view_of_map(&map, viewing->arena);
}

static void put_lines(struct view_map *map, const char *key, const struct viewing *viewing, const struct shown_table *table,
                      size_t from, size_t to) {
    struct view_items lines = {0};
    struct view_map part = {0};
    for (size_t i = from; i < to; i++)
        *array_add(&lines, viewing->arena) = line_view(viewing, table, &table->lines.items[i]);
    put_list(&part, "lines", &lines, viewing->arena);
    if (lines.count)
        view_put(map, key, view_of_map(&part, viewing->arena), viewing->arena);
}

/* `change`: WORDS_SAME, or the whole table was added or removed. */
static const struct view *table_view(const struct viewing *around, const struct shown_table *table, enum word_change change) {
    struct view_map map = {0};
    struct viewing inside = *around;
    const struct viewing *viewing = &inside;
    size_t body = 0;
    inside.is_said = change != WORDS_SAME;
    view_put_true(&map, "is_table_added", change == WORDS_ADDED, viewing->arena);
    view_put_true(&map, "is_table_removed", change == WORDS_REMOVED, viewing->arena);
    while (body < table->lines.count && table->cells.items[table->lines.items[body].first].is_header)
        body++;
    put_lines(&map, "table_head", viewing, table, 0, body);
    put_lines(&map, "table_body", viewing, table, body, table->lines.count);
    return view_of_map(&map, viewing->arena);
}

static void put_tables(struct view_map *map, const struct viewing *viewing, const struct shown_row *row) {
    struct view_items tables = {0};
    bool is_replaced = row->tables[0] && row->tables[1], is_told = !viewing->places;
    for (size_t i = 0; i < 2 && row->tables[i]; i++) {
        bool is_gone = is_told && (row->kind == SHOWN_REMOVED || (is_replaced && i == 0));
        bool is_new = is_told && (row->kind == SHOWN_ADDED || (is_replaced && i == 1));
        enum word_change change = is_gone ? WORDS_REMOVED : is_new ? WORDS_ADDED : WORDS_SAME;
        *array_add(&tables, viewing->arena) = table_view(viewing, row->tables[i], change);
    }
    put_list(map, "tables", &tables, viewing->arena);
}

/* Rows --------------------------------------------------------------------------------------------------------------------- */

static void put_containers(struct view_map *map, const char *key, const struct shown_containers *containers,
                           struct arena *arena) {
    struct view_items list = {0};
    for (size_t i = 0; i < containers->count; i++) {
        const struct shown_container *container = &containers->items[i];
        struct view_map item = {0};
        bool is_note = container->kind == BLOCK_NOTE, is_quotation = container->kind == BLOCK_QUOTE;
        view_put_true(&item, "is_quotation", is_quotation, arena);
        view_put_true(&item, "has_list", container->list_too, arena);
        view_put_true(&item, "is_note", is_note, arena);
        view_put_true(&item, "is_numbered", is_note || container->is_ordered, arena);
        if (is_note || container->is_ordered)
            view_put(&item, "item_number", view_text(text_format(arena, "%u", (unsigned)container->number), arena), arena);
        view_put_true(&item, "is_container_added", container->change == WORDS_ADDED, arena);
        view_put_true(&item, "is_container_removed", container->change == WORDS_REMOVED, arena);
        add_map(&list, &item, arena);
    }
    put_list(map, key, &list, arena);
}

static void put_fate(struct view_map *map, const struct shown_fate *fate, struct arena *arena) {
    struct view_map note = {0};
    put_number(&note, "part", fate->part, arena);
    put_number(&note, "parts", fate->parts, arena);
    put_number(&note, "joined", fate->joined, arena);
    put_number(&note, "old_level", fate->old_level, arena);
    put_number(&note, "new_level", fate->level, arena);
    if (fate->is_moved)
        put_number(&note, "moved_from", fate->from + 1, arena);
    view_put_true(&note, "is_from_above", fate->is_moved && fate->is_up, arena);
    view_put_true(&note, "is_more", note.count > 1 + (size_t)fate->is_up && fate->is_moved, arena);
    if (note.count)
        view_put(map, "fate", view_of_map(&note, arena), arena);
}

static void put_moved_away(struct view_map *map, const struct viewing *viewing, const struct shown_row *row) {
    struct view_map away = {0};
    put_number(&away, "moved_to", row->to + 1, viewing->arena);
    view_put_true(&away, "is_to_above", row->is_up, viewing->arena);
    view_put_true(&away, "is_cut", row->is_cut, viewing->arena);
    view_put(&away, "runs", runs_view(viewing, &row->words, false), viewing->arena);
    view_put(map, "moved_away", view_of_map(&away, viewing->arena), viewing->arena);
}

static void put_figure(struct view_map *map, const struct viewing *viewing, const struct shown_row *row) {
    struct view_map figure = {0}, picture = {0}, caption = {0};
    view_put(&picture, "runs", runs_view(viewing, &row->picture, true), viewing->arena);
    view_put(&caption, "runs", runs_view(viewing, &row->words, true), viewing->arena);
    view_put(&figure, "picture", view_of_map(&picture, viewing->arena), viewing->arena);
    view_put(&figure, "caption", view_of_map(&caption, viewing->arena), viewing->arena);
    view_put(map, "figure", view_of_map(&figure, viewing->arena), viewing->arena);
}

static void put_passage(struct view_map *map, const struct viewing *viewing, const struct shown_row *row) {
    struct arena *arena = viewing->arena;
    switch ((enum block_kind)row->block) {
    case BLOCK_TABLE: put_tables(map, viewing, row); return;
    case BLOCK_FIGURE: put_figure(map, viewing, row); return;
    case BLOCK_RULE: view_put_true(map, "is_rule", true, arena); return;
    case BLOCK_HEADING: put_number(map, "heading_level", row->level, arena); break;
    case BLOCK_PARAGRAPH: view_put_true(map, "is_paragraph", true, arena); break;
    case BLOCK_CODE: view_put_true(map, "is_code", true, arena); break;
    case BLOCK_ITEM:
    case BLOCK_QUOTE:
    case BLOCK_NOTE: view_put_true(map, "is_own_words", true, arena); break;
    }
    view_put(map, "runs", runs_view(viewing, &row->words, true), arena);
}

static const struct view *row_view(const struct viewing *viewing, const struct shown_row *row) {
    struct arena *arena = viewing->arena;
    struct view_map map = {0};
    put_containers(&map, "containers_closed", &row->closed, arena);
    view_put_true(&map, "ends_fold", row->ends_fold, arena);
    put_number(&map, "folded", row->folds, arena);
    put_containers(&map, "containers_opened", &row->opened, arena);
    if (row->kind == SHOWN_END)
        return view_of_map(&map, arena);
    put_number(&map, "number", row->unit + 1, arena);
    if (row->kind == SHOWN_MOVED_AWAY) {
        put_moved_away(&map, viewing, row);
        return view_of_map(&map, arena);
    }
    bool is_gone = row->kind == SHOWN_REMOVED, is_new = row->kind == SHOWN_ADDED;
    view_put_true(&map, "is_changed", row->kind != SHOWN_KEPT || row->is_reworded || row->is_reformatted || row->is_moved,
                  arena);
    view_put_true(&map, "is_added", is_new, arena);
    view_put_true(&map, "is_removed", is_gone, arena);
    view_put_true(&map, "is_reworded", row->is_reworded, arena);
    view_put_true(&map, "is_reformatted", row->is_reformatted, arena);
    view_put_true(&map, "is_moved", row->is_moved, arena);
    put_fate(&map, &row->fate, arena);
    if (viewing->places) {
        view_put_text(&map, "place", viewing->places[row->passage].path, arena);
        put_number(&map, "place_number", viewing->places[row->passage].number, arena);
    }
    put_passage(&map, viewing, row);
    return view_of_map(&map, arena);
}

static const struct view *rows_view(const struct viewing *viewing, const struct difference *difference) {
    struct view_items rows = {0};
    for (size_t i = 0; i < difference->count; i++)
        *array_add(&rows, viewing->arena) = row_view(viewing, &difference->items[i]);
    return view_list(rows.items, rows.count, viewing->arena);
}

const struct view *difference_rows(const struct difference *difference, const struct difference_side sides[2],
                                   struct arena *arena) {
    return rows_view(&(struct viewing){.sides = sides, .arena = arena}, difference);
}

const struct view *difference_cell(const struct difference *cell, const struct difference_side *side,
                                   const struct passage_place *places, struct arena *arena) {
    const struct difference_side both[2] = {*side, *side};
    return rows_view(&(struct viewing){.sides = both, .arena = arena, .places = places}, cell);
}
