/*
 * plan_pages: which files the output consists of, and what each is made from. For plan*.c and the sitemaps' view only.
 */
#ifndef PAGES_PLAN_PAGES_H
#define PAGES_PLAN_PAGES_H

#include "pages/plan.h"
#include "base/table.h"

struct pages {
    struct page *items;
    size_t count, capacity;
};

/* Layouts that front matter asks for and that do not exist, or not for such a page, with how often and where first. */
struct unknown_layout {
    struct text name;
    struct diag_place place;
    size_t count;
};

/* An address that a page had, and where it is now: what hosts are told. */
struct page_move {
    struct text from, to; /* "#term" may follow in `to` */
    bool has_page;        /* an alias stands at `from`; false where no page can, beside the one whose address differs in case */
};

struct planning {
    const struct site *site;
    const struct search_index *search;
    const struct shared *shared;
    const struct layouts *layouts;
    const struct tree *assets;
    struct diag *problems;
    struct arena *arena;
    struct pages pages;
    struct {
        struct page_alias *items;
        size_t count, capacity;
    } aliases;
    struct {
        struct page_move *items;
        size_t count, capacity;
    } moves;                  /* of things first, then of what stands below them */
    struct table alias_names; /* from the addresses of pages that are aliases */
    struct lost_pages lost;
    struct {
        struct unknown_layout *items;
        size_t count, capacity;
    } unknown;
    struct table unknown_names; /* to indexes in `unknown` */
};

/* The page in a file of the output, among pages sorted by path; NULL. */
const struct page *pages_find(const struct page *pages, size_t count, struct text path);

/* Adds the page at the address of its section. */
void index_plan(struct planning *planning, enum page_kind kind);

/* Fills planning->pages, in no order. */
void plan_pages(struct planning *planning);

void plan_sort(struct planning *planning);

/* Adds a page with its kind's layout. NULL, with a diagnostic, when no file can have the address. */
struct page *plan_add(struct planning *planning, enum page_kind kind, struct text address, uint32_t number);

/* Whether an editor's own page, or an old address, stands there, which goes first. For kinds that are planned after these. */
bool plan_is_taken(const struct planning *planning, struct text address);

/* The file that a page is made from; "" for the program's own pages. */
struct text page_source(const struct site *site, const struct page *page);

/* Where that is, for messages: of an alias, and of a page that gone.yaml asks for, where it is written. */
struct diag_place page_place(const struct planning *planning, const struct page *page);

/* That file, or else the page's address, for messages. */
struct text page_description(const struct site *site, const struct page *page, struct arena *arena);

/* The most entries that the protocol allows in a sitemap (sitemaps.org). */
enum { SITEMAP_MOST = 50000 };

/* Whether the sitemap names a page; whether the front matter of what it is about says that search engines must not. */
bool page_is_for_search_engines(const struct site *site, const struct page *page);
bool page_is_unindexed(const struct site *site, const struct page *page);

/* The address of sitemap 1, 2, ... when there are several. */
struct text page_sitemap_address(uint32_t number, struct arena *arena);

#endif
