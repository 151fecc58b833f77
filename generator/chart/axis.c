#include "chart/axis.h"

#include "base/written_date.h"
#include "chart/figure.h"
#include "chart/scale.h"

#include <stdlib.h>
#include <string.h>

/* Takes a number of so many digits off the front. */
static bool take_number(int *number, struct text *rest, size_t digits) {
    *number = 0;
    if (rest->size < digits)
        return false;
    for (size_t i = 0; i < digits; i++) {
        if (!char_is_digit(rest->bytes[i]))
            return false;
        *number = *number * 10 + (rest->bytes[i] - '0');
    }
    *rest = text_after(*rest, digits);
    return true;
}

static bool take(struct text *rest, struct text sign) {
    bool is_there = text_starts(*rest, sign);
    *rest = text_after(*rest, is_there ? sign.size : 0);
    return is_there;
}

/* "2019-20", "2019/20", "2019–2020": a year that begins in one year and ends in the next. */
static bool is_split_year(int *year, struct text name) {
    int next;
    struct text rest = text_trim(name);
    if (!take_number(year, &rest, 4) || !(take(&rest, TEXT("-")) || take(&rest, TEXT("–")) || take(&rest, TEXT("/"))))
        return false;
    size_t digits = rest.size;
    if ((digits != 2 && digits != 4) || !take_number(&next, &rest, digits))
        return false;
    return digits == 2 ? next == (*year + 1) % 100 : next == *year + 1;
}

/* "Q1 2024", "2024-Q1", "H2 2024": a month from year 0 on. */
static bool is_part_of_year(int64_t *month, struct text name) {
    int year, part;
    struct text rest = text_trim(name);
    bool year_first = take_number(&year, &rest, 4);
    if (year_first && !take(&rest, TEXT("-")))
        rest = text_trim(rest);
    bool is_quarter = take(&rest, TEXT("Q")) || take(&rest, TEXT("T"));
    if ((!is_quarter && !take(&rest, TEXT("H")) && !take(&rest, TEXT("S"))) || !take_number(&part, &rest, 1))
        return false;
    rest = text_trim(rest);
    if (!year_first && !take_number(&year, &rest, 4))
        return false;
    *month = year * 12 + (part - 1) * (is_quarter ? 3 : 6);
    return rest.size == 0 && part >= 1 && part <= (is_quarter ? 4 : 2);
}

/* A name as a date: its first moment in each unit. */
struct moment {
    uint8_t unit; /* enum axis_unit: how fine it is; AXIS_NAMES when it is none */
    int64_t in[AXIS_DAYS + 1];
};

static struct moment moment_of_month(int64_t month, uint8_t unit) {
    struct date date = {.precision = DATE_MONTH, .year = (int16_t)(month / 12), .month = (uint8_t)(month % 12 + 1)};
    return (struct moment){unit, {0, month / 12, month, date_seconds(date) / 86400}};
}

static struct moment moment_of(struct text name, struct arena *arena) {
    int64_t month;
    if (is_part_of_year(&month, name))
        return moment_of_month(month, AXIS_MONTHS);
    struct date date;
    const char *why;
    if (!date_written(&date, &why, name, arena))
        return (struct moment){0};
    struct moment moment = moment_of_month(date.year * 12 + (date.month ? date.month - 1 : 0), date.precision);
    moment.unit = date.precision < DATE_DAY ? date.precision : AXIS_DAYS;
    moment.in[AXIS_DAYS] += date.day ? date.day - 1 : 0;
    return moment;
}

/* Years that begin in one and end in the next are such only together: 2010-11 alone is a month. */
static bool read_split_years(struct axis *axis) {
    for (size_t i = 0; i < axis->count; i++) {
        int year;
        if (!is_split_year(&year, axis->names[i]))
            return false;
        axis->at[i] = year; /* read_dates sets it again */
    }
    axis->unit = AXIS_YEARS;
    axis->is_split = true;
    return true;
}

/* "3/4/2020", "3.4.20": three numbers, divided alike. */
static bool is_made_as_date(struct text name) {
    char divider = 0;
    size_t numbers = 0, at = 0;
    for (name = text_trim(name); at < name.size; numbers++) {
        size_t start = at;
        while (text_digit_at(name, at))
            at++;
        bool is_last = at == name.size, is_divided = !is_last && strchr("/.-", name.bytes[at]);
        if (at == start || (!is_last && !is_divided) || (!is_last && divider && name.bytes[at] != divider))
            return false;
        divider = is_last ? divider : name.bytes[at++];
    }
    return numbers == 3;
}

static void read_dates(struct axis *axis, struct arena *arena) {
    struct moment *moments = arena_array(arena, struct moment, axis->count);
    size_t dates = 0, odd = axis->count;
    uint8_t finest = AXIS_NAMES;
    for (size_t i = 0; i < axis->count; i++) {
        moments[i] = moment_of(axis->names[i], arena);
        dates += moments[i].unit != AXIS_NAMES;
        finest = moments[i].unit > finest ? moments[i].unit : finest;
        if (moments[i].unit == AXIS_NAMES && odd == axis->count)
            odd = i;
        if (moments[i].unit == AXIS_NAMES && axis->unclear == axis->count && is_made_as_date(axis->names[i]))
            axis->unclear = i;
    }
    axis->unit = dates == axis->count ? finest : AXIS_NAMES;
    if (dates >= 2 && dates * 2 > axis->count)
        axis->odd = odd;
    for (size_t i = 0; i < axis->count; i++)
        axis->at[i] = moments[i].in[axis->unit];
}

/* A point on its way to its place in the order. */
struct placed_point {
    int64_t at;
    size_t point;
};

static int by_place(const void *left, const void *right) {
    const struct placed_point *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->point < b->point ? -1 : a->point > b->point;
}

static void sort_points(struct axis *axis, struct arena *arena) {
    struct placed_point *placed = arena_array(arena, struct placed_point, axis->count);
    for (size_t i = 0; i < axis->count; i++)
        placed[i] = (struct placed_point){axis->at[i], i};
    qsort(placed, axis->count, sizeof *placed, by_place);
    for (size_t i = 0; i < axis->count; i++) {
        axis->order[i] = placed[i].point;
        if (i && placed[i].at == placed[i - 1].at && axis->twice == axis->count)
            axis->twice = placed[i].point;
    }
}

static void keep_order(struct axis *axis) {
    axis->twice = axis->count;
    for (size_t i = 0; i < axis->count; i++) {
        axis->at[i] = (int64_t)i;
        axis->order[i] = i;
    }
}

void axis_of_names(struct axis *axis, const struct text *names, size_t count, struct arena *arena) {
    *axis = (struct axis){.names = names, .count = count, .odd = count, .unclear = count, .twice = count};
    axis->at = arena_array(arena, int64_t, count);
    axis->order = arena_array(arena, size_t, count);
    keep_order(axis);
}

/* Plain numbers without a unit: 1, 10, 1.5. False when one is none, or is there twice. */
static bool read_numbers(struct axis *axis, struct arena *arena) {
    struct figure *figures = arena_array(arena, struct figure, axis->count);
    unsigned room = FIGURE_DIGITS;
    for (size_t i = 0; i < axis->count; i++) {
        figure_read(&figures[i], axis->names[i], axis->is_comma);
        if (figures[i].kind != FIGURE_NUMBER || figures[i].unit.size || figures[i].before.size)
            return false;
        axis->decimals = figures[i].decimals > axis->decimals ? figures[i].decimals : axis->decimals;
        room = figure_room(&figures[i]) < room ? figure_room(&figures[i]) : room;
    }
    axis->decimals = axis->decimals < room ? axis->decimals : room;
    for (size_t i = 0; i < axis->count; i++)
        axis->at[i] = figure_scaled(&figures[i], axis->decimals);
    sort_points(axis, arena);
    return axis->twice == axis->count;
}

void axis_read(struct axis *axis, const struct text *names, size_t count, bool is_comma, struct arena *arena) {
    axis_of_names(axis, names, count, arena);
    axis->is_comma = is_comma;
    if (count && !read_split_years(axis))
        read_dates(axis, arena);
    if (axis->unit != AXIS_NAMES)
        sort_points(axis, arena);
    else if (axis->odd < count || !read_numbers(axis, arena))
        keep_order(axis);
    else
        axis->unit = AXIS_NUMBERS;
}

unsigned axis_place(const struct axis *axis, size_t point, int64_t low, int64_t high) {
    return (unsigned)scale_place(&(struct scale){.low = low, .high = high}, axis->at[point]);
}
