/*
 * new_body: an essay's page with the essay's new text in it, where nothing else on it can have changed.
 *
 *     struct new_body change = {.page = bytes, .seams = seams, .old = old, .new = new, .language = language};
 *     if (new_body_write(&out, &new_seams, &change, arena)) ...
 *
 * For an essay without a past, of which only the text changed (document_outline). No site is needed: what fills the holes of
 * the text, where its references lead, is taken from the page as it stands.
 */
#ifndef PAGES_NEW_BODY_H
#define PAGES_NEW_BODY_H

#include "compose/language.h"
#include "compose/seams.h"
#include "history/versions.h"

struct new_body {
    struct text page;             /* as it stands */
    struct text seams;            /* of it, as plan_write noted them */
    struct version_text old, new; /* whose documents have one outline */
    bool keep_places;             /* something leads to a place in the old text, and may show how it begins */
    const struct language *language;
};

/*
 * Appends the page, and notes its seams. False where it must be made from the site: the old text does not stand between the
 * seams as it would be made today, the number of words is said in another form, the time to read is another, or a place
 * that is to be kept is gone or begins otherwise.
 */
bool new_body_write(struct buffer *out, struct seams *new_seams, const struct new_body *change, struct arena *arena);

#endif
