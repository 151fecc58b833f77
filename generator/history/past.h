/*
 * past: what files said of themselves that are there no more: their titles, and whether readers could see them.
 *
 *     const struct past_text *text = past_text(site, revision);        // NULL: not looked at, or withdrawn by that revision
 *     if (text && text->is_told) show(text->title);
 *
 * Only the front matter is read, of each revision of what has no versions (history/versions.h) and may have been a draft: files
 * that were withdrawn, and pages. What is read is remembered by git's name of the bytes. A text that cannot be read, was a
 * draft, or may not leave the house is not told: not even its title.
 */
#ifndef HISTORY_PAST_H
#define HISTORY_PAST_H

#include "kinds/site.h"

struct past_text {
    bool is_draft;
    bool is_told;
    struct text title; /* "" where it gives none, and where it is not told */
};

/* NULL for none. */
const struct past_text *past_text(const struct site *site, uint32_t revision);

#endif
