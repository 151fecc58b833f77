#include "chart/internal.h"

#include <stdlib.h>

/* A label on its way to its place in the order. */
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

/* Labels that touch each other: they stand where they would on average, were each alone. */
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

/* The row in which a label would begin were it alone. */
static long wanted_row(const struct chart_labels *labels, size_t label) {
    return (2L * labels->places[label] * (long)labels->row_count / 1000 - (long)labels->sizes[label] + 1) / 2;
}

static void sort_labels(struct chart_labels *labels, struct arena *arena) {
    struct placed_label *placed = arena_array(arena, struct placed_label, labels->count);
    for (size_t i = 0; i < labels->count; i++)
        placed[i] = (struct placed_label){labels->places[i], i};
    qsort(placed, labels->count, sizeof *placed, by_label_place);
    for (size_t i = 0; i < labels->count; i++)
        labels->order[i] = placed[i].label;
}

/*
 * Isotonic regression: were all labels without height, those above taken off from the row that each wants, rows may not fall
 * from one label to the next. Neighbours for which they do are pooled, until they fall nowhere (pool adjacent violators).
 */
void chart_push_apart(struct chart_labels *labels, struct arena *arena) {
    struct pool *pools = arena_array(arena, struct pool, labels->count);
    size_t pooled = 0;
    long above = 0;
    sort_labels(labels, arena);
    for (size_t i = 0; i < labels->count; i++) {
        pools[pooled++] = (struct pool){wanted_row(labels, labels->order[i]) - above, 1};
        above += labels->sizes[labels->order[i]];
        for (; pooled > 1 && mean_of(&pools[pooled - 2]) > mean_of(&pools[pooled - 1]); pooled--) {
            pools[pooled - 2].sum += pools[pooled - 1].sum;
            pools[pooled - 2].count += pools[pooled - 1].count;
        }
    }
    long spare = (long)labels->row_count - above;
    above = 0;
    for (size_t pool = 0, i = 0; pool < pooled; pool++)
        for (size_t end = i + pools[pool].count; i < end; i++) {
            labels->rows[labels->order[i]] = (unsigned)(within(mean_of(&pools[pool]), 0, spare) + above);
            above += labels->sizes[labels->order[i]];
        }
}
