/*
 * hints: what the tags and names of elements hint at. A hint is never a verdict: it lowers or raises how sure the text in an
 * element is, and tells what to call what was left out.
 *
 *     const uint32_t *hints = hints_of(intake, arena);
 *     if (hints[block->within] & HINT_COMMENTS) ...
 *
 * The names in a class, id or role are cut into words at hyphens, underscores and capitals, and looked up in one list. An
 * element has the hints of those around it, too; but a name that stands around more than half of the input's words says nothing
 * of them: "has-sidebar" is where the text is. Nor does a name of a place, or that something is hidden, where all that is named
 * so is together more than half of the prose: an accordion is the text. But what is hidden and says again what is shown is
 * a copy.
 */
#ifndef IMPORT_HINTS_H
#define IMPORT_HINTS_H

#include "import/intake.h"

enum hint {
    HINT_NAVIGATION = 1 << 0,
    HINT_BREADCRUMB = 1 << 1,
    HINT_SHARE = 1 << 2,
    HINT_COMMENTS = 1 << 3,
    HINT_RELATED = 1 << 4,
    HINT_ADVERTISEMENT = 1 << 5,
    HINT_NEWSLETTER = 1 << 6,
    HINT_SIDEBAR = 1 << 7,
    HINT_FOOTER = 1 << 8,
    HINT_HEADER = 1 << 9,
    HINT_COOKIES = 1 << 10,
    HINT_LOGIN = 1 << 11,
    HINT_CONTROL = 1 << 12, /* buttons, forms, lists to choose from */
    HINT_BYLINE = 1 << 13,
    HINT_DATE = 1 << 14,
    HINT_CAPTION = 1 << 15,
    HINT_TAGS = 1 << 16,
    HINT_BIO = 1 << 17,
    HINT_BODY = 1 << 18, /* where the text is said to be */
    HINT_ASIDE = 1 << 19,
    HINT_HIDDEN = 1 << 20,
    HINT_CONTENTS = 1 << 21, /* a table of contents */
    HINT_PULL_QUOTE = 1 << 22,
};

/* What is hardly ever part of a text. */
enum {
    HINTS_AGAINST = HINT_NAVIGATION | HINT_BREADCRUMB | HINT_SHARE | HINT_COMMENTS | HINT_RELATED | HINT_ADVERTISEMENT |
                    HINT_NEWSLETTER | HINT_SIDEBAR | HINT_FOOTER | HINT_COOKIES | HINT_LOGIN | HINT_CONTROL | HINT_HIDDEN |
                    HINT_TAGS | HINT_BIO,
};

/* One set for each element. */
const uint32_t *hints_of(const struct intake *intake, struct arena *arena);

#endif
