/*
 * told: two aligned texts with their words as they are shown, and what became of these. For compare*.c only.
 *
 *     told_start(&telling, &old, &new, alignment, arena);
 *     for each row of telling.rows that was reworded:
 *         told_part(&runs, group, told_group(&telling, unit->group), part, arena);
 */
#ifndef COMPARE_TOLD_H
#define COMPARE_TOLD_H

#include "compare/compare.h"
#include "compare/rows.h"

enum { OLD, NEW };

/* A group's texts, read, and what became of their words. */
struct told {
    const struct shown_text **olds, **news;
    uint32_t *old_starts, *new_starts; /* of each text among the words of all; and one behind the last */
    struct diff_runs runs;
};

struct telling {
    const struct compare_side *sides[2]; /* OLD, NEW */
    struct rows rows;
    struct told **told;                 /* by group, made when it is first needed */
    struct passage_formats *formats[2]; /* those of the passages, and of words that references show; owned by the arena */
    struct arena *arena;
};

void told_start(struct telling *telling, const struct compare_side *old, const struct compare_side *new,
                const struct alignment *alignment, struct arena *arena);

const struct units *told_units(const struct telling *telling, int side);

/* The words of a unit; of some of its runs. */
const struct shown_text *told_read(struct telling *telling, int side, uint32_t unit);
const struct shown_text *told_read_runs(struct telling *telling, int side, uint32_t first_run, uint32_t runs);

/* A figure's picture, or the words below it; NULL where there are none, and for the unit NONE. */
const struct shown_text *told_read_figure(struct telling *telling, int side, uint32_t unit, bool is_caption);

const struct told *told_group(struct telling *telling, uint32_t group);

/* The part of a group's difference that falls into its new text `part`. What was removed comes before what came. */
void told_part(struct shown_runs *runs, const struct group *group, const struct told *told, size_t part, struct arena *arena);

#endif
