/*
 * told: two aligned texts with their words as they are shown, and what became of these. For compare*.c only.
 *
 *     told_start(&telling, &old, &new, alignment, arena);
 *     for each row of telling.rows that was reworded:
 *         told_part(&visitor, group, told_group(&telling, unit->group), part);
 */
#ifndef COMPARE_TOLD_H
#define COMPARE_TOLD_H

#include "compare/compare.h"
#include "compare/inline_text.h"
#include "compare/rows.h"

enum { OLD, NEW };

/* A group's texts, read, and what became of their words. */
struct told {
    struct inline_text *olds, *news;
    uint32_t *old_starts, *new_starts; /* of each text among the words of all; and one behind the last */
    struct diff_runs runs;
};

struct telling {
    const struct compare_side *sides[2]; /* OLD, NEW */
    struct rows rows;
    struct told **told; /* by group, made when it is first needed */
    struct arena *arena;
};

void told_start(struct telling *telling, const struct compare_side *old, const struct compare_side *new,
                const struct alignment *alignment, struct arena *arena);

const struct units *told_units(const struct telling *telling, int side);

/* A unit's HTML with its holes filled; and its words. */
struct text told_html(const struct telling *telling, int side, uint32_t unit);
void told_read(struct inline_text *text, const struct telling *telling, int side, uint32_t unit);

const struct told *told_group(struct telling *telling, uint32_t group);

/* What is called for each stretch of words. */
struct told_visitor {
    void (*changed)(void *context, const struct inline_text *text, size_t from, size_t to, enum inline_mark mark);
    void (*same)(void *context, const struct inline_text *old, size_t old_from, const struct inline_text *new, size_t new_from,
                 size_t count);
    void *context;
};

/* Goes through the part of a group's difference that falls into its new text `part`. What was removed comes before what came.
 */
void told_part(const struct told_visitor *visitor, const struct group *group, const struct told *told, size_t part);

#endif
