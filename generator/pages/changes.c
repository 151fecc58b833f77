/* What was added, revised, renamed, withdrawn and restored: the pages of it. */
#include "base/array.h"
#include "compose/values.h"
#include "pages/shared.h"

/* MOST: of one commit; LONG: more are folded away. */
enum { MOST = 200, LONG = 10, SHORT_COMMIT = 10, KINDS = TOLD_RESTORED + 1 };

static const struct changes_part *part_of(const struct from *from) {
    return &from->shared->changes->parts.items[from->page->number];
}

static const struct changes_scope *scope_of(const struct from *from, const struct changes_part *part) {
    return &from->shared->changes->scopes.items[part->scope];
}

struct text changes_title(const struct from *from, struct arena *arena) {
    const struct changes *changes = from->shared->changes;
    bool is_feed = from->page->kind == PAGE_CHANGES_FEED;
    const struct changes_scope *scope = is_feed ? &changes->scopes.items[from->page->number] : scope_of(from, part_of(from));
    struct date period = is_feed ? (struct date){0} : part_of(from)->period;
    const struct language *language = from->site->language;
    bool is_whole = scope->thing == THING_NONE;
    struct text name = is_whole ? (struct text){0} : site_title(from->site, scope->thing, scope->number);
    const char *word =
        period.precision ? (is_whole ? "changes-of-period" : "changes-in-of-period") : (is_whole ? "changes" : "changes-in");
    return SAY(language, arena, word, {"name", name}, {"period", language_date(language, period, arena)});
}

void changes_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    *heading = (struct heading){.title = changes_title(from, arena),
                                .shows = language_word(from->site->language, "changes-what", arena),
                                .han = from->site->settings.han};
}

struct text changes_anchor(const struct commit *commit, struct arena *arena) {
    return text_format(arena, "c-%.*s", SHORT_COMMIT, commit->id.hex);
}

static const struct gather_choice kinds[KINDS] = {
    [TOLD_ADDED] = {"added", NULL, "change-added"},          [TOLD_REVISED] = {"revised", NULL, "change-revised"},
    [TOLD_RENAMED] = {"renamed", NULL, "change-renamed"},    [TOLD_WITHDRAWN] = {"withdrawn", NULL, "change-withdrawn"},
    [TOLD_RESTORED] = {"restored", NULL, "change-restored"},
};

struct text changes_difference(const struct from *from, const struct change *change, struct arena *arena) {
    if (!change->version || change->kind == TOLD_ADDED || change->kind == TOLD_WITHDRAWN)
        return (struct text){0};
    const struct essay *essay = &from->site->essays[change->number];
    size_t version = (size_t)(change->version - essay->versions->items);
    return revisions_change(from->shared->revisions, essay, version, arena);
}

/* What it was done to, where that still is there. */
static void changed_thing(struct gathering *g, const struct site *site, const struct change *change) {
    struct target target = {.kind = change->thing, .number = change->number};
    bool is_there = site_thing(site, change->thing, change->number) != NULL, is_essay = change->thing == THING_ESSAY;
    struct text language = is_essay ? site->essays[change->number].language : (struct text){0};
    bool is_foreign = !text_equal_ignoring_case(language, site->settings.language);
    gather_text(g, "title", change->title);
    gather_marked(g, NULL, "title_html", is_there ? site_title(site, change->thing, change->number) : change->title,
                  han_of(site, change->thing, change->number));
    gather_path(g, "path", is_there ? site_address(site, target, gathering_arena(g)) : (struct text){0});
    gather_text(g, "language", is_foreign ? language : (struct text){0});
    gather_text(g, "direction", is_foreign ? language_direction(language) : (struct text){0});
}

static void one_change(struct gathering *g, const struct from *from, const struct change *change) {
    gather_open(g, NULL);
    gather_choice(g, "kind", "label", kinds, KINDS, change->kind);
    changed_thing(g, from->site, change);
    gather_text(g, "was", change->was);
    gather_text(g, "size", changes_size(change, from->site->language, gathering_arena(g)));
    gather_path(g, "change_path", changes_difference(from, change, gathering_arena(g)));
    gather_close(g);
}

/* "3 added, 12 revised" */
static struct text tally_of(const struct from *from, const struct changes_scope *scope, size_t first, size_t count,
                            struct arena *arena) {
    static const char *const words[] = {"tally-added", "tally-revised", "tally-renamed", "tally-withdrawn", "tally-restored"};
    const struct changes *changes = from->shared->changes;
    const struct language *language = from->site->language;
    size_t counts[KINDS] = {0};
    for (size_t i = 0; i < count; i++)
        counts[changes->items[scope->items.items[first + i]].kind]++;
    struct text tally = {0};
    for (uint8_t kind = 0; kind < KINDS; kind++)
        if (counts[kind])
            tally = language_comma(language, tally, language_count(language, words[kind], counts[kind], arena), arena);
    return tally;
}

struct text changes_note(const struct from *from, const struct changes_scope *scope, size_t first, size_t count) {
    const struct changes *changes = from->shared->changes;
    for (size_t i = first; i < first + count; i++) {
        const struct change *change = &changes->items[scope->items.items[i]];
        if (!change->title_only)
            return from->site->history->commits[change->commit].note;
    }
    return (struct text){0};
}

/* What one commit did. */
static void entry(struct gathering *g, const struct from *from, const struct changes_scope *scope, size_t first, size_t count) {
    const struct changes *changes = from->shared->changes;
    const struct history *history = from->site->history;
    const struct commit *commit = &history->commits[changes->items[scope->items.items[first]].commit];
    struct arena *arena = gathering_arena(g);
    size_t shown = count < MOST ? count : MOST;
    gather_open(g, NULL);
    gather_text(g, "id", changes_anchor(commit, arena));
    gather_text(g, "note", changes_note(from, scope, first, count));
    gather_text(g, "person", history->people[commit->person]);
    gather_text(g, "commit", text_slice(text_of(commit->id.hex), 0, SHORT_COMMIT));
    gather_count(g, "count", count);
    gather_flag(g, "is_long", count > LONG);
    gather_text(g, "tally", tally_of(from, scope, first, count, arena));
    gather_count(g, "more", count - shown);
    gather_open_list(g, "changes");
    for (size_t i = 0; i < shown; i++)
        one_change(g, from, &changes->items[scope->items.items[first + i]]);
    gather_close(g);
    gather_close(g);
}

static struct date day_of(const struct from *from, const struct changes_scope *scope, size_t item) {
    const struct changes *changes = from->shared->changes;
    return changes_day(&from->site->history->commits[changes->items[scope->items.items[item]].commit]);
}

/* The commits of one day, among the changes from `first` to `end`. Returns where they end. */
static size_t day(struct gathering *g, const struct from *from, const struct changes_scope *scope, size_t first, size_t end) {
    struct date date = day_of(from, scope, first);
    size_t at = first;
    gather_open(g, NULL);
    gather_date(g, "date", date);
    gather_open_list(g, "entries");
    for (size_t count; at < end && date_compare(day_of(from, scope, at), date) == 0; at += count) {
        count = changes_of_commit(from->shared->changes, scope, at);
        entry(g, from, scope, at, count);
    }
    gather_close(g);
    gather_close(g);
    return at;
}

static void days(struct gathering *g, const struct from *from, const struct changes_part *part) {
    size_t end = part->first + part->shown;
    gather_open_list(g, "days");
    for (size_t at = part->first; at < end;)
        at = day(g, from, scope_of(from, part), at, end);
    gather_close(g);
    gather_has(g, "has_days", "days", NULL);
}

static void lead(struct gathering *g, const char *name, const struct from *from, uint32_t number, bool is_below);

static void parts_below(struct gathering *g, const struct from *from, const struct changes_part *part) {
    gather_open_list(g, "parts");
    for (size_t i = 0; part && i < part->parts.count; i++)
        lead(g, NULL, from, part->parts.items[i], true);
    gather_close(g);
    gather_has(g, "has_parts", "parts", NULL);
}

/* "2024", "May 2024"; where its year is clear "May". */
static struct text label_of(const struct language *language, struct date period, bool is_below, struct arena *arena) {
    if (period.precision == DATE_NONE)
        return language_word(language, "all-changes", arena);
    return is_below && period.precision > DATE_YEAR ? language_date_in_year(language, period, arena)
                                                    : language_date(language, period, arena);
}

/* A page of changes as the others lead to it; of the same shape as the part of a list. */
static void lead(struct gathering *g, const char *name, const struct from *from, uint32_t number, bool is_below) {
    if (number == NONE) {
        gather_none(g, name);
        return;
    }
    const struct changes_part *part = &from->shared->changes->parts.items[number];
    bool is_whole = part->period.precision == DATE_NONE;
    gather_open(g, name);
    gather_text(g, "label", label_of(from->site->language, part->period, is_below, gathering_arena(g)));
    gather_text(g, "title", label_of(from->site->language, part->period, false, gathering_arena(g)));
    gather_path(g, "path", part->address);
    gather_count(g, "count", part->count);
    gather_text(g, "what", TEXT("change"));
    gather_unit(g, "changes");
    gather_none(g, "range");
    parts_below(g, from, is_whole ? NULL : part);
    gather_close(g);
}

static void leads(struct gathering *g, const struct from *from, const struct changes_part *part) {
    gather_count(g, "count", part->count);
    lead(g, "up", from, part->up, false);
    lead(g, "newer", from, part->newer, false);
    lead(g, "older", from, part->older, false);
    gather_has(g, "has_turn", "newer", "older");
    parts_below(g, from, part);
}

static void feed_of(struct gathering *g, const struct from *from, const char *path, const char *url,
                    const struct changes_scope *scope) {
    struct text address = {0};
    if (scope && from->shared->has_changes_feed)
        address = text_join(gathering_arena(g), scope->address, TEXT("feed.xml"));
    gather_path(g, path, address);
    gather_url(g, url, address);
}

static void thing_of(struct gathering *g, const struct site *site, const struct changes_scope *scope) {
    const struct thing *thing = site_thing(site, scope->thing, scope->number);
    if (!thing) {
        gather_none(g, "of");
        return;
    }
    gather_open(g, "of");
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_kinds[kind].has_changes)
            gather_flag(g, thing_kinds[kind].is_one, scope->thing == kind);
    gather_marked(g, "title", "title_html", thing->title, site->settings.han);
    gather_path(g, "path", thing->address);
    gather_close(g);
}

void changes_gather(struct gathering *g, const struct from *from) {
    const struct changes_part *part = part_of(from);
    const struct changes_scope *scope = scope_of(from, part);
    gather_flag(g, "known", from->shared->changes->known);
    gather_word(g, "note", from->site->origin.note_word);
    thing_of(g, from->site, scope);
    gather_date(g, "period", part->period);
    feed_of(g, from, "feed_path", "feed_url", scope);
    leads(g, from, part);
    days(g, from, part);
}

void gather_changes_of(struct gathering *g, const struct from *from, uint8_t thing, uint32_t number) {
    const struct changes_scope *scope = changes_scope_of(from->shared->changes, thing, number);
    gather_path(g, "changes_path", scope ? scope->address : (struct text){0});
    feed_of(g, from, "changes_feed_path", "changes_feed_url", scope);
}
