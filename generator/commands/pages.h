/*
 * pages: a plan as a publication: what publishing asks of each page.
 */
#ifndef COMMANDS_PAGES_H
#define COMMANDS_PAGES_H

#include "publish/publish.h"
#include "render/plan.h"

/* A page that takes longer is given up. */
#define PAGE_DEADLINE_MS 60000

/* Borrows the plan. */
struct publish_pages pages_of(const struct plan *plan);

#endif
