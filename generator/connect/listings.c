#include "connect/listings.h"

#include "kinds/loading.h"

/* Entries of one list after the other, in memory that all share. */
struct listing_work {
    struct loading *loading;
    struct parts parts;
    struct listed *entries; /* room for the longest list */
    struct arena scratch;
};

static struct listed of_essay(const struct site *site, uint32_t number) {
    struct date date = site->essays[number].date;
    return (struct listed){.number = number, .year = (uint16_t)date.year, .month = date.month};
}

static struct listing split(struct listing_work *work, uint8_t listing, uint32_t thing, size_t count) {
    const struct site *site = work->loading->site;
    struct splitting how = {listing, thing, listing_address(site, listing, thing), site->settings.page_size};
    return listing_split(&work->parts, &how, work->entries, count, work->loading->arena);
}

static bool is_long(const struct listing_work *work, size_t count) {
    uint32_t page_size = work->loading->site->settings.page_size;
    return page_size && count > page_size;
}

static struct listing split_essays(struct listing_work *work, uint8_t listing, uint32_t thing, const struct numbers *essays) {
    if (!is_long(work, essays->count))
        return (struct listing){0};
    for (size_t i = 0; i < essays->count; i++)
        work->entries[i] = of_essay(work->loading->site, essays->items[i]);
    return split(work, listing, thing, essays->count);
}

/* Oldest first, but what has no date stays behind. */
static struct listing split_chronology(struct listing_work *work) {
    const struct numbers *essays = &work->loading->site->essays_by_date;
    if (!is_long(work, essays->count))
        return (struct listing){0};
    for (size_t i = 0; i < essays->count; i++)
        work->entries[i] = of_essay(work->loading->site, essays->items[essays->count - 1 - i]);
    return split(work, LISTING_CHRONOLOGY, 0, essays->count);
}

/* All of a kind, by name. */
static void split_names(struct listing_work *work, uint8_t kind) {
    struct site *site = work->loading->site;
    const struct numbers *things = site_order(site, kind);
    if (!is_long(work, things->count))
        return;
    for (size_t i = 0; i < things->count; i++) {
        struct text name = site_thing(site, kind, things->items[i])->sort_key;
        work->entries[i] = (struct listed){.number = things->items[i], .letter = listing_letter(name, &work->scratch)};
    }
    site->listings[LISTING_ALL(kind)] = split(work, LISTING_ALL(kind), 0, things->count);
}

static void split_kind(struct listing_work *work, uint8_t kind) {
    struct site *site = work->loading->site;
    if (thing_kinds[kind].has_index)
        split_names(work, kind);
    for (uint32_t i = 0; thing_kinds[kind].has_essays && i < site_count(site, kind); i++) {
        struct thing *thing = thing_to_fill(site, kind, i);
        thing->parts = split_essays(work, LISTING_OF(kind), i, &thing->essays);
    }
}

/* A term is a place on a page, and so moves with its part. */
static void move_terms(struct site *site, const struct part *part, struct arena *arena) {
    for (size_t i = 0; i < part->items.count; i++) {
        struct thing *thing = thing_to_fill(site, listing_entries(part->listing), part->items.items[i]);
        thing->address = text_format(arena, "%.*s#%.*s", TEXT_ARGS(part->address), TEXT_ARGS(thing->slug));
    }
}

static size_t longest_list(const struct site *site) {
    size_t longest = 0;
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        longest = longest > site_count(site, kind) ? longest : site_count(site, kind);
    return longest;
}

void listings_load(struct loading *loading) {
    struct site *site = loading->site;
    struct listing_work work = {.loading = loading};
    work.entries = arena_array(&work.scratch, struct listed, longest_list(site));
    site->listings[LISTING_ALL(THING_ESSAY)] = split_essays(&work, LISTING_ALL(THING_ESSAY), 0, &site->essays_by_date);
    site->listings[LISTING_CHRONOLOGY] = split_chronology(&work);
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        split_kind(&work, kind);
    site->parts = work.parts.items;
    site->part_count = (uint32_t)work.parts.count;
    for (uint32_t i = 0; i < site->part_count; i++)
        if (!listing_owner(site->parts[i].listing) && thing_kinds[site->parts[i].listing].stands_on_section &&
            site->parts[i].below == 0)
            move_terms(site, &site->parts[i], loading->arena);
    arena_free(&work.scratch);
}

/* An essay at a file's address has no folder of its own, and a term no page. */
static struct text before_parts_of_citing(uint8_t kind, const struct thing *thing, struct arena *arena) {
    const char *section = thing_kinds[kind].section;
    if (thing_kinds[kind].stands_on_section)
        return text_format(arena, "%sused-in/%.*s/", section, TEXT_ARGS(thing->slug));
    bool is_folder = text_ends(thing->address, TEXT("/"));
    return text_join(arena, is_folder ? thing->address : thing_usual_address(kind, thing->slug, arena), TEXT("cited-by/"));
}

static void split_backlinks(struct listing_work *work, uint8_t kind, uint32_t number) {
    struct loading *loading = work->loading;
    struct thing *thing = thing_to_fill(loading->site, kind, number);
    struct backlinks *backlinks = &thing->backlinks;
    if (!is_long(work, backlinks->count))
        return;
    struct listed *entries = arena_array(&work->scratch, struct listed, backlinks->count);
    for (uint32_t i = 0; i < backlinks->count; i++)
        entries[i].number = i;
    struct splitting how = {LISTING_CITING(kind), number, before_parts_of_citing(kind, thing, loading->arena),
                            loading->site->settings.page_size};
    backlinks->parts = listing_split(&work->parts, &how, entries, backlinks->count, loading->arena);
}

void listings_load_citing(struct loading *loading) {
    struct site *site = loading->site;
    struct listing_work work = {.loading = loading, .parts = {site->parts, site->part_count, site->part_count}};
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        for (uint32_t i = 0; i < site_count(site, kind); i++)
            split_backlinks(&work, kind, i);
    site->parts = work.parts.items;
    site->part_count = (uint32_t)work.parts.count;
    arena_free(&work.scratch);
}

const struct backlinks *listing_backlinks(const struct site *site, uint8_t listing, uint32_t thing) {
    return listing_is_of_citing(listing) ? &site_thing(site, listing_owner(listing), thing)->backlinks : NULL;
}

const struct listing *listing_of(const struct site *site, uint8_t listing, uint32_t thing) {
    const struct backlinks *backlinks = listing_backlinks(site, listing, thing);
    if (backlinks)
        return &backlinks->parts;
    uint8_t owner = listing_owner(listing);
    return owner ? &site_thing(site, owner, thing)->parts : &site->listings[listing];
}

struct text listing_address(const struct site *site, uint8_t listing, uint32_t thing) {
    uint8_t owner = listing_owner(listing);
    if (owner)
        return site_thing(site, owner, thing)->address;
    if (listing == LISTING_INDEX)
        return TEXT(INDEX_ADDRESS);
    return listing == LISTING_CHRONOLOGY ? TEXT("/chronology/") : text_of(thing_kinds[listing].section);
}

/* The parts beside a part: those its parent is split into, or else all of the list. */
static struct listing beside(const struct site *site, const struct part *part) {
    if (part->parent == NONE)
        return *listing_of(site, part->listing, part->thing);
    return (struct listing){part->parent + 1, site->parts[part->parent].below};
}

uint32_t listing_previous(const struct site *site, uint32_t part) {
    const struct part *parts = site->parts;
    struct listing among =
        parts[part].below ? beside(site, &parts[part]) : *listing_of(site, parts[part].listing, parts[part].thing);
    if (parts[part].below == 0) {
        uint32_t at = part;
        while (at > among.first && parts[at - 1].below)
            at--;
        return at > among.first ? at - 1 : NONE;
    }
    uint32_t before = NONE;
    for (uint32_t at = among.first; at < part; at += 1 + parts[at].below)
        before = at;
    return before;
}

uint32_t listing_next(const struct site *site, uint32_t part) {
    const struct part *parts = site->parts;
    struct listing among =
        parts[part].below ? beside(site, &parts[part]) : *listing_of(site, parts[part].listing, parts[part].thing);
    uint32_t at = part + 1 + parts[part].below;
    while (parts[part].below == 0 && at < among.first + among.below && parts[at].below)
        at++;
    return at < among.first + among.below ? at : NONE;
}
