/*
 * previews: what the things are that a page's text refers to, for a script that shows it beside the links (assets/previews.js).
 *
 *     const struct previews *previews = previews_of(from, source, &filling, arena);
 *     filling.previewed = previews->shown;               // their links have no title="..."
 *     gather_previews(g, previews);                      // `previews`
 *
 * JSON, a member for each link of the text, once, by its href as it stands there. What there is nothing to say of is left out.
 *
 *     {"../other/": {"title": HTML, "lang": "zh", "dir": "ltr", "about": HTML,
 *                    "heading": HTML, "text": HTML, "textLang": "en", "textDir": "ltr"}}
 *
 *   the link leads to                       about                       text
 *   an essay                                who wrote it, in whose      its summary
 *   a passage or heading of one             voice; its date             how the passage begins; heading: below which it stands
 *   a term                                  the original, its reading   how the definition begins
 *   an event                                when it was                 its note
 *   a work, a topic, an author, a place,                                its entry in a bibliography; how its own text begins
 *   a list, a page
 *
 * pages/cited_place.h says how a passage begins. Of an essay whose text may not be published there is what its card says.
 * Places on the page itself and the entries of works at its end are not here: whoever shows them finds them on the page.
 *
 * What a page says of a passage depends on the whole text that this stands in: its key has the digest of that.
 */
#ifndef PAGES_PREVIEWS_H
#define PAGES_PREVIEWS_H

#include "pages/shared.h"

struct previews {
    struct from from;
    const struct source *source;
    struct filling filling;
    const bool *shown;         /* of each reference of the document: it has a preview, here or on the page itself */
    struct numbers references; /* the first to each thing that has one here */
    bool has_own;              /* some are on the page itself */
};

/* `filling`: of the text of `source`, with its links. Owned by `arena`; borrows `from`'s and `filling`'s parts. */
struct previews *previews_of(const struct from *from, const struct source *source, const struct filling *filling,
                             struct arena *arena);

/* NULL: null. */
void gather_previews(struct gathering *g, struct previews *previews);

#endif
