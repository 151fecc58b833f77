/*
 * edition_sites: the frozen sites inside today's site, as pages of the same publication.
 *
 *     struct edition_sites sites;
 *     if (edition_sites_find(&sites, &reader, site, problems, arena))         // knows what each consists of
 *         site = edition_sites_tell(&sites, site, arena);                     // and today's pages may say so
 *     plan = plan_make(site, ...);
 *     edition_sites_aim(&sites, plan, arena);                                 // what each page leads to today
 *     edition_sites_load(&sites, &reader, standing, problems, arena);         // those of which any page must be made
 *
 * An edition is loaded and planned like today's site, from the tree of its commit over the default layouts. A list of its pages
 * and essays is remembered under the digest of every input: the commit, the program, the default layouts, the address of the
 * site, and what must be withheld from it today. The key of each page is that digest, its path, and where its banner leads. So
 * an edition whose pages are all in the output is not loaded at all; it costs one look at each of its files.
 *
 * All editions that must be made are in memory at once, beside today's site, since their pages go to the workers in one order
 * of paths. What two of them share is parsed once.
 */
#ifndef COMMANDS_EDITION_SITES_H
#define COMMANDS_EDITION_SITES_H

#include "commands/reader.h"
#include "history/present.h"
#include "publish/standing.h"

struct edition_page {
    struct text path;    /* in the output: editions/1/essays/a/index.html */
    struct text address; /* inside the edition */
    uint32_t essay;      /* index into edition->essays, or NONE */
    struct text target;  /* where it is on today's site, or "" */
    bool is_gone;        /* what stands there says that it is no more */
    struct digest key;
};

struct edition_site {
    struct edition edition; /* with its essays */
    struct origin origin;
    struct today today; /* its commit's time, whenever it is built */
    struct past past;
    struct closing closing;
    struct digest input; /* the digest of every input of its pages, except their targets */
    struct edition_page *pages;
    size_t page_count;
    const struct plan *plan; /* NULL: not loaded */
};

struct edition_sites {
    struct edition_site *items;
    size_t count;
    struct present *present;
};

/* False after errors: E265, or a failure of the machine. */
bool edition_sites_find(struct edition_sites *sites, struct reader *reader, const struct site *site, struct diag *problems,
                        struct arena *arena);

/* `site` with the essays of its editions. */
const struct site *edition_sites_tell(const struct edition_sites *sites, const struct site *site, struct arena *arena);

/* `plan` is today's. False after E231: one of its pages has the path of an edition's. */
bool edition_sites_aim(struct edition_sites *sites, const struct plan *plan, struct diag *problems, struct arena *arena);

/* Loads the editions with any page that is not standing; all of them when `standing` is NULL. */
bool edition_sites_load(struct edition_sites *sites, struct reader *reader, const struct standing *standing,
                        struct diag *problems, struct arena *arena);

/* The bytes of page `index` of a loaded edition. */
bool edition_site_render(struct buffer *out, const struct edition_site *one, size_t index, struct diag_failure *failure,
                         struct arena *arena);

#endif
