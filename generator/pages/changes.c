/* What was added, revised, renamed, withdrawn and restored: the pages of it. */
#include "base/array.h"
#include "pages/links.h"
#include "pages/shared.h"

/* MOST: of one commit; LONG: more are folded away. */
enum { MOST = 200, LONG = 10, SHORT_COMMIT = 10, KINDS = TOLD_RESTORED + 1 };

static const struct changes_part *part_of(const struct making *making) {
    return &making->shared->changes->parts.items[making->page->number];
}

static const struct changes_scope *scope_of(const struct making *making, const struct changes_part *part) {
    return &making->shared->changes->scopes.items[part->scope];
}

static const struct view *card_of(const struct making *making, const struct changes_scope *scope) {
    return cards_of_thing(making->shared, scope->thing, scope->number);
}

struct text changes_title(const struct making *making) {
    const struct changes *changes = making->shared->changes;
    bool is_feed = making->page->kind == PAGE_CHANGES_FEED;
    const struct changes_scope *scope =
        is_feed ? &changes->scopes.items[making->page->number] : scope_of(making, part_of(making));
    struct date period = is_feed ? (struct date){0} : part_of(making)->period;
    struct text what = scope->thing == THING_NONE ? TEXT("Changes") : TEXT("changes");
    if (period.precision)
        what = text_format(making->arena, "%.*s of %.*s", TEXT_ARGS(what), TEXT_ARGS(date_words(period, making->arena)));
    if (scope->thing == THING_NONE)
        return what;
    struct text name = site_title(making->site, scope->thing, scope->number);
    return text_format(making->arena, "%.*s: %.*s", TEXT_ARGS(name), TEXT_ARGS(what));
}

struct text changes_anchor(const struct commit *commit, struct arena *arena) {
    return text_format(arena, "c-%.*s", SHORT_COMMIT, commit->id.hex);
}

static const struct view *kind_view(uint8_t kind, struct arena *arena) {
    struct view_map map = parts_map(KINDS, arena);
    parts_put_flag(&map, "added", kind == TOLD_ADDED, arena);
    parts_put_flag(&map, "revised", kind == TOLD_REVISED, arena);
    parts_put_flag(&map, "renamed", kind == TOLD_RENAMED, arena);
    parts_put_flag(&map, "withdrawn", kind == TOLD_WITHDRAWN, arena);
    parts_put_flag(&map, "restored", kind == TOLD_RESTORED, arena);
    return view_of_map(&map, arena);
}

struct text changes_difference(const struct making *making, const struct change *change) {
    if (!change->version || change->kind == TOLD_ADDED || change->kind == TOLD_WITHDRAWN)
        return (struct text){0};
    const struct essay *essay = &making->site->essays[change->number];
    size_t version = (size_t)(change->version - essay->versions->items);
    return revisions_change(making->shared->revisions, essay, version, making->arena);
}

static const struct view *change_view(const struct making *making, const struct change *change) {
    const struct view *card = cards_of_thing(making->shared, change->thing, change->number);
    struct text difference = changes_difference(making, change);
    struct arena *arena = making->arena;
    struct view_map map = parts_map(9, arena);
    parts_put(&map, "kind", kind_view(change->kind, arena), arena);
    parts_put_text(&map, "label", text_of(changes_label(change->kind)), arena);
    parts_put_text(&map, "title", change->title, arena);
    if (card)
        parts_put(&map, "title_html", cards_title_html(card), arena);
    else
        parts_put_html(&map, "title_html", change->title, making->site->settings.han, arena);
    parts_put(&map, "path", card ? view_get(card, TEXT("path")) : NULL, arena);
    parts_put(&map, "language", change->thing == THING_ESSAY ? view_get(card, TEXT("language")) : NULL, arena);
    parts_put_text(&map, "was", change->was, arena);
    parts_put_text(&map, "size", changes_size(change, arena), arena);
    parts_put_text(&map, "change_path", difference.size ? link_to(difference, arena) : difference, arena);
    return view_of_map(&map, arena);
}

/* "3 added, 12 revised" */
static struct text tally_of(const struct making *making, const struct changes_scope *scope, size_t first, size_t count) {
    const struct changes *changes = making->shared->changes;
    size_t counts[KINDS] = {0};
    for (size_t i = 0; i < count; i++)
        counts[changes->items[scope->items.items[first + i]].kind]++;
    struct text tally = {0};
    for (uint8_t kind = 0; kind < KINDS; kind++)
        if (counts[kind])
            tally = text_format(making->arena, "%.*s%s%zu %s", TEXT_ARGS(tally), tally.size ? ", " : "", counts[kind],
                                changes_label(kind));
    return tally;
}

struct text changes_subject(const struct making *making, const struct changes_scope *scope, size_t first, size_t count) {
    const struct changes *changes = making->shared->changes;
    for (size_t i = first; i < first + count; i++) {
        const struct change *change = &changes->items[scope->items.items[i]];
        if (!change->title_only)
            return making->site->history->commits[change->commit].subject;
    }
    return (struct text){0};
}

/* What one commit did. */
static const struct view *entry_view(const struct making *making, const struct changes_scope *scope, size_t first,
                                     size_t count) {
    const struct changes *changes = making->shared->changes;
    const struct history *history = making->site->history;
    const struct commit *commit = &history->commits[changes->items[scope->items.items[first]].commit];
    struct arena *arena = making->arena;
    struct parts_list list = {0};
    for (size_t i = 0; i < count && i < MOST; i++)
        *array_add(&list, arena) = change_view(making, &changes->items[scope->items.items[first + i]]);
    struct view_map map = parts_map(9, arena);
    parts_put_text(&map, "id", changes_anchor(commit, arena), arena);
    parts_put_text(&map, "subject", changes_subject(making, scope, first, count), arena);
    parts_put_text(&map, "person", history->people[commit->person], arena);
    parts_put_text(&map, "commit", text_slice(text_of(commit->id.hex), 0, SHORT_COMMIT), arena);
    parts_put_count(&map, "count", count, arena);
    parts_put_flag(&map, "is_long", count > LONG, arena);
    parts_put_text(&map, "tally", tally_of(making, scope, first, count), arena);
    parts_put_count(&map, "more", count - list.count, arena);
    parts_put_list(&map, "changes", NULL, &list, arena);
    return view_of_map(&map, arena);
}

static struct date day_of(const struct making *making, const struct changes_scope *scope, size_t item) {
    const struct changes *changes = making->shared->changes;
    return changes_day(&making->site->history->commits[changes->items[scope->items.items[item]].commit]);
}

/* The commits of one day, among the changes from `first` to `end`. Returns where they end. */
static size_t day_view(const struct view **day, const struct making *making, const struct changes_scope *scope, size_t first,
                       size_t end) {
    struct date date = day_of(making, scope, first);
    struct parts_list entries = {0};
    size_t at = first;
    for (size_t count; at < end && date_compare(day_of(making, scope, at), date) == 0; at += count) {
        count = changes_of_commit(making->shared->changes, scope, at);
        *array_add(&entries, making->arena) = entry_view(making, scope, at, count);
    }
    struct view_map map = parts_map(2, making->arena);
    parts_put_date(&map, "date", date, making->arena);
    parts_put_list(&map, "entries", NULL, &entries, making->arena);
    *day = view_of_map(&map, making->arena);
    return at;
}

static void put_days(struct making *making, const struct changes_part *part) {
    struct parts_list days = {0};
    for (size_t at = part->first; at < part->first + part->shown;)
        at = day_view(array_add(&days, making->arena), making, scope_of(making, part), at, part->first + part->shown);
    parts_put_list(&making->map, "days", "has_days", &days, making->arena);
}

static const struct view *lead(const struct making *making, uint32_t number, bool is_below);

static void put_parts(const struct making *making, struct view_map *map, const struct changes_part *part) {
    struct parts_list parts = {0};
    for (size_t i = 0; i < part->parts.count; i++)
        *array_add(&parts, making->arena) = lead(making, part->parts.items[i], true);
    parts_put_list(map, "parts", "has_parts", &parts, making->arena);
}

/* "2024", "May 2024"; where its year is clear "May". */
static struct text label_of(struct date period, bool is_below, struct arena *arena) {
    if (period.precision == DATE_NONE)
        return TEXT("All changes");
    struct text words = date_words(period, arena);
    size_t year = TEXT(" 2024").size;
    return is_below && period.precision > DATE_YEAR ? text_slice(words, 0, words.size - year) : words;
}

/* A page of changes as the others lead to it; of the same shape as the part of a list. */
static const struct view *lead(const struct making *making, uint32_t number, bool is_below) {
    if (number == UINT32_MAX)
        return NULL;
    const struct changes_part *part = &making->shared->changes->parts.items[number];
    bool is_whole = part->period.precision == DATE_NONE;
    struct view_map map = parts_map(7, making->arena);
    parts_put_text(&map, "label", label_of(part->period, is_below, making->arena), making->arena);
    parts_put_text(&map, "path", link_to(part->address, making->arena), making->arena);
    parts_put_count(&map, "count", part->count, making->arena);
    parts_put_text(&map, "what", TEXT("change"), making->arena);
    parts_put(&map, "range", NULL, making->arena);
    if (is_whole)
        parts_put_list(&map, "parts", "has_parts", &(struct parts_list){0}, making->arena);
    else
        put_parts(making, &map, part);
    return view_of_map(&map, making->arena);
}

static void put_leads(struct making *making, const struct changes_part *part) {
    parts_put_count(&making->map, "count", part->count, making->arena);
    parts_put(&making->map, "up", lead(making, part->up, false), making->arena);
    parts_put(&making->map, "newer", lead(making, part->newer, false), making->arena);
    parts_put(&making->map, "older", lead(making, part->older, false), making->arena);
    parts_put_flag(&making->map, "has_turn", part->newer != UINT32_MAX || part->older != UINT32_MAX, making->arena);
    put_parts(making, &making->map, part);
}

static void put_feed_of(const struct making *making, struct view_map *map, const char *path, const char *url,
                        const struct changes_scope *scope) {
    struct text address = {0};
    if (scope && making->shared->has_changes_feed)
        address = text_join(making->arena, scope->address, TEXT("feed.xml"));
    parts_put_text(map, path, address.size ? link_to(address, making->arena) : address, making->arena);
    parts_put_text(map, url, address.size ? making_url(making, address) : address, making->arena);
}

static const struct view *thing_of(const struct making *making, const struct changes_scope *scope) {
    const struct view *card = card_of(making, scope);
    if (!card)
        return NULL;
    struct view_map map = parts_map(5, making->arena);
    parts_put_flag(&map, "is_topic", scope->thing == THING_TOPIC, making->arena);
    parts_put_flag(&map, "is_author", scope->thing == THING_AUTHOR, making->arena);
    parts_put(&map, "title", cards_title(card), making->arena);
    parts_put(&map, "title_html", cards_title_html(card), making->arena);
    parts_put(&map, "path", view_get(card, TEXT("path")), making->arena);
    return view_of_map(&map, making->arena);
}

void view_changes(struct making *making) {
    const struct changes_part *part = part_of(making);
    const struct changes_scope *scope = scope_of(making, part);
    parts_put_flag(&making->map, "known", making->shared->changes->known, making->arena);
    parts_put(&making->map, "note", making->shared->origin_note, making->arena);
    parts_put(&making->map, "of", thing_of(making, scope), making->arena);
    parts_put_date(&making->map, "period", part->period, making->arena);
    put_feed_of(making, &making->map, "feed_path", "feed_url", scope);
    put_leads(making, part);
    put_days(making, part);
}

void making_put_changes(const struct making *making, struct view_map *map, uint8_t thing, uint32_t number) {
    const struct changes_scope *scope = changes_scope_of(making->shared->changes, thing, number);
    struct text path = scope ? link_to(scope->address, making->arena) : (struct text){0};
    parts_put_text(map, "changes_path", path, making->arena);
    put_feed_of(making, map, "changes_feed_path", "changes_feed_url", scope);
}
