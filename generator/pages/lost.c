#include "pages/lost.h"

#include "base/array.h"
#include "connect/addresses.h"
#include "connect/listings.h"
#include "compose/links.h"
#include "history/gone.h"
#include "history/revisions.h"
#include "pages/aliases.h"
#include "pages/book.h"
#include "pages/held_addresses.h"
#include "read/address_list.h"

/* An old address may lead to another old one; a circle ends. */
enum { ALIASES_MOST = 20 };

struct losing_pages {
    struct planning *planning;
    const struct address_list *lock;
    struct held_addresses held;
    size_t count; /* of the pages that are sorted */
};

static const struct page *page_at(const struct losing_pages *losing, struct text address) {
    return plan_page_at(losing->planning, losing->count, address);
}

/* An old text's name is that of its bytes: another text must not be shown by it. */
static bool may_show(const struct losing_pages *losing, struct text address, const struct page *page) {
    struct text name = text_after(address, text_starts(address, TEXT("/versions/")) ? TEXT("/versions/").size : address.size);
    if (!name.size)
        return true;
    const struct versions *versions = page->kind == PAGE_ESSAY ? losing->planning->site->essays[page->number].versions : NULL;
    name = text_slice(name, 0, text_find_char(name, '/', 0));
    return versions && text_starts(text_of(versions->items[versions->count - 1].blob.hex), name);
}

static bool is_feed(struct text address) {
    return text_ends(address, TEXT("/feed.xml"));
}

/* With the places that it had, or those of the page that it showed. */
static void add_gone(struct losing_pages *losing, const struct listed_address *listed) {
    struct planning *planning = losing->planning;
    uint32_t number = (uint32_t)(planning->site->gone.count + planning->lost.count);
    if (!plan_add(planning, PAGE_GONE, listed->address, number))
        return;
    struct gone_thing *gone = array_add(&planning->lost, planning->arena);
    *gone = gone_unknown(listed->address, TEXT(""));
    gone->kind = THING_NONE;
    gone->is_only_listed = true;
    gone_take_ids(gone, listed->ids.count ? listed : address_list_shown(losing->lock, listed), planning->arena);
}

/* Where what stood at an old address is today, by way of others; "" when that is not here. */
static struct text where_now(const struct losing_pages *losing, const struct listed_address *listed) {
    struct text to = listed->to;
    for (uint32_t step = 0; to.size && step < ALIASES_MOST; step++) {
        const struct page *page = page_at(losing, to);
        if (page && page->kind != PAGE_ALIAS)
            return may_show(losing, listed->address, page) ? to : (struct text){0};
        const struct listed_address *next = page ? NULL : address_list_find(losing->lock, to);
        to = page ? losing->planning->aliases.items[page->number].to : next ? next->to : (struct text){0};
    }
    return (struct text){0};
}

static bool is_here(struct losing_pages *losing, struct text address) {
    return page_at(losing, address) || held_holder_of(&losing->held, address) != NONE;
}

static void lose_page(struct losing_pages *losing, const struct listed_address *listed) {
    if (!listed->to.size && address_is_of_page(listed->address) && !is_here(losing, listed->address))
        add_gone(losing, listed);
}

/* The page of what is gone, at the address of the EPUB that there was of it; "" for any other address. */
static struct text gone_of_book(const struct losing_pages *losing, struct text address) {
    struct text folder = folder_above(address);
    const struct page *page = page_at(losing, folder);
    bool is_of_book = text_equal(address, book_below(folder, BOOK_EPUB, losing->planning->arena));
    return page && page->kind == PAGE_GONE && is_of_book ? folder : (struct text){0};
}

static void lose_alias(struct losing_pages *losing, const struct listed_address *listed) {
    struct text to = where_now(losing, listed);
    if (is_here(losing, listed->address))
        return;
    if (!to.size && is_feed(listed->address) && page_at(losing, TEXT("/feed.xml")))
        to = TEXT("/feed.xml");
    if (!to.size)
        to = gone_of_book(losing, listed->address);
    if (to.size)
        plan_add_alias(losing->planning, listed->address, to, (struct diag_place){0});
    else if (listed->to.size && address_is_of_page(listed->address))
        add_gone(losing, listed);
}

/* The nearest page above, of the list or of a part that it still has. */
static const struct page *list_of_part(const struct losing_pages *losing, struct text part) {
    const struct page *page = NULL;
    struct text above = folder_above(part);
    while (above.size > 1 && !(page = page_at(losing, above)))
        above = folder_above(above);
    return page && (page->kind == PAGE_PART || listing_has_part(text_after(part, above.size))) ? page : NULL;
}

/* A part of a list that was longer: the list, or a part of it, stands there. */
static void lead_part(struct losing_pages *losing, struct text part) {
    const struct page *list = page_at(losing, part) ? NULL : list_of_part(losing, part);
    if (!list)
        return;
    bool is_alias = list->kind == PAGE_ALIAS;
    struct text to = is_alias ? losing->planning->aliases.items[list->number].to : list->address;
    plan_add_alias(losing->planning, part, to, (struct diag_place){0});
}

static void lead_parts(struct losing_pages *losing) {
    const struct texts *parts = &losing->planning->site->listed_parts;
    for (size_t i = 0; i < parts->count; i++)
        lead_part(losing, parts->items[i]);
    if (!parts->count)
        return;
    plan_sort(losing->planning);
    losing->count = losing->planning->pages.count;
}

void plan_lost(struct planning *planning) {
    struct losing_pages losing = {.planning = planning, .lock = planning->site->lock, .count = planning->pages.count};
    losing.held = (struct held_addresses){.site = planning->site, .arena = planning->arena};
    lead_parts(&losing);
    if (!losing.lock)
        return;
    for (size_t i = 0; i < losing.lock->count; i++)
        lose_page(&losing, &losing.lock->items[i]);
    plan_sort(planning);
    losing.count = planning->pages.count;
    for (size_t i = 0; i < losing.lock->count; i++)
        lose_alias(&losing, &losing.lock->items[i]);
    plan_sort(planning);
}
