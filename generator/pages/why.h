/*
 * why: in what two essays are related, as a phrase with links.
 */
#ifndef PAGES_WHY_H
#define PAGES_WHY_H

#include "pages/shared.h"

/*
 * HTML, links relative to the page that is being made: "shares the topics A and B; refers to it; words in common: a, b, c". ""
 * when nothing may be said, because the only reason is words of a text that may not leave the house.
 */
struct text why_related(const struct making *making, uint32_t essay, uint32_t other);

#endif
