/* What programs read: the feeds and the sitemap. They stand only in a plan with base_url, for all their URLs are absolute. */
#include "base/array.h"
#include "kinds/voices.h"
#include "pages/descriptions.h"
#include "pages/plan_pages.h"
#include "pages/shared.h"

#include <stdlib.h>

struct date feed_date(const struct essay *essay) {
    return essay->date.precision == DATE_NONE ? essay->thing.source.record.first : essay->date;
}

struct date newer_date(struct date a, struct date b) {
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

static void names_of(struct gathering *g, const char *name, const struct site *site, uint8_t kind,
                     const struct numbers *numbers) {
    gather_open_list(g, name);
    for (size_t i = 0; i < numbers->count; i++)
        gather_text(g, NULL, site_title(site, kind, numbers->items[i]));
    gather_close(g);
}

static struct text rights_line(const struct rights *rights, struct arena *arena) {
    if (rights->holder.size == 0 || rights->label.size == 0)
        return rights->holder.size ? rights->holder : rights->label;
    return text_format(arena, "%.*s. %.*s", TEXT_ARGS(rights->holder), TEXT_ARGS(rights->label));
}

static struct date updated_of(const struct essay *essay) {
    return newer_date(feed_date(essay), essay->updated);
}

/* Of the editors' words on a text the feed's authors are the authors, and who wrote that text is a contributor. */
static void entry_of_essay(struct gathering *g, const struct site *site, const struct essay *essay) {
    const struct numbers nobody = {0};
    struct text voice = voice_of(site->language, essay, gathering_arena(g));
    bool is_theirs = essay_voice(essay) == VOICE_AUTHORS;
    gather_open(g, NULL);
    gather_text(g, "title", essay->thing.title);
    gather_url(g, "url", essay->thing.address);
    gather_url(g, "id", essay->thing.address);
    gather_date(g, "date", feed_date(essay));
    gather_date(g, "updated", updated_of(essay));
    names_of(g, "authors", site, THING_AUTHOR, is_theirs ? &essay->authors : &nobody);
    names_of(g, "contributors", site, THING_AUTHOR, is_theirs ? &nobody : &essay->authors);
    gather_text(g, "summary", said_in_voice(site->language, voice, open_summary(essay), gathering_arena(g)));
    names_of(g, "topics", site, THING_TOPIC, &essay->topics);
    gather_text(g, "rights", rights_line(&essay->rights, gathering_arena(g)));
    gather_close(g);
}

/* A feed whose entries need not have authors must have one itself: the editors, or else the reader. */
static void feed_authors(struct gathering *g, const struct settings *settings) {
    gather_open_list(g, "authors");
    for (size_t i = 0; i < settings->editors.count; i++)
        gather_text(g, NULL, settings->editors.items[i].title);
    if (settings->editors.count == 0)
        gather_text(g, NULL, settings->title);
    gather_close(g);
}

void gather_feed_head(struct gathering *g, const struct from *from, struct text address, struct date updated) {
    gather_date(g, "updated", updated);
    feed_authors(g, &from->site->settings);
    gather_url(g, "html_url", address);
    gather_own_url(g, "self_url");
}

void feed_gather(struct gathering *g, const struct from *from) {
    const struct site *site = from->site;
    struct feed_items items = items_of(site, gathering_arena(g));
    struct date updated = {0};
    for (size_t i = 0; i < items.count; i++)
        updated = newer_date(updated, updated_of(&site->essays[items.items[i].essay]));
    gather_feed_head(g, from, TEXT("/"), updated);
    gather_open_list(g, "entries");
    for (size_t i = 0; i < items.count; i++)
        entry_of_essay(g, site, &site->essays[items.items[i].essay]);
    gather_close(g);
}

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
