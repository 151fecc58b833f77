/*
 * markdown: CommonMark with GitHub's extensions, to HTML. libcmark-gfm is met only in source/markdown*.c.
 *
 * markdown_plain writes exactly what the GFM specification's examples show. markdown_parse writes this reader's HTML and
 * notes headings, references, blocks, words and problems on the way; document.c makes records of them.
 */
#ifndef SOURCE_MARKDOWN_H
#define SOURCE_MARKDOWN_H

#include "base/buffer.h"

enum markdown_extension {
    MARKDOWN_TABLE = 1,
    MARKDOWN_STRIKETHROUGH = 2,
    MARKDOWN_AUTOLINK = 4,
    MARKDOWN_TAGFILTER = 8,
    MARKDOWN_TASKLIST = 16,
    MARKDOWN_FOOTNOTES = 32,
    MARKDOWN_SMART = 64,
    MARKDOWN_ALL_GFM = 31,
};

/* The specification's HTML of `source`. `extensions` is a set of the above; `unsafe` lets raw HTML and any URL through. */
void markdown_plain(struct buffer *html, struct text source, unsigned extensions, bool unsafe);

#endif
