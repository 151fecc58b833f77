#include "chart/timeline.h"

#include "base/arena.h"
#include "base/array.h"

enum {
    SPANS_MOST = 6,     /* labels of four digits stand apart at 320 pixels */
    BARS_MOST = 120,    /* a bar is two pixels there */
    MARKS_ABREAST = 28, /* and a dot ten */
    ROW_UNITS = 6,      /* of a lane's height; a unit is two pixels */
    UNIT_PIXELS = 2,
    BAR_PIXELS = 48,
};

static int spans_of(int first, int last, int step) {
    return last / step - first / step + 1;
}

/* Steps that people count years in: the first that cuts these into no more than `most` spans. */
static int step_of(int first, int last, int most) {
    static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};
    size_t i = 0;
    while (i + 1 < COUNT_OF(steps) && spans_of(first, last, steps[i]) > most)
        i++;
    return steps[i];
}

struct timeline_axis timeline_axis_of(int first, int last) {
    int step = step_of(first, last, SPANS_MOST);
    return (struct timeline_axis){first / step * step, step, spans_of(first, last, step)};
}

/* Days since the axis begins. */

static long day_number(int year, int month, int day) {
    struct date date = {.precision = DATE_DAY, .year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
    return (long)(date_seconds(date) / (24 * 60 * 60));
}

static long days_to(const struct timeline_axis *axis, int year, int month, int day) {
    return day_number(year, month, day) - day_number(axis->first, 1, 1);
}

static long begins(const struct timeline_axis *axis, struct date date) {
    return days_to(axis, date.year, date.month ? date.month : 1, date.day ? date.day : 1);
}

/* The last day of its year or month, or the day itself. */
static long ends(const struct timeline_axis *axis, struct date date) {
    if (!date.month)
        return days_to(axis, date.year + 1, 1, 1) - 1;
    if (!date.day)
        return days_to(axis, date.month < 12 ? date.year : date.year + 1, date.month % 12 + 1, 1) - 1;
    return begins(axis, date);
}

static long days_of(const struct timeline_axis *axis) {
    return days_to(axis, axis->first + axis->step * axis->spans, 1, 1);
}

/* The svg, with a thin line along its foot and at each labelled year. */

static void open_svg(struct buffer *out, const struct timeline_axis *axis, long height, int pixels, struct text name) {
    buffer_add_format(out,
                      "<svg width=\"100%%\" height=\"%d\" viewBox=\"0 0 %ld %ld\" preserveAspectRatio=\"none\" "
                      "overflow=\"visible\" fill=\"none\" stroke=\"currentColor\" role=\"img\" aria-label=\"",
                      pixels, days_of(axis), height);
    buffer_add_html(out, name);
    buffer_add(out, TEXT("\"><path stroke-opacity=\".35\" vector-effect=\"non-scaling-stroke\" d=\""));
    for (int i = 0; i <= axis->spans; i++)
        buffer_add_format(out, "M%ld 0V%ld", days_to(axis, axis->first + i * axis->step, 1, 1), height);
    buffer_add_format(out, "M0 %ldH%ld\"/>", height, days_of(axis));
}

/* Bars */

static uint32_t highest_of(const struct timeline_year *bars, size_t count) {
    uint32_t highest = 1;
    for (size_t i = 0; i < count; i++)
        highest = bars[i].count > highest ? bars[i].count : highest;
    return highest;
}

/* Years, or bars of several, as they follow each other. */
struct bars {
    struct timeline_year *items;
    size_t count, capacity;
};

/* The same with `step` years together. */
static struct bars bars_of(int step, const struct timeline_year *years, size_t count, struct arena *arena) {
    struct bars bars = {0};
    for (size_t i = 0; i < count; i++) {
        int year = years[i].year / step * step;
        if (!bars.count || bars.items[bars.count - 1].year != year)
            array_add(&bars, arena)->year = year;
        bars.items[bars.count - 1].count += years[i].count;
    }
    return bars;
}

/* A sixth of it is left free on both sides. The thin stroke keeps one thing among thousands visible. */
static void add_bar(struct buffer *out, const struct timeline_axis *axis, int step, const struct timeline_year *bar,
                    uint32_t highest) {
    long from = days_to(axis, bar->year, 1, 1), to = days_to(axis, bar->year + step, 1, 1), gap = (to - from) / 6;
    buffer_add_format(out, "M%ld %uv-%uH%ldv%uz", from + gap, highest, bar->count, to - gap, bar->count);
}

void timeline_strip(struct buffer *out, const struct timeline_axis *axis, const struct timeline_year *years, size_t count,
                    struct text name) {
    struct arena scratch = {0};
    int step = step_of(axis->first, axis->first + axis->step * axis->spans - 1, BARS_MOST);
    struct bars bars = bars_of(step, years, count, &scratch);
    uint32_t highest = highest_of(bars.items, bars.count);
    open_svg(out, axis, highest, BAR_PIXELS, name);
    buffer_add(out, TEXT("<path fill=\"currentColor\" stroke-width=\".5\" vector-effect=\"non-scaling-stroke\" d=\""));
    for (size_t i = 0; i < bars.count; i++)
        add_bar(out, axis, step, &bars.items[i], highest);
    buffer_add(out, TEXT("\"/></svg>"));
    arena_free(&scratch);
}

/* Lanes */

/* A mark, in days from where the axis begins, and its row, from the lowest on. */
struct placed_mark {
    long from, to;
    int row;
};

/* Each in the lowest row that is free; returns how many there are, or more than TIMELINE_ROWS. */
static int place_marks(struct placed_mark *placed, const struct timeline_axis *axis, const struct timeline_mark *marks,
                       size_t count) {
    long free_from[TIMELINE_ROWS] = {0}, apart = days_of(axis) / MARKS_ABREAST + 1;
    int rows = 0;
    for (size_t i = 0; i < count; i++) {
        struct placed_mark *mark = &placed[i];
        *mark = (struct placed_mark){begins(axis, marks[i].from), ends(axis, marks[i].from), 0};
        if (marks[i].until.precision)
            mark->to = ends(axis, marks[i].until);
        while (mark->row < rows && mark->from < free_from[mark->row])
            mark->row++;
        if (mark->row == TIMELINE_ROWS)
            return TIMELINE_ROWS + 1;
        rows = mark->row == rows ? rows + 1 : rows;
        free_from[mark->row] = mark->to + apart;
    }
    return rows;
}

/* A line of no length is a dot, since its ends are round. */
static void add_dot(struct buffer *out, const struct placed_mark *mark, int rows) {
    buffer_add_format(out, "M%ld %dH%ld", mark->from, (rows - mark->row) * ROW_UNITS - ROW_UNITS / 2, mark->to);
}

static void add_tick(struct buffer *out, const struct placed_mark *mark, int rows) {
    buffer_add_format(out, "M%ld %dv%d", mark->from, (rows - 1 - mark->row) * ROW_UNITS + 1, ROW_UNITS - 2);
    if (mark->to > mark->from)
        buffer_add_format(out, "m0-%dH%ldm0-%dv%d", ROW_UNITS / 2 - 1, mark->to, ROW_UNITS / 2 - 1, ROW_UNITS - 2);
}

static void write_marks(struct buffer *out, const struct timeline_axis *axis, enum timeline_shape shape,
                        const struct placed_mark *marks, size_t count, int rows, struct text name) {
    open_svg(out, axis, rows * ROW_UNITS, rows * ROW_UNITS * UNIT_PIXELS, name);
    buffer_add(out, shape == TIMELINE_DOTS ? TEXT("<path stroke-width=\"8\" stroke-linecap=\"round\"")
                                           : TEXT("<path stroke-width=\"3\""));
    buffer_add(out, TEXT(" vector-effect=\"non-scaling-stroke\" d=\""));
    for (size_t i = 0; i < count; i++)
        if (shape == TIMELINE_DOTS)
            add_dot(out, &marks[i], rows);
        else
            add_tick(out, &marks[i], rows);
    buffer_add(out, TEXT("\"/></svg>"));
}

/* As they begin. */
static struct bars years_of(const struct timeline_mark *marks, size_t count, struct arena *arena) {
    struct bars years = {0};
    for (size_t i = 0; i < count; i++) {
        if (!years.count || years.items[years.count - 1].year != marks[i].from.year)
            array_add(&years, arena)->year = marks[i].from.year;
        years.items[years.count - 1].count++;
    }
    return years;
}

void timeline_lane(struct buffer *out, const struct timeline_axis *axis, enum timeline_shape shape,
                   const struct timeline_mark *marks, size_t count, struct text name) {
    struct arena scratch = {0};
    struct placed_mark *placed = arena_array(&scratch, struct placed_mark, count);
    int rows = count <= TIMELINE_MARKS ? place_marks(placed, axis, marks, count) : TIMELINE_ROWS + 1;
    if (rows <= TIMELINE_ROWS) {
        write_marks(out, axis, shape, placed, count, rows, name);
    } else {
        struct bars years = years_of(marks, count, &scratch);
        timeline_strip(out, axis, years.items, years.count, name);
    }
    arena_free(&scratch);
}
