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

/* What a thing is sorted by. */
typedef struct text name_of_thing(const struct site *site, uint32_t number);

static struct text author_name(const struct site *site, uint32_t number) {
    return site->authors[number].thing.sort_key;
}

static struct text topic_name(const struct site *site, uint32_t number) {
    return site->topics[number].thing.title;
}

static struct text publication_name(const struct site *site, uint32_t number) {
    return site->publications[number].thing.title;
}

static struct text list_title(const struct site *site, uint32_t number) {
    return site->lists[number].thing.title;
}

static struct text term_name(const struct site *site, uint32_t number) {
    return site->terms[number].thing.title;
}

static void split_names(struct listing_work *work, uint8_t listing, const struct numbers *things, name_of_thing *name) {
    struct site *site = work->loading->site;
    if (!is_long(work, things->count))
        return;
    for (size_t i = 0; i < things->count; i++)
        work->entries[i] =
            (struct listed){.number = things->items[i], .letter = listing_letter(name(site, things->items[i]), &work->scratch)};
    site->listings[listing] = split(work, listing, 0, things->count);
}

static void split_things(struct listing_work *work) {
    struct site *site = work->loading->site;
    for (uint32_t i = 0; i < site->topic_count; i++)
        site->topics[i].thing.parts = split_essays(work, LISTING_OF_TOPIC, i, &site->topics[i].thing.essays);
    for (uint32_t i = 0; i < site->author_count; i++)
        site->authors[i].thing.parts = split_essays(work, LISTING_OF_AUTHOR, i, &site->authors[i].thing.essays);
    for (uint32_t i = 0; i < site->publication_count; i++)
        site->publications[i].thing.parts = split_essays(work, LISTING_OF_PUBLICATION, i, &site->publications[i].thing.essays);
}

/* A term is a place on a page, and so moves with its part. */
static void move_terms(struct site *site, const struct part *part, struct arena *arena) {
    for (size_t i = 0; i < part->items.count; i++) {
        struct term *term = &site->terms[part->items.items[i]];
        term->thing.address = text_format(arena, "%.*s#%.*s", TEXT_ARGS(part->address), TEXT_ARGS(term->thing.slug));
    }
}

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

static size_t longest_list(const struct site *site) {
    size_t things = larger(larger(site->topic_count, site->author_count), larger(site->publication_count, site->list_count));
    return larger(larger(things, site->term_count), site->essay_count);
}

void listings_load(struct loading *loading) {
    struct site *site = loading->site;
    struct listing_work work = {.loading = loading};
    work.entries = arena_array(&work.scratch, struct listed, longest_list(site));
    site->listings[LISTING_ESSAYS] = split_essays(&work, LISTING_ESSAYS, 0, &site->essays_by_date);
    site->listings[LISTING_CHRONOLOGY] = split_chronology(&work);
    split_names(&work, LISTING_TOPICS, &site->topics_by_name, topic_name);
    split_names(&work, LISTING_AUTHORS, &site->authors_by_name, author_name);
    split_names(&work, LISTING_PUBLICATIONS, &site->publications_by_name, publication_name);
    split_names(&work, LISTING_LISTS, &site->lists_by_title, list_title);
    split_names(&work, LISTING_GLOSSARY, &site->terms_by_name, term_name);
    split_things(&work);
    site->parts = work.parts.items;
    site->part_count = (uint32_t)work.parts.count;
    for (uint32_t i = 0; i < site->part_count; i++)
        if (site->parts[i].listing == LISTING_GLOSSARY && site->parts[i].below == 0)
            move_terms(site, &site->parts[i], loading->arena);
    arena_free(&work.scratch);
}

/* An essay at a file's address has no folder of its own, and a term no page. */
static struct text before_parts_of_citing(const struct site *site, uint8_t kind, uint32_t thing, struct arena *arena) {
    struct text address = listing_address(site, kind, thing);
    if (kind == LISTING_CITING_TERM)
        return text_format(arena, "/glossary/used-in/%.*s/", TEXT_ARGS(site->terms[thing].thing.slug));
    if (!text_ends(address, TEXT("/")))
        address = text_format(arena, "/essays/%.*s/", TEXT_ARGS(site->essays[thing].thing.slug));
    return text_join(arena, address, TEXT("cited-by/"));
}

static void split_backlinks(struct listing_work *work, uint8_t kind, uint32_t thing, struct backlinks *backlinks) {
    if (!is_long(work, backlinks->count))
        return;
    struct loading *loading = work->loading;
    struct listed *entries = arena_array(&work->scratch, struct listed, backlinks->count);
    for (uint32_t i = 0; i < backlinks->count; i++)
        entries[i].number = i;
    struct splitting how = {kind, thing, before_parts_of_citing(loading->site, kind, thing, loading->arena),
                            loading->site->settings.page_size};
    backlinks->parts = listing_split(&work->parts, &how, entries, backlinks->count, loading->arena);
}

void listings_load_citing(struct loading *loading) {
    struct site *site = loading->site;
    struct listing_work work = {.loading = loading, .parts = {site->parts, site->part_count, site->part_count}};
    for (uint32_t i = 0; i < site->essay_count; i++)
        split_backlinks(&work, LISTING_CITING_ESSAY, i, &site->essays[i].thing.backlinks);
    for (uint32_t i = 0; i < site->author_count; i++)
        split_backlinks(&work, LISTING_CITING_AUTHOR, i, &site->authors[i].thing.backlinks);
    for (uint32_t i = 0; i < site->topic_count; i++)
        split_backlinks(&work, LISTING_CITING_TOPIC, i, &site->topics[i].thing.backlinks);
    for (uint32_t i = 0; i < site->list_count; i++)
        split_backlinks(&work, LISTING_CITING_LIST, i, &site->lists[i].thing.backlinks);
    for (uint32_t i = 0; i < site->term_count; i++)
        split_backlinks(&work, LISTING_CITING_TERM, i, &site->terms[i].thing.backlinks);
    site->parts = work.parts.items;
    site->part_count = (uint32_t)work.parts.count;
    arena_free(&work.scratch);
}

const struct backlinks *listing_backlinks(const struct site *site, uint8_t kind, uint32_t thing) {
    switch (kind) {
    case LISTING_CITING_ESSAY: return &site->essays[thing].thing.backlinks;
    case LISTING_CITING_AUTHOR: return &site->authors[thing].thing.backlinks;
    case LISTING_CITING_TOPIC: return &site->topics[thing].thing.backlinks;
    case LISTING_CITING_LIST: return &site->lists[thing].thing.backlinks;
    case LISTING_CITING_TERM: return &site->terms[thing].thing.backlinks;
    default: return NULL;
    }
}

const struct listing *listing_of(const struct site *site, uint8_t kind, uint32_t thing) {
    const struct backlinks *backlinks = listing_backlinks(site, kind, thing);
    if (backlinks)
        return &backlinks->parts;
    switch (kind) {
    case LISTING_OF_TOPIC: return &site->topics[thing].thing.parts;
    case LISTING_OF_AUTHOR: return &site->authors[thing].thing.parts;
    case LISTING_OF_PUBLICATION: return &site->publications[thing].thing.parts;
    default: return &site->listings[kind];
    }
}

struct text listing_address(const struct site *site, uint8_t kind, uint32_t thing) {
    switch ((enum listing_kind)kind) {
    case LISTING_ESSAYS: return TEXT("/essays/");
    case LISTING_CHRONOLOGY: return TEXT("/chronology/");
    case LISTING_TOPICS: return TEXT("/topics/");
    case LISTING_AUTHORS: return TEXT("/authors/");
    case LISTING_PUBLICATIONS: return TEXT("/publications/");
    case LISTING_LISTS: return TEXT("/lists/");
    case LISTING_GLOSSARY: return TEXT("/glossary/");
    case LISTING_OF_TOPIC:
    case LISTING_CITING_TOPIC: return site->topics[thing].thing.address;
    case LISTING_OF_AUTHOR:
    case LISTING_CITING_AUTHOR: return site->authors[thing].thing.address;
    case LISTING_OF_PUBLICATION: return site->publications[thing].thing.address;
    case LISTING_CITING_ESSAY: return site->essays[thing].thing.address;
    case LISTING_CITING_LIST: return site->lists[thing].thing.address;
    case LISTING_CITING_TERM: return site->terms[thing].thing.address;
    }
    return TEXT("/");
}

/* The parts beside a part: those its parent is split into, or else all of the list. */
static struct listing beside(const struct site *site, const struct part *part) {
    if (part->parent == PART_NONE)
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
        return at > among.first ? at - 1 : PART_NONE;
    }
    uint32_t before = PART_NONE;
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
    return at < among.first + among.below ? at : PART_NONE;
}
