/*
 * article: which blocks of an input are its text, and which are what a site puts around each of its pages.
 *
 *     struct article article = article_find(intake, hints, arena);
 *     if (article.is_in[i]) ...              // what the rules may still remove
 *
 * A block is sure when it reads as prose: ends of sentences, enough words, few links, and no hint against it. Of HTML, the text
 * is the smallest set of sibling subtrees that holds nearly all that is sure: from the root one goes down while one child holds
 * most of it, and takes of that element's children all that have something sure, and all between them. A lead between the
 * page's heading and the text is text, too, even where it is set as a heading. Of a plain text it is the longest run of sure
 * lines, over short ones between. Where a page says which of its elements has the text, nothing below that is sure: there stand
 * the beginnings of others. A block whose letters stand in the articleBody of a page's JSON-LD is sure wherever it is.
 */
#ifndef IMPORT_ARTICLE_H
#define IMPORT_ARTICLE_H

#include "import/intake.h"

struct article {
    bool *is_in;         /* for each block */
    bool *is_sure;       /* for each block */
    uint32_t element;    /* whose children hold the text; the whole of a plain text */
    uint32_t first, end; /* blocks: from the first that is in to behind the last; equal when nothing is */
    uint32_t words;      /* that are sure */
};

struct article article_find(const struct intake *intake, const uint32_t *hints, struct arena *arena);

#endif
