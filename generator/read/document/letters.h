/*
 * letters: a digest of the words of each block, for ids that are to last.
 *
 * The id of a passage is made from this where the passage first appears, and then stands in other people's citations: so what
 * is digested must never change, whatever becomes of the parser, its HTML, or typographic habits. It is the letters, marks and
 * digits of the block's text, in the order of the page, without spaces, punctuation, tags and character references; for a
 * reference that is filled in later its own words, or else its target; for an image its target. XXH3 (64 bits) of the first
 * 4,096 bytes of these; where there are more, combined with their number.
 */
#ifndef READ_DOCUMENT_LETTERS_H
#define READ_DOCUMENT_LETTERS_H

#include "read/markdown/markdown.h"

/* Sets `letters` of all blocks. In time linear in the HTML, but for what blocks inside of blocks share. */
void letters_digest(struct markdown_output *output);

#endif
