#include "base/array.h"
#include "render/shared.h"

static const struct view *kind_view(uint8_t kind, struct arena *arena) {
    struct view_map map = parts_map(4, arena);
    parts_put_flag(&map, "added", kind == CHANGE_ADDED, arena);
    parts_put_flag(&map, "revised", kind == CHANGE_REVISED, arena);
    parts_put_flag(&map, "renamed", kind == CHANGE_RENAMED, arena);
    parts_put_flag(&map, "withdrawn", kind == CHANGE_WITHDRAWN, arena);
    return view_of_map(&map, arena);
}

static const struct view *change_view(const struct making *making, const struct change *change) {
    const struct view *card = cards_of_thing(making->shared, change->thing, change->number);
    struct arena *arena = making->arena;
    struct view_map map = parts_map(8, arena);
    parts_put(&map, "kind", kind_view(change->kind, arena), arena);
    parts_put_text(&map, "label", text_of(changes_label(change->kind)), arena);
    parts_put_text(&map, "title", change->title, arena);
    if (card)
        parts_put(&map, "title_html", cards_title_html(card), arena);
    else
        parts_put_html(&map, "title_html", change->title, making->site->settings.han, arena);
    parts_put(&map, "path", card ? view_get(card, TEXT("path")) : NULL, arena);
    parts_put_text(&map, "person", change->person, arena);
    parts_put_text(&map, "subject", change->subject, arena);
    parts_put_text(&map, "commit", change->commit, arena);
    return view_of_map(&map, arena);
}

/* As the clock stood where the commit was made. */
static struct date day_of(const struct change *change) {
    return (struct date){
        .precision = DATE_DAY, .year = change->when.year, .month = change->when.month, .day = change->when.day};
}

static const struct view *day_view(const struct making *making, const struct change *changes, size_t count) {
    struct parts_list list = {0};
    for (size_t i = 0; i < count; i++)
        *array_add(&list, making->arena) = change_view(making, &changes[i]);
    struct view_map map = parts_map(2, making->arena);
    parts_put_date(&map, "date", day_of(changes), making->arena);
    parts_put_list(&map, "changes", NULL, &list, making->arena);
    return view_of_map(&map, making->arena);
}

void view_changes(struct making *making) {
    const struct changes *changes = making->shared->changes;
    struct parts_list days = {0};
    for (size_t from = 0, to; from < changes->count; from = to) {
        for (to = from + 1; to < changes->count; to++)
            if (date_compare(day_of(&changes->items[to]), day_of(&changes->items[from])) != 0)
                break;
        *array_add(&days, making->arena) = day_view(making, &changes->items[from], to - from);
    }
    parts_put_flag(&making->map, "known", changes->known, making->arena);
    parts_put(&making->map, "note", making->shared->origin_note, making->arena);
    parts_put_list(&making->map, "days", "has_days", &days, making->arena);
}
