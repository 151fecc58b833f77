/*
 * timeline: when some things were, on a line of years: the works of a reader and what they argue about; or how many there are
 * of each year, as a strip.
 *
 *     timeline_write(&out, marks, count, &words);
 *     timeline_strip(&out, years, count);
 *
 * One svg of paths, as chart.h: in currentColor, integers, no style. At 320 pixels it is as wide as the page, and labels do not
 * overlap, for each stands in HTML in the list that the line belongs to; the line shows only where they are.
 */
#ifndef CHART_TIMELINE_H
#define CHART_TIMELINE_H

#include "base/buffer.h"
#include "base/date.h"

struct timeline_mark {
    struct date date; /* of whatever precision: a year is a span, a day a point */
    bool is_event;    /* told apart by shape, not by colour */
};

/* `marks` by date. `name` is what it is called for who does not see it. Nothing where there are fewer than two years. */
void timeline_write(struct buffer *out, const struct timeline_mark *marks, size_t count, struct text name);

/* How many things there are of each year. */
struct timeline_year {
    int year;
    uint32_t count;
};

/* `years` in their order; those without any are gaps of the strip's own making. */
void timeline_strip(struct buffer *out, const struct timeline_year *years, size_t count, struct text name);

#endif
