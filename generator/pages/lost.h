/*
 * lost: what stands at addresses that only content/addresses.lock knows: of parts of lists that are shorter now, and, where the
 * past is not here (history/lost_ids.h), of all else.
 *
 *     plan_lost(&planning);                // after all other pages and aliases, which are sorted
 *
 * An old address of what stands today shows that. At any other address of a page stands one that says that what stood there is
 * not known in this copy, with the places that it had; for a feed stands that of the whole reader, and
 * for the EPUB of what is gone the page that says so. What is held back today has
 * neither. An old text's address shows an essay only while that has the very text.
 */
#ifndef PAGES_LOST_H
#define PAGES_LOST_H

#include "pages/plan_pages.h"

void plan_lost(struct planning *planning);

#endif
