#include "chart/internal.h"

/* More lines than this find no room for their labels, more columns of dots no shape of their own. */
enum { LINES_MOST = 24, PATTERNS = 8, SHAPES = 5 };

static void add_to_span(struct chart_span *span, const struct chart *chart, size_t row, size_t column) {
    span->at[span->count] = row ? row : column;
    span->names[span->count++] = text_trim(chart->table.cells[row * chart->table.columns + column]);
}

static struct chart_span make_span(size_t count, struct arena *arena) {
    return (struct chart_span){arena_array(arena, size_t, count), 0, arena_array(arena, struct text, count)};
}

static struct chart_span rows_of(const struct chart *chart, struct arena *arena) {
    struct chart_span rows = make_span(chart->table.rows, arena);
    for (size_t row = 1; row < chart->table.rows; row++)
        add_to_span(&rows, chart, row, 0);
    return rows;
}

static struct chart_span drawn_columns_of(const struct chart *chart, struct arena *arena) {
    struct chart_span columns = make_span(chart->table.columns, arena);
    for (size_t column = 1; column < chart->table.columns; column++)
        if (chart->is_drawn[column])
            add_to_span(&columns, chart, 0, column);
    return columns;
}

/* How much of an order names have: dates more than numbers, which may only count the rows. */
static int order_of(const struct axis *axis) {
    return axis->unit == AXIS_NAMES ? 0 : axis->unit == AXIS_NUMBERS ? 1 : 2;
}

/* Which way lines go, and along what, as chart.h says. */
static void choose_direction(struct chart *chart, struct arena *arena) {
    struct chart_span rows = rows_of(chart, arena), columns = drawn_columns_of(chart, arena);
    struct axis down, across;
    axis_read(&down, rows.names, rows.count, chart->is_comma, arena);
    axis_read(&across, columns.names, columns.count, chart->is_comma, arena);
    int lead = order_of(&across) - order_of(&down);
    chart->is_across = chart->kind == CHART_LINES ? lead > 0 : chart->kind == CHART_SLOPES && lead >= 0;
    chart->lines = chart->is_across ? rows : columns;
    chart->points = chart->is_across ? columns : rows;
    chart->axis = chart->is_across ? across : down;
    if (chart->kind == CHART_DOTS)
        axis_of_names(&chart->axis, rows.names, rows.count, arena);
}

/* The place in the table of a line's or a point's name. */
static void tell_name(struct chart_telling *telling, const struct chart *chart, bool is_line, size_t at, bool is_error,
                      const char *why, const char *help) {
    bool is_row = is_line == chart->is_across;
    chart_tell(telling, is_row ? at : 0, is_row ? 0 : at, is_error, why, help);
}

static bool any_has_digit(const struct chart_span *span) {
    for (size_t i = 0; i < span->count; i++)
        if (text_has_digit(span->names[i]))
            return true;
    return false;
}

/* What is wrong with the axis, or misleads: dates that are drawn as if they were none, an order that there is not. */
static void check_points(const struct chart *chart, struct chart_telling *telling) {
    const struct axis *axis = &chart->axis;
    if (chart->points.count < 2 && chart->kind != CHART_DOTS)
        chart_tell(telling, CHART_WHOLE, CHART_WHOLE, true, "a line needs two points or more",
                   "draw it as bars, or give the table another row");
    else if (axis->twice < axis->count)
        tell_name(telling, chart, false, chart->points.at[axis->twice], true, "this date is there twice",
                  "put the numbers of one date into one row or column, or write the month or day, too");
    else if (axis->unclear < axis->count && chart->kind != CHART_DOTS)
        tell_name(telling, chart, false, chart->points.at[axis->unclear], false,
                  "it cannot be told which date this is, so that all stand at equal distances, whatever time is between",
                  "write the year first: 2020-04-03");
    else if (axis->odd < axis->count && chart->kind != CHART_DOTS)
        tell_name(telling, chart, false, chart->points.at[axis->odd], false,
                  "this is no date, as most others are, so that all stand at equal distances, whatever time is between",
                  "write a date, such as 2019, 2019-20, March 2024 or 2024-03-19");
    else if (axis->unit == AXIS_NAMES && chart->kind == CHART_LINES && !any_has_digit(&chart->points))
        tell_name(telling, chart, false, chart->points.at[0], false,
                  "a line joins these names, which are no dates and have no order", "draw them as dots or bars");
}

static void check_lines(const struct chart *chart, struct chart_telling *telling) {
    bool is_dots = chart->kind == CHART_DOTS;
    if (!chart->is_small && chart->lines.count > (is_dots ? SHAPES : LINES_MOST))
        chart_tell(telling, CHART_WHOLE, CHART_WHOLE, true,
                   is_dots ? "more than five columns of dots cannot be told apart"
                           : "more than 24 lines have no room for their names",
                   "write \"small\" behind the kind, for a panel each");
    else if (!chart->is_small && chart->kind == CHART_LINES && chart->lines.count > PATTERNS)
        chart_tell(telling, CHART_WHOLE, CHART_WHOLE, false, "more than eight lines are dashed alike",
                   "write \"small\" behind the kind, for a panel each");
    for (size_t line = 0; line < chart->lines.count; line++)
        if (chart_first(chart, line) == SIZE_MAX)
            tell_name(telling, chart, true, chart->lines.at[line], false, "there is no number for this, so it is not drawn",
                      NULL);
}

/* The first cell whose number lacks a unit that others have: of its own line, or all of its line beside other lines. */
static size_t lacking_in_lines(const struct chart *chart, const struct chart_unit *all) {
    for (size_t line = 0; line < chart->lines.count; line++) {
        struct chart_unit own = CHART_UNIT_NONE;
        for (size_t point = 0; point < chart->points.count; point++)
            chart_unit_add(&own, chart_figure(chart, line, point), chart_cell(chart, line, point));
        size_t lacking = chart_unit_lacking(&own);
        if (lacking == SIZE_MAX && !own.before.count && all->before.count)
            lacking = own.before.lacking;
        if (lacking == SIZE_MAX && !own.behind.count && all->behind.count)
            lacking = own.behind.lacking;
        if (lacking != SIZE_MAX)
            return lacking;
    }
    return SIZE_MAX;
}

/* All on one scale: what has different units looks as if it could be compared. */
static void read_scale(struct chart *chart, struct chart_telling *telling) {
    struct chart_unit unit = CHART_UNIT_NONE;
    chart->scale = (struct scale){INT64_MAX, INT64_MIN, 0};
    for (size_t line = 0; line < chart->lines.count; line++)
        for (size_t point = 0; point < chart->points.count; point++) {
            const struct figure *figure = chart_figure(chart, line, point);
            if (figure->kind != FIGURE_NUMBER)
                continue;
            int64_t value = chart_value(chart, figure);
            chart->scale.low = value < chart->scale.low ? value : chart->scale.low;
            chart->scale.high = value > chart->scale.high ? value : chart->scale.high;
            chart_unit_add(&unit, figure, chart_cell(chart, line, point));
        }
    if (unit.other != SIZE_MAX)
        chart_tell(telling, unit.other / chart->table.columns, unit.other % chart->table.columns, true,
                   "its unit is not that of other numbers, and all are drawn on one scale",
                   "write all in one unit, or draw them as bars");
    size_t lacking = lacking_in_lines(chart, &unit);
    if (lacking != SIZE_MAX)
        chart_tell(telling, lacking / chart->table.columns, lacking % chart->table.columns, true,
                   "it has no unit, and other numbers have one; all are drawn on one scale",
                   "write the unit behind each number or behind none, or draw them as bars");
    chart->unit = unit;
    scale_round(&chart->scale, SCALE_STEPS);
}

void chart_read_lines(struct chart *chart, struct chart_telling *telling, struct arena *arena) {
    choose_direction(chart, arena);
    check_points(chart, telling);
    check_lines(chart, telling);
    read_scale(chart, telling);
}
