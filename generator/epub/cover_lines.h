/*
 * cover_lines: a text broken into lines whose widths nobody can measure, since the font is not known. For epub/cover.
 *
 *     struct cover_lines lines = {0};
 *     cover_lines_fit(&lines, title, 1280 * 100 / size, arena);      // 1280 wide, in a font of that size
 *
 * Widths are in hundredths of the font's size, which is that of a Han character.
 */
#ifndef EPUB_COVER_LINES_H
#define EPUB_COVER_LINES_H

#include "base/text.h"

struct cover_lines {
    struct text *items;
    size_t count, capacity;
    bool has_broken_words; /* a word was wider than a line */
};

/* No line is wider than `width`, nor are there more than need be; they are as even as they can be. */
void cover_lines_fit(struct cover_lines *lines, struct text text, uint32_t width, struct arena *arena);

#endif
