#include "chart/axis.h"

#include "base/array.h"
#include "base/utf8.h"
#include "base/written_date.h"

#include <stdlib.h>

/* Takes a number of so many digits off the front. */
static bool take_number(int *number, struct text *rest, size_t digits) {
    *number = 0;
    if (rest->size < digits)
        return false;
    for (size_t i = 0; i < digits; i++) {
        if (rest->bytes[i] < '0' || rest->bytes[i] > '9')
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
    return true;
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
    }
    axis->unit = dates == axis->count ? finest : AXIS_NAMES;
    if (dates >= 2 && dates * 2 > axis->count)
        axis->odd = odd;
    for (size_t i = 0; i < axis->count; i++)
        axis->at[i] = axis->unit == AXIS_NAMES ? (int64_t)i : moments[i].in[axis->unit];
}

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

void axis_of_names(struct axis *axis, const struct text *names, size_t count, struct arena *arena) {
    *axis = (struct axis){.names = names, .count = count, .odd = count, .twice = count};
    axis->at = arena_array(arena, int64_t, count);
    axis->order = arena_array(arena, size_t, count);
    for (size_t i = 0; i < count; i++) {
        axis->at[i] = (int64_t)i;
        axis->order[i] = i;
    }
}

void axis_read(struct axis *axis, const struct text *names, size_t count, struct arena *arena) {
    axis_of_names(axis, names, count, arena);
    if (count && !read_split_years(axis))
        read_dates(axis, arena);
    if (axis->unit != AXIS_NAMES)
        sort_points(axis, arena);
}

unsigned axis_place(const struct axis *axis, size_t point, int64_t low, int64_t high) {
    return (unsigned)((2000 * (axis->at[point] - low) + (high - low)) / (2 * (high - low)));
}

/* How many letters have room on an axis, on a page as it usually is and on a narrow one. */
enum { AXIS_LETTERS = 50, NARROW_LETTERS = 22, LETTERS_BETWEEN = 2 };

size_t axis_width(struct text words) {
    size_t width = 0;
    for (size_t at = 0; at < words.size;)
        width += utf8_width(utf8_next(words, &at));
    return width;
}

/* Every so-many-th label has room: the first and the last always, and where that comes out even, all are equally far apart. */
static size_t stride_of(const struct text *labels, size_t count, size_t letters) {
    size_t widest = 1;
    for (size_t i = 0; i < count; i++)
        widest = axis_width(labels[i]) > widest ? axis_width(labels[i]) : widest;
    size_t most = letters / (widest + LETTERS_BETWEEN), last = count - 1;
    most = most < 2 ? 2 : most;
    size_t least = (last + most - 2) / (most - 1);
    for (size_t stride = least ? least : 1; stride <= 2 * least && stride * 2 <= last; stride++)
        if (last % stride == 0)
            return stride;
    return least ? least : 1;
}

static bool is_kept(size_t label, size_t last, size_t stride) {
    return label == 0 || label == last || (label % stride == 0 && last - label >= stride);
}

/* Leaves out labels, and says which others may be, until there is room. */
static void thin_out(struct axis_ticks *ticks, bool is_small) {
    size_t last = ticks->count - 1;
    size_t stride = stride_of(ticks->labels, ticks->count, is_small ? NARROW_LETTERS : AXIS_LETTERS);
    size_t narrow = stride_of(ticks->labels, ticks->count, NARROW_LETTERS);
    narrow = (narrow + stride - 1) / stride * stride;
    for (size_t i = 0; i < ticks->count; i++) {
        ticks->is_spare[i] = !is_kept(i, last, narrow);
        if (!is_kept(i, last, stride))
            ticks->labels[i] = TEXT("");
    }
}

static void make_ticks(struct axis_ticks *ticks, size_t count, int64_t low, int64_t high, struct arena *arena) {
    *ticks = (struct axis_ticks){.low = low, .high = high, .count = count};
    ticks->labels = arena_array(arena, struct text, count);
    ticks->is_spare = arena_array(arena, bool, count);
}

/* Whether the points stand at equal distances: then their own names are the labels. */
static bool is_even(const struct axis *axis) {
    int64_t distance = axis->at[axis->order[1]] - axis->at[axis->order[0]];
    for (size_t i = 2; i < axis->count; i++)
        if (axis->at[axis->order[i]] - axis->at[axis->order[i - 1]] != distance)
            return false;
    return true;
}

static void label_points(struct axis_ticks *ticks, const struct axis *axis, struct arena *arena) {
    make_ticks(ticks, axis->count, axis->at[axis->order[0]], axis->at[axis->order[axis->count - 1]], arena);
    for (size_t i = 0; i < axis->count; i++)
        ticks->labels[i] = axis->names[axis->order[i]];
}

/* The ends alone, of dates whose months and days no words are known for. */
static void label_ends(struct axis_ticks *ticks, const struct axis *axis, struct arena *arena) {
    size_t first = axis->order[0], last = axis->order[axis->count - 1];
    make_ticks(ticks, 2, axis->at[first], axis->at[last], arena);
    ticks->labels[0] = axis->names[first];
    ticks->labels[1] = axis->names[last];
}

/* Years at equal distances, from `low` on. */
struct year_steps {
    int64_t low, step, count;
    int64_t cost; /* the less the better: room that is lost, too few or too many of them, steps and beginnings that are odd */
};

/* Steps, times powers of ten, and how odd they are. */
static const struct step_kind {
    int factor, oddity;
} step_kinds[] = {{1, 0}, {2, 0}, {5, 0}, {4, 4}, {3, 8}, {6, 8}, {7, 10}, {8, 10}};

static struct year_steps year_steps(int64_t low, int64_t step, int oddity, int64_t first, int64_t last) {
    int64_t count = (last - low + step - 1) / step, lost = low + count * step - last + first - low;
    int64_t off = count > 4 ? count - 4 : 4 - count;
    return (struct year_steps){low, step, count, 150 * lost / (last - first) + 2 * off * off + oddity + (low % step ? 3 : 0)};
}

/* The better of what begins with the first year and of what begins with a round one. */
static void try_steps(struct year_steps *best, int64_t step, int oddity, int64_t first, int64_t last) {
    struct year_steps exact = year_steps(first, step, oddity, first, last);
    struct year_steps round = year_steps(first - first % step, step, oddity, first, last);
    *best = exact.cost < best->cost ? exact : *best;
    *best = round.cost < best->cost ? round : *best;
}

/* 年 of 2019年, when all years have it. */
static struct text words_behind_years(const struct axis *axis) {
    struct text behind = text_after(text_trim(axis->names[0]), 4);
    for (size_t i = 0; i < axis->count; i++)
        if (!text_equal(text_after(text_trim(axis->names[i]), 4), behind))
            return TEXT("");
    return behind;
}

static void label_years(struct axis_ticks *ticks, const struct axis *axis, struct arena *arena) {
    int64_t first = axis->at[axis->order[0]], last = axis->at[axis->order[axis->count - 1]];
    struct year_steps best = {.cost = INT64_MAX};
    for (int64_t power = 1; power <= last - first; power *= 10)
        for (size_t i = 0; i < COUNT_OF(step_kinds); i++)
            try_steps(&best, power * step_kinds[i].factor, step_kinds[i].oddity, first, last);
    make_ticks(ticks, (size_t)best.count + 1, best.low, best.low + best.count * best.step, arena);
    int first_year;
    bool is_split = is_split_year(&first_year, axis->names[0]);
    struct text behind = is_split ? TEXT("") : words_behind_years(axis);
    for (size_t i = 0; i < ticks->count; i++) {
        long long year = best.low + (int64_t)i * best.step;
        ticks->labels[i] = is_split ? text_format(arena, "%lld–%02lld", year, (year + 1) % 100)
                                    : text_format(arena, "%lld%.*s", year, TEXT_ARGS(behind));
    }
}

void axis_label(struct axis_ticks *ticks, const struct axis *axis, bool is_small, struct arena *arena) {
    if (axis->unit == AXIS_NAMES || axis->count < 3 || is_even(axis))
        label_points(ticks, axis, arena);
    else if (axis->unit == AXIS_YEARS)
        label_years(ticks, axis, arena);
    else
        label_ends(ticks, axis, arena);
    thin_out(ticks, is_small);
}
