#include "compare/compare_blocks.h"

#include "base/array.h"
#include "compare/inline_text.h"
#include "compare/words.h"

#include <string.h>

/* Figures -------------------------------------------------------------------------------------------------------------------
 */

struct figure {
    struct inline_text picture, caption;
};

static const struct inline_text *if_any(const struct inline_text *text) {
    return text->count ? text : NULL;
}

static void read_figure(struct figure *figure, struct text html, struct arena *arena) {
    size_t caption = text_find(html, TEXT("<figcaption>"), 0);
    inline_read(&figure->picture, text_slice(html, 0, caption), false, arena);
    inline_read(&figure->caption, text_after(html, caption), false, arena);
}

void compare_figure(struct buffer *out, struct text old, struct text new) {
    struct arena arena = {0};
    struct figure before, after;
    read_figure(&before, old, &arena);
    read_figure(&after, new, &arena);
    buffer_add(out, TEXT("<figure>"));
    if (before.picture.count || after.picture.count)
        inline_compare(out, if_any(&before.picture), if_any(&after.picture));
    buffer_add(out, TEXT("<figcaption>"));
    if (before.caption.count || after.caption.count)
        inline_compare(out, if_any(&before.caption), if_any(&after.caption));
    buffer_add(out, TEXT("</figcaption></figure>\n"));
    arena_free(&arena);
}

/* Tables --------------------------------------------------------------------------------------------------------------------
 */

struct cell {
    struct text tag; /* <td class="right"> */
    struct inline_text text;
};

struct table_row {
    uint32_t first, count; /* of its cells */
    bool header;
    uint64_t digest;
};

struct grid {
    struct cell_list {
        struct cell *items;
        size_t count, capacity;
    } cells;
    struct row_list {
        struct table_row *items;
        size_t count, capacity;
    } rows;
};

static bool is_cell(struct text rest) {
    return text_starts(rest, TEXT("<td")) || text_starts(rest, TEXT("<th>")) || text_starts(rest, TEXT("<th "));
}

/* Offset behind the cell. */
static size_t add_cell(struct grid *grid, struct text html, size_t at, struct arena *arena) {
    size_t inside = words_tag_end(html, at);
    bool header = text_starts(text_after(html, at), TEXT("<th"));
    size_t end = text_find(html, header ? TEXT("</th>") : TEXT("</td>"), inside);
    struct table_row *row = grid->rows.count ? &grid->rows.items[grid->rows.count - 1] : NULL;
    if (!row)
        return end;
    struct cell *cell = array_add(&grid->cells, arena);
    cell->tag = text_slice(html, at, inside);
    inline_read(&cell->text, text_slice(html, inside, end), false, arena);
    row->count++;
    row->header = header;
    row->digest = words_mix(row->digest, cell->text.count);
    for (size_t i = 0; i < cell->text.count; i++)
        row->digest = words_mix(row->digest, cell->text.items[i].word.digest);
    return end;
}

static void read_grid(struct grid *grid, struct text html, struct arena *arena) {
    *grid = (struct grid){0};
    for (size_t at = text_find_char(html, '<', 0); at < html.size; at = text_find_char(html, '<', at)) {
        struct text rest = text_after(html, at);
        if (text_starts(rest, TEXT("<tr>")))
            array_add(&grid->rows, arena)->first = (uint32_t)grid->cells.count;
        at = is_cell(rest) ? add_cell(grid, html, at, arena) : words_tag_end(html, at);
    }
}

static uint32_t columns_of(const struct grid *grid) {
    return grid->rows.count ? grid->rows.items[0].count : 0;
}

/* The table that is being written: in its head, or in its body. */
struct table_writer {
    struct buffer *out;
    const struct grid *old, *new;
    enum { TABLE_BEGUN, TABLE_HEAD, TABLE_BODY } part;
};

static void enter_part(struct table_writer *writer, bool header) {
    if (header && writer->part == TABLE_BEGUN) {
        buffer_add(writer->out, TEXT("<thead>\n"));
        writer->part = TABLE_HEAD;
    } else if (!header && writer->part != TABLE_BODY) {
        buffer_add(writer->out, writer->part == TABLE_HEAD ? TEXT("</thead>\n<tbody>\n") : TEXT("<tbody>\n"));
        writer->part = TABLE_BODY;
    }
}

static void write_cell(struct buffer *out, const struct cell *old, const struct cell *new) {
    buffer_add(out, new ? new->tag : old->tag);
    if ((old && old->text.count) || (new &&new->text.count))
        inline_compare(out, old ? &old->text : NULL, new ? &new->text : NULL);
    buffer_add(out, text_starts(new ? new->tag : old->tag, TEXT("<th")) ? TEXT("</th>") : TEXT("</td>"));
}

/* Either may be NULL; both have as many cells. */
static void write_row(struct table_writer *writer, const struct table_row *old, const struct table_row *new) {
    const struct table_row *any = new ? new : old;
    enter_part(writer, any->header);
    buffer_add(writer->out, !old ? TEXT("<tr class=\"added\">\n") : !new ? TEXT("<tr class=\"removed\">\n") : TEXT("<tr>\n"));
    for (uint32_t i = 0; i < any->count; i++) {
        const struct cell *before = old && i < old->count ? &writer->old->cells.items[old->first + i] : NULL;
        const struct cell *after = new &&i < new->count ? &writer->new->cells.items[new->first + i] : NULL;
        write_cell(writer->out, before, after);
        buffer_add_char(writer->out, '\n');
    }
    buffer_add(writer->out, TEXT("</tr>\n"));
}

static uint64_t first_cell(const struct grid *grid, const struct table_row *row) {
    uint64_t digest = 0;
    const struct inline_text *text = row->count ? &grid->cells.items[row->first].text : NULL;
    for (size_t i = 0; text && i < text->count; i++)
        digest = words_mix(digest, text->items[i].word.digest);
    return digest;
}

/* The old row that a new one continues: its header, its like by the first cell, or the next one; `run->old_to` for none. */
static uint32_t find_mate(const struct table_writer *writer, const struct diff_run *run, uint32_t from, uint32_t new) {
    enum { FARTHEST = 100 };
    const struct table_row *olds = writer->old->rows.items, *row = &writer->new->rows.items[new];
    bool as_many = run->old_to - run->old_from == run->new_to - run->new_from;
    if (from == run->old_to || as_many || (row->header && olds[from].header))
        return from;
    uint64_t wanted = first_cell(writer->new, row);
    for (uint32_t i = from; i < run->old_to && i - from < FARTHEST; i++)
        if (first_cell(writer->old, &olds[i]) == wanted)
            return i;
    return run->old_to;
}

static void write_changed_rows(struct table_writer *writer, const struct diff_run *run) {
    const struct table_row *old = writer->old->rows.items, *new = writer->new->rows.items;
    uint32_t i = run->old_from;
    for (uint32_t j = run->new_from; j < run->new_to; j++) {
        uint32_t mate = find_mate(writer, run, i, j);
        for (; mate < run->old_to && i < mate; i++)
            write_row(writer, &old[i], NULL);
        write_row(writer, mate < run->old_to ? &old[i++] : NULL, &new[j]);
    }
    for (; i < run->old_to; i++)
        write_row(writer, &old[i], NULL);
}

static struct diff_words row_words(const struct grid *grid, struct arena *arena) {
    struct diff_word *words = arena_array(arena, struct diff_word, grid->rows.count);
    for (size_t i = 0; i < grid->rows.count; i++)
        words[i] = (struct diff_word){.digest = words_mix(grid->rows.items[i].digest, grid->rows.items[i].header)};
    return (struct diff_words){words, grid->rows.count};
}

static void write_rows(struct table_writer *writer, struct arena *arena) {
    struct diff_words old = row_words(writer->old, arena), new = row_words(writer->new, arena);
    struct diff_runs runs;
    word_diff(&runs, &old, &new, arena);
    for (size_t i = 0; i < runs.count; i++) {
        const struct diff_run *run = &runs.items[i];
        if (!run->same)
            write_changed_rows(writer, run);
        for (uint32_t r = 0; run->same && r < run->old_to - run->old_from; r++)
            write_row(writer, &writer->old->rows.items[run->old_from + r], &writer->new->rows.items[run->new_from + r]);
    }
}

static void write_table(struct buffer *out, const struct grid *old, const struct grid *new, struct arena *arena) {
    struct table_writer writer = {out, old, new, TABLE_BEGUN};
    buffer_add(out, TEXT("<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n<table>\n"));
    write_rows(&writer, arena);
    if (writer.part != TABLE_BEGUN)
        buffer_add(out, writer.part == TABLE_HEAD ? TEXT("</thead>\n") : TEXT("</tbody>\n"));
    buffer_add(out, TEXT("</table>\n</div>\n"));
}

void compare_table(struct buffer *out, struct text old, struct text new) {
    struct arena arena = {0};
    struct grid before, after, none = {0};
    read_grid(&before, old, &arena);
    read_grid(&after, new, &arena);
    if (!old.size || !new.size || columns_of(&before) == columns_of(&after)) {
        write_table(out, &before, &after, &arena);
    } else {
        write_table(out, &before, &none, &arena);
        write_table(out, &none, &after, &arena);
    }
    arena_free(&arena);
}
