/* The feeds of changes: one entry for each commit. */
#include "base/array.h"
#include "base/buffer.h"
#include "pages/shared.h"

/* IN_FEED: entries; IN_TITLE, IN_SUMMARY: things that are named there. */
enum { IN_FEED = 50, IN_TITLE = 2, IN_SUMMARY = 10 };

/* What one commit did in a scope. */
struct entry {
    const struct making *making;
    const struct changes_scope *scope;
    size_t first, count;
    const struct commit *commit;
};

static const struct change *change_at(const struct entry *entry, size_t index) {
    return &entry->making->shared->changes->items[entry->scope->items.items[entry->first + index]];
}

static bool is_of_one_kind(const struct entry *entry) {
    for (size_t i = 1; i < entry->count; i++)
        if (change_at(entry, i)->kind != change_at(entry, 0)->kind)
            return false;
    return true;
}

/* "A (revised)", "A and B (revised)", "A, B and 3 more" */
static struct text title_of(const struct entry *entry) {
    struct arena *arena = entry->making->arena;
    struct text names[IN_TITLE + 1];
    size_t count = 0;
    for (; count < entry->count && count < IN_TITLE; count++)
        names[count] = change_at(entry, count)->title;
    if (entry->count > IN_TITLE)
        names[count++] = text_format(arena, "%zu more", entry->count - IN_TITLE);
    struct text title = parts_names(names, count, arena);
    if (!is_of_one_kind(entry))
        return title;
    return text_format(arena, "%.*s (%s)", TEXT_ARGS(title), changes_label(change_at(entry, 0)->kind));
}

/* "revised (12 words added, 3 removed)" */
static void add_what(struct buffer *out, const struct change *change, struct arena *arena) {
    struct text size = changes_size(change, arena);
    buffer_add_format(out, "%s%s%.*s%s", changes_label(change->kind), size.size ? " (" : "", TEXT_ARGS(size),
                      size.size ? ")" : "");
}

static struct text summary_of_one(const struct entry *entry, struct text subject) {
    struct arena *arena = entry->making->arena;
    struct text size = changes_size(change_at(entry, 0), arena);
    return text_format(arena, "%.*s%s%.*s", TEXT_ARGS(subject), subject.size && size.size ? ": " : "", TEXT_ARGS(size));
}

/* The commit's subject, and what it did to each. */
static struct text summary_of(const struct entry *entry) {
    struct text subject = changes_subject(entry->making, entry->scope, entry->first, entry->count);
    if (entry->count == 1)
        return summary_of_one(entry, subject);
    struct buffer out = {0};
    buffer_add(&out, subject);
    for (size_t i = 0; i < entry->count && i < IN_SUMMARY; i++) {
        buffer_add(&out, i ? TEXT("; ") : subject.size ? TEXT(": ") : TEXT(""));
        buffer_add_format(&out, "%.*s ", TEXT_ARGS(change_at(entry, i)->title));
        add_what(&out, change_at(entry, i), entry->making->arena);
    }
    if (entry->count > IN_SUMMARY)
        buffer_add_format(&out, "; and %zu more", entry->count - IN_SUMMARY);
    struct text summary = text_copy(buffer_text(&out), entry->making->arena);
    buffer_free(&out);
    return summary;
}

/* Of one change the page that shows it, or else of what was changed. */
static struct text address_of_one(const struct making *making, const struct change *change) {
    struct target target = {.kind = change->thing, .number = change->number};
    struct text difference = changes_difference(making, change);
    if (difference.size || change->thing == THING_NONE)
        return difference;
    return site_address(making->site, target, making->arena);
}

/* Of several the place on a page of changes where all are named. */
static struct text url_of(const struct entry *entry) {
    const struct making *making = entry->making;
    struct text address = entry->count == 1 ? address_of_one(making, change_at(entry, 0)) : (struct text){0};
    if (address.size)
        return making_url(making, address);
    const struct changes_part *part = changes_part_with(making->shared->changes, making->page->number, entry->first);
    struct text anchor = changes_anchor(entry->commit, making->arena);
    return making_url(making, text_format(making->arena, "%.*s#%.*s", TEXT_ARGS(part->address), TEXT_ARGS(anchor)));
}

/* What a commit did in a scope has one name for ever, on whatever page it may stand. */
static struct text id_of(const struct entry *entry) {
    struct arena *arena = entry->making->arena;
    struct text anchor = changes_anchor(entry->commit, arena);
    return making_url(entry->making, text_format(arena, "%.*s#%.*s", TEXT_ARGS(entry->scope->address), TEXT_ARGS(anchor)));
}

static const struct view *entry_view(const struct entry *entry) {
    struct arena *arena = entry->making->arena;
    const struct text *person = &entry->making->site->history->people[entry->commit->person];
    struct view_map map = parts_map(9, arena);
    parts_put_text(&map, "title", title_of(entry), arena);
    parts_put_text(&map, "url", url_of(entry), arena);
    parts_put_text(&map, "id", id_of(entry), arena);
    parts_put_date(&map, "date", entry->commit->when, arena);
    parts_put_date(&map, "updated", entry->commit->when, arena);
    parts_put_texts(&map, "authors", NULL, person, person->size ? 1 : 0, arena);
    parts_put_text(&map, "summary", summary_of(entry), arena);
    parts_put(&map, "topics", NULL, arena);
    parts_put(&map, "rights", NULL, arena);
    return view_of_map(&map, arena);
}

void view_changes_feed(struct making *making) {
    const struct changes *changes = making->shared->changes;
    const struct changes_scope *scope = &changes->scopes.items[making->page->number];
    struct parts_list entries = {0};
    struct date updated = {0};
    for (size_t at = 0; at < scope->items.count && entries.count < IN_FEED;) {
        uint32_t commit = changes->items[scope->items.items[at]].commit;
        struct entry entry = {making, scope, at, changes_of_commit(changes, scope, at),
                              &making->site->history->commits[commit]};
        *array_add(&entries, making->arena) = entry_view(&entry);
        updated = feed_newer(updated, entry.commit->when);
        at += entry.count;
    }
    feed_put(making, scope->address, &entries, updated);
}
