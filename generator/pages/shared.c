#include "pages/shared.h"

#include "base/array.h"
#include "compose/cite_terms.h"
#include "pages/works.h"

#include <string.h>

static uint32_t *positions_by_date(const struct site *site, struct arena *arena) {
    uint32_t *positions = arena_array(arena, uint32_t, site->essay_count);
    memset(positions, 0xff, site->essay_count * sizeof *positions);
    for (uint32_t i = 0; i < site->essays_by_date.count; i++)
        positions[site->essays_by_date.items[i]] = i;
    return positions;
}

/* An essay that stands twice in a list is shown there by its first place. */
static bool stands_in(const struct standing_places *places, uint32_t list) {
    return places->count && places->items[places->count - 1].in == list;
}

static struct standing_places *places_in_lists(const struct site *site, struct arena *arena) {
    struct standing_places *places = arena_array(arena, struct standing_places, site->essay_count);
    for (size_t i = 0; i < site->lists_by_title.count; i++) {
        uint32_t list = site->lists_by_title.items[i];
        for (uint32_t at = 0; at < site->lists[list].items.count; at++) {
            struct standing_places *of_essay = &places[site->lists[list].items.items[at].essay];
            if (!stands_in(of_essay, list))
                *array_add(of_essay, arena) = (struct standing_place){list, at};
        }
    }
    return places;
}

static struct standing_places *places_in_editions(const struct site *site, struct arena *arena) {
    if (!site->editions || !site->editions->count)
        return NULL;
    struct standing_places *places = arena_array(arena, struct standing_places, site->essay_count);
    for (uint32_t i = 0; i < site->editions->count; i++) {
        const struct edition *edition = &site->editions->items[i];
        for (uint32_t at = 0; at < edition->essay_count; at++)
            if (edition->essays[at].today != NONE)
                *array_add(&places[edition->essays[at].today], arena) = (struct standing_place){i, at};
    }
    return places;
}

static bool any_essay_for_feed(const struct site *site) {
    for (size_t i = 0; i < site->essays_by_date.count; i++)
        if (feed_date(&site->essays[site->essays_by_date.items[i]]).precision != DATE_NONE)
            return true;
    return false;
}

bool essay_is_listed(const struct shared *shared, uint32_t essay) {
    return shared->date_positions[essay] != NONE;
}

const struct essay *page_essay(const struct from *from) {
    return &from->site->essays[from->page->number];
}

const struct shared *shared_make(const struct site *site, const struct tree *assets, struct arena *arena) {
    struct shared *shared = arena_new(arena, struct shared);
    shared->site = site;
    shared->date_positions = positions_by_date(site, arena);
    shared->list_places = places_in_lists(site, arena);
    shared->edition_places = places_in_editions(site, arena);
    shared->changes = changes_of(site, shared->date_positions, arena);
    shared->revisions = revisions_make(site, shared->date_positions, arena);
    shared->former_besides = besides_former(site, shared->date_positions, arena);
    if (shared->revisions->pages.count)
        shared->references = references_digest(site);
    shared->has_feed = !site->is_edition && site->settings.base_url.size && any_essay_for_feed(site);
    shared->has_changes_feed = !site->is_edition && site->settings.base_url.size && shared->changes->count > 0;
    shared->has_theme = tree_find(assets, TEXT("assets/theme.css")) != SIZE_MAX;
    shared->cite_terms = cite_terms_of(site->language, arena);
    shared->works = works_make(site, shared->date_positions, arena);
    page_choices_make(&shared->choices);
    shared->cards = cards_make(site, arena);
    digest_frame(shared, gathering_new(GATHER_KEY, NULL, site->language, arena));
    return shared;
}
