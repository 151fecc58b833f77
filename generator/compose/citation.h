/*
 * citation: an essay's page, as a reader of this site would cite it.
 *
 *     Cai Cuihong and Zhang Ruoyang. “A Title.” A Journal, 19 March 2024. Précis in A Reader. https://x.org/essays/a/.
 *
 * It says honestly what the page is: a précis, an excerpt, a translation or a summary is cited as such, in this reader. A full
 * text that appeared nowhere else is cited as published by the reader.
 */
#ifndef COMPOSE_CITATION_H
#define COMPOSE_CITATION_H

#include "compose/gather.h"

/* What it is made from. */
struct citation {
    const struct text *authors; /* their names */
    size_t author_count;
    struct text family; /* of the first of them, for the key */
    struct text title, slug, address, han;
    struct text publication;         /* where it appeared; "" */
    const char *text, *variant;      /* "excerpt", "machine-translation", as words name them; NULL: a full text, no variant */
    const struct language *language; /* of the essay, which quotes its title */
    bool is_open;                    /* false: only its summary is there */
    struct date date;
    struct text reader; /* the title of the site */
};

/* `citation`: {plain, html, bibtex_key}. The key is for a bibliography: cai2024first-words, ASCII letters, digits and hyphens.
 */
void gather_citation(struct gathering *g, const struct citation *citation);

#endif
