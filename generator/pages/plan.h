/*
 * plan: the list of all files of the output, before any is made.
 *
 *     const struct plan *plan = plan_make(site, search, layouts, assets, problems, arena);
 *     for (size_t i = 0; plan && i < plan->count; i++) {
 *         if (!digest_equal(plan_key(plan, i, page_arena), known[i]))
 *             plan_render(&out, plan, i, plan_view(plan, i, page_arena), &failure, page_arena);
 *     }
 *
 * Sorted by path, no two equal, and no path is also a folder of another. A page's view is made only when it is needed, in
 * whichever process needs it. Without base_url there are no feeds, sitemap and robots.txt, since all three consist of absolute
 * URLs; kinds of which a reader has none (lists, publications, terms) have no pages.
 */
#ifndef PAGES_PLAN_H
#define PAGES_PLAN_H

#include "pages/layouts.h"
#include "pages/page_kinds.h"

struct page {
    struct text path;    /* in the output: essays/impedance-reducer/index.html */
    struct text address; /* /essays/impedance-reducer/ */
    struct text layout;  /* "" for copies */
    uint8_t kind;        /* enum page_kind */
    uint32_t number;     /* of the essay, author, ...; of the part; of the tree's file; of the part of the changes,
                            or of the scope that they are fed from; else as the kind says */
    uint32_t part;       /* of an essay's history: 0 the newest, 1 the oldest, and so on; of its text in a search: from 0 on */
};

/* What stands at an old address: aliases.h. */
struct page_alias {
    struct text to;          /* the address where it is; "#term" may follow */
    uint32_t page;           /* the page there, in the plan */
    struct diag_place place; /* where it is written; line 0: nowhere */
};

/* What only content/addresses.lock knows of: lost.h. */
struct lost_pages {
    struct gone_thing *items;
    size_t count, capacity;
};

struct address_list;
struct search_index;
struct shared; /* what is worked out once for all pages: shared.h */

struct plan {
    const struct site *site;
    const struct search_index *search; /* NULL: nothing is searched */
    const struct layouts *layouts;
    const struct tree *assets;
    const struct shared *shared;
    struct page *pages;
    size_t count;
    struct page_alias *aliases;           /* of each page of the kind PAGE_ALIAS, by its number */
    const struct text *redirects;         /* by enum host_file, what hosts are told: hosts.h */
    struct lost_pages lost;               /* the numbers of their pages begin behind those of site->gone */
    const struct address_list *addresses; /* what of them is promised to stay: pages/promised.h */
};

/*
 * The files below assets/ in `assets` (an overlay of the reader over the defaults) are copied. NULL, with diagnostics, when a
 * layout that a page needs is missing, when two things would have one path, or when a menu leads nowhere. `search`:
 * search_index.h; NULL for none.
 */
const struct plan *plan_make(const struct site *site, const struct search_index *search, const struct layouts *layouts,
                             const struct tree *assets, struct diag *problems, struct arena *arena);

/* Index of the page at an address ("/essays/x/", "essays/x", "/feed.xml") or path, or SIZE_MAX. */
size_t plan_find(const struct plan *plan, struct text address);

/* The page that page `index` shows: itself, or what it is an alias of. */
const struct page *plan_shown(const struct plan *plan, size_t index);

/* What a page of the kind PAGE_GONE tells of. */
const struct gone_thing *plan_gone(const struct plan *plan, uint32_t number);

/* Whether it has a file's bytes. */
bool plan_is_copied(const struct plan *plan, size_t index);

/* The view of page `index`; NULL for copies. */
const struct view *plan_view(const struct plan *plan, size_t index, struct arena *arena);

/* Works out at once what the keys of many pages need; called before workers fork that ask for keys, who would each do it. */
void plan_ready_keys(const struct plan *plan);

/* digest(layouts it uses, what was gathered for it), or of a copied file's bytes. No view is made for it. */
struct digest plan_key(const struct plan *plan, size_t index, struct arena *arena);

/* All that is gathered for page `index`, item by item. */
const struct gather_items *plan_items(const struct plan *plan, size_t index, struct arena *arena);

/* The bytes of page `index`. False with the failure when they cannot be made: a file cannot be read, or a layout includes
 * itself. */
bool plan_write(struct buffer *out, struct seams *seams, const struct plan *plan, size_t index, struct diag_failure *failure,
                struct arena *arena);

/* The same of a view that has been made; plan_write also notes the seams of an essay's page, if `seams` is not NULL. */
bool plan_render(struct buffer *out, const struct plan *plan, size_t index, const struct view *view,
                 struct diag_failure *failure, struct arena *arena);

#endif
