#include "chart/internal.h"

#include "base/table.h"

/* What stands in parentheses at the end of a column's name: its unit. */
static struct text unit_in_name(struct text name) {
    name = text_trim(name);
    size_t open = name.size;
    while (open > 0 && name.bytes[open - 1] != '(')
        open--;
    return open && text_ends(name, TEXT(")")) ? text_slice(name, open, name.size - 1) : TEXT("");
}

/* The unit of a column; two in one column are an error, since their bars could not be compared. */
static struct chart_unit read_unit(const struct chart *chart, size_t column, struct chart_telling *telling) {
    struct chart_unit unit = CHART_UNIT_NONE;
    for (size_t row = 1; row < chart->table.rows; row++)
        chart_unit_add(&unit, chart_cell_figure(chart, row, column), row);
    if (unit.other != SIZE_MAX)
        chart_tell(telling, unit.other, column, true, "its unit is not that of the numbers above it",
                   "write all numbers of a column in one unit");
    struct text name = unit_in_name(chart->table.cells[column]);
    size_t lacking = text_equal(name, unit.behind.words) ? SIZE_MAX : chart_unit_lacking(&unit);
    if (lacking != SIZE_MAX)
        chart_tell(telling, lacking, column, true, "it has no unit, and other numbers of its column have one",
                   "write it behind each number, or behind none and in parentheses behind the name of the column");
    if (unit.behind.words.size == 0)
        unit.behind.words = name;
    return unit;
}

/* From zero to the largest, or from the smallest to the largest with zero between. */
static void widen(struct scale *scale, const struct chart *chart, size_t column) {
    for (size_t row = 1; row < chart->table.rows; row++) {
        const struct figure *figure = chart_cell_figure(chart, row, column);
        int64_t value = figure->kind == FIGURE_NUMBER ? chart_value(chart, figure) : 0;
        scale->low = value < scale->low ? value : scale->low;
        scale->high = value > scale->high ? value : scale->high;
    }
}

/* Bars begin at zero. What they cannot show is told: years, and differences that are small beside what is measured. */
static void tell_what_misleads(const struct chart *chart, size_t column, struct chart_telling *telling) {
    int64_t least = INT64_MAX, most = 0;
    size_t years = 0, numbers = 0;
    int64_t one = figure_scaled(&(struct figure){.value = 1}, chart->decimals);
    for (size_t row = 1; row < chart->table.rows; row++) {
        const struct figure *figure = chart_cell_figure(chart, row, column);
        if (figure->kind != FIGURE_NUMBER)
            continue;
        int64_t value = chart_value(chart, figure), size = value < 0 ? -value : value;
        least = size < least ? size : least;
        most = size > most ? size : most;
        numbers++;
        years +=
            figure->decimals == 0 && !figure->divider.size && !figure->unit.size && value >= 1800 * one && value < 2100 * one;
    }
    if (numbers < 2)
        return;
    if (years == numbers)
        chart_tell(telling, 0, column, false, "the column's numbers are years, and a bar from zero says nothing of a year",
                   "draw it as dots or lines");
    else if (numbers >= 3 && least < most && (most - least) < most / 20)
        chart_tell(telling, 0, column, false,
                   "the column's bars, which begin at zero, differ by less than a twentieth of their length",
                   "draw it as dots, which need not begin at zero");
}

/* One scale for all columns with the same unit. */
static void share_scales(struct chart *chart, const struct chart_unit *units, struct arena *arena) {
    struct table first_with = {0};
    for (size_t column = 1; column < chart->table.columns; column++) {
        if (!chart->is_drawn[column])
            continue;
        struct text unit =
            text_format(arena, "%.*s 1 %.*s", TEXT_ARGS(units[column].before.words), TEXT_ARGS(units[column].behind.words));
        uint32_t first = table_get(&first_with, unit);
        if (first == TABLE_NONE)
            table_put(&first_with, unit, (uint32_t)column, arena);
        chart->scales[column] = first == TABLE_NONE ? arena_new(arena, struct scale) : chart->scales[first];
        widen(chart->scales[column], chart, column);
    }
}

/* Of a column that shares its scale with larger numbers: nothing would be seen of it. */
static void tell_what_is_not_seen(const struct chart *chart, size_t column, struct chart_telling *telling) {
    struct scale own = {0}, *shared = chart->scales[column];
    widen(&own, chart, column);
    if (own.high - own.low > 0 && own.high - own.low < (shared->high - shared->low) / 50)
        chart_tell(telling, 0, column, false, "the column's bars are too short to be seen beside those of another column",
                   "if it has another unit say so in parentheses behind its name, and it has a scale of its own");
}

void chart_read_bars(struct chart *chart, struct chart_telling *telling, struct arena *arena) {
    struct chart_unit *units = arena_array(arena, struct chart_unit, chart->table.columns);
    chart->scales = arena_array(arena, struct scale *, chart->table.columns);
    for (size_t column = 1; column < chart->table.columns; column++) {
        if (!chart->is_drawn[column])
            continue;
        units[column] = read_unit(chart, column, telling);
        tell_what_misleads(chart, column, telling);
    }
    share_scales(chart, units, arena);
    for (size_t column = 1; column < chart->table.columns; column++)
        if (chart->is_drawn[column])
            tell_what_is_not_seen(chart, column, telling);
    if (chart->is_small)
        chart_tell(telling, CHART_WHOLE, CHART_WHOLE, false, "bars have a panel for each column without \"small\"",
                   "leave out \"small\"");
}

void chart_write_bar(struct buffer *out, const struct chart *chart, size_t row, size_t column) {
    if (chart->kind != CHART_BARS || row == 0 || column == 0 || !chart->is_drawn[column])
        return;
    const struct figure *figure = chart_cell_figure(chart, row, column);
    const struct scale *scale = chart->scales[column];
    if (figure->kind != FIGURE_NUMBER && figure->kind != FIGURE_GAP)
        return;
    int zero = scale_place(scale, 0);
    buffer_add(out, TEXT("<svg class=\"bar\" viewBox=\"0 0 1000 8\" preserveAspectRatio=\"none\" fill=\"currentColor\" "
                         "aria-hidden=\"true\">"));
    if (figure->kind == FIGURE_NUMBER)
        buffer_add_format(out, "<path d=\"M%d 0H%dV8H%dz\"/>", zero, scale_place(scale, chart_value(chart, figure)), zero);
    if (scale->low < 0)
        buffer_add_format(out, "<path class=\"bar-zero\" d=\"M%d 0V8\"/>", zero);
    buffer_add(out, TEXT("</svg>"));
}
