/* The feeds of changes: one entry for each commit. */
#include "base/buffer.h"
#include "compose/values.h"
#include "pages/shared.h"

/* IN_FEED: entries; IN_TITLE, IN_SUMMARY: things that are named there. */
enum { IN_FEED = 50, IN_TITLE = 2, IN_SUMMARY = 10 };

/* What one commit did in a scope. */
struct feed_entry {
    const struct from *from;
    struct arena *arena;
    const struct changes_scope *scope;
    size_t first, count;
    const struct commit *commit;
};

static const struct change *change_at(const struct feed_entry *entry, size_t index) {
    return &entry->from->shared->changes->items[entry->scope->items.items[entry->first + index]];
}

static bool is_of_one_kind(const struct feed_entry *entry) {
    for (size_t i = 1; i < entry->count; i++)
        if (change_at(entry, i)->kind != change_at(entry, 0)->kind)
            return false;
    return true;
}

/* "A (revised)", "A and B (revised)", "A, B and 3 more" */
static struct text title_of(const struct feed_entry *entry) {
    const struct language *language = entry->from->site->language;
    struct arena *arena = entry->arena;
    struct text names[IN_TITLE + 1];
    size_t count = 0;
    for (; count < entry->count && count < IN_TITLE; count++)
        names[count] = change_at(entry, count)->title;
    if (entry->count > IN_TITLE)
        names[count++] = language_count(language, "n-more", entry->count - IN_TITLE, arena);
    struct text title = language_list(language, names, count, arena);
    if (!is_of_one_kind(entry))
        return title;
    struct text kind = changes_label(language, change_at(entry, 0)->kind, arena);
    return text_join(arena, title, SAY(language, arena, "in-brackets", {"inside", kind}));
}

/* "A revised (12 words added, 3 removed)" */
static struct text what_of(const struct feed_entry *entry, const struct change *change) {
    const struct language *language = entry->from->site->language;
    struct arena *arena = entry->arena;
    struct text size = changes_size(change, language, arena), kind = changes_label(language, change->kind, arena);
    struct text what = SAY(language, arena, "change-line", {"title", change->title}, {"kind", kind});
    return size.size ? text_join(arena, what, SAY(language, arena, "in-brackets", {"inside", size})) : what;
}

/* "note: what it did"; either may be missing. */
static struct text labelled(const struct feed_entry *entry, struct text note, struct text what) {
    if (note.size == 0 || what.size == 0)
        return note.size ? note : what;
    return SAY(entry->from->site->language, entry->arena, "labelled", {"label", note}, {"text", what});
}

/* The commit's note for readers, and what it did to each. */
static struct text summary_of(const struct feed_entry *entry) {
    const struct language *language = entry->from->site->language;
    struct arena *arena = entry->arena;
    struct text note = changes_note(entry->from, entry->scope, entry->first, entry->count);
    if (entry->count == 1)
        return labelled(entry, note, changes_size(change_at(entry, 0), language, arena));
    struct buffer out = {0};
    for (size_t i = 0; i < entry->count && i < IN_SUMMARY; i++) {
        buffer_add(&out, i ? language_word(language, "semicolon", arena) : TEXT(""));
        buffer_add(&out, what_of(entry, change_at(entry, i)));
    }
    struct text list = buffer_take(&out, arena);
    if (entry->count > IN_SUMMARY)
        list = SAY(language, arena, "feed-and-more", {"list", list},
                   {"number", text_format(arena, "%zu", entry->count - IN_SUMMARY)});
    return labelled(entry, note, list);
}

/* Of one change the page that shows it, or else of what was changed. */
static struct text address_of_one(const struct feed_entry *entry) {
    const struct change *change = change_at(entry, 0);
    struct target target = {.kind = change->thing, .number = change->number};
    struct text difference = changes_difference(entry->from, change, entry->arena);
    if (difference.size || change->thing == THING_NONE)
        return difference;
    return site_address(entry->from->site, target, entry->arena);
}

static struct text anchored(struct text address, const struct feed_entry *entry) {
    struct text anchor = changes_anchor(entry->commit, entry->arena);
    return text_format(entry->arena, "%.*s#%.*s", TEXT_ARGS(address), TEXT_ARGS(anchor));
}

/* Of several the place on a page of changes where all are named. */
static struct text address_of(const struct feed_entry *entry) {
    struct text address = entry->count == 1 ? address_of_one(entry) : (struct text){0};
    if (address.size)
        return address;
    return anchored(changes_part_with(entry->from->shared->changes, entry->from->page->number, entry->first)->address, entry);
}

static void gather_entry(struct gathering *g, const struct feed_entry *entry) {
    const struct text *person = &entry->from->site->history->people[entry->commit->person];
    gather_open(g, NULL);
    gather_text(g, "title", title_of(entry));
    gather_url(g, "url", address_of(entry));
    /* What a commit did in a scope has one name for ever, on whatever page it may stand. */
    gather_url(g, "id", anchored(entry->scope->address, entry));
    gather_date(g, "date", entry->commit->when);
    gather_date(g, "updated", entry->commit->when);
    gather_texts(g, "authors", person, person->size ? 1 : 0);
    gather_none(g, "contributors");
    gather_text(g, "summary", summary_of(entry));
    gather_none(g, "topics");
    gather_none(g, "rights");
    gather_none(g, "language");
    gather_none(g, "voice");
    gather_none(g, "content");
    gather_close(g);
}

/* The newest moment of the first entries. */
static struct date updated_of(const struct from *from, const struct changes_scope *scope) {
    const struct changes *changes = from->shared->changes;
    struct date updated = {0};
    for (size_t at = 0, entries = 0; at < scope->items.count && entries < IN_FEED; entries++) {
        updated = newer_date(updated, from->site->history->commits[changes->items[scope->items.items[at]].commit].when);
        at += changes_of_commit(changes, scope, at);
    }
    return updated;
}

void changes_feed_gather(struct gathering *g, const struct from *from) {
    const struct changes *changes = from->shared->changes;
    const struct changes_scope *scope = &changes->scopes.items[from->page->number];
    gather_feed_head(g, from, (struct text){0}, scope->address, updated_of(from, scope));
    gather_open_list(g, "entries");
    for (size_t at = 0, entries = 0; at < scope->items.count && entries < IN_FEED; entries++) {
        uint32_t commit = changes->items[scope->items.items[at]].commit;
        struct feed_entry entry = {
            from, gathering_arena(g), scope, at, changes_of_commit(changes, scope, at), &from->site->history->commits[commit]};
        gather_entry(g, &entry);
        at += entry.count;
    }
    gather_close(g);
}
