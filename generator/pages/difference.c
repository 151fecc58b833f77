#include "base/array.h"
#include "compare/fields_diff.h"
#include "pages/difference_rows.h"
#include "pages/old_text.h"

static const struct view *values_view(const struct fields_values *values, struct arena *arena) {
    struct parts_list list = {0};
    for (size_t i = 0; i < values->count; i++) {
        struct view_map map = parts_map(2, arena);
        parts_put_text(&map, "words", values->items[i].words, arena);
        parts_put_flag(&map, "kept", values->items[i].kept, arena);
        *array_add(&list, arena) = view_of_map(&map, arena);
    }
    return list.count ? view_list(list.items, list.count, arena) : NULL;
}

static void put_fields(struct view_map *map, const struct document *old, const struct document *new, struct arena *arena) {
    struct fields_changes changes;
    struct parts_list list = {0};
    fields_diff(&changes, old, new, arena);
    for (size_t i = 0; i < changes.count; i++) {
        struct view_map field = parts_map(4, arena);
        parts_put_text(&field, "key", changes.items[i].key, arena);
        parts_put_text(&field, "label", changes.items[i].label, arena);
        parts_put(&field, "before", values_view(&changes.items[i].before, arena), arena);
        parts_put(&field, "after", values_view(&changes.items[i].after, arena), arena);
        *array_add(&list, arena) = view_of_map(&field, arena);
    }
    parts_put_list(map, "fields", "has_fields", &list, arena);
}

static void put_counts(struct view_map *map, const struct compare_counts *counts, struct arena *arena) {
    parts_put_count(map, "words_added", counts->words_added, arena);
    parts_put_count(map, "words_removed", counts->words_removed, arena);
    parts_put_count(map, "passages_added", counts->passages_added, arena);
    parts_put_count(map, "passages_removed", counts->passages_removed, arena);
    parts_put_count(map, "passages_reworded", counts->passages_reworded, arena);
    parts_put_count(map, "passages_moved", counts->passages_moved, arena);
}

static bool is_any(const struct compare_counts *counts) {
    return counts->words_added || counts->words_removed || counts->passages_added || counts->passages_removed ||
           counts->passages_reworded || counts->passages_moved || counts->form;
}

static void put_rows(struct view_map *map, const struct compare_side *old, const struct compare_side *new,
                     const struct alignment *alignment, struct arena *arena) {
    struct difference_side sides[2] = {{filling_link, old->context}, {filling_link, new->context}};
    struct difference difference;
    compare(&difference, old, new, alignment, &(struct compare_options){0}, arena);
    view_put(map, "rows", difference_rows(&difference, sides, arena), arena);
    parts_put_flag(map, "has_rows", difference.count, arena);
}

static void put_prose(struct view_map *map, const struct old_text *old, const struct old_text *new, struct text han,
                      struct arena *arena) {
    struct passages before, after;
    struct alignment alignment;
    struct compare_counts counts;
    passages_of(&before, old->text.document, old->text.body, arena);
    passages_of(&after, new->text.document, new->text.body, arena);
    align(&alignment, &before, &after, arena);
    compare_count(&counts, &before, &after, &alignment, arena);
    put_counts(map, &counts, arena);
    parts_put_flag(map, "is_text_changed", is_any(&counts), arena);
    if (is_any(&counts))
        put_rows(map, &(struct compare_side){&before, filling_label, old->filling, han},
                 &(struct compare_side){&after, filling_label, new->filling, han}, &alignment, arena);
}

static const struct view *make_difference(const void *context, struct arena *arena) {
    const struct reading *reading = context;
    struct view_map map = parts_map(10, arena);
    struct old_text old, new;
    if (old_text_read(&old, reading, reading->page->before, arena) &&
        old_text_read(&new, reading, reading->page->version, arena)) {
        put_fields(&map, old.text.document, new.text.document, arena);
        put_prose(&map, &old, &new, reading->essay->han, arena);
    }
    return view_of_map(&map, arena);
}

void view_difference(struct making *making) {
    const struct reading *reading = reading_of(making);
    const struct revision_page *page = reading->page;
    const struct essay *essay = reading->essay;
    bool is_since = page->kind == REVISION_SINCE;
    uint32_t after = revisions_after(essay, page->version);
    struct digest digest = reading_digest(making, reading);
    making_put_history(making, essay);
    making_put_versions_around(making, essay, is_since ? UINT32_MAX : page->before, is_since ? UINT32_MAX : after);
    parts_put_flag(&making->map, "is_since", is_since, making->arena);
    parts_put(&making->map, "old", version_view(making, essay, page->before), making->arena);
    parts_put(&making->map, "new", version_view(making, essay, page->version), making->arena);
    parts_put(&making->map, "difference", view_late_map(make_difference, reading, digest, making->arena), making->arena);
}
