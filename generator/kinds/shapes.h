/*
 * shapes: whether a text has the form of an identifier that the world outside has defined.
 */
#ifndef KINDS_SHAPES_H
#define KINDS_SHAPES_H

#include "base/text.h"

/* Equal but for ASCII case and for '-', '_' and ' ', which are not counted: how keys and fixed words are compared. */
bool same_word(struct text a, struct text b);

/* http:// or https://, a host, and no white space or control characters. */
bool is_url(struct text text);

/* A BCP 47 tag by its form (RFC 5646, section 2.1, without the registry): subtags of 1 to 8 letters and digits. */
bool language_tag(struct text *tag, struct text written, struct arena *arena);

/*
 * An ORCID iD as 0000-0002-1825-0097, also from its address. The last character is the check digit of ISO/IEC 7064 MOD 11-2,
 * as https://support.orcid.org/hc/en-us/articles/360006897674 gives it. On false `*why` says what is wrong.
 */
bool orcid_read(struct text *orcid, const char **why, struct text written, struct arena *arena);

/* An ISSN as 2049-3630, and an ISBN of 10 or 13 digits as it was written; each with its check digit. As orcid_read. */
bool issn_read(struct text *issn, const char **why, struct text written, struct arena *arena);
bool isbn_read(struct text *isbn, const char **why, struct text written, struct arena *arena);

/* A DOI as 10.PREFIX/SUFFIX, also from "doi:" and from its address. As orcid_read. */
bool doi_read(struct text *doi, const char **why, struct text written, struct arena *arena);

#endif
