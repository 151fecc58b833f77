/* The editions: all of them with what each brought, those that an essay stands in, and the banner over an edition's pages. */
#include "base/array.h"
#include "base/table.h"
#include "pages/banner.h"
#include "pages/links.h"
#include "pages/shared.h"

/* An edition beside the one before it. */
struct comparing {
    const struct making *making;
    const struct edition *edition, *before; /* before: NULL for the first */
    struct table threads;                   /* of `before`, to indexes of its essays */
};

static struct text thread_key(const struct edition_essay *essay) {
    return (struct text){(const char *)&essay->thread, sizeof essay->thread};
}

static struct table threads_of(const struct edition *edition, struct arena *arena) {
    struct table threads = {0};
    for (uint32_t i = 0; edition && i < edition->essay_count; i++)
        table_put(&threads, thread_key(&edition->essays[i]), i, arena);
    return threads;
}

/* An essay as it stands in an edition. */
static const struct view *essay_there(const struct making *making, const struct edition *edition,
                                      const struct edition_essay *essay) {
    struct arena *arena = making->arena;
    struct text inside = text_join(arena, text_format(arena, "/editions/%.*s", TEXT_ARGS(edition->name)), essay->address);
    struct view_map map = parts_map(3, arena);
    parts_put_text(&map, "title", essay->title, arena);
    parts_put_html(&map, "title_html", essay->title, making->site->settings.han, arena);
    parts_put_text(&map, "path", link_to(inside, arena), arena);
    return view_of_map(&map, arena);
}

static const struct edition_essay *essay_before(const struct comparing *comparing, const struct edition_essay *essay) {
    uint32_t index = table_get(&comparing->threads, thread_key(essay));
    return index == TABLE_NONE ? NULL : &comparing->before->essays[index];
}

static void put_added_and_revised(struct view_map *map, const struct comparing *comparing) {
    struct parts_list added = {0}, revised = {0};
    struct arena *arena = comparing->making->arena;
    for (size_t i = 0; i < comparing->edition->essay_count; i++) {
        const struct edition_essay *essay = &comparing->edition->essays[i], *before = essay_before(comparing, essay);
        if (!before)
            *array_add(&added, arena) = essay_there(comparing->making, comparing->edition, essay);
        else if (!git_id_equal(&before->blob, &essay->blob))
            *array_add(&revised, arena) = essay_there(comparing->making, comparing->edition, essay);
    }
    parts_put_list(map, "added", "has_added", &added, arena);
    parts_put_list(map, "revised", "has_revised", &revised, arena);
}

static void put_removed(struct view_map *map, const struct comparing *comparing) {
    struct parts_list removed = {0};
    struct arena *arena = comparing->making->arena;
    struct table now = threads_of(comparing->edition, arena);
    for (size_t i = 0; comparing->before && i < comparing->before->essay_count; i++) {
        const struct edition_essay *essay = &comparing->before->essays[i];
        if (table_get(&now, thread_key(essay)) == TABLE_NONE)
            *array_add(&removed, arena) = essay_there(comparing->making, comparing->before, essay);
    }
    parts_put_list(map, "removed", "has_removed", &removed, arena);
}

static void put_edition(struct view_map *map, const struct site *site, const struct edition *edition, struct arena *arena) {
    parts_put_text(map, "name", edition->name, arena);
    parts_put_text(map, "title", edition->title, arena);
    parts_put_html(map, "title_html", edition->title, site->settings.han, arena);
    parts_put_text(map, "note", edition->note, arena);
    parts_put_date(map, "date", edition->date, arena);
    parts_put_text(map, "commit", text_slice(text_of(edition->commit.hex), 0, 10), arena);
}

static const struct view *edition_view(const struct making *making, size_t index) {
    const struct editions *editions = making->site->editions;
    struct comparing comparing = {making, &editions->items[index], index ? &editions->items[index - 1] : NULL, {0}};
    struct arena *arena = making->arena;
    struct view_map map = parts_map(16, arena);
    comparing.threads = threads_of(comparing.before, arena);
    put_edition(&map, making->site, comparing.edition, arena);
    parts_put_text(&map, "path", link_to(edition_address(comparing.edition, arena), arena), arena);
    parts_put_count(&map, "essays", comparing.edition->essay_count, arena);
    parts_put_flag(&map, "is_first", index == 0, arena);
    put_added_and_revised(&map, &comparing);
    put_removed(&map, &comparing);
    return view_of_map(&map, arena);
}

/* The newest first. */
void view_editions(struct making *making) {
    const struct editions *editions = making->site->editions;
    struct parts_list list = {0};
    for (size_t i = editions->count; i-- > 0;)
        *array_add(&list, making->arena) = edition_view(making, i);
    parts_put_list(&making->map, "editions", "has_editions", &list, making->arena);
    parts_put_text(&making->map, "note", editions->note, making->arena);
}

/* Of one essay */

/* Whether the words of an essay were changed since it had those bytes. */
static bool is_changed(const struct essay *essay, const struct git_id *blob) {
    const struct versions *versions = essay->versions;
    bool changed = false;
    for (size_t i = versions->count; i-- > 0;) {
        const struct version *version = &versions->items[i];
        if (git_id_equal(&version->blob, blob))
            return changed;
        changed |= version->kind != VERSION_FIELDS && version->kind != VERSION_MOVED && version->kind != VERSION_SAME;
    }
    return true;
}

static const struct view *standing(const struct shared_views *shared, const struct edition *edition,
                                   const struct edition_essay *there, struct arena *arena) {
    struct text inside = text_join(arena, text_format(arena, "/editions/%.*s", TEXT_ARGS(edition->name)), there->address);
    struct view_map map = parts_map(8, arena);
    put_edition(&map, shared->site, edition, arena);
    parts_put_text(&map, "path", link_to(inside, arena), arena);
    parts_put_flag(&map, "is_changed", is_changed(&shared->site->essays[there->today], &there->blob), arena);
    return view_of_map(&map, arena);
}

const struct view *const *editions_of_essays(const struct shared_views *shared, struct arena *arena) {
    const struct site *site = shared->site;
    if (!site->editions || !site->editions->count)
        return NULL;
    struct parts_list *lists = arena_array(arena, struct parts_list, site->essay_count);
    const struct view **views = arena_array(arena, const struct view *, site->essay_count);
    for (size_t i = 0; i < site->editions->count; i++) {
        const struct edition *edition = &site->editions->items[i];
        for (size_t j = 0; j < edition->essay_count; j++)
            if (edition->essays[j].today != UINT32_MAX)
                *array_add(&lists[edition->essays[j].today], arena) = standing(shared, edition, &edition->essays[j], arena);
    }
    for (uint32_t i = 0; i < site->essay_count; i++)
        views[i] = lists[i].count ? view_list(lists[i].items, lists[i].count, arena) : view_null();
    return views;
}

/* The banner */

const struct view *banner_view(const struct site *site, const struct banner *banner, struct arena *arena) {
    struct view_map edition = parts_map(6, arena), map = parts_map(6, arena);
    put_edition(&edition, site, banner->edition, arena);
    parts_put(&map, "edition", view_of_map(&edition, arena), arena);
    parts_put_text(&map, "current", banner->target.size ? link_to(banner->target, arena) : banner->target, arena);
    parts_put_flag(&map, "is_essay", banner->is_essay, arena);
    parts_put_text(&map, "root", banner->root, arena);
    return view_of_map(&map, arena);
}
