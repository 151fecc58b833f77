/*
 * citation: an essay's page, as a reader of this site would cite it.
 *
 *     Cai Cuihong and Zhang Ruoyang. “A Title.” A Journal, 19 March 2024. Précis in A Reader. https://x.org/essays/a/.
 *
 * It is honest about what the page is: a précis, an excerpt, a translation or a summary is cited as that, in this reader. A
 * full text that appeared nowhere else is cited as published by the reader.
 */
#ifndef PAGES_CITATION_H
#define PAGES_CITATION_H

#include "kinds/site.h"

struct citation {
    struct text plain, html;
    struct text key; /* for a bibliography: cai2024first-words, ASCII letters, digits and hyphens */
};

struct citation citation_of(const struct site *site, const struct essay *essay, struct arena *arena);

#endif
