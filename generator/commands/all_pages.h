/*
 * all_pages: the pages of today's plan and of every edition's, as the one list that publishing asks for.
 *
 *     struct all_pages all = all_pages_of(plan, &sites, arena);
 *     struct publish_pages pages = pages_of(&all);
 */
#ifndef COMMANDS_ALL_PAGES_H
#define COMMANDS_ALL_PAGES_H

#include "commands/edition_sites.h"
#include "publish/publish.h"

/* A page that takes longer is abandoned. */
#define PAGE_DEADLINE_MS 60000

struct all_page {
    const struct edition_site *edition; /* NULL: today's */
    size_t index;                       /* in its plan */
};

struct all_pages {
    const struct plan *plan;
    struct all_page *pages; /* in the order of paths; NULL without editions: then they are the plan's */
    size_t count;
    bool without_keys;             /* they are made to be looked at, and nobody asks what they were made from */
    struct remembered *remembered; /* where the seams of pages are kept (body_edits.h); NULL: nowhere */
};

/* Borrows both. No two paths are equal, as edition_sites_aim has checked. */
struct all_pages all_pages_of(const struct plan *plan, const struct edition_sites *sites, struct arena *arena);

struct publish_pages pages_of(const struct all_pages *all);

/* The reader's output and its state, and workers with a page's deadline. */
struct publish_options publish_options_of(const struct reader *reader);

#endif
