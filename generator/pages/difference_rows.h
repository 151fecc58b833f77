/*
 * difference_rows: what became of a text, as a layout sees it.
 *
 *     compare(&difference, &old, &new, &alignment, &options, arena);
 *     view_put(&map, "rows", difference_rows(&difference, sides, arena), arena);
 *
 * Flags, numbers and texts: what they look like stands in layouts/parts/difference-rows.html and difference-words.html. The
 * names are those of "difference row" in contract.md and of what follows it. They are put only where they say something, and no
 * two levels share one: what a row does not have cannot be found in what is around it.
 */
#ifndef PAGES_DIFFERENCE_ROWS_H
#define PAGES_DIFFERENCE_ROWS_H

#include "compare/compare.h"
#include "compose/body.h"
#include "mustache/view.h"

/* Where the references of one of the two texts lead. */
struct difference_side {
    void (*link)(struct filling_link *link, uint32_t reference, const void *context, struct arena *arena);
    const void *context;
};

/* A list, empty where a reader sees no difference. `sides` are those of the old text and the new one. */
const struct view *difference_rows(const struct difference *difference, const struct difference_side sides[2],
                                   struct arena *arena);

/* Where a passage stands in its text. */
struct passage_place {
    struct text path; /* what leads to it; "" for nothing */
    uint32_t number;  /* passage_numbers */
};

/*
 * Passages of one text alone, as they stand beside others: words that are marked are only there. `places`: of each passage of
 * the text.
 */
const struct view *difference_cell(const struct difference *cell, const struct difference_side *side,
                                   const struct passage_place *places, struct arena *arena);

#endif
