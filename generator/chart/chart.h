/*
 * chart: a table of numbers, drawn.
 *
 *     struct chart_table table = {.cells = cells, .rows = 6, .columns = 5};
 *     struct chart *chart = chart_read(&table, CHART_LINES, flags, problem, context, arena);
 *     if (chart)
 *         chart_write_figure(&out, chart, &words);
 *
 * Pure functions: cells in, HTML out. Row 0 names the columns, column 0 the rows. In bars the table itself is the chart: each
 * cell of numbers keeps its words and gets a bar behind or below them. Lines, slopes and dots are one svg for all, or with
 * `small` a panel for each column: paths and nothing else, in currentColor, told apart by dash patterns and by labels in HTML
 * beside them, so that they can be read on any paper, in any scheme, and without colours. Coordinates are integers, and no
 * style stands in them: a page's policy may forbid it. Numbers are read back from the paths by the tests.
 *
 * Numbers are 1,234; 1 234 (also with the narrow space); 12.5 %; −3 or -3; $ or € or £ before, a unit behind that the whole
 * column has; an empty cell, – or — or n/a is a gap. An axis of column 0 is one of years or of dates when all of its cells are
 * such (2019; 2019-20; March 2024; 2024-03-19), and then distances are those of time; else its rows are categories. Whether ','
 * or '.' separates the decimals is told by the language.
 */
#ifndef CHART_CHART_H
#define CHART_CHART_H

#include "base/arena.h"
#include "base/buffer.h"

enum chart_kind { CHART_NONE, CHART_BARS, CHART_LINES, CHART_SLOPES, CHART_DOTS, CHART_KINDS };
enum chart_flag { CHART_SMALL = 1 };

struct chart_table {
    const struct text *cells; /* row by row, plain words */
    size_t rows, columns;
};

struct chart;

/* What is wrong with a cell; `why` is a sentence, `help` says what to write. */
typedef void chart_problem(void *context, size_t row, size_t column, bool is_error, struct text why, struct text help);

/* The words of the sentence that names a chart for who does not see it, and how numbers are written: in the text's language. */
struct chart_words {
    struct text language;
    struct text range;  /* "{name}: from {first} ({start}) to {last} ({end}); lowest {least}, highest {most}." */
    struct text change; /* "The greatest change is that of {name}: {from} to {to}." */
    struct text table;  /* "The figures as a table" */
};

/* The kind that a word names: "bars"; CHART_NONE. */
uint8_t chart_kind_of(struct text word);

/* NULL after an error: a cell that is no number, no numbers at all, fewer than two rows for a line. All problems are told. */
struct chart *chart_read(const struct chart_table *table, uint8_t kind, uint8_t flags, struct text language,
                         chart_problem *problem, void *context, struct arena *arena);

/* Of bars: what stands in the cell beside its words, an svg that is hidden from who listens; nothing for other cells. */
void chart_write_bar(struct buffer *out, const struct chart *chart, size_t row, size_t column);

/* Of the others: the svg with its labels. The caller writes <figure>, the caption, and the table in <details> around. */
void chart_write(struct buffer *out, const struct chart *chart, const struct chart_words *words);

/* The sentence: range, first, last and greatest change. */
struct text chart_sentence(const struct chart *chart, const struct chart_words *words, struct arena *arena);

#endif
