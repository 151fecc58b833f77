#include "chart/internal.h"

#include <stdlib.h>

struct placed_label {
    int place;
    size_t label;
};

static int by_label_place(const void *left, const void *right) {
    const struct placed_label *a = left, *b = right;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->label < b->label ? -1 : a->label > b->label;
}

/* Labels that touch each other and stand where their mean place is. Places are those that each would have were it alone. */
struct pool {
    long sum;
    size_t count;
};

static long mean_of(const struct pool *pool) {
    return (2 * pool->sum + (long)pool->count) / (2 * (long)pool->count);
}

static long within(long value, long least, long most) {
    return value < least ? least : value > most ? most : value;
}

/*
 * Isotonic regression: label i wants to begin at row w[i], and w[i] - 2i may not fall from one label to the next. Neighbours
 * for which it does are pooled, until it falls nowhere (pool adjacent violators).
 */
void chart_push_apart(unsigned *slots, size_t *order, const int *places, size_t count, unsigned rows, struct arena *arena) {
    struct placed_label *labels = arena_array(arena, struct placed_label, count);
    struct pool *pools = arena_array(arena, struct pool, count);
    for (size_t i = 0; i < count; i++)
        labels[i] = (struct placed_label){places[i], i};
    qsort(labels, count, sizeof *labels, by_label_place);

    size_t pooled = 0;
    for (size_t i = 0; i < count; i++) {
        long wanted = (2L * labels[i].place * (long)rows + 1000) / 2000 - 1;
        pools[pooled++] = (struct pool){wanted - 2 * (long)i, 1};
        for (; pooled > 1 && mean_of(&pools[pooled - 2]) > mean_of(&pools[pooled - 1]); pooled--) {
            pools[pooled - 2].sum += pools[pooled - 1].sum;
            pools[pooled - 2].count += pools[pooled - 1].count;
        }
    }
    for (size_t pool = 0, i = 0; pool < pooled; pool++)
        for (size_t end = i + pools[pool].count; i < end; i++) {
            order[i] = labels[i].label;
            slots[order[i]] = (unsigned)(within(mean_of(&pools[pool]), 0, (long)rows - 2 * (long)count) + 2 * (long)i);
        }
}
