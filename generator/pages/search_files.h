/*
 * search_files: the files of a search index as pages of the plan (search/format.h): scripts that have no layout.
 *
 * search_plan adds them all; the number of a page says which of its kind it is. Their keys hang on what they show, and no view
 * is made for them.
 */
#ifndef PAGES_SEARCH_FILES_H
#define PAGES_SEARCH_FILES_H

#include "pages/plan.h"
#include "pages/search_index.h"

/* Whether it is one of them. */
bool search_is_file(const struct page *page);

struct digest search_file_key(const struct search_index *index, const struct page *page, struct arena *arena);

/* False with `why`, when a text cannot be read any more. */
bool search_file_write(struct buffer *out, const struct search_index *index, const struct page *page, struct text *why,
                       struct arena *arena);

#endif
