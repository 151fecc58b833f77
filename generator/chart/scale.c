#include "chart/scale.h"

/* As scale.h says: the largest step of which there are at least `wanted`, or the smallest. */
static int64_t round_step(int64_t extent, int wanted) {
    int64_t step = 1;
    static const int64_t factors[] = {2, 5, 10};
    for (int64_t power = 1;; power *= 10)
        for (int i = 0; i < 3; i++) {
            if (power * factors[i] * wanted > extent)
                return step;
            step = power * factors[i];
        }
}

int64_t scale_floor(int64_t value, int64_t step) {
    int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

void scale_round(struct scale *scale, int wanted) {
    if (scale->low > 0 && scale->low <= scale->high / 2)
        scale->low = 0;
    if (scale->high < 0 && scale->high >= scale->low / 2)
        scale->high = 0;
    if (scale->low == scale->high)
        scale->high += scale->high < 0 ? -scale->high : 1;
    scale->step = round_step(scale->high - scale->low, wanted);
    scale->low = scale_floor(scale->low, scale->step);
    scale->high = -scale_floor(-scale->high, scale->step);
}

int scale_place(const struct scale *scale, int64_t value) {
    int64_t extent = scale->high - scale->low;
    return extent ? (int)((2000 * (value - scale->low) + extent) / (2 * extent)) : 0;
}
