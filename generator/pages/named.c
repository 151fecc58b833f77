/* What essays name, and has no more of its own than its essays and a text: its index, and the page of each. */
#include "pages/shared.h"

void named_index_gather(struct gathering *g, const struct from *from) {
    uint8_t kind = page_indexes(from->page->kind);
    const struct kind *of = &thing_kinds[kind];
    struct numbers by_name = gather_largest(g, from, LISTING_ALL(kind), site_order(from->site, kind));
    gather_things(g, of->many, from->shared, card_of_kind(kind), &by_name);
    gather_has(g, of->has_many, of->many, NULL);
}

/* What only those have that have files of their own. */
static void own_text(struct gathering *g, const struct from *from, const struct thing *thing) {
    gather_source(g, from, &thing->source, NULL, from->site->settings.han);
    gather_also(g, "also", "also_line", "has_also", thing->also.items, thing->also.count);
}

void named_gather(struct gathering *g, const struct from *from) {
    uint8_t kind = page_kind(from->page->kind)->about;
    uint32_t number = from->page->number;
    gather_open(g, thing_words[kind].word);
    gather_members_of(g, from->shared, card_of_kind(kind), number);
    if (thing_kinds[kind].folders)
        own_text(g, from, site_thing(from->site, kind, number));
    gather_essays_of(g, from, "works", "has_works", LISTING_OF(kind), number);
    if (thing_words[kind].is_cited)
        gather_backlinks(g, from, "cited_by", "has_cited_by", LISTING_CITING(kind), number);
    if (thing_kinds[kind].has_changes) {
        gather_changes_of(g, from, kind, number);
        gather_feed_of(g, from, site_thing(from->site, kind, number));
    }
    gather_cited(g, from, kind, number);
    gather_close(g);
}
