/*
 * descriptions: what the head of a page says of it to who has not opened it: search engines show it, and whoever is sent a
 * link.
 *
 *     page_kind(kind)->heading(&heading, from, arena);
 *     gather_text(g, "description", description_of(&heading, from, arena));
 *
 * Every page has one, in its own language. What an editor wrote of it goes first; where that is nothing, or less than a line,
 * the page's title and what it shows go before or take its place. It has 50 to 160 columns where there is so much to say; no
 * two pages have the same, but where an editor wrote the same of two, and where one page stands at two addresses.
 */
#ifndef PAGES_DESCRIPTIONS_H
#define PAGES_DESCRIPTIONS_H

#include "pages/shared.h"

struct text description_of(const struct heading *heading, const struct from *from, struct arena *arena);

/* What an index, or the page of a thing, shows: "A, B and 12 more". */
struct text names_shown(const struct site *site, uint8_t kind, const struct numbers *numbers, struct arena *arena);

/* "Précis: Chen says that …": what is said of an essay, and whose words these are where they are not its authors'. */
struct text said_in_voice(const struct language *language, struct text voice, struct text said, struct arena *arena);

#endif
