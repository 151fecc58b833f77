/* What the texts of this reader cite: the card of a work, and the page of all. */
#include "compose/cited.h"
#include "compose/values.h"
#include "pages/shared.h"
#include "pages/works.h"

void work_card(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    named_name(g, context, number);
    gather_text(g, "key", of->site->works[number].cited->key);
}

struct digest work_entry_digest(const struct site *site, uint32_t number) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, site->works[number].apart);
    hasher_add_number(&hasher, site->settings.citation_style);
    hasher_add_digest(&hasher, site->language->digest);
    hasher_add_text(&hasher, site->settings.han);
    return hasher_end(&hasher);
}

struct text work_entry_html(const struct shared *shared, uint32_t number, struct arena *arena) {
    const struct settings *settings = &shared->site->settings;
    struct cited cited = style_listing((enum cite_style)settings->citation_style, works_cited(shared->works), number, arena);
    struct cited_look look = {settings->language, settings->han, shared->site->language->is_rtl, NULL};
    struct buffer html = {0};
    cited_html(&html, &cited, &look);
    return buffer_take(&html, arena);
}

void gather_work_entry(struct gathering *g, const struct from *from, uint32_t number) {
    if (gather_stands(g, "entry_html", work_entry_digest(from->site, number)))
        gather_text(g, "entry_html", work_entry_html(from->shared, number, gathering_arena(g)));
}

static void work(struct gathering *g, const struct from *from, uint32_t number) {
    const struct site_work *work = &from->site->works[number];
    gather_open(g, NULL);
    gather_members_of(g, from->shared, CARD_WORK, number);
    gather_work_entry(g, from, number);
    gather_doi(g, "doi", "doi_url", work->cited->texts[WORK_DOI]);
    gather_web(g, "url", work->cited->texts[WORK_URL]);
    gather_thing(g, "here", from->shared, CARD_ESSAY, work->essay);
    gather_backlinks(g, from, "cited_by", "has_cited_by", LISTING_CITING(THING_WORK), number);
    gather_close(g);
}

void gather_works(struct gathering *g, const struct from *from, const struct numbers *works) {
    gather_open_list(g, "works");
    for (size_t i = 0; i < works->count; i++)
        work(g, from, works->items[i]);
    gather_close(g);
    gather_has(g, "has_works", "works", NULL);
}

void references_gather(struct gathering *g, const struct from *from) {
    struct numbers by_name = from->site->works_by_name;
    if (gather_parts(g, from, LISTING_ALL(THING_WORK), 0))
        by_name.count = 0;
    gather_works(g, from, &by_name);
    gather_gone_places(g, from, NULL);
}
