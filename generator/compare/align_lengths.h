/*
 * align_lengths: which passages of a text belong to which of its translation, by their order, kinds and lengths alone.
 *
 *     struct alignment alignment;
 *     align_lengths(&alignment, &original, &translation, arena);       // for who takes what align gives
 *
 * The method of Gale and Church (1993), over passages: what belongs together is about as long, once both texts are as long as
 * each other, and stands in the same order. One passage may belong to two, or two to two, and some to none. A heading, a table,
 * code, a figure or a rule belongs to its own kind, a note to a note. Nothing moves. A pure function.
 */
#ifndef COMPARE_ALIGN_LENGTHS_H
#define COMPARE_ALIGN_LENGTHS_H

#include "compare/align.h"

/* Takes time and memory in proportion to the longer text: of long ones only places near the diagonal are looked at. */
void align_lengths(struct alignment *alignment, const struct passages *old, const struct passages *new, struct arena *arena);

#endif
