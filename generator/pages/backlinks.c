#include "base/array.h"
#include "pages/links.h"
#include "pages/shared.h"

static const char *kind_name(uint8_t kind) {
    switch ((enum thing_kind)kind) {
    case THING_ESSAY: return "essay";
    case THING_AUTHOR: return "author";
    case THING_TOPIC: return "topic";
    case THING_PUBLICATION: return "publication";
    case THING_LIST: return "list";
    case THING_TERM: return "term";
    case THING_PAGE: return "page";
    case THING_PLACE:
    case THING_NONE:
    case THING_MEDIA: break;
    }
    return "";
}

static void put_sentence(struct view_map *item, const struct making *making, const struct backlink *backlink,
                         const struct mention *mention) {
    struct text none = {0}, han = making->site->settings.han;
    if (backlink->kind == THING_ESSAY)
        han = making->site->essays[backlink->number].han;
    /* A term is itself a place on the glossary's page. */
    bool has_place = mention->is_open && backlink->kind != THING_TERM;
    struct text anchor = link_anchor(has_place ? backlink->heading : none, making->arena);
    parts_put_html(item, "sentence_html", mention->is_open ? backlink->sentence : none, han, making->arena);
    parts_put_text(item, "place", text_join(making->arena, mention->path->text, anchor), making->arena);
}

static const struct view *backlink_view(const struct making *making, const struct backlink *backlink, bool again) {
    struct arena *arena = making->arena;
    struct mention mention = cards_mention(making->shared, backlink->kind, backlink->number);
    struct view_map item = parts_map(8, arena);
    parts_put_text(&item, "kind", text_of(kind_name(backlink->kind)), arena);
    parts_put_flag(&item, "is_essay", backlink->kind == THING_ESSAY, arena);
    parts_put(&item, "title", mention.title, arena);
    parts_put(&item, "title_html", mention.title_html, arena);
    parts_put(&item, "path", mention.path, arena);
    parts_put(&item, "author_line_html", mention.author_line_html, arena);
    put_sentence(&item, making, backlink, &mention);
    parts_put_flag(&item, "again", again, arena);
    return view_of_map(&item, arena);
}

/* Whether a backlink is the same referrer's as the one shown before it. */
static bool is_again(const struct backlink *backlink, const struct backlink *before) {
    return before && before->kind == backlink->kind && before->number == backlink->number;
}

void making_put_citing(struct making *making, struct view_map *map, const struct backlinks *backlinks,
                       const struct numbers *indexes) {
    struct parts_list list = {0};
    const struct backlink *before = NULL;
    for (size_t i = 0; backlinks && i < indexes->count; i++) {
        const struct backlink *backlink = &backlinks->items[indexes->items[i]];
        *array_add(&list, making->arena) = backlink_view(making, backlink, is_again(backlink, before));
        before = backlink;
    }
    parts_put_list(map, "citing", "has_citing", &list, making->arena);
}

static const struct view *all_citing(struct making *making, uint8_t kind, uint32_t thing, size_t count) {
    struct view_map map = parts_map(3, making->arena);
    bool is_long = making_put_parts(making, &map, kind, thing);
    parts_put_count(&map, "count", count, making->arena);
    return is_long ? view_of_map(&map, making->arena) : NULL;
}

void making_put_backlinks(struct making *making, struct view_map *map, const char *key, const char *has_key, uint8_t kind,
                          uint32_t thing) {
    const struct backlinks *backlinks = listing_backlinks(making->site, kind, thing);
    const struct view *all = all_citing(making, kind, thing, backlinks->count);
    size_t count = all ? making_first(making, (struct numbers){.count = backlinks->count}).count : backlinks->count;
    struct parts_list list = {.items = arena_array(making->arena, const struct view *, count), .count = count};
    for (size_t i = 0; i < count; i++)
        list.items[i] =
            backlink_view(making, &backlinks->items[i], is_again(&backlinks->items[i], i ? &backlinks->items[i - 1] : NULL));
    parts_put_list(map, key, has_key, &list, making->arena);
    parts_put(map, "all_citing", all, making->arena);
}
