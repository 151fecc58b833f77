/*
 * slug: the part of an address that names a thing: lower-case letters, digits and single hyphens.
 *
 * Accents and apostrophes are removed, other punctuation and spaces become hyphens. An accent that makes another letter stays
 * (ñ, й), and ₂ is a digit, so that what differs is not merged. Letters of other alphabets are kept, case-folded. Ideographs
 * are never transliterated: a text with any has no slug of its own.
 */
#ifndef READ_SLUG_H
#define READ_SLUG_H

#include "base/text.h"

struct arena;

/* The slug of a title, name or file name; "" when none can be derived. At most 200 bytes (a file name has 255), cut between
 * words. */
struct text slug_of(struct text words, struct arena *arena);

/* As slug_of, but ideographs are kept: for names without a file that could say how they are written. */
struct text slug_of_words(struct text words, struct arena *arena);

/* For the ids of headings in a page, which never change: ideographs are kept, all accents removed. */
struct text slug_anchor(struct text words, struct arena *arena);

bool slug_valid(struct text slug);

/* Numbers and signs alone are seldom meant as one. */
bool slug_has_letter(struct text text);

/* Whether [[text]] looks like a reference to a slug: it is valid, and has a letter. */
bool slug_is_meant(struct text text);

#endif
