#include "chart/internal.h"

static const char *const kind_words[CHART_KINDS] = {[CHART_BARS] = "bars", "lines", "slopes", "dots"};

enum chart_kind chart_kind_of(struct text word) {
    for (enum chart_kind kind = CHART_BARS; kind < CHART_KINDS; kind++)
        if (text_equal(word, text_of(kind_words[kind])))
            return kind;
    return CHART_NONE;
}

void chart_tell(struct chart_telling *telling, size_t row, size_t column, bool is_error, const char *why, const char *help) {
    telling->has_errors |= is_error;
    telling->problem(telling->context, row, column, is_error, text_of(why), text_of(help));
}

static void read_figures(struct chart *chart, struct arena *arena) {
    const struct chart_table *table = &chart->table;
    chart->figures = arena_array(arena, struct figure, table->rows * table->columns);
    for (size_t row = 1; row < table->rows; row++)
        for (size_t column = 1; column < table->columns; column++) {
            size_t cell = row * table->columns + column;
            figure_read(&chart->figures[cell], table->cells[cell], chart->is_comma);
        }
}

static void tell_cell(struct chart_telling *telling, const struct chart *chart, size_t row, size_t column) {
    const struct figure *figure = &chart->figures[row * chart->table.columns + column];
    struct text words = chart->table.cells[row * chart->table.columns + column];
    if (figure->kind == FIGURE_WRONG)
        chart_tell(telling, row, column, true,
                   text_format(telling->arena, "\"%.*s\" is no number: %s", TEXT_ARGS(words), figure->why).bytes, figure->help);
    else if (figure->kind == FIGURE_WORDS)
        chart_tell(telling, row, column, true, text_format(telling->arena, "\"%.*s\" is no number", TEXT_ARGS(words)).bytes,
                   "write a number, – where there is none, or why there is none, in parentheses");
}

/* A column is drawn where at least half of what it says are numbers; then the others are told, else it is one of words. */
static void read_column(struct chart *chart, size_t column, struct chart_telling *telling) {
    size_t numbers = 0, words = 0, wrong = 0;
    for (size_t row = 1; row < chart->table.rows; row++) {
        uint8_t kind = chart->figures[row * chart->table.columns + column].kind;
        numbers += kind == FIGURE_NUMBER;
        words += kind == FIGURE_WORDS;
        wrong += kind == FIGURE_WRONG;
    }
    chart->is_drawn[column] = numbers > 0 && numbers >= words;
    bool is_meant = chart->is_drawn[column] || wrong > words;
    for (size_t row = 1; row < chart->table.rows && is_meant; row++)
        tell_cell(telling, chart, row, column);
    if (!is_meant && numbers + wrong > 0)
        chart_tell(telling, 0, column, false, "the column is taken for one of words and is not drawn, though some are numbers",
                   "write numbers in all of its cells, and – or a remark in parentheses where there is none");
}

static size_t drawn_columns(const struct chart *chart) {
    size_t drawn = 0;
    for (size_t column = 1; column < chart->table.columns; column++)
        drawn += chart->is_drawn[column];
    return drawn;
}

/* So that scales can have finer steps than the numbers have decimals. */
enum { FINER_DECIMALS = 2 };

/* As fine as the finest number, unless the largest has no room for that: what is finer is less than what can be seen. */
static void choose_decimals(struct chart *chart) {
    unsigned finest = 0, room = FIGURE_DIGITS;
    for (size_t cell = 0; cell < chart->table.rows * chart->table.columns; cell++) {
        const struct figure *figure = &chart->figures[cell];
        if (figure->kind != FIGURE_NUMBER || !chart->is_drawn[cell % chart->table.columns])
            continue;
        finest = figure->decimals > finest ? figure->decimals : finest;
        room = figure_room(figure) < room ? figure_room(figure) : room;
    }
    chart->decimals = finest + FINER_DECIMALS < room ? finest + FINER_DECIMALS : room;
}

static void read_table(struct chart *chart, struct chart_telling *telling) {
    if (chart->table.rows < 2 || chart->table.columns < 2) {
        chart_tell(telling, CHART_WHOLE, CHART_WHOLE, true, "the table has nothing to draw",
                   "the first row names the columns, the first column names the rows");
        return;
    }
    chart->is_drawn = arena_array(telling->arena, bool, chart->table.columns);
    read_figures(chart, telling->arena);
    for (size_t column = 1; column < chart->table.columns; column++)
        read_column(chart, column, telling);
    if (drawn_columns(chart) == 0 && !telling->has_errors)
        chart_tell(telling, CHART_WHOLE, CHART_WHOLE, true, "the table has no column of numbers",
                   "write numbers in the cells below a name, and leave the chart out where there are none");
}

struct chart *chart_read(const struct chart_table *table, enum chart_kind kind, unsigned flags, struct text language,
                         chart_problem *problem, void *context, struct arena *arena) {
    struct chart_telling telling = {problem, context, arena, false};
    struct chart *chart = arena_new(arena, struct chart);
    *chart = (struct chart){.table = *table, .kind = kind, .is_small = flags & CHART_SMALL};
    chart->is_comma = figure_has_comma(language);
    read_table(chart, &telling);
    if (telling.has_errors)
        return NULL;
    choose_decimals(chart);
    if (kind == CHART_BARS)
        chart_read_bars(chart, &telling, arena);
    else
        chart_read_lines(chart, &telling, arena);
    return telling.has_errors ? NULL : chart;
}

int64_t chart_value(const struct chart *chart, const struct figure *figure) {
    return figure_scaled(figure, chart->decimals);
}

void chart_unit_add(struct chart_unit *unit, const struct figure *figure, size_t cell) {
    if (figure->kind != FIGURE_NUMBER)
        return;
    bool is_other = (figure->unit.size && unit->behind.size && !text_equal(figure->unit, unit->behind)) ||
                    (figure->before.size && unit->before.size && !text_equal(figure->before, unit->before));
    if (is_other && unit->other == SIZE_MAX)
        unit->other = cell;
    unit->behind = unit->behind.size ? unit->behind : figure->unit;
    unit->is_apart = unit->is_apart || figure->is_apart;
    unit->before = unit->before.size ? unit->before : figure->before;
    unit->divider = unit->divider.size ? unit->divider : figure->divider;
}

size_t chart_cell(const struct chart *chart, size_t line, size_t point) {
    size_t row = chart->is_across ? chart->lines.at[line] : chart->points.at[point];
    size_t column = chart->is_across ? chart->points.at[point] : chart->lines.at[line];
    return row * chart->table.columns + column;
}

const struct figure *chart_figure(const struct chart *chart, size_t line, size_t point) {
    return &chart->figures[chart_cell(chart, line, point)];
}

struct text chart_said(const struct chart *chart, size_t line, size_t point) {
    return text_trim(chart->table.cells[chart_cell(chart, line, point)]);
}

size_t chart_first(const struct chart *chart, size_t line) {
    for (size_t i = 0; i < chart->points.count; i++)
        if (chart_figure(chart, line, chart->axis.order[i])->kind == FIGURE_NUMBER)
            return chart->axis.order[i];
    return SIZE_MAX;
}

size_t chart_last(const struct chart *chart, size_t line) {
    for (size_t i = chart->points.count; i-- > 0;)
        if (chart_figure(chart, line, chart->axis.order[i])->kind == FIGURE_NUMBER)
            return chart->axis.order[i];
    return SIZE_MAX;
}

void chart_write(struct buffer *out, const struct chart *chart, const struct chart_words *words, struct arena *arena) {
    if (chart->kind == CHART_BARS)
        return;
    buffer_add_format(out, "<div class=\"chart chart-%s%s\" role=\"img\" dir=\"ltr\" aria-label=\"", kind_words[chart->kind],
                      chart->is_small ? " chart-small" : "");
    buffer_add_html(out, chart_sentence(chart, words, arena));
    buffer_add(out, TEXT("\">\n"));
    if (chart->kind == CHART_DOTS)
        chart_write_dots(out, chart);
    else
        chart_write_lines(out, chart, arena);
    buffer_add(out, TEXT("</div>\n"));
}
