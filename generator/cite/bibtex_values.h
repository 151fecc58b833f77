/*
 * bibtex_values: what the value of a field is as the text of a variable: words, an address, pages, a language.
 *
 *     work.texts[WORK_DOI] = bibtex_value(WORK_DOI, TEXT("https://doi.org/10.1000/a\\_b"), &unknown, arena);     // 10.1000/a_b
 */
#ifndef CITE_BIBTEX_VALUES_H
#define CITE_BIBTEX_VALUES_H

#include "cite/tex.h"
#include "cite/work.h"

struct text bibtex_value(enum work_text variable, struct text value, struct tex_unknown *unknown, struct arena *arena);

/* An address: without \url{...} around it, and without the backslashes that BibTeX wants in front of some characters. */
struct text bibtex_address(struct text value, struct arena *arena);

/* A list with " and " between its members, as one with semicolons; those that are names of words in BibLaTeX become these. */
struct text bibtex_listed(struct text value, struct tex_unknown *unknown, struct arena *arena);

#endif
