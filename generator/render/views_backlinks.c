#include "base/array.h"
#include "render/links.h"
#include "render/shared.h"

static const char *kind_name(uint8_t kind) {
    switch ((enum thing_kind)kind) {
    case THING_ESSAY: return "essay";
    case THING_AUTHOR: return "author";
    case THING_TOPIC: return "topic";
    case THING_PUBLICATION: return "publication";
    case THING_LIST: return "list";
    case THING_TERM: return "term";
    case THING_PAGE: return "page";
    case THING_PLACE: return "home";
    case THING_NONE:
    case THING_MEDIA: break;
    }
    return "";
}

/* The home page has no card; everything else that can refer has one. */
static const struct view *home_card(const struct making *making) {
    const struct site *site = making->site;
    struct text title = site->home_title.size ? site->home_title : site->settings.title;
    struct view_map map = parts_map(3, making->arena);
    parts_put_text(&map, "title", title, making->arena);
    parts_put_html(&map, "title_html", title, site->settings.han, making->arena);
    parts_put_text(&map, "path", TEXT("index.html"), making->arena);
    return view_of_map(&map, making->arena);
}

static bool is_open(const struct site *site, const struct backlink *backlink) {
    return backlink->kind != THING_ESSAY || essay_is_open(&site->essays[backlink->number]);
}

static void put_sentence(struct view_map *item, const struct making *making, const struct backlink *backlink,
                         const struct view *path) {
    bool shown = is_open(making->site, backlink);
    struct text none = {0}, han = making->site->settings.han;
    if (backlink->kind == THING_ESSAY)
        han = making->site->essays[backlink->number].han;
    parts_put_html(item, "sentence_html", shown ? backlink->sentence : none, han, making->arena);
    /* A term is itself a place on the glossary's page. */
    bool has_place = shown && backlink->kind != THING_TERM;
    struct text anchor = link_anchor(has_place ? backlink->heading : none, making->arena);
    parts_put_text(item, "place", text_join(making->arena, path->text, anchor), making->arena);
}

static const struct view *backlink_view(const struct making *making, const struct backlink *backlink, bool again) {
    struct arena *arena = making->arena;
    const struct view *card =
        backlink->kind == THING_PLACE ? home_card(making) : cards_of_thing(making->shared, backlink->kind, backlink->number);
    const struct view *path = view_get(card, TEXT("path"));
    struct view_map item = parts_map(9, arena);
    parts_put_text(&item, "kind", text_of(kind_name(backlink->kind)), arena);
    parts_put_flag(&item, "is_essay", backlink->kind == THING_ESSAY, arena);
    parts_put(&item, "title", cards_title(card), arena);
    parts_put(&item, "title_html", cards_title_html(card), arena);
    parts_put(&item, "path", path, arena);
    parts_put(&item, "author_line_html", view_get(card, TEXT("author_line_html")), arena);
    put_sentence(&item, making, backlink, path);
    parts_put_flag(&item, "again", again, arena);
    return view_of_map(&item, arena);
}

void making_put_backlinks(struct making *making, struct view_map *map, const char *key, const char *has_key,
                          const struct backlinks *backlinks) {
    struct parts_list list = {.items = arena_array(making->arena, const struct view *, backlinks->count),
                              .count = backlinks->count};
    for (size_t i = 0; i < backlinks->count; i++) {
        const struct backlink *backlink = &backlinks->items[i], *before = i ? backlink - 1 : NULL;
        bool again = before && before->kind == backlink->kind && before->number == backlink->number;
        list.items[i] = backlink_view(making, backlink, again);
    }
    parts_put_list(map, key, has_key, &list, making->arena);
}
