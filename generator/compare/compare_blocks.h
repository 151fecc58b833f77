/*
 * compare_blocks: differences of blocks that are more than a line of words, such as tables and code. For compare_html.c only.
 */
#ifndef COMPARE_COMPARE_BLOCKS_H
#define COMPARE_COMPARE_BLOCKS_H

#include "base/buffer.h"

/*
 * A table's HTML without holes, and what became of it: cell by cell where both have as many columns, else one after the other.
 * Either may be "": the other was added, or removed.
 */
void compare_table(struct buffer *out, struct text old, struct text new);

/* The inside of a figure: its picture, and the words below it. Either may be "". */
void compare_figure(struct buffer *out, struct text old, struct text new);

#endif
