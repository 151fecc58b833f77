#include "pages/promised.h"

#include "base/array.h"
#include "history/editions.h"
#include "history/gone.h"
#include "history/revisions.h"
#include "pages/book.h"
#include "pages/plan_pages.h"
#include "pages/shared.h"

#include <string.h>

struct listing_of {
    const struct plan *plan;
    const struct site *site;
    struct address_list *list;
    struct arena *arena;
};

/* Ids. */

static struct listed_id *add_id(struct listing_of *of, struct listed_address *listed, struct text id) {
    struct listed_id *added = array_add(&listed->ids, of->arena);
    *added = (struct listed_id){.id = id};
    return added;
}

static void add_document(struct listing_of *of, struct listed_address *listed, const struct document *document,
                         bool is_pending) {
    for (uint32_t i = 0; document && i < document_place_count(document); i++)
        add_id(of, listed, document_place(document, i))->is_pending = is_pending;
}

static bool has_mark(const struct marks *marks, const char *id) {
    bool has = false;
    for (size_t i = 0; i < marks->count && !has; i++)
        has = strcmp(marks->items[i].id, id) == 0;
    return has;
}

/*
 * What the passage would be called in a clone that has this text alone. Both kinds of marks are by block: `at` is where the
 * search goes on.
 */
static struct text first_name(const struct marks *first, size_t *at, const struct mark *mark) {
    while (*at < first->count && first->items[*at].block < mark->block)
        ++*at;
    bool is_other = *at < first->count && first->items[*at].block == mark->block && strcmp(first->items[*at].id, mark->id) != 0;
    return is_other ? text_of(first->items[*at].id) : (struct text){0};
}

/* The marks that a commit has: those of a text that is in none are promised to nobody. */
static struct marks committed_marks(struct listing_of *of, const struct essay *essay) {
    const struct versions *versions = essay->versions;
    struct marks marks = {0};
    bool is_committed = versions->items[versions->count - 1].revision != NONE;
    if (!is_committed && versions->count > 1)
        versions_marks(&marks, of->site, essay, versions->count - 2, of->arena);
    return marks;
}

static void add_passages(struct listing_of *of, struct listed_address *listed, const struct essay *essay) {
    const struct versions *versions = essay->versions;
    const struct body *body = versions->count > 1 ? document_body(essay->thing.source.file) : NULL;
    bool is_committed = versions->items[versions->count - 1].revision != NONE;
    struct marks marks, first = {0}, committed = committed_marks(of, essay);
    versions_marks(&marks, of->site, essay, versions->count - 1, of->arena);
    if (body)
        versions_first_marks(&first, body, of->arena);
    for (size_t i = 0, at = 0; i < marks.count; i++) {
        struct listed_id *id = add_id(of, listed, text_of(marks.items[i].id));
        id->now = first_name(&first, &at, &marks.items[i]);
        id->is_pending = !is_committed && !has_mark(&committed, marks.items[i].id);
    }
    for (size_t i = 0; i < marks.former_count; i++)
        add_id(of, listed, marks.former[i].id);
}

static void add_removed_one(struct listing_of *of, struct listed_address *listed, const struct tombstone *tombstone) {
    add_id(of, listed, text_of(tombstone->id));
    for (size_t i = 0; i < tombstone->former.count; i++)
        add_id(of, listed, tombstone->former.items[i]);
}

static void add_removed(struct listing_of *of, struct listed_address *listed, const struct essay *essay) {
    struct tombstones tombstones;
    versions_tombstones(&tombstones, of->site, essay, NULL, of->arena);
    for (size_t i = 0; i < tombstones.count; i++)
        add_removed_one(of, listed, &tombstones.items[i]);
}

static struct text name_of_block(const struct marks *marks, uint32_t block) {
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].block == block)
            return text_of(marks->items[i].id);
    return (struct text){0};
}

/* Without the past only those are promised that the lock has. */
static void add_listed_passages(struct listing_of *of, struct listed_address *listed, const struct essay *essay) {
    const struct listed_address *locked = address_list_find(of->site->lock, essay->thing.address);
    struct marks marks;
    if (!locked)
        return;
    versions_marks(&marks, of->site, essay, essay->versions->count - 1, of->arena);
    for (size_t i = 0; i < marks.count; i++)
        if (address_list_id(locked, text_of(marks.items[i].id)))
            add_id(of, listed, text_of(marks.items[i].id));
    for (size_t i = 0; i < marks.former_count; i++)
        add_id(of, listed, marks.former[i].id)->now = name_of_block(&marks, marks.former[i].block);
}

static void add_places(struct listing_of *of, struct listed_address *listed, const struct essay *essay) {
    const struct versions *versions = essay->versions;
    if (!essay_is_open(essay))
        return;
    add_document(of, listed, essay->thing.source.document,
                 versions->whole && versions->items[versions->count - 1].revision == NONE);
    if (of->site->lock && !versions->whole)
        add_listed_passages(of, listed, essay);
    if (!versions->whole)
        return;
    add_passages(of, listed, essay);
    add_removed(of, listed, essay);
}

/* What gone.yaml speaks of. */
static void add_gone_places(struct listing_of *of, struct listed_address *listed) {
    size_t count;
    const struct gone_place *places = gone_places_at(of->site, listed->address, &count);
    for (size_t i = 0; i < count; i++)
        if (places[i].page.kind != THING_ESSAY || essay_is_open(&of->site->essays[places[i].page.number]))
            add_id(of, listed, places[i].page.anchor);
}

/* What is said to stand nowhere any more. */
static void add_lost(struct listing_of *of, struct listed_address *listed, const struct thing *thing, bool is_open) {
    for (size_t i = 0; is_open && i < thing->source.lost_ids.count; i++)
        add_id(of, listed, thing->source.lost_ids.items[i]);
}

static void add_former(struct listing_of *of, struct listed_address *listed, const struct gone_thing *gone) {
    for (size_t i = 0; i < gone->ids.count; i++)
        add_id(of, listed, gone->ids.items[i]);
}

/* Pages. */

static bool is_promised(const struct page *page) {
    bool is_feed = page_kind(page->kind)->flags & PAGE_NEWS;
    return is_feed || page->kind == PAGE_COPY || page->kind == PAGE_ALIAS || book_is_epub(page) ||
           (page->kind != PAGE_NOT_FOUND && page->kind != PAGE_ASSET && page->kind != PAGE_CITE &&
            text_ends(page->path, TEXT(".html")));
}

/* Whether a thing is in no commit yet: a file that git does not know, or a name that only such essays have. */
static bool is_new(const struct site *site, const struct thing *thing) {
    if (thing->source.document)
        return thing->source.record.revisions == 0;
    bool is_old = thing->essays.count == 0;
    for (size_t i = 0; i < thing->essays.count && !is_old; i++)
        is_old = site->essays[thing->essays.items[i]].thing.source.record.revisions > 0;
    return !is_old;
}

static bool is_new_text(const struct plan *plan, const struct page *page) {
    const struct revision_page *of = &plan->shared->revisions->pages.items[page->number];
    return plan->site->essays[of->essay].versions->items[of->version].revision == NONE;
}

/* The address that a text will have when it is an old one. */
static bool is_of_new_text(const struct plan *plan, const struct page *alias, const struct page *shown) {
    if (shown->kind != PAGE_ESSAY || !text_starts(alias->address, TEXT("/versions/")))
        return false;
    const struct versions *versions = plan->site->essays[shown->number].versions;
    return versions->items[versions->count - 1].revision == NONE;
}

static bool is_pending(const struct plan *plan, size_t index) {
    const struct page *page = &plan->pages[index], *shown = plan_shown(plan, index);
    const struct thing *thing = site_thing(plan->site, page_kind(shown->kind)->about, shown->number);
    if (!plan->site->history->whole)
        return false;
    if (shown->kind == PAGE_BESIDE)
        return !besides_is_committed(plan->site, shown->number) ||
               is_new(plan->site, &plan->site->essays[plan->site->essays[shown->number].variant_of].thing);
    if (shown->kind == PAGE_VERSION || shown->kind == PAGE_DIFFERENCE)
        return is_new_text(plan, shown);
    return (thing && is_new(plan->site, thing)) || is_of_new_text(plan, page, shown);
}

static void add_page(struct listing_of *of, size_t index) {
    const struct site *site = of->site;
    const struct page *page = &of->plan->pages[index];
    /* A book has the places of its texts under other ids, which hang on their order, and a feed none. */
    bool has_places = !book_is_book(page) && !(page_kind(page->kind)->flags & PAGE_NEWS);
    const struct thing *thing = has_places ? site_thing(site, page_kind(page->kind)->about, page->number) : NULL;
    struct listed_address *listed = array_add(of->list, of->arena);
    *listed = (struct listed_address){.address = page->address, .is_pending = is_pending(of->plan, index)};
    if (page->kind == PAGE_ALIAS)
        listed->to = of->plan->aliases[page->number].to;
    else if (page->kind == PAGE_GONE)
        add_former(of, listed, plan_gone(of->plan, page->number));
    else if (page->kind == PAGE_HOME)
        add_document(of, listed, site->home.source.document, false), add_lost(of, listed, &site->home, true);
    else if (page->kind == PAGE_ESSAY)
        add_places(of, listed, &site->essays[page->number]);
    else if (thing)
        add_document(of, listed, thing->source.document, false);
    if (page->kind != PAGE_ALIAS)
        add_gone_places(of, listed);
    if (thing)
        add_lost(of, listed, thing, page->kind != PAGE_ESSAY || essay_is_open(&site->essays[page->number]));
}

/* "/glossary/#tin", "/references/#doe99" */
static void add_on_section(struct listing_of *of, const struct thing *thing) {
    struct text address = thing->address;
    size_t hash = text_find_char(address, '#', 0);
    /* The list is the plan's own: its items are not const. */
    struct listed_address *listed = (struct listed_address *)address_list_find(of->list, text_slice(address, 0, hash));
    if (listed && hash < address.size)
        add_id(of, listed, text_after(address, hash + 1))->is_pending = of->site->history->whole && is_new(of->site, thing);
    if (listed)
        add_lost(of, listed, thing, true);
}

/* Its place stays. */
static void add_former_term(struct listing_of *of, const struct gone_thing *gone) {
    size_t hash = text_find_char(gone->address, '#', 0);
    struct listed_address *listed = (struct listed_address *)address_list_find(of->list, text_slice(gone->address, 0, hash));
    if (listed && hash < gone->address.size && site_order(of->site, THING_TERM)->count)
        add_id(of, listed, text_after(gone->address, hash + 1));
}

static void add_editions(struct listing_of *of) {
    const struct editions *editions = of->site->editions;
    for (size_t i = 0; editions && i < editions->count; i++)
        *array_add(of->list, of->arena) = (struct listed_address){.address = edition_address(&editions->items[i], of->arena)};
}

struct address_list *plan_addresses(const struct plan *plan, struct arena *arena) {
    struct address_list *list = arena_new(arena, struct address_list);
    struct listing_of of = {plan, plan->site, list, arena};
    for (size_t i = 0; i < plan->count; i++)
        if (is_promised(&plan->pages[i]))
            add_page(&of, i);
    add_editions(&of);
    address_list_settle(list, arena);
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        for (uint32_t i = 0; thing_kinds[kind].stands_on_section && i < site_count(plan->site, kind); i++)
            add_on_section(&of, site_thing(plan->site, kind, i));
    for (size_t i = 0; i < plan->site->gone.count; i++)
        add_former_term(&of, &plan->site->gone.items[i]);
    return list;
}

/* The page itself. */

void addresses_gather(struct gathering *g, const struct from *from) {
    struct buffer out = {0};
    if (from->site->is_edition)
        buffer_add_format(&out, "# %s\n", from->site->origin.commit.hex);
    address_list_write(&out, from->plan->addresses);
    gather_text(g, "addresses", buffer_take(&out, gathering_arena(g)));
}
