#include "read/markdown/source_cells.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

/* A header may stand below other words of its paragraph, whose line is all that the parser keeps of it. */
static uint32_t line_of(const struct cmark_node *row) {
    const struct cmark_node *next = row->next;
    bool has_body = !row->prev && next && next->start_line > 2;
    return (uint32_t)(has_body ? next->start_line - 2 : row->start_line);
}

struct source_cells source_cells_of(struct markdown_reader *reader, const struct cmark_node *row) {
    struct text body = reader->tokens.masked;
    size_t at = places_line(reader, line_of(row)), end = places_line(reader, line_of(row) + 1);
    while (end > at && strchr(" \t\r\n", body.bytes[end - 1]))
        end--;
    while (at < end && strchr(" \t>", body.bytes[at]))
        at++;
    at += at < end && body.bytes[at] == '|' ? 1 : 0;
    return (struct source_cells){text_slice(body, 0, end), at};
}

/* Whether a bar at `at` ends a cell. */
static bool ends_cell(struct text line, size_t at) {
    return line.bytes[at] == '|' && (at == 0 || line.bytes[at - 1] != '\\');
}

bool source_cells_next(struct text *cell, struct source_cells *cells) {
    size_t end = cells->at;
    if (cells->at >= cells->line.size)
        return false;
    while (end < cells->line.size && !ends_cell(cells->line, end))
        end++;
    *cell = text_trim(text_slice(cells->line, cells->at, end));
    cells->at = end + 1;
    return true;
}

struct doc_place place_of_cell(struct markdown_reader *reader, const struct cmark_node *row, size_t column) {
    struct source_cells cells = source_cells_of(reader, row);
    struct text cell = text_slice(cells.line, cells.at, cells.at);
    for (size_t i = 0; i <= column && source_cells_next(&cell, &cells); i++)
        continue;
    return place_of(reader, (size_t)(cell.bytes - reader->tokens.masked.bytes), cell.size);
}
