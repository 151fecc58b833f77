#include "base/array.h"
#include "pages/links.h"
#include "pages/shared.h"

enum { SHORT_COMMIT = 10 };

static struct text label_of(uint8_t kind) {
    switch ((enum version_kind)kind) {
    case VERSION_FIRST: return TEXT("first version");
    case VERSION_TEXT: return TEXT("text revised");
    case VERSION_FORM: return TEXT("form only");
    case VERSION_FIELDS: return TEXT("front matter only");
    case VERSION_MOVED: return TEXT("file moved");
    case VERSION_SAME: return TEXT("same text");
    case VERSION_WITHDRAWN: return TEXT("withdrawn");
    case VERSION_RESTORED: return TEXT("restored");
    }
    return (struct text){0};
}

static const struct view *kind_view(uint8_t kind, struct arena *arena) {
    struct view_map map = parts_map(8, arena);
    parts_put_flag(&map, "first", kind == VERSION_FIRST, arena);
    parts_put_flag(&map, "text", kind == VERSION_TEXT, arena);
    parts_put_flag(&map, "form", kind == VERSION_FORM, arena);
    parts_put_flag(&map, "fields", kind == VERSION_FIELDS, arena);
    parts_put_flag(&map, "moved", kind == VERSION_MOVED, arena);
    parts_put_flag(&map, "same", kind == VERSION_SAME, arena);
    parts_put_flag(&map, "withdrawn", kind == VERSION_WITHDRAWN, arena);
    parts_put_flag(&map, "restored", kind == VERSION_RESTORED, arena);
    return view_of_map(&map, arena);
}

/* Null when nothing was changed that can be counted. */
static const struct view *change_view(const struct version_change *change, struct arena *arena) {
    bool any = change->words_added || change->words_removed || change->passages_added || change->passages_removed ||
               change->passages_reworded || change->passages_moved;
    if (!any)
        return NULL;
    struct view_map map = parts_map(6, arena);
    parts_put_count(&map, "words_added", change->words_added, arena);
    parts_put_count(&map, "words_removed", change->words_removed, arena);
    parts_put_count(&map, "passages_added", change->passages_added, arena);
    parts_put_count(&map, "passages_removed", change->passages_removed, arena);
    parts_put_count(&map, "passages_reworded", change->passages_reworded, arena);
    parts_put_count(&map, "passages_moved", change->passages_moved, arena);
    return view_of_map(&map, arena);
}

static void put_revision(struct view_map *map, const struct making *making, const struct version *version) {
    const struct history *history = making->site->history;
    bool known = version->revision != UINT32_MAX;
    const struct commit *commit = known ? &history->commits[history->revisions[version->revision].commit] : NULL;
    struct arena *arena = making->arena;
    parts_put_flag(map, "is_uncommitted", !known, arena);
    parts_put_date(map, "date", known ? commit->when : (struct date){0}, arena);
    parts_put_text(map, "person", known ? history->people[commit->person] : (struct text){0}, arena);
    parts_put_text(map, "subject", known ? commit->subject : (struct text){0}, arena);
    parts_put_text(map, "commit", known ? text_slice(text_of(commit->id.hex), 0, SHORT_COMMIT) : (struct text){0}, arena);
}

static void put_link(struct view_map *map, const char *key, struct text address, struct arena *arena) {
    parts_put_text(map, key, address.size ? link_to(address, arena) : address, arena);
}

static void put_links(struct view_map *map, const struct making *making, const struct essay *essay, size_t version) {
    const struct revisions *revisions = making->shared->revisions;
    struct arena *arena = making->arena;
    put_link(map, "path", revisions_text(revisions, essay, version, arena), arena);
    put_link(map, "change_path", revisions_change(revisions, essay, version, arena), arena);
    put_link(map, "since_path", revisions_since(revisions, essay, version, arena), arena);
    parts_put_text(map, "name", revisions_name(revisions, &essay->versions->items[version]), arena);
}

/* What it says of the text itself: nothing of one that was a draft, or that may not leave the house. */
static void put_text(struct view_map *map, const struct making *making, const struct essay *essay, size_t version) {
    const struct version *shown = &essay->versions->items[version];
    bool is_open = essay_is_open(essay) && !shown->is_draft && shown->kind != VERSION_WITHDRAWN;
    struct text title = shown->is_draft ? (struct text){0} : shown->title;
    struct arena *arena = making->arena;
    parts_put_text(map, "title", title, arena);
    parts_put_html(map, "title_html", title, essay->han, arena);
    parts_put_flag(map, "is_retitled", title.size && !text_equal(title, essay->thing.title), arena);
    parts_put(map, "words", is_open ? parts_count(shown->words, arena) : NULL, arena);
    parts_put(map, "change", is_open ? change_view(&shown->change, arena) : NULL, arena);
    parts_put(map, "since", is_open ? change_view(&shown->since, arena) : NULL, arena);
}

/* Where the file stood before it was moved. */
static struct text moved_from(const struct essay *essay, size_t version) {
    const struct version *items = essay->versions->items;
    bool is_moved = version > 0 && items[version - 1].path.size && !text_equal(items[version].path, items[version - 1].path);
    return is_moved ? items[version - 1].path : (struct text){0};
}

const struct view *version_view(const struct making *making, const struct essay *essay, size_t version) {
    const struct version *shown = &essay->versions->items[version];
    struct arena *arena = making->arena;
    struct view_map map = parts_map(24, arena);
    parts_put(&map, "kind", kind_view(shown->kind, arena), arena);
    parts_put_text(&map, "label", label_of(shown->kind), arena);
    parts_put_flag(&map, "is_current", version + 1 == essay->versions->count, arena);
    parts_put_flag(&map, "is_draft", shown->is_draft, arena);
    parts_put_text(&map, "file", shown->path, arena);
    parts_put_text(&map, "moved_from", moved_from(essay, version), arena);
    put_revision(&map, making, shown);
    put_text(&map, making, essay, version);
    put_links(&map, making, essay, version);
    return view_of_map(&map, arena);
}

void view_history(struct making *making) {
    const struct essay *essay = &making->site->essays[making->page->number];
    struct parts_list list = {0};
    for (size_t i = essay->versions->count; i-- > 0;)
        *array_add(&list, making->arena) = version_view(making, essay, i);
    parts_put(&making->map, "essay", making->shared->essays[making->page->number], making->arena);
    parts_put_count(&making->map, "count", essay->versions->count, making->arena);
    parts_put_list(&making->map, "versions", "has_versions", &list, making->arena);
}

/* Removed passages. */

/* What their list is made from. The page itself is gone when it is made; what this points to is not. */
struct removing {
    struct making making;
    const struct essay *essay;
};

static const struct view *tombstone_view(const struct making *making, const struct essay *essay,
                                         const struct tombstone *tombstone) {
    struct arena *arena = making->arena;
    struct text id = text_of(tombstone->id);
    struct text last = revisions_text(making->shared->revisions, essay, tombstone->last, arena);
    struct text change = revisions_change(making->shared->revisions, essay, tombstone->gone, arena);
    struct view_map map = parts_map(10, arena);
    parts_put_text(&map, "id", id, arena);
    put_revision(&map, making, &essay->versions->items[tombstone->gone]);
    if (last.size)
        last = text_format(arena, "%.*s#%.*s", TEXT_ARGS(last), TEXT_ARGS(id));
    put_link(&map, "path", last, arena);
    put_link(&map, "change_path", change, arena);
    return view_of_map(&map, arena);
}

static const struct view *make_gone(const void *context, struct arena *arena) {
    const struct removing *removing = context;
    struct making making = removing->making;
    struct parts_list list = {0};
    struct tombstones tombstones;
    struct view_map map = parts_map(3, arena);
    making.arena = arena;
    versions_tombstones(&tombstones, making.site, removing->essay, arena);
    /* What stood in a draft was never to be seen. */
    for (size_t i = 0; i < tombstones.count; i++)
        if (!removing->essay->versions->items[tombstones.items[i].last].is_draft)
            *array_add(&list, arena) = tombstone_view(&making, removing->essay, &tombstones.items[i]);
    parts_put_count(&map, "count", list.count, arena);
    parts_put_list(&map, "passages", "has_passages", &list, arena);
    return view_of_map(&map, arena);
}

/* What each says depends on the versions as they are told, too. */
static struct digest digest_of_gone(const struct making *making, const struct essay *essay) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, essay->versions->digest);
    for (size_t i = 0; i < essay->versions->count; i++)
        hasher_add_digest(&hasher, version_view(making, essay, i)->digest);
    return hasher_end(&hasher);
}

const struct view *gone_view(const struct making *making, const struct essay *essay) {
    struct removing *removing = arena_new(making->arena, struct removing);
    *removing = (struct removing){*making, essay};
    return view_late_map(make_gone, removing, digest_of_gone(making, essay), making->arena);
}
