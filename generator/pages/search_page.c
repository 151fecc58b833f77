/* The page where readers search. What they find, its script reads from the index (search/format.h). */
#include "pages/plan_pages.h"
#include "pages/search_index.h"
#include "pages/shared.h"

void search_page_plan(struct planning *planning, enum page_kind kind) {
    if (planning->search)
        plan_add(planning, kind, TEXT("/search/"), 0);
}

void search_page_gather(struct gathering *g, const struct from *from) {
    gather_text(g, "version", from->plan->search->catalog.version);
    gather_path(g, "index_path", TEXT(INDEX_ADDRESS)); /* there wherever something is searched: connect/book_index.h */
}
