/*
 * scale: from numbers to places.
 *
 *     struct scale scale = {.low = 3, .high = 87};
 *     scale_round(&scale, 5);          // 0 to 100 in steps of 20
 *     scale_place(&scale, 40);         // 400
 */
#ifndef CHART_SCALE_H
#define CHART_SCALE_H

#include <stdint.h>

struct scale {
    int64_t low, high; /* what stands at 0 and at 1000; at most FIGURE_DIGITS digits */
    int64_t step;      /* between its labels, from `low` on; 0 when it has none */
};

/* Widens the scale to round numbers, of which it has `wanted` steps or more: 1, 2 or 5 and noughts. Zero is one if near. */
void scale_round(struct scale *scale, int wanted);

/* The multiple of `step` at or below a value. */
int64_t scale_floor(int64_t value, int64_t step);

/* From 0 to 1000, rounded, half away from the low end; of a scale without extent 0. */
int scale_place(const struct scale *scale, int64_t value);

#endif
