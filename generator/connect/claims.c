#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>

/* The pages that every site has, whatever is in it, beside the index of each kind and all parts of lists. */
static const struct text own_pages[] = {
    TEXT_INIT("/chronology/"), TEXT_INIT("/changes/"),    TEXT_INIT("/changes/feed.xml"),
    TEXT_INIT("/feed.xml"),    TEXT_INIT("/sitemap.xml"), TEXT_INIT("/404.html"),
    TEXT_INIT("/robots.txt"),  TEXT_INIT("/.nojekyll"),   TEXT_INIT(INDEX_ADDRESS),
};

static void report_taken(struct loading *loading, const struct address_claim *claim, const struct address_claim *taken,
                         struct diag_place where) {
    struct text owner = taken->path.size ? text_format(loading->arena, "that of %.*s", TEXT_ARGS(taken->path))
                                         : TEXT("one of this program's own pages");
    bool equal = text_equal(claim->address, taken->address);
    struct text other = equal ? TEXT("") : text_format(loading->arena, "\"%.*s\", ", TEXT_ARGS(taken->address));
    diag_add(loading->problems, DIAG_ERROR, E_SAME_ADDRESS, where,
             text_format(loading->arena, "the address \"%.*s\" cannot stand beside %.*s%.*s", TEXT_ARGS(claim->address),
                         TEXT_ARGS(other), TEXT_ARGS(owner)),
             TEXT("give one of the two another address"));
}

/* Two files with one slug are told as such (E106). */
static bool is_told(const struct site *site, uint8_t kind, uint32_t number, const struct address_claim *taken) {
    return taken->target.kind == kind && !thing_kinds[kind].may_be_alike &&
           text_equal(site_thing(site, kind, number)->slug, site_thing(site, kind, taken->target.number)->slug);
}

static void claim_thing(struct loading *loading, uint8_t kind, uint32_t number) {
    const struct thing *thing = site_thing(loading->site, kind, number);
    const struct source *source = &thing->source;
    struct address_claim claim = {.address = thing->address, .target = {.kind = kind, .number = number}, .path = source->path};
    const struct address_claim *taken = addresses_claim(&loading->addresses, &claim, loading->arena);
    if (!taken || !source->document)
        return;
    struct fields fields = source_all_fields(loading, source);
    const struct yaml_node *address = field_find(&fields, FIELD_ADDRESS);
    const struct yaml_node *node = address ? address : field_find(&fields, FIELD_SLUG);
    struct diag_place where = {.path = source->path, .line = 1, .column = 1, .width = 3};
    if (!is_told(loading->site, kind, number, taken))
        report_taken(loading, &claim, taken, node ? yaml_place(source->path, node) : where);
}

/* The home page is among the program's own. */
static void claim_things(struct loading *loading) {
    for (uint8_t kind = 0; kind < THING_HOME; kind++)
        for (uint32_t i = 0; i < site_count(loading->site, kind); i++)
            claim_thing(loading, kind, i);
}

/* Pages of today's site that an edition does not have: what leads there leads out of it. */
static const struct text outside_pages[] = {
    TEXT_INIT("/changes/feed.xml"), TEXT_INIT("/feed.xml"),   TEXT_INIT("/sitemap.xml"),
    TEXT_INIT("/404.html"),         TEXT_INIT("/robots.txt"), TEXT_INIT("/.nojekyll"),
};

static bool is_outside(struct text address) {
    for (size_t i = 0; i < sizeof outside_pages / sizeof *outside_pages; i++)
        if (text_equal(address, outside_pages[i]))
            return true;
    return false;
}

static void claim_own_page(struct loading *loading, struct text address) {
    struct address_claim claim = {.address = address, .target = {.kind = THING_ADDRESS, .address = address}};
    if (loading->site->is_edition && is_outside(address))
        claim.target.address = text_join(loading->arena, TEXT(EDITION_OUTSIDE), address);
    addresses_claim(&loading->addresses, &claim, loading->arena);
}

/* Without `history` nothing tells what changed, without `search` there is no index. */
static bool is_switched_off(const struct site *site, struct text address) {
    if (text_equal(address, TEXT(INDEX_ADDRESS)))
        return site->settings.search == SEARCH_OFF;
    return site->settings.history == HISTORY_OFF && text_starts(address, TEXT("/changes/"));
}

/* A reader that has nothing to cite may have a page of its own called references. */
static bool is_for_others(const struct site *site, uint8_t kind) {
    return kind == THING_WORK && !site->settings.cites && !site_count(site, kind);
}

static void claim_own_pages(struct loading *loading) {
    struct address_claim home = {.address = TEXT("/"), .target.kind = THING_HOME, .path = loading->site->home.source.path};
    addresses_claim(&loading->addresses, &home, loading->arena);
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_kinds[kind].many && !is_for_others(loading->site, kind))
            claim_own_page(loading, text_of(thing_kinds[kind].section));
    for (size_t i = 0; i < sizeof own_pages / sizeof *own_pages; i++)
        if (!is_switched_off(loading->site, own_pages[i]))
            claim_own_page(loading, own_pages[i]);
    for (uint32_t i = 0; i < loading->site->part_count; i++)
        claim_own_page(loading, loading->site->parts[i].address);
    if (!loading->site->is_edition && loading->site->settings.editions.count)
        claim_own_page(loading, TEXT("/editions/"));
}

/* An edition may have a page of its own there; where it has none, what leads there leads to today's. */
static void claim_editions(struct loading *loading) {
    const struct text address = TEXT("/editions/");
    struct address_claim claim = {.address = address, .target = {.kind = THING_ADDRESS}};
    claim.target.address = text_join(loading->arena, TEXT(EDITION_OUTSIDE), address);
    if (loading->site->is_edition)
        addresses_claim(&loading->addresses, &claim, loading->arena);
}

/*
 * Whether a file of media is a text with front matter: copied as it is, it would show what its front matter holds back. A file
 * that cannot be read fails when it is copied.
 */
static bool has_front_matter(const struct tree *tree, size_t index) {
    struct arena scratch = {0};
    struct tree_trouble trouble;
    struct text bytes = {0}, line = {0};
    bool is_read = tree_is_prose(tree->files[index].path) && tree->read(tree, index, &bytes, &trouble, &scratch);
    bytes = utf8_without_mark(bytes);
    bool begins = is_read && text_cut(&line, &bytes, '\n') && text_equal(text_trim(line), TEXT("---"));
    arena_free(&scratch);
    return begins;
}

static void warn_of_text(struct loading *loading, struct text path) {
    if (!loading->site->is_edition)
        diag_add(loading->problems, DIAG_WARNING, W_TEXT_IN_MEDIA, (struct diag_place){.path = path},
                 TEXT("left out: a text with front matter, which is not read below content/media"),
                 TEXT("move it to content/essays or content/pages; to have it copied as it is, take its front matter out"));
}

static void claim_media(struct loading *loading) {
    const struct tree *tree = loading->input->tree;
    for (size_t i = tree_lower_bound(tree, TEXT("content/media/")); i < tree->count; i++) {
        struct text path = tree->files[i].path;
        if (!text_starts(path, TEXT("content/media/")))
            break;
        if (has_front_matter(tree, i)) {
            warn_of_text(loading, path);
            continue;
        }
        struct address_claim claim = {.target = {.kind = THING_MEDIA, .number = (uint32_t)i}, .path = path};
        claim.address = address_of_file(path, loading->arena);
        numbers_add(&loading->site->media, (uint32_t)i, loading->arena);
        const struct address_claim *taken = addresses_claim(&loading->addresses, &claim, loading->arena);
        if (taken)
            report_taken(loading, &claim, taken, (struct diag_place){.path = path});
    }
}

/* A page may list its own address among the old ones, or one twice: nothing to do. */
static void claim_alias(struct loading *loading, struct target target, struct text alias, struct diag_place place) {
    const struct thing *thing = site_thing(loading->site, target.kind, target.number);
    struct address_claim claim = {.address = alias, .target = target, .path = thing->source.path, .is_redirect = true};
    const struct address_claim *taken = addresses_claim(&loading->addresses, &claim, loading->arena);
    struct site *site = loading->site;
    if (!taken)
        *array_add(&site->redirects, loading->arena) = (struct redirect){alias, thing->address, place};
    else if (!text_equal(taken->path, thing->source.path))
        report_taken(loading, &claim, taken, place);
}

static void claim_aliases_of(struct loading *loading, struct target target) {
    const struct thing *thing = site_thing(loading->site, target.kind, target.number);
    if (!thing->aliases.count)
        return;
    struct fields fields = source_all_fields(loading, &thing->source);
    struct diag_place *places = arena_array(loading->arena, struct diag_place, thing->aliases.count);
    alias_places(places, &fields, thing->address, &thing->aliases);
    for (size_t i = 0; i < thing->aliases.count; i++)
        claim_alias(loading, target, thing->aliases.items[i], places[i]);
}

static void claim_aliases(struct loading *loading) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        for (uint32_t i = 0; i < site_count(loading->site, kind); i++)
            claim_aliases_of(loading, (struct target){.kind = kind, .number = i});
}

void claims_load(struct loading *loading) {
    claim_editions(loading);
    claim_own_pages(loading);
    claim_things(loading);
    claim_media(loading);
    claim_aliases(loading);
    claim_editions(loading);
    claim_own_page(loading, TEXT("/colophon/"));
    claim_own_page(loading, TEXT("/build.json"));
    claim_own_page(loading, TEXT("/addresses.txt"));
    for (size_t i = 0; i < loading->hidden.count; i++)
        addresses_claim(&loading->addresses, &loading->hidden.items[i], loading->arena);
}
