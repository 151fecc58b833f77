/*
 * internal: what the files of chart/ share.
 */
#ifndef CHART_INTERNAL_H
#define CHART_INTERNAL_H

#include "base/array.h"
#include "chart/axis.h"
#include "chart/chart.h"
#include "chart/figure.h"
#include "chart/scale.h"

/* What the scale has at least as many steps of, as far as it goes. */
enum { SCALE_STEPS = 3 };

/* What stands before some numbers, or behind them: "$", "%". */
struct chart_sign {
    struct text words;
    size_t count;   /* of numbers that have it */
    size_t lacking; /* the first cell whose number has none, and is not 0; SIZE_MAX */
};

/* The unit of all numbers among some cells, as far as they have one, and how they are written. */
struct chart_unit {
    struct chart_sign before, behind;
    struct text divider;
    bool is_apart;
    size_t first; /* the first cell with a number, */
    size_t other; /* and the first whose unit is another; SIZE_MAX */
};

/* A table as it is read. */
struct chart {
    struct chart_table table;
    enum chart_kind kind;
    bool is_small;          /* a panel for each line */
    bool is_comma;          /* 1,5 is one and a half */
    struct figure *figures; /* of each cell */
    bool *is_drawn;         /* of each column */
    unsigned decimals;      /* all numbers are counted with in 10^-decimals */
    struct scale **scales;  /* of bars: of each column; the same for those whose numbers have one unit */

    /* Of the others: lines, or rows of dots of one shape, and the points that each has a number for, or a gap. */
    bool is_across; /* lines go along the columns: each is a row */
    struct chart_span {
        size_t *at; /* rows or columns of the table */
        size_t count;
        struct text *names;
    } lines, points;
    struct axis axis; /* of the points */
    struct scale scale;
    struct chart_unit unit; /* of all numbers */
};

/* Who is told of problems, and in what the words for that are made. */
struct chart_telling {
    chart_problem *problem;
    void *context;
    struct arena *arena;
    bool has_errors;
};

void chart_tell(struct chart_telling *telling, size_t row, size_t column, bool is_error, const char *why, const char *help);

/* What kinds read beyond the numbers. */
void chart_read_bars(struct chart *chart, struct chart_telling *telling, struct arena *arena);
void chart_read_lines(struct chart *chart, struct chart_telling *telling, struct arena *arena);

static inline const struct figure *chart_cell_figure(const struct chart *chart, size_t row, size_t column) {
    return &chart->figures[row * chart->table.columns + column];
}

/* The cell of a line's point: a number of a cell, and what it says. */
size_t chart_cell(const struct chart *chart, size_t line, size_t point);
const struct figure *chart_figure(const struct chart *chart, size_t line, size_t point);
struct text chart_said(const struct chart *chart, size_t line, size_t point);

/* A number as all of the chart's are counted with. */
int64_t chart_value(const struct chart *chart, const struct figure *figure);

/* `cell` is what the cells of a unit are called by. */
void chart_unit_add(struct chart_unit *unit, const struct figure *figure, size_t cell);
#define CHART_UNIT_NONE                                                                                                        \
    ((struct chart_unit){.before.lacking = SIZE_MAX, .behind.lacking = SIZE_MAX, .first = SIZE_MAX, .other = SIZE_MAX})

/* The first cell whose number lacks the unit that others have: 12 beside 1.2 million; SIZE_MAX. Of a column whose first number
 * alone has a sign, as $ or %, this is meant for all. */
size_t chart_unit_lacking(const struct chart_unit *unit);

/* The first or the last point of a line that has a number, in the order of the axis; SIZE_MAX. */
size_t chart_first(const struct chart *chart, size_t line);
size_t chart_last(const struct chart *chart, size_t line);

/* Drawings of each kind. */
void chart_write_lines(struct buffer *out, const struct chart *chart, struct arena *arena);
void chart_write_dots(struct buffer *out, const struct chart *chart);

/* The labels of the scale, the highest first or last, each in a <span>. */
void chart_write_scale(struct buffer *out, const struct chart *chart, bool is_downwards);

/* The beginning of a drawing, whose paths follow. The style sheet keeps their strokes as wide as they say, however it is
 * stretched. */
void chart_open_svg(struct buffer *out);

/* Labels beside a drawing: each takes some of so many rows of equal height. */
struct chart_labels {
    size_t count;
    int *places;     /* where each should be, from 0 at the top to 1000 */
    unsigned *sizes; /* how many rows it takes; at most `row_count` in all */
    unsigned row_count;
    unsigned *rows; /* set: the first that it takes, from 0 */
    size_t *order;  /* set: the labels from top to bottom */
};

/* Sets them so that labels do not overlap, and each is as near as can be to its place. */
void chart_push_apart(struct chart_labels *labels, struct arena *arena);

#endif
