/*
 * past: the titles of files that are gone, where they stood, and whether visitors could see them.
 *
 *     const struct past_text *text = past_text(site, revision);        // NULL: not looked at, or withdrawn by that revision
 *     if (text && text->is_told) show(text->title);
 *
 * Only front matter is read, of each revision of what has no versions (history/versions.h): withdrawn files, and all that are
 * no essays. It is remembered under git's name of the bytes. Of a text that cannot be read, was a draft, or may not be
 * published, not even the title is given.
 */
#ifndef HISTORY_PAST_H
#define HISTORY_PAST_H

#include "kinds/site.h"

struct past_text {
    bool is_draft; /* it could not be seen then, and is not to be now */
    bool is_told;
    struct text title;          /* "" when it has none, and when it may not be given */
    struct text address;        /* where it stood, by today's rules; "" where it had no page */
    struct text names, aliases; /* that it named, and that it had: kinds/formerly.h */
};

/* NULL for none. */
const struct past_text *past_text(const struct site *site, uint32_t revision);

/* From now on nothing is told of this text and all those of the file before it in the list, but that there was something. */
void past_hold_back(struct site *site, uint32_t revision);

#endif
