/*
 * phrases: small questions about what a line says, by words that sites of many languages use. Nothing here names a site.
 *
 *     if (phrase_begins(text, SHARE_WORDS)) ...
 *
 * A list has its phrases between bars: "share|tweet|print". They are lower case; a phrase matches whole words, in any case.
 */
#ifndef IMPORT_PHRASES_H
#define IMPORT_PHRASES_H

#include "base/text.h"

/* Whether a text begins with one of the phrases; `size` (may be NULL) is that of what matched. */
bool phrase_begins(struct text text, const char *phrases, size_t *size);

/* Whether one of the phrases stands anywhere in it. */
bool phrase_within(struct text text, const char *phrases);

/* Whether it is one of the phrases, with nothing else but punctuation. */
bool phrase_is(struct text text, const char *phrases);

#endif
