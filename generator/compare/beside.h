/*
 * beside: two texts side by side, one row for each group of passages that belong together.
 *
 *     align_closely(&alignment, &original, &variant, arena);      // or align_lengths, of a translation
 *     beside(&rows, &(struct compare_side){.passages = &original}, &(struct compare_side){.passages = &variant}, &alignment,
 *            &(struct beside_options){0}, arena);
 *     for (size_t i = 0; i < rows.count; i++) show(&rows.items[i].cells[0], &rows.items[i].cells[1]);
 *
 * The rows are in the order of the second text. A cell has whole passages, as its own text has them, each in its containers,
 * which all end with the cell; of words that differ each side has its own, marked. A cell without passages: they are in the
 * other text alone. A pure function; its cost is bounded for any two texts.
 */
#ifndef COMPARE_BESIDE_H
#define COMPARE_BESIDE_H

#include "compare/compare.h"

struct beside_options {
    bool unmarked; /* two languages have no words in common */
};

struct beside_row {
    struct difference cells[2]; /* of rows that are SHOWN_KEPT; the last only closes */
    bool is_changed;            /* words differ, or were not compared */
    bool is_moved, is_up;       /* the first text has its passages in another place: further up */
};

struct beside_rows {
    struct beside_row *items;
    size_t count, capacity;
};

void beside(struct beside_rows *rows, const struct compare_side *first, const struct compare_side *second,
            const struct alignment *alignment, const struct beside_options *options, struct arena *arena);

#endif
