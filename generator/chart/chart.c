#include "chart/internal.h"

#include "base/utf8.h"

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
    const struct figure *figure = chart_cell_figure(chart, row, column);
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
        uint8_t kind = chart_cell_figure(chart, row, column)->kind;
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

/* Of what has no name nobody could say what is drawn: mostly a header of two rows, whose second became numbers. */
static void check_names(const struct chart *chart, struct chart_telling *telling) {
    const struct chart_table *table = &chart->table;
    for (size_t column = 1; column < table->columns; column++)
        if (chart->is_drawn[column] && text_trim(table->cells[column]).size == 0)
            chart_tell(telling, 0, column, true, "what is drawn here has no name", "write one in this cell");
    for (size_t row = 1; row < table->rows; row++) {
        bool has_number = false;
        for (size_t column = 1; column < table->columns; column++)
            has_number |= chart->is_drawn[column] && chart_cell_figure(chart, row, column)->kind == FIGURE_NUMBER;
        if (has_number && text_trim(table->cells[row * table->columns]).size == 0)
            chart_tell(telling, row, 0, true, "what is drawn here has no name",
                       "write one in this cell; a second row of names for the columns cannot be told from numbers");
    }
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

/* 1.234 beside 950: decimals have three digits by chance, and thousands always. In languages with a comma it is 1,234. */
static void tell_thousands(const struct chart *chart, size_t column, struct chart_telling *telling) {
    size_t three = 0, whole = 0, others = 0, first = 0;
    for (size_t row = chart->table.rows - 1; row > 0; row--) {
        const struct figure *figure = chart_cell_figure(chart, row, column);
        if (figure->kind != FIGURE_NUMBER)
            continue;
        bool is_three = figure->decimals == 3 && (figure->value >= 1000 || figure->value <= -1000);
        three += is_three;
        first = is_three ? row : first;
        whole += figure->decimals == 0;
        others += !is_three && figure->decimals > 0;
    }
    if (three && whole && !others)
        chart_tell(telling, first, column, false, "it is read as a number with decimals, beside others that have none",
                   chart->is_comma ? "write 1.234 if it is thousands, or all numbers with as many decimals: 1,234 and 950,000"
                                   : "write 1,234 if it is thousands, or all numbers with as many decimals: 1.234 and 950.000");
}

/* Whether a row has the sums of three or more above it, in each column that is drawn. */
static bool is_sum(const struct chart *chart, size_t sum) {
    size_t added = 0;
    for (size_t column = 1; column < chart->table.columns; column++) {
        int64_t rest = 0;
        if (!chart->is_drawn[column])
            continue;
        added = 0;
        for (size_t row = 1; row <= sum; row++) {
            const struct figure *figure = chart_cell_figure(chart, row, column);
            int64_t value = figure->kind == FIGURE_NUMBER ? chart_value(chart, figure) : 0;
            rest += row < sum ? value : -value;
            added += row < sum && value != 0;
        }
        if (rest != 0 || added < 3)
            return false;
    }
    return added >= 3;
}

/* A total is drawn as one more of those that it is the sum of. As a line beside theirs it may be meant. */
static void tell_total(const struct chart *chart, struct chart_telling *telling) {
    size_t last = chart->table.rows - 1;
    if (last > 3 && (chart->kind == CHART_BARS || chart->kind == CHART_DOTS) && is_sum(chart, last))
        chart_tell(telling, last, 0, false, "this is the sum of the rows above, and is drawn as one of them",
                   "leave it out of the table, and say it in the caption");
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
    check_names(chart, telling);
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
    for (size_t column = 1; column < table->columns; column++)
        if (chart->is_drawn[column])
            tell_thousands(chart, column, &telling);
    tell_total(chart, &telling);
    if (kind == CHART_BARS)
        chart_read_bars(chart, &telling, arena);
    else
        chart_read_lines(chart, &telling, arena);
    return telling.has_errors ? NULL : chart;
}

int64_t chart_value(const struct chart *chart, const struct figure *figure) {
    return figure_scaled(figure, chart->decimals);
}

/* False for another sign than that of the numbers before. Nought is the same in any unit. */
static bool add_sign(struct chart_sign *sign, struct text words, bool is_nought, size_t cell) {
    bool is_other = words.size && sign->words.size && !text_equal(words, sign->words);
    sign->words = sign->words.size ? sign->words : words;
    sign->count += words.size > 0;
    if (!words.size && !is_nought && sign->lacking == SIZE_MAX)
        sign->lacking = cell;
    return !is_other;
}

void chart_unit_add(struct chart_unit *unit, const struct figure *figure, size_t cell) {
    if (figure->kind != FIGURE_NUMBER)
        return;
    bool is_same = add_sign(&unit->before, figure->before, figure->value == 0, cell);
    is_same &= add_sign(&unit->behind, figure->unit, figure->value == 0, cell);
    if (!is_same && unit->other == SIZE_MAX)
        unit->other = cell;
    unit->first = unit->first == SIZE_MAX ? cell : unit->first;
    unit->is_apart = unit->is_apart || figure->is_apart;
    unit->divider = unit->divider.size ? unit->divider : figure->divider;
}

static size_t lacking(const struct chart_sign *sign, size_t first) {
    size_t at = 0;
    bool is_word = sign->words.size && utf8_is_letter(utf8_next(sign->words, &at));
    bool is_for_all = sign->count == 1 && sign->lacking != first && !is_word;
    return sign->count == 0 || is_for_all ? SIZE_MAX : sign->lacking;
}

size_t chart_unit_lacking(const struct chart_unit *unit) {
    size_t before = lacking(&unit->before, unit->first), behind = lacking(&unit->behind, unit->first);
    return before < behind ? before : behind;
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
