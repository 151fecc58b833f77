/*
 * aliases: pages that stand at two addresses.
 *
 * At an old address stands the whole page of the thing that was there, canonical at its own address, and a line that names
 * that: so a place in the text is found whatever the host does, and nothing is refreshed. What stands below a thing's address
 * (its history, the changes to it, the parts of its lists) stands below the old one, too. An alias of a feed or of media has
 * the same bytes.
 *
 * The turned-down design was a page that sends visitors on: a refresh loses "#p-...", and a host's own redirects
 * (site.yaml: hosts) are not on every host.
 */
#ifndef PAGES_ALIASES_H
#define PAGES_ALIASES_H

#include "pages/plan_pages.h"

/*
 * What is planned so far is sorted in planning->pages. Adds the aliases to it, at its end. What an editor wrote and what cannot
 * be is told: that an address leads nowhere, or that something stands at it.
 */
void plan_aliases(struct planning *planning);

/* The page at an address, among the first `count` pages, which are sorted; NULL. */
const struct page *plan_page_at(const struct planning *planning, size_t count, struct text address);

/* The first that is added for an address stays: pages that are aliased there come before those that stand below another.
 * False when another stays. */
bool plan_add_alias(struct planning *planning, struct text from, struct text to, struct diag_place place);

/* Once the pages with their aliases are sorted: which of them each alias shows. */
void plan_aim_aliases(const struct planning *planning, struct plan *plan);

/* `alias`: where the page is that stands here, too; null on a page that is at its own address. */
struct from;
void gather_alias(struct gathering *g, const struct from *from);

#endif
