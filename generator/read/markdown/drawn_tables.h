/*
 * drawn_tables: the charts that captions of tables ask for. For the files of read/markdown only.
 *
 *     struct text asked = drawn_table_asked(words, source);         // of a paragraph: "[chart: lines, small]"
 *     if (asked.size)
 *         drawn = drawn_table_read(reader, table, asked);           // NULL after an error, which has been told
 *
 * Nothing of a drawing is a word of the text: neither its labels nor the sentence that names it are in runs or prose, or among
 * the letters of a block. Of bars the table itself is the drawing; of the others the table stands behind it, to be opened.
 */
#ifndef READ_MARKDOWN_DRAWN_TABLES_H
#define READ_MARKDOWN_DRAWN_TABLES_H

#include "chart/chart.h"
#include "read/markdown/reading.h"

struct drawn_table {
    struct chart *chart;
    enum chart_kind kind;
    size_t row; /* that is being written */
};

/*
 * What a paragraph begins with that asks for a chart, as a part of `source`, which begins where the paragraph does; "" for
 * nothing. `words` are its first, as the parser has them: a backslash before the bracket takes its meaning.
 */
struct text drawn_table_asked(struct text words, struct text source);

struct drawn_table *drawn_table_read(struct markdown_reader *reader, const struct cmark_node *table, struct text asked);

/* E459 of what was asked: it cannot be done, and why. */
void drawn_table_refuse(struct markdown_reader *reader, struct text asked, struct text why, struct text help);

/* Around the table; behind the words of each cell. */
void drawn_table_begin(struct markdown_reader *reader, const struct drawn_table *drawn);
void drawn_table_end(struct markdown_reader *reader, const struct drawn_table *drawn);
void drawn_table_end_cell(struct markdown_reader *reader, const struct drawn_table *drawn);

#endif
