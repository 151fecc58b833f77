/*
 * axis: along what a chart's points stand: dates, at distances of time, numbers, at their own, or names, at equal ones.
 *
 *     axis_read(&axis, names, count, is_comma, arena);
 *     if (axis.unit == AXIS_NAMES && axis.odd < count)
 *         // names[axis.odd] is no date, though most of the others are
 */
#ifndef CHART_AXIS_H
#define CHART_AXIS_H

#include "base/arena.h"
#include "base/text.h"

enum axis_unit { AXIS_NAMES, AXIS_YEARS, AXIS_MONTHS, AXIS_DAYS, AXIS_NUMBERS };

struct axis {
    const struct text *names; /* of the points, as the table has them */
    size_t count;
    uint8_t unit;      /* enum axis_unit: of the finest date */
    bool is_split;     /* of years: each begins in one and ends in the next */
    int64_t *at;       /* where each point stands, in units from year 1 on; of names, in their order from 0 */
    unsigned decimals; /* of numbers: they are at[] / 10^decimals, */
    bool is_comma;     /* written as 1,5 for one and a half */
    size_t *order;     /* the points from first to last */
    size_t odd;        /* of names: the first that is no date where most are; else `count` */
    size_t unclear;    /* of names: the first that is made as dates are, and might be two: 3/4/2020; else `count` */
    size_t twice;      /* of dates: one that stands where another does; else `count`. Numbers are names then */
};

/* `is_comma`: of the language (figure_has_comma). */
void axis_read(struct axis *axis, const struct text *names, size_t count, bool is_comma, struct arena *arena);

/* Names in their order, even if they are dates. */
void axis_of_names(struct axis *axis, const struct text *names, size_t count, struct arena *arena);

/* Where a point stands, from 0 to 1000, on an axis from `low` to `high`, which differ. */
unsigned axis_place(const struct axis *axis, size_t point, int64_t low, int64_t high);

/* The labels of an axis: at equal distances, from one end to the other. */
struct axis_ticks {
    int64_t low, high; /* the ends, in units: at or beyond the first and the last point */
    size_t count;
    struct text *labels; /* "" for one that is left out so that there is room for the others */
    bool *is_spare;      /* may be left out where the page is narrow */
};

/* `is_small`: of a panel among others. */
void axis_label(struct axis_ticks *ticks, const struct axis *axis, bool is_small, struct arena *arena);

/* How wide words are, in letters: two for a Han character, as in the columns of a terminal. */
size_t axis_width(struct text words);

#endif
