#include "base/array.h"
#include "base/utf8.h"
#include "chart/axis.h"
#include "chart/figure.h"
#include "chart/scale.h"

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

/* Years or numbers at equal distances, from `low` on. */
struct even_steps {
    int64_t low, step, count;
    int64_t cost; /* the less the better: room that is lost, too few or too many of them, steps and beginnings that are odd */
};

/* Steps, times powers of ten, and how odd they are. */
static const struct step_kind {
    int factor, oddity;
} step_kinds[] = {{1, 0}, {2, 0}, {5, 0}, {4, 4}, {3, 8}, {6, 8}, {7, 10}, {8, 10}};

/* As many steps as may cost something: all others cost too much. */
enum { STEPS_WANTED = 4, STEPS_MOST = 20 };

static struct even_steps even_steps(int64_t low, int64_t step, int oddity, int64_t first, int64_t last) {
    int64_t count = (last - low + step - 1) / step, lost = low + count * step - last + first - low;
    int64_t off = count > STEPS_WANTED ? count - STEPS_WANTED : STEPS_WANTED - count;
    if (count > STEPS_MOST)
        return (struct even_steps){.cost = INT64_MAX};
    return (struct even_steps){low, step, count, 150 * lost / (last - first) + 2 * off * off + oddity + (low % step ? 3 : 0)};
}

/* The better of what begins with the first point and of what begins with a round one. */
static void try_steps(struct even_steps *best, int64_t step, int oddity, int64_t first, int64_t last) {
    struct even_steps exact = even_steps(first, step, oddity, first, last);
    struct even_steps round = even_steps(scale_floor(first, step), step, oddity, first, last);
    *best = exact.cost < best->cost ? exact : *best;
    *best = round.cost < best->cost ? round : *best;
}

static struct even_steps best_steps(const struct axis *axis) {
    int64_t first = axis->at[axis->order[0]], last = axis->at[axis->order[axis->count - 1]];
    struct even_steps best = {.cost = INT64_MAX};
    for (int64_t power = 1; power <= last - first; power *= 10)
        for (size_t i = 0; i < COUNT_OF(step_kinds); i++)
            try_steps(&best, power * step_kinds[i].factor, step_kinds[i].oddity, first, last);
    return best;
}

/* 年 of 2019年, when all years have it. */
static struct text words_behind_years(const struct axis *axis) {
    struct text behind = text_after(text_trim(axis->names[0]), 4);
    for (size_t i = 0; i < axis->count; i++)
        if (!text_equal(text_after(text_trim(axis->names[i]), 4), behind))
            return TEXT("");
    return behind;
}

static struct text label_of(const struct axis *axis, int64_t at, struct text behind, struct arena *arena) {
    if (axis->unit == AXIS_NUMBERS) {
        struct buffer number = {0};
        figure_write(&number, at, axis->decimals, TEXT(""), axis->is_comma);
        return buffer_take(&number, arena);
    }
    if (axis->is_split)
        return text_format(arena, "%lld–%02lld", (long long)at, (long long)(at + 1) % 100);
    return text_format(arena, "%lld%.*s", (long long)at, TEXT_ARGS(behind));
}

static void label_steps(struct axis_ticks *ticks, const struct axis *axis, struct arena *arena) {
    struct even_steps best = best_steps(axis);
    struct text behind = words_behind_years(axis);
    make_ticks(ticks, (size_t)best.count + 1, best.low, best.low + best.count * best.step, arena);
    for (size_t i = 0; i < ticks->count; i++)
        ticks->labels[i] = label_of(axis, best.low + (int64_t)i * best.step, behind, arena);
}

void axis_label(struct axis_ticks *ticks, const struct axis *axis, bool is_small, struct arena *arena) {
    if (axis->unit == AXIS_NAMES || axis->count < 3 || is_even(axis))
        label_points(ticks, axis, arena);
    else if (axis->unit == AXIS_YEARS || axis->unit == AXIS_NUMBERS)
        label_steps(ticks, axis, arena);
    else
        label_ends(ticks, axis, arena);
    thin_out(ticks, is_small);
}
