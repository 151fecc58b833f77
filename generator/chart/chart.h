/*
 * chart: a table of numbers, drawn.
 *
 *     struct chart_table table = {.cells = cells, .rows = 6, .columns = 5};
 *     struct chart *chart = chart_read(&table, CHART_LINES, CHART_SMALL, language, problem, context, arena);
 *     if (chart)
 *         chart_write(&out, chart, &words);    // above the table, which then stands in <details>
 *
 *     if (chart)                               // of bars: at the end of each <td>, behind its words
 *         chart_write_bar(&out, chart, row, column);
 *
 * Pure functions: cells in, HTML out. Row 0 names the columns, column 0 the rows. A column without any digit is one of words:
 * it stays in the table and is not drawn.
 *
 * In bars the table itself is the chart: each cell of numbers keeps its words and gets a bar, from a line at zero where some
 * are negative. All columns have one scale, so that they can be compared, unless their units differ: those behind the numbers
 * or, in parentheses, behind the names of the columns. The caller gives the table the class "bars".
 *
 * Lines, slopes and dots are one drawing, or with CHART_SMALL a panel for each line of them, all with one scale. Each is an svg
 * of paths and nothing else, in currentColor, told apart by dash patterns or shapes and by labels in HTML beside it, so that it
 * can be read on any paper, in any scheme, and without colours. Coordinates are integers, from 0 to 1000 both ways. No style
 * stands in them, since a page's policy may forbid it: where a label stands is said by empty elements before it
 * (assets/style.css, "Charts"). The tests read the numbers back from the paths.
 *
 * Lines go along the rows, one for each column; or along the columns, one for each row, where those are dates and the rows
 * are not. Slopes are the other way round: a line for each row, or for each column where the rows are dates. Dots stand on a
 * line for each row, one for each column.
 *
 * Numbers are 1,234; 1 234 (also with the narrow space, or with 1'234); 12.5 %; −3 or -3; $ or € or £ before, a unit behind. An
 * empty cell, – or — or … or n/a is a gap, and so is a remark in parentheses without a digit: (about the same). Whether ',' or
 * '.' separates the decimals is told by the language. An axis is one of dates when all of its names are such (2019; 2019-20; Q1
 * 2024; March 2024; 2024-03-19), and then distances are those of time; one of plain numbers has theirs; else they are equal.
 */
#ifndef CHART_CHART_H
#define CHART_CHART_H

#include "base/arena.h"
#include "base/buffer.h"

enum chart_kind { CHART_NONE, CHART_BARS, CHART_LINES, CHART_SLOPES, CHART_DOTS, CHART_KINDS };
enum chart_flag { CHART_SMALL = 1 };

struct chart_table {
    const struct text *cells; /* row by row, plain words without marks of notes; they must live as long as the chart */
    size_t rows, columns;
};

struct chart;

/* Said of the table as a whole, not of a cell: the row and the column are this. */
#define CHART_WHOLE SIZE_MAX

/* What is wrong with a cell; `why` is a phrase, `help` says what to write, or is empty. Both are static or in the arena. */
typedef void chart_problem(void *context, size_t row, size_t column, bool is_error, struct text why, struct text help);

/*
 * The sentences that name a chart for who does not see it, in the text's language: of each line, and of the greatest change
 * between two neighbouring numbers, where no other is as great. Numbers and names are put in as the table has them.
 */
struct chart_words {
    struct text range;  /* "{name}: from {first} ({start}) to {last} ({end}); lowest {least}, highest {most}." */
    struct text change; /* "The greatest change from one number to the next is that of {name}, from {from} ({start}) to ..." */
    struct text ends;   /* "{name}: from {first} ({start}) to {last} ({end}).": of two points; of dots the least and the most */
};

/* The kind that a word names: "bars"; CHART_NONE. */
enum chart_kind chart_kind_of(struct text word);

/*
 * NULL after an error: a cell that is no number, no numbers at all, fewer than two points for a line. All problems are told.
 * Warnings are of what misleads: bars that differ too little to be told apart, dates of which one is none, and the like.
 */
struct chart *chart_read(const struct chart_table *table, enum chart_kind kind, unsigned flags, struct text language,
                         chart_problem *problem, void *context, struct arena *arena);

/* Of bars: an svg that is hidden from who listens, for the end of a cell: without a bar where there is a gap, so that cells are
 * alike; nothing for cells with a remark, and of words. */
void chart_write_bar(struct buffer *out, const struct chart *chart, size_t row, size_t column);

/* Of the others: one <div> with the drawings and their labels. The caller writes <figure>, the caption, and the table in
 * <details> around. */
void chart_write(struct buffer *out, const struct chart *chart, const struct chart_words *words, struct arena *arena);

/* What chart_write names the chart by. */
struct text chart_sentence(const struct chart *chart, const struct chart_words *words, struct arena *arena);

#endif
