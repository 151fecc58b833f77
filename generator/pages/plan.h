/*
 * plan: the list of all files of the output, before any is made.
 *
 *     const struct plan *plan = plan_make(site, layouts, assets, problems, arena);
 *     for (size_t i = 0; plan && i < plan->count; i++) {
 *         const struct view *view;
 *         if (!digest_equal(plan_key(plan, i, &view, page_arena), known[i]))
 *             plan_render(&out, plan, i, view ? view : plan_view(plan, i, page_arena), &why, page_arena);
 *     }
 *
 * Sorted by path, no two equal, and no path is also a folder of another. A page's view is built only when the page is looked
 * at, in whichever process does so. Without base_url there are no feeds, no sitemap and no robots.txt, for all three consist of
 * absolute URLs; kinds of which a reader has none (lists, publications, terms) have no pages.
 */
#ifndef PAGES_PLAN_H
#define PAGES_PLAN_H

#include "kinds/site.h"
#include "pages/layouts.h"

enum page_kind {
    PAGE_HOME,
    PAGE_ESSAYS,
    PAGE_ESSAY,
    PAGE_TOPICS,
    PAGE_TOPIC,
    PAGE_AUTHORS,
    PAGE_AUTHOR,
    PAGE_PUBLICATIONS,
    PAGE_PUBLICATION,
    PAGE_LISTS,
    PAGE_LIST,
    PAGE_GLOSSARY,
    PAGE_CHRONOLOGY,
    PAGE_CHANGES, /* of the whole reader */
    PAGE_TOPIC_CHANGES,
    PAGE_AUTHOR_CHANGES,
    PAGE_CHANGES_FEED,
    PAGE_EDITIONS,
    PAGE_PART, /* of a list that is too long for one page */
    PAGE_PAGE,
    PAGE_FEED,
    PAGE_SITEMAP, /* number: 0 for the only one; else 1, 2, ... of those that the index names */
    PAGE_SITEMAP_INDEX,
    PAGE_NOT_FOUND,
    PAGE_ROBOTS,
    PAGE_REDIRECT,
    PAGE_HISTORY,    /* of an essay */
    PAGE_VERSION,    /* an old text; the number is that of a page in shared->revisions, here and below */
    PAGE_CURRENT,    /* the address that the current text will have when it is an old one: leads to the essay */
    PAGE_DIFFERENCE, /* between two texts */
    PAGE_COPY,       /* bytes of a file of the site's tree: media */
    PAGE_ASSET,      /* bytes of a file of the tree of assets */
    PAGE_EMPTY,      /* .nojekyll */
};

struct page {
    struct text path;    /* in the output: essays/impedance-reducer/index.html */
    struct text address; /* /essays/impedance-reducer/ */
    struct text layout;  /* "" for copies */
    uint8_t kind;        /* enum page_kind */
    uint32_t number; /* of the essay, author, ...; of the part, the redirect; of the tree's file; of the part of the changes,
                        or of the scope that they are fed from; else as the kind says */
};

struct shared_views; /* sub-views that many pages hold, made once: cards of essays, authors, topics; the site's own */

struct plan {
    const struct site *site;
    const struct layouts *layouts;
    const struct tree *assets;
    const struct shared_views *shared;
    struct page *pages;
    size_t count;
};

/*
 * What lies below assets/ in `assets` (an overlay of the reader over the defaults) is copied. NULL, with diagnostics, when a
 * layout that a page needs is missing, when two things would have one path, or when a menu leads nowhere.
 */
const struct plan *plan_make(const struct site *site, const struct layouts *layouts, const struct tree *assets,
                             struct diag *problems, struct arena *arena);

/* Index of the page at an address ("/essays/x/", "essays/x", "/feed.xml") or path, or SIZE_MAX. */
size_t plan_find(const struct plan *plan, struct text address);

/* The view of page `index`; NULL for copies. */
const struct view *plan_view(const struct plan *plan, size_t index, struct arena *arena);

/*
 * digest(layouts it uses, view), or of a copied file's bytes. Sets `view` where one was made for that, else to NULL: an essay's
 * key has instead of the view what it would be made of (essay_key.h).
 */
struct digest plan_key(const struct plan *plan, size_t index, const struct view **view, struct arena *arena);

/* The bytes of page `index`. False with `why` when they cannot be made (a layout that includes itself, an unreadable file). */
bool plan_render(struct buffer *out, const struct plan *plan, size_t index, const struct view *view, struct text *why,
                 struct arena *arena);

#endif
