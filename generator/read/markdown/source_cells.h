/*
 * source_cells: the cells of a row of a table, as they stand in the source. For the files of read/markdown only.
 *
 *     struct source_cells cells = source_cells_of(reader, row);
 *     for (struct text cell; source_cells_next(&cell, &cells);)
 *         use(cell);                                             // a part of tokens.masked, without spaces around it
 *
 * The parser keeps the line of each row and no more.
 */
#ifndef READ_MARKDOWN_SOURCE_CELLS_H
#define READ_MARKDOWN_SOURCE_CELLS_H

#include "read/markdown/reading.h"

struct source_cells {
    struct text line; /* the source up to where the line ends */
    size_t at;        /* where the next cell begins */
};

struct source_cells source_cells_of(struct markdown_reader *reader, const struct cmark_node *row);

/* Those that the table's header has no column for are among them, and an empty one behind the last bar is not. */
bool source_cells_next(struct text *cell, struct source_cells *cells);

/* Where the cell stands: of an empty one, where its words would. */
struct doc_place place_of_cell(struct markdown_reader *reader, const struct cmark_node *row, size_t column);

#endif
