/*
 * The places of content/gone.yaml, "/essays/a/#x": each stands beside the text of its page, with a note that says why it is
 * gone or leads to another place. What leads there today has the page's own places before it: an entry for one of these is
 * told.
 */
#include "kinds/loading.h"

#include "base/array.h"
#include "history/gone.h"
#include "history/versions.h"

#include <stdlib.h>

static struct text place_words(const struct loading *loading, struct text address, struct text anchor) {
    return text_format(loading->arena, "%.*s%s%.*s", TEXT_ARGS(address), anchor.size ? "#" : "", TEXT_ARGS(anchor));
}

static void report(struct loading *loading, struct diag_place place, struct text words, const char *why, struct text near) {
    diag_add(loading->problems, DIAG_ERROR, E_GONE_TO, place, text_format(loading->arena, "\"%.*s\" %s", TEXT_ARGS(words), why),
             did_you_mean(near, loading->arena));
}

/* Which places a page has. */

static bool has_passage(const struct site *site, const struct essay *essay, struct text id, struct arena *scratch) {
    struct marks marks;
    versions_marks(&marks, site, essay, essay->versions->count - 1, scratch);
    for (size_t i = 0; i < marks.count; i++)
        if (text_equal(text_of(marks.items[i].id), id))
            return true;
    for (size_t i = 0; i < marks.former_count; i++)
        if (text_equal(marks.former[i].id, id))
            return true;
    return false;
}

static bool had_passage(const struct site *site, const struct essay *essay, struct text id, struct arena *scratch) {
    struct tombstones tombstones;
    versions_tombstones(&tombstones, site, essay, NULL, scratch);
    for (size_t i = 0; i < tombstones.count; i++)
        if (text_equal(text_of(tombstones.items[i].id), id) || texts_has(&tombstones.items[i].former, id))
            return true;
    return false;
}

/* Of a term that stands, that stood, or that another one has been called; and of whatever else is a place on such a page. */
static bool section_has(const struct loading *loading, uint8_t kind, struct text id) {
    const struct site *site = loading->site;
    bool has = table_get(&loading->registries[kind].by_slug, id) != NONE;
    if (kind != THING_TERM)
        return has;
    for (uint32_t i = 0; i < site->term_count && !has; i++)
        has = texts_has(&site->terms[i].thing.source.lost_ids, id);
    for (size_t i = 0; i < site->gone.count && !has; i++)
        has = site->gone.items[i].kind == THING_TERM && text_ends(site->gone.items[i].address, id) &&
              text_ends(text_slice(site->gone.items[i].address, 0, site->gone.items[i].address.size - id.size), TEXT("#"));
    return has;
}

static bool has_place(struct loading *loading, const struct target *page, struct text id) {
    const struct site *site = loading->site;
    const struct source *source = thing_source(site, page->kind, page->number);
    const struct essay *essay = page->kind == THING_ESSAY ? &site->essays[page->number] : NULL;
    struct arena scratch = {0};
    uint8_t kind = anchor_kind_on(page, false);
    if (kind != THING_NONE)
        return section_has(loading, kind, id);
    if (!source || (essay && !essay_is_open(essay)))
        return false;
    bool has = (source->document && anchor_exists(&loading->anchors, source, id, loading->arena)) ||
               (essay && (has_passage(site, essay, id, &scratch) || had_passage(site, essay, id, &scratch)));
    arena_free(&scratch);
    return has;
}

/* Entries. */

/* The page of an address; kind THING_NONE where there is none, or where visitors do not see it: then `claimed` is true. */
static struct target page_at(const struct loading *loading, struct text address, bool *claimed) {
    const struct address_claim *claim = addresses_at(&loading->addresses, address, loading->arena);
    *claimed = claim;
    if (!claim || claim->state != CLAIM_SHOWN)
        return (struct target){.kind = THING_NONE};
    return claim->target;
}

/* Whose layout shows what stands beside a text. */
static bool has_text(const struct target *page) {
    bool is_thing = page->kind <= THING_HOME && !thing_kinds[page->kind].stands_on_section && page->kind != THING_PUBLICATION;
    return is_thing || anchor_kind_on(page, false) != THING_NONE;
}

/* Where it leads; false after an error. */
static bool find_heir(struct gone_place *place, struct loading *loading, const struct gone_said *said) {
    bool claimed;
    place->to = (struct target){.kind = THING_NONE};
    if (!said->to.size)
        return true;
    place->to = page_at(loading, said->to, &claimed);
    bool is_page = place->to.kind != THING_NONE && place->to.kind != THING_MEDIA;
    place->to.anchor = said->to_anchor;
    if (is_page && (!said->to_anchor.size || has_place(loading, &place->to, said->to_anchor)))
        return true;
    const struct source *source = is_page ? thing_source(loading->site, place->to.kind, place->to.number) : NULL;
    struct text words = place_words(loading, said->to, said->to_anchor), near = TEXT("");
    if (!is_page && address_is_of_page(said->to))
        near = near_address(loading, said->to);
    else if (is_page && source && source->document)
        near = near_heading(loading, source, said->to_anchor);
    report(loading, said->place, words, is_page ? "is no place on that page" : "is no page of this site", near);
    return false;
}

/* It has a note of its own now. */
static void find_again(struct texts *lost, struct text id) {
    size_t kept = 0;
    for (size_t i = 0; i < lost->count; i++)
        if (!text_equal(lost->items[i], id))
            lost->items[kept++] = lost->items[i];
    lost->count = kept;
}

/* `met`: the places so far, as "/essays/a/#x". */
static void add(struct loading *loading, const struct gone_said *said, struct gone_place *place, struct table *met) {
    struct source *source = (struct source *)thing_source(loading->site, place->page.kind, place->page.number);
    place->address = site_address(loading->site, place->page, loading->arena);
    place->page.anchor = said->anchor;
    place->reason = said->reason;
    struct text words = place_words(loading, place->address, said->anchor);
    if (table_put(met, words, 1, loading->arena) != NONE || has_place(loading, &place->page, said->anchor)) {
        gone_warn(loading->problems, said, loading->arena);
        return;
    }
    if (source)
        find_again(&source->lost_ids, said->anchor);
    *array_add(&loading->site->gone_places, loading->arena) = *place;
}

/* Those of one page stay as they are written. */
static int by_page(const void *left, const void *right) {
    const struct gone_place *a = left, *b = right;
    int order = text_compare(a->address, b->address);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static void sort(struct site *site) {
    if (site->gone_places.count)
        qsort(site->gone_places.items, site->gone_places.count, sizeof *site->gone_places.items, by_page);
}

void gone_places_load(struct loading *loading) {
    struct table met = {0};
    for (size_t i = 0; i < loading->site->places_said.count; i++) {
        const struct gone_said *said = &loading->site->places_said.items[i];
        bool claimed;
        struct gone_place place = {.number = (uint32_t)i, .page = page_at(loading, said->address, &claimed)};
        if (place.page.kind == THING_NONE && claimed)
            continue; /* of what visitors do not see nothing is told */
        if (place.page.kind == THING_NONE)
            report(loading, said->key_place, said->address, "is no page of this site", near_address(loading, said->address));
        else if (!has_text(&place.page))
            report(loading, said->key_place, said->address, "has no text that a place could stand beside", TEXT(""));
        else if (find_heir(&place, loading, said))
            add(loading, said, &place, &met);
    }
    sort(loading->site);
}
