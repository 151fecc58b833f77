#include "pages/shared.h"

#include "base/array.h"
#include "pages/essay_key.h"
#include "pages/links.h"

#include <string.h>

#ifndef COLOPHON_VERSION
#define COLOPHON_VERSION "0"
#endif

static const struct view *counts_view(const struct site *site, struct arena *arena) {
    struct view_map map = parts_map(6, arena);
    parts_put_count(&map, "essays", site->essays_by_date.count, arena);
    parts_put_count(&map, "authors", site->authors_by_name.count, arena);
    parts_put_count(&map, "topics", site->topics_by_name.count, arena);
    parts_put_count(&map, "publications", site->publications_by_name.count, arena);
    parts_put_count(&map, "lists", site->lists_by_title.count, arena);
    parts_put_count(&map, "terms", site->terms_by_name.count, arena);
    return view_of_map(&map, arena);
}

static void put_editors(struct view_map *map, const struct settings *settings, struct arena *arena) {
    struct parts_list list = {0};
    struct text *names = arena_array(arena, struct text, settings->editors.count);
    for (size_t i = 0; i < settings->editors.count; i++) {
        const struct menu_item *editor = &settings->editors.items[i];
        struct view_map item = parts_map(3, arena);
        parts_put_text(&item, "name", editor->title, arena);
        parts_put_html(&item, "name_html", editor->title, settings->han, arena);
        parts_put_text(&item, "url", cards_web_url(editor->address), arena);
        *array_add(&list, arena) = view_of_map(&item, arena);
        names[i] = editor->title;
    }
    parts_put_list(map, "editors", "has_editors", &list, arena);
    parts_put_text(map, "editor_line", parts_names(names, settings->editors.count, arena), arena);
}

static void put_feeds(struct view_map *map, const struct shared_views *shared, struct arena *arena) {
    struct text none = {0}, base_url = shared->site->settings.base_url;
    struct text feed = TEXT("feed.xml"), changes = TEXT("changes/feed.xml");
    parts_put_text(map, "feed_path", shared->has_feed ? feed : none, arena);
    parts_put_text(map, "feed_url", shared->has_feed ? link_url(base_url, feed, arena) : none, arena);
    parts_put_text(map, "changes_feed_path", shared->has_changes_feed ? changes : none, arena);
    parts_put_text(map, "changes_feed_url", shared->has_changes_feed ? link_url(base_url, changes, arena) : none, arena);
}

static void put_what_there_is(struct view_map *map, const struct shared_views *shared, struct arena *arena) {
    const struct site *site = shared->site;
    parts_put_flag(map, "has_topics", site->topics_by_name.count > 0, arena);
    parts_put_flag(map, "has_authors", site->authors_by_name.count > 0, arena);
    parts_put_flag(map, "has_publications", site->publications_by_name.count > 0, arena);
    parts_put_flag(map, "has_lists", site->lists_by_title.count > 0, arena);
    parts_put_flag(map, "has_glossary", site->terms_by_name.count > 0, arena);
    parts_put_flag(map, "has_changes", shared->changes->known, arena);
    parts_put_flag(map, "has_editions", site->editions && site->editions->count > 0, arena);
}

static void put_settings(struct view_map *map, const struct settings *settings, struct arena *arena) {
    const struct yaml_node *extra = yaml_root(&settings->extra);
    parts_put_text(map, "title", settings->title, arena);
    parts_put_html(map, "title_html", settings->title, settings->han, arena);
    parts_put_text(map, "subtitle", settings->subtitle, arena);
    parts_put_text(map, "description", settings->description, arena);
    parts_put_text(map, "language", settings->language, arena);
    parts_put_text(map, "url", settings->base_url, arena);
    parts_put_text(map, "rights", settings->rights, arena);
    parts_put_text(map, "license", settings->license, arena);
    parts_put(map, "extra", extra && extra->kind == YAML_MAP ? parts_of_yaml(&settings->extra, extra, arena) : NULL, arena);
    put_editors(map, settings, arena);
}

static const struct view *site_view(const struct shared_views *shared, const struct view *counts, struct arena *arena) {
    struct view_map map = parts_map(25, arena);
    put_settings(&map, &shared->site->settings, arena);
    put_feeds(&map, shared, arena);
    put_what_there_is(&map, shared, arena);
    parts_put(&map, "counts", counts, arena);
    parts_put_text(&map, "generator", TEXT("Colophon " COLOPHON_VERSION), arena);
    parts_put_text(&map, "assets", TEXT("assets/"), arena);
    return view_of_map(&map, arena);
}

/* Neither the branch's name nor anything else that two checkouts of one commit may have different. */
static const struct view *origin_view(const struct site *site, struct arena *arena) {
    const struct origin *origin = &site->origin;
    if (!origin->commit.hex[0])
        return view_null();
    struct view_map map = parts_map(8, arena);
    parts_put_text(&map, "commit", text_of(origin->commit.hex), arena);
    parts_put_text(&map, "short", origin->short_commit, arena);
    parts_put_date(&map, "date", origin->committed, arena);
    parts_put_text(&map, "subject", origin->subject, arena);
    parts_put_flag(&map, "dirty", origin->dirty, arena);
    parts_put_flag(&map, "shallow", origin->shallow, arena);
    parts_put_text(&map, "note", origin->note, arena);
    parts_put_text(&map, "repository", cards_web_url(site->settings.repository), arena);
    return view_of_map(&map, arena);
}

static const struct view *menu_item_view(const struct menu_item *item, bool here, struct arena *arena) {
    bool is_ours = text_starts(item->address, TEXT("/")) && !text_starts(item->address, TEXT("//"));
    struct view_map map = parts_map(4, arena);
    parts_put_text(&map, "title", item->title, arena);
    parts_put_text(&map, "path", is_ours ? link_to(item->address, arena) : (struct text){0}, arena);
    parts_put_text(&map, "href", is_ours ? (struct text){0} : cards_web_url(item->address), arena);
    parts_put_flag(&map, "here", here, arena);
    return view_of_map(&map, arena);
}

/* One menu for each item that can be `here`, and one for when none is. */
static const struct view *const *menus_view(const struct settings *settings, struct arena *arena) {
    size_t count = settings->menu.count;
    const struct view **menus = arena_array(arena, const struct view *, count + 1);
    for (size_t here = 0; here <= count; here++) {
        const struct view **items = arena_array(arena, const struct view *, count);
        for (size_t i = 0; i < count; i++)
            items[i] = menu_item_view(&settings->menu.items[i], i == here, arena);
        menus[here] = count ? view_list(items, count, arena) : view_null();
    }
    return menus;
}

static uint32_t *positions_by_date(const struct site *site, struct arena *arena) {
    uint32_t *positions = arena_array(arena, uint32_t, site->essay_count);
    memset(positions, 0xff, site->essay_count * sizeof *positions);
    for (uint32_t i = 0; i < site->essays_by_date.count; i++)
        positions[site->essays_by_date.items[i]] = i;
    return positions;
}

/* An essay that stands twice in a list is shown there by its first place. */
static bool stands_in(const struct list_places *places, uint32_t list) {
    return places->count && places->items[places->count - 1].list == list;
}

static struct list_places *places_in_lists(const struct site *site, struct arena *arena) {
    struct list_places *places = arena_array(arena, struct list_places, site->essay_count);
    for (size_t i = 0; i < site->lists_by_title.count; i++) {
        uint32_t list = site->lists_by_title.items[i];
        for (uint32_t at = 0; at < site->lists[list].items.count; at++) {
            struct list_places *of_essay = &places[site->lists[list].items.items[at].essay];
            if (!stands_in(of_essay, list))
                *array_add(of_essay, arena) = (struct list_place){list, at};
        }
    }
    return places;
}

static bool any_essay_for_feed(const struct site *site) {
    for (size_t i = 0; i < site->essays_by_date.count; i++)
        if (feed_date(&site->essays[site->essays_by_date.items[i]]).precision != DATE_NONE)
            return true;
    return false;
}

const struct shared_views *views_share(const struct site *site, struct arena *arena) {
    struct shared_views *shared = arena_new(arena, struct shared_views);
    shared->site = site;
    shared->date_positions = positions_by_date(site, arena);
    shared->list_places = places_in_lists(site, arena);
    shared->changes = changes_of(site, shared->date_positions, arena);
    shared->revisions = revisions_make(site, shared->date_positions, arena);
    if (shared->revisions->pages.count)
        shared->references = references_digest(site);
    shared->has_feed = !site->is_edition && site->settings.base_url.size && any_essay_for_feed(site);
    shared->has_changes_feed = !site->is_edition && site->settings.base_url.size && shared->changes->count > 0;
    shared->editions = editions_of_essays(shared, arena);
    cards_make(shared, arena);
    shared->site_view = site_view(shared, counts_view(site, arena), arena);
    shared->site_uncounted = site_view(shared, NULL, arena);
    shared->origin = origin_view(site, arena);
    shared->origin_note = site->origin.note.size ? view_text(site->origin.note, arena) : view_null();
    shared->language = view_text(site->settings.language, arena);
    shared->menus = menus_view(&site->settings, arena);
    shared->frame = essay_key_frame(shared);
    return shared;
}
