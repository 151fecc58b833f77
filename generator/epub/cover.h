/*
 * cover: the cover of a book that has no picture for one, as SVG: its title and subtitle, and below them what it is taken from.
 *
 *     struct cover cover = {.title = ..., .subtitle = ..., .line = TEXT("The Divided Workshop"), .language = TEXT("zh-Hans")};
 *     cover_write(&out, &cover);
 *
 * A pure function: the same bytes on any machine. No font is asked for its widths, since the one that a reading system has is
 * not known: they are estimated, and what is estimated is wide. A long title is set smaller, and broken at spaces, behind
 * hyphens and between Han, no closing mark at the beginning of a line; its lines are as even as they can be. Of one that does
 * not fit at the smallest size the end is "…": it stands in full on the page of titles.
 */
#ifndef EPUB_COVER_H
#define EPUB_COVER_H

#include "base/buffer.h"

enum { COVER_WIDTH = 1600, COVER_HEIGHT = 2400 };

struct cover {
    struct text title, subtitle; /* plain; subtitle "" for none */
    struct text line;            /* the reader's name, an edition; "" for none */
    struct text language;        /* of the title */
    bool is_rtl;                 /* the title is written from right to left */
};

void cover_write(struct buffer *out, const struct cover *cover);

#endif
