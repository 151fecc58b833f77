/* What programs read: the feeds and the sitemap. They stand only in a plan with base_url, for all their URLs are absolute. */
#include "base/array.h"
#include "pages/links.h"
#include "pages/plan_pages.h"
#include "pages/shared.h"

#include <stdlib.h>

struct date feed_date(const struct essay *essay) {
    return essay->date.precision == DATE_NONE ? essay->thing.source.record.first : essay->date;
}

struct date feed_newer(struct date a, struct date b) {
    return date_compare(a, b) < 0 ? b : a;
}

struct feed_item {
    struct date date;
    uint32_t essay, position; /* position: in the order of dates, so that no two are equal */
};

static int newest_first(const void *left, const void *right) {
    const struct feed_item *a = left, *b = right;
    int order = date_compare(b->date, a->date);
    return order ? order : (a->position > b->position) - (a->position < b->position);
}

struct feed_items {
    struct feed_item *items;
    size_t count, capacity;
};

static struct feed_items items_of(const struct site *site, struct arena *arena) {
    struct feed_items items = {0};
    for (uint32_t i = 0; i < site->essays_by_date.count; i++) {
        uint32_t number = site->essays_by_date.items[i];
        struct date date = feed_date(&site->essays[number]);
        if (date.precision != DATE_NONE)
            *array_add(&items, arena) = (struct feed_item){date, number, i};
    }
    if (items.count)
        qsort(items.items, items.count, sizeof *items.items, newest_first);
    if (items.count > site->settings.feed)
        items.count = site->settings.feed;
    return items;
}

static void put_names(struct view_map *entry, const char *key, const struct numbers *numbers, const struct view *const *cards,
                      struct arena *arena) {
    struct parts_list names = {0};
    for (size_t i = 0; i < numbers->count; i++)
        *array_add(&names, arena) = cards_title(cards[numbers->items[i]]);
    parts_put_list(entry, key, NULL, &names, arena);
}

static struct text rights_line(const struct rights *rights, struct arena *arena) {
    if (rights->holder.size == 0 || rights->label.size == 0)
        return rights->holder.size ? rights->holder : rights->label;
    return text_format(arena, "%.*s. %.*s", TEXT_ARGS(rights->holder), TEXT_ARGS(rights->label));
}

static struct date updated_of(const struct essay *essay) {
    return feed_newer(feed_date(essay), essay->updated);
}

static const struct view *entry_of_essay(const struct making *making, uint32_t number) {
    const struct essay *essay = &making->site->essays[number];
    const struct shared_views *shared = making->shared;
    struct arena *arena = making->arena;
    struct text url = making_url(making, essay->thing.address);
    struct view_map entry = parts_map(9, arena);
    parts_put_text(&entry, "title", essay->thing.title, arena);
    parts_put_text(&entry, "url", url, arena);
    parts_put_text(&entry, "id", url, arena);
    parts_put_date(&entry, "date", feed_date(essay), arena);
    parts_put_date(&entry, "updated", updated_of(essay), arena);
    put_names(&entry, "authors", &essay->authors, shared->author_names, arena);
    parts_put(&entry, "summary", view_get(shared->essays[number], TEXT("summary")), arena);
    put_names(&entry, "topics", &essay->topics, shared->topic_names, arena);
    parts_put_text(&entry, "rights", rights_line(&essay->rights, arena), arena);
    return view_of_map(&entry, arena);
}

/* A feed whose entries need not have authors must have one itself: the editors, or else the reader. */
static void put_feed_authors(struct making *making) {
    const struct menu_items *editors = &making->site->settings.editors;
    struct texts names = {0};
    for (size_t i = 0; i < editors->count; i++)
        *array_add(&names, making->arena) = editors->items[i].title;
    if (names.count == 0)
        *array_add(&names, making->arena) = making->site->settings.title;
    parts_put_texts(&making->map, "authors", NULL, names.items, names.count, making->arena);
}

void feed_put(struct making *making, struct text address, const struct parts_list *entries, struct date updated) {
    parts_put_date(&making->map, "updated", updated, making->arena);
    put_feed_authors(making);
    parts_put_text(&making->map, "html_url", making_url(making, address), making->arena);
    parts_put_text(&making->map, "self_url", making_url(making, making->page->address), making->arena);
    parts_put_list(&making->map, "entries", NULL, entries, making->arena);
}

void view_feed(struct making *making) {
    struct feed_items items = items_of(making->site, making->arena);
    struct parts_list entries = {0};
    struct date updated = {0};
    for (size_t i = 0; i < items.count; i++) {
        *array_add(&entries, making->arena) = entry_of_essay(making, items.items[i].essay);
        updated = feed_newer(updated, updated_of(&making->site->essays[items.items[i].essay]));
    }
    feed_put(making, TEXT("/"), &entries, updated);
}

static struct date newest_of(const struct site *site, const struct numbers *essays) {
    struct date newest = {0};
    for (size_t i = 0; i < essays->count; i++)
        newest = feed_newer(newest, site->essays[essays->items[i]].updated);
    return newest;
}

static struct date newest_of_list(const struct site *site, const struct list *list) {
    struct date newest = list->thing.source.record.last;
    for (size_t i = 0; i < list->items.count; i++)
        newest = feed_newer(newest, site->essays[list->items.items[i].essay].updated);
    return newest;
}

static struct date newest_of_terms(const struct site *site) {
    struct date newest = {0};
    for (uint32_t i = 0; i < site->term_count; i++)
        newest = feed_newer(newest, site->terms[i].thing.source.record.last);
    return newest;
}

static struct date newest_of_lists(const struct site *site) {
    struct date newest = {0};
    for (uint32_t i = 0; i < site->list_count; i++)
        newest = feed_newer(newest, site->lists[i].thing.source.record.last);
    return newest;
}

/* An entry of a list of names shows how many essays a thing has, and so is as new as the newest of them. */
static struct date newest_of_entry(const struct site *site, uint8_t listing, uint32_t number) {
    switch (listing) {
    case LISTING_TOPICS: return newest_of(site, &site->topics[number].thing.essays);
    case LISTING_AUTHORS: return newest_of(site, &site->authors[number].thing.essays);
    case LISTING_PUBLICATIONS: return newest_of(site, &site->publications[number].thing.essays);
    case LISTING_LISTS: return site->lists[number].thing.source.record.last;
    default: return site->terms[number].thing.source.record.last;
    }
}

static struct date newest_of_backlinks(const struct site *site, const struct backlinks *backlinks, const struct numbers *some) {
    struct date newest = {0};
    for (size_t i = 0; i < some->count; i++) {
        const struct backlink *backlink = &backlinks->items[some->items[i]];
        if (backlink->kind == THING_ESSAY)
            newest = feed_newer(newest, site->essays[backlink->number].updated);
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
        newest = feed_newer(newest, newest_of_entry(site, part->listing, part->items.items[i]));
    return newest;
}

static struct date newest_of_changes(const struct changes *changes, const struct site *site, uint32_t number) {
    const struct changes_part *part = &changes->parts.items[number];
    if (part->count == 0)
        return (struct date){0};
    uint32_t newest = changes->scopes.items[part->scope].items.items[part->first];
    return site->history->commits[changes->items[newest].commit].when;
}

/* When what a page shows last changed, as far as that is known. */
static struct date changed(const struct making *making, const struct page *page) {
    const struct site *site = making->site;
    switch ((enum page_kind)page->kind) {
    case PAGE_ESSAY: return site->essays[page->number].updated;
    case PAGE_PART: return newest_of_part(site, &site->parts[page->number]);
    case PAGE_PAGE: return site->pages[page->number].thing.source.record.last;
    case PAGE_TOPIC:
        return feed_newer(newest_of(site, &site->topics[page->number].thing.essays),
                          site->topics[page->number].thing.source.record.last);
    case PAGE_AUTHOR:
        return feed_newer(newest_of(site, &site->authors[page->number].thing.essays),
                          site->authors[page->number].thing.source.record.last);
    case PAGE_PUBLICATION: return newest_of(site, &site->publications[page->number].thing.essays);
    case PAGE_LIST: return newest_of_list(site, &site->lists[page->number]);
    case PAGE_LISTS: return newest_of_lists(site);
    case PAGE_GLOSSARY: return newest_of_terms(site);
    case PAGE_HOME: return feed_newer(newest_of(site, &site->essays_by_date), site->home.source.record.last);
    case PAGE_CHANGES:
    case PAGE_TOPIC_CHANGES:
    case PAGE_AUTHOR_CHANGES: return newest_of_changes(making->shared->changes, site, page->number);
    default: return newest_of(site, &site->essays_by_date);
    }
}

static const struct view *sitemap_entry(const struct making *making, const struct page *page) {
    struct date date = changed(making, page);
    struct text none = {0};
    struct view_map entry = parts_map(2, making->arena);
    parts_put_text(&entry, "url", making_url(making, page->address), making->arena);
    parts_put_text(&entry, "lastmod", date.precision >= DATE_DAY ? date_iso(date, making->arena) : none, making->arena);
    return view_of_map(&entry, making->arena);
}

/* The first sitemap's addresses are those of pages 0, 1, ... of the plan, and so on. */
void view_sitemap(struct making *making) {
    const struct plan *plan = making->plan;
    size_t before = making->page->number ? (making->page->number - 1) * (size_t)SITEMAP_MOST : 0, met = 0;
    struct parts_list entries = {0};
    for (size_t i = 0; i < plan->count && entries.count < SITEMAP_MOST; i++)
        if (page_is_for_search_engines(&plan->pages[i]) && met++ >= before)
            *array_add(&entries, making->arena) = sitemap_entry(making, &plan->pages[i]);
    parts_put_list(&making->map, "entries", NULL, &entries, making->arena);
}

void view_sitemap_index(struct making *making) {
    struct arena *arena = making->arena;
    struct parts_list sitemaps = {0};
    for (uint32_t i = 1; plan_find(making->plan, page_sitemap_address(i, arena)) != SIZE_MAX; i++) {
        struct view_map map = parts_map(1, arena);
        parts_put_text(&map, "url", making_url(making, page_sitemap_address(i, arena)), arena);
        *array_add(&sitemaps, arena) = view_of_map(&map, arena);
    }
    parts_put_list(&making->map, "sitemaps", NULL, &sitemaps, arena);
}
