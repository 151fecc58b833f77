/*
 * timeline: when some things were, on a line of years: the works of a reader and what they argue about; or how many there are
 * of each year, as a strip.
 *
 *     struct timeline_axis axis = timeline_axis_of(1998, 2024);       // 1995, 2000, ... 2020: the caller writes them below
 *     timeline_lane(&out, &axis, TIMELINE_DOTS, works, count, name);
 *     timeline_lane(&out, &axis, TIMELINE_TICKS, events, count, name);
 *
 *     timeline_strip(&out, &axis, years, count, name);
 *
 * Pure functions. Each writes one svg of paths, as chart.h: in currentColor, integers, no style. Lanes over one axis stand one
 * below the other, each beside its own word; what is in them is told apart by shape. Across, a unit is a day from the axis'
 * first on, and down a bar's unit is one thing, so the numbers of a path are the dates and counts themselves. An svg is
 * stretched to the width of the page, at 320 pixels, too; lines and dots keep their size on the screen (vector-effect), so
 * nothing is squeezed.
 *
 * Marks that would not stand apart lie above each other. Where more than TIMELINE_ROWS would, or there are more than
 * TIMELINE_MARKS, they are counted by year instead, as in a strip: no svg is larger than 4 KB.
 */
#ifndef CHART_TIMELINE_H
#define CHART_TIMELINE_H

#include "base/buffer.h"
#include "base/date.h"

enum { TIMELINE_ROWS = 5, TIMELINE_MARKS = 100 };

/* From 1 January of `first` on, `spans` of `step` years each. */
struct timeline_axis {
    int first, step, spans;
};

/* Round years around these, with so few spans that their labels stand apart at 320 pixels. */
struct timeline_axis timeline_axis_of(int first, int last);

struct timeline_mark {
    struct date from;  /* of whatever precision: a year is a span, a day a point */
    struct date until; /* where it is a span of its own: to the end of this; none: of `from` */
};

/* Round dots, which are lines where a mark is a span; or ticks, and spans between two of them. */
enum timeline_shape { TIMELINE_DOTS, TIMELINE_TICKS };

/* `marks` as they begin, none without a date. `name` is what the lane is called for who does not see it. */
void timeline_lane(struct buffer *out, const struct timeline_axis *axis, enum timeline_shape shape,
                   const struct timeline_mark *marks, size_t count, struct text name);

/* How many things there are of each year. */
struct timeline_year {
    int year;
    uint32_t count;
};

/* `years` in their order; those without any are gaps. More than a hundred are drawn several in a bar. */
void timeline_strip(struct buffer *out, const struct timeline_axis *axis, const struct timeline_year *years, size_t count,
                    struct text name);

#endif
