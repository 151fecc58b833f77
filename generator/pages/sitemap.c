/* The sitemaps. They stand only in a plan with base_url, for all their URLs are absolute. */
#include "pages/plan_pages.h"
#include "pages/shared.h"

static struct date newest_of(const struct site *site, const struct numbers *essays) {
    struct date newest = {0};
    for (size_t i = 0; i < essays->count; i++)
        newest = newer_date(newest, site->essays[essays->items[i]].updated);
    return newest;
}

static struct date newest_of_list(const struct site *site, const struct list *list) {
    struct date newest = list->thing.source.record.last;
    for (size_t i = 0; i < list->items.count; i++)
        newest = newer_date(newest, site->essays[list->items.items[i].essay].updated);
    return newest;
}

/* Of the files of all things of a kind. */
static struct date newest_file(const struct site *site, uint8_t kind) {
    struct date newest = {0};
    for (uint32_t i = 0; i < site_count(site, kind); i++)
        newest = newer_date(newest, site_thing(site, kind, i)->source.record.last);
    return newest;
}

/* An entry of a list of names shows how many essays a thing has, and so is as new as the newest of them. */
static struct date newest_of_entry(const struct site *site, uint8_t listing, uint32_t number) {
    const struct thing *thing = site_thing(site, listing_entries(listing), number);
    return thing_kinds[listing_entries(listing)].has_essays ? newest_of(site, &thing->essays) : thing->source.record.last;
}

static struct date newest_of_backlinks(const struct site *site, const struct backlinks *backlinks, const struct numbers *some) {
    struct date newest = {0};
    for (size_t i = 0; i < some->count; i++) {
        const struct backlink *backlink = &backlinks->items[some->items[i]];
        if (backlink->kind == THING_ESSAY)
            newest = newer_date(newest, site->essays[backlink->number].updated);
    }
    return newest;
}

static struct date newest_of_part(const struct site *site, const struct part *part) {
    const struct backlinks *backlinks = listing_backlinks(site, part->listing, part->thing);
    struct date newest = {0};
    if (backlinks)
        return newest_of_backlinks(site, backlinks, &part->items);
    if (listing_is_of_essays(part->listing))
        return newest_of(site, &part->items);
    for (size_t i = 0; i < part->items.count; i++)
        newest = newer_date(newest, newest_of_entry(site, part->listing, part->items.items[i]));
    return newest;
}

static struct date newest_of_changes(const struct changes *changes, const struct site *site, uint32_t number) {
    const struct changes_part *part = &changes->parts.items[number];
    if (part->count == 0)
        return (struct date){0};
    uint32_t newest = changes->scopes.items[part->scope].items.items[part->first];
    return site->history->commits[changes->items[newest].commit].when;
}

/* What a thing's page shows: its own text, and the essays that name it or that it lists. */
static struct date newest_of_thing(const struct site *site, uint8_t kind, uint32_t number) {
    const struct thing *thing = site_thing(site, kind, number);
    if (kind == THING_ESSAY)
        return site->essays[number].updated;
    if (kind == THING_LIST)
        return newest_of_list(site, &site->lists[number]);
    return newer_date(newest_of(site, &thing->essays), thing->source.record.last);
}

/* When what a page shows last changed, as far as that is known. */
static struct date changed(const struct from *from, const struct page *page) {
    const struct site *site = from->site;
    uint8_t about = page_kind(page->kind)->about, indexed = page_indexes(page->kind);
    if (about != THING_NONE)
        return newest_of_thing(site, about, page->number);
    if (page->kind == PAGE_PART)
        return newest_of_part(site, &site->parts[page->number]);
    if (page->kind == PAGE_CHANGES)
        return newest_of_changes(from->shared->changes, site, page->number);
    if (thing_kinds[indexed].has_index && !thing_kinds[indexed].has_essays)
        return newest_file(site, indexed);
    struct date newest = newest_of(site, &site->essays_by_date);
    return page->kind == PAGE_HOME ? newer_date(newest, site->home.source.record.last) : newest;
}

/* The date as the schema asks for it: a day or a moment. */
static void sitemap_entry(struct gathering *g, const struct from *from, const struct page *page) {
    struct date date = changed(from, page);
    gather_open(g, NULL);
    gather_url(g, "url", page->address);
    gather_iso_date(g, "lastmod", date.precision >= DATE_DAY ? date : (struct date){0});
    gather_close(g);
}

/* The first sitemap's addresses are those of pages 0, 1, ... of the plan, and so on. */
void sitemap_gather(struct gathering *g, const struct from *from) {
    const struct plan *plan = from->plan;
    size_t before = from->page->number ? (from->page->number - 1) * (size_t)SITEMAP_MOST : 0, met = 0;
    gather_open_list(g, "entries");
    for (size_t i = 0; i < plan->count && met < before + SITEMAP_MOST; i++)
        if (page_is_for_search_engines(plan->site, &plan->pages[i]) && met++ >= before)
            sitemap_entry(g, from, &plan->pages[i]);
    gather_close(g);
}

void sitemap_index_gather(struct gathering *g, const struct from *from) {
    struct arena *arena = gathering_arena(g);
    gather_open_list(g, "sitemaps");
    for (uint32_t i = 1; plan_find(from->plan, page_sitemap_address(i, arena)) != SIZE_MAX; i++) {
        gather_open(g, NULL);
        gather_url(g, "url", page_sitemap_address(i, arena));
        gather_close(g);
    }
    gather_close(g);
}
