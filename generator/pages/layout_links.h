/*
 * layout_links: what layouts link to by name, as href="{{root}}about/" or src="/media/a.png", must stand, as what texts link
 * to.
 *
 *     layout_links_check(problems, plan, arena);          // W407, with file and line
 *
 * Links that a view completes, that are relative to a page, or that lead to other hosts are not looked at; neither are those
 * from the root of the host, "/about/", where the reader stands below a path.
 */
#ifndef PAGES_LAYOUT_LINKS_H
#define PAGES_LAYOUT_LINKS_H

#include "pages/plan.h"

void layout_links_check(struct diag *problems, const struct plan *plan, struct arena *arena);

#endif
