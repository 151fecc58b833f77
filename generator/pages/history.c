#include "compare/passages.h"
#include "compose/values.h"
#include "pages/shared.h"
#include "read/no_break.h"

#include <string.h>

enum { SHORT_COMMIT = 10 };

static const struct gather_choice kinds[] = {
    [VERSION_FIRST] = {"first", NULL, "version-first"},
    [VERSION_TEXT] = {"text", NULL, "version-text"},
    [VERSION_FORM] = {"form", NULL, "version-form"},
    [VERSION_FIELDS] = {"fields", NULL, "version-fields"},
    [VERSION_MOVED] = {"moved", NULL, "version-moved"},
    [VERSION_SAME] = {"same", NULL, "version-same"},
    [VERSION_WITHDRAWN] = {"withdrawn", NULL, "version-withdrawn"},
    [VERSION_RESTORED] = {"restored", NULL, "version-restored"},
    [VERSION_MERGE] = {"merge", NULL, "version-merge"},
};

void gather_counts(struct gathering *g, const struct version_change *change, struct text size) {
    gather_count(g, "words_added", change->words_added);
    gather_count(g, "words_removed", change->words_removed);
    gather_count(g, "passages_added", change->passages_added);
    gather_count(g, "passages_removed", change->passages_removed);
    gather_count(g, "passages_reworded", change->passages_reworded);
    gather_count(g, "passages_moved", change->passages_moved);
    gather_text(g, "size", size);
}

/* Null when nothing was changed that can be counted. */
static void change_of(struct gathering *g, const char *name, const struct version_change *change) {
    static const struct version_change none;
    if (!change || memcmp(change, &none, sizeof none) == 0) {
        gather_none(g, name);
        return;
    }
    gather_open(g, name);
    gather_counts(g, change, changes_counted(change, gathering_language(g), gathering_arena(g)));
    gather_close(g);
}

static const struct commit *commit_of(const struct site *site, const struct version *version) {
    bool known = version->revision != NONE;
    return known ? &site->history->commits[site->history->revisions[version->revision].commit] : NULL;
}

/* Who took in what was written on a branch, and when. */
static void merged(struct gathering *g, const struct from *from, const struct version *version) {
    const struct history *history = from->site->history;
    const struct commit *commit = version->merged_by == NONE ? NULL : &history->commits[version->merged_by];
    if (!commit) {
        gather_none(g, "merged");
        return;
    }
    gather_open(g, "merged");
    gather_date(g, "date", commit->when);
    gather_text(g, "person", history->people[commit->person]);
    gather_text(g, "commit", text_slice(text_of(commit->id.hex), 0, SHORT_COMMIT));
    gather_close(g);
}

static void revision(struct gathering *g, const struct from *from, const struct version *version) {
    const struct commit *commit = commit_of(from->site, version);
    struct text none = {0};
    gather_flag(g, "is_uncommitted", !commit);
    gather_date(g, "date", commit ? commit->when : (struct date){0});
    gather_text(g, "person", commit ? from->site->history->people[commit->person] : none);
    gather_text(g, "note", commit ? commit->note : none);
    gather_text(g, "commit", commit ? text_slice(text_of(commit->id.hex), 0, SHORT_COMMIT) : none);
}

static void links(struct gathering *g, const struct from *from, const struct essay *essay, size_t version) {
    const struct revisions *revisions = from->shared->revisions;
    struct arena *arena = gathering_arena(g);
    struct text path = revisions_text(revisions, essay, version, arena);
    gather_path(g, "path", path);
    gather_flag(g, "is_own_path", path.size && revisions_has_page(revisions, essay, version));
    gather_path(g, "change_path", revisions_change(revisions, essay, version, arena));
    gather_path(g, "since_path", revisions_since(revisions, essay, version, arena));
    gather_text(g, "name", revisions_name(revisions, &essay->versions->items[version]));
}

/* Whether anything of the text may be told, its size and its changes. */
static bool is_told(const struct essay *essay, const struct version *version) {
    return essay_is_open(essay) && !version->is_closed && version->kind != VERSION_WITHDRAWN;
}

/* Whether its title and its path are told. */
static bool is_named(const struct version *version) {
    return !version->is_draft && !version->is_elsewhere;
}

/* What it says of the text itself: nothing of one that was a draft, or that may not be published. */
static void text_of_version(struct gathering *g, const struct essay *essay, const struct version *version) {
    bool is_open = is_told(essay, version);
    struct text title = is_named(version) ? version->title : (struct text){0};
    gather_marked(g, "title", "title_html", title, essay->han);
    gather_flag(g, "is_retitled", title.size && !text_equal(title, essay->thing.title));
    if (is_open)
        gather_count(g, "words", version->words);
    else
        gather_none(g, "words");
    change_of(g, "change", is_open ? &version->change : NULL);
}

/* Where the file stood before it was moved, if visitors saw it there. */
static struct text moved_from(const struct essay *essay, size_t version) {
    const struct version *shown = &essay->versions->items[version];
    uint32_t index = version_before(shown);
    const struct version *before = index == NONE ? NULL : &essay->versions->items[index];
    bool is_told = before && is_named(shown) && is_named(before);
    bool is_moved = is_told && before->path.size && !text_equal(shown->path, before->path);
    return is_moved ? before->path : (struct text){0};
}

static void one_version(struct gathering *g, const struct from *from, const struct essay *essay, uint32_t version) {
    const struct version *shown = &essay->versions->items[version];
    gather_choice(g, "kind", "label", kinds, COUNT_OF(kinds), shown->kind);
    gather_flag(g, "is_current", version + 1 == essay->versions->count);
    gather_flag(g, "is_draft", shown->is_draft);
    gather_flag(g, "is_aside", shown->is_aside);
    merged(g, from, shown);
    gather_flag(g, "is_merge", shown->before_count > 1);
    gather_text(g, "file", is_named(shown) ? shown->path : (struct text){0});
    gather_text(g, "moved_from", moved_from(essay, version));
    revision(g, from, shown);
    gather_text(g, "when", version_when(from->site, shown, gathering_arena(g)));
    text_of_version(g, essay, shown);
    links(g, from, essay, version);
}

void gather_version(struct gathering *g, const char *name, const struct from *from, const struct essay *essay,
                    uint32_t version) {
    if (version == NONE) {
        gather_none(g, name);
        return;
    }
    gather_open(g, name);
    one_version(g, from, essay, version);
    gather_close(g);
}

/* How much has changed since, and up to when that was counted. */
void gather_old_version(struct gathering *g, const char *name, const struct from *from, const struct essay *essay,
                        uint32_t version) {
    const struct version *shown = &essay->versions->items[version], *ahead = &essay->versions->items[shown->ahead];
    const struct commit *until = shown->ahead + 1 < essay->versions->count ? commit_of(from->site, ahead) : NULL;
    gather_open(g, name);
    one_version(g, from, essay, version);
    change_of(g, "since", is_told(essay, shown) && !ahead->is_closed ? &shown->since : NULL);
    gather_date(g, "until", until ? until->when : (struct date){0});
    gather_close(g);
}

/* The pages of an essay's history. */

static struct text part_number(uint32_t part, struct arena *arena) {
    return text_format(arena, "%u", part);
}

void history_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    const struct language *language = from->site->language;
    struct text title = SAY(language, arena, "history-of", {"title", page_essay(from)->thing.title});
    if (from->page->part)
        title = SAY(language, arena, "part-n-of", {"whole", title}, {"number", part_number(from->page->part, arena)});
    struct history_part part = revisions_history_part(from->site, page_essay(from), from->page->part, arena);
    *heading = (struct heading){.title = title,
                                .shows = language_count(language, "n-versions-newest", part.count, arena),
                                .han = page_essay(from)->han};
}

/* "March 2019 – May 2021" */
static struct text range_of(const struct from *from, const struct history_part *part, struct arena *arena) {
    const struct version *items = page_essay(from)->versions->items;
    struct text first = version_day(from->site, &items[part->first], arena);
    struct text last = version_day(from->site, &items[part->first + part->count - 1], arena);
    bool is_one = text_equal(first, last);
    struct text range = is_one ? first : SAY(from->site->language, arena, "range", {"first", first}, {"last", last});
    return no_break_shown(range, arena);
}

/* A part as the others lead to it. What part 0 shows changes with each version, and so is not said. */
static void lead(struct gathering *g, const char *name, const struct from *from, uint32_t number) {
    struct arena *arena = gathering_arena(g);
    struct history_part part = revisions_history_part(from->site, page_essay(from), number, arena);
    gather_open(g, name);
    gather_text(g, "label",
                number ? SAY(from->site->language, arena, "part-n", {"number", part_number(number, arena)})
                       : language_word(from->site->language, "the-newest", arena));
    gather_text(g, "range", number ? range_of(from, &part, arena) : (struct text){0});
    gather_path(g, "path", part.address);
    gather_close(g);
}

static void lead_or_none(struct gathering *g, const char *name, const struct from *from, bool is_there, uint32_t number) {
    if (is_there)
        lead(g, name, from, number);
    else
        gather_none(g, name);
}

static void leads(struct gathering *g, const struct from *from, uint32_t number) {
    uint32_t parts = revisions_history_parts(from->site, page_essay(from));
    lead_or_none(g, "newer", from, number > 0, number < parts ? number + 1 : 0);
    lead_or_none(g, "older", from, number != 1 && parts > 0, number ? number - 1 : parts);
    gather_has(g, "has_turn", "newer", "older");
    gather_open_list(g, "parts");
    for (uint32_t part = parts; number == 0 && part > 0; part--)
        lead(g, NULL, from, part);
    gather_close(g);
    gather_has(g, "has_parts", "parts", NULL);
}

/* Old links to that lead here. */
static void former_holders(struct gathering *g, const struct from *from) {
    const struct site *site = from->site;
    gather_open_list(g, "former_holders");
    for (size_t i = 0; i < site->former_holders.count; i++) {
        const struct former_holder *one = &site->former_holders.items[i];
        if (one->essay != from->page->number)
            continue;
        gather_open(g, NULL);
        gather_text(g, "title", one->title);
        gather_path(g, "path", one->address);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_former_holders", "former_holders", NULL);
}

/* A change of form or fields alone, but for the newest, that is not told of on a page of its own. */
static bool is_folded(const struct from *from, uint32_t version) {
    const struct versions *versions = page_essay(from)->versions;
    const struct version *shown = &versions->items[version];
    bool is_form = shown->kind == VERSION_FORM || shown->kind == VERSION_FIELDS;
    bool is_untold = shown->brought_by != version || shown->is_closed;
    return is_form && is_untold && !from->site->settings.all_versions && version + 1 < versions->count;
}

/* Versions in a row, of which all or none are folded; newest first. */
static void run_of(struct gathering *g, const struct from *from, struct history_part run) {
    const struct essay *essay = page_essay(from);
    gather_open(g, NULL);
    gather_flag(g, "is_folded", is_folded(from, run.first));
    gather_count(g, "count", run.count);
    gather_text(g, "range", range_of(from, &run, gathering_arena(g)));
    gather_open_list(g, "versions");
    for (uint32_t i = run.first + run.count; i-- > run.first;)
        gather_version(g, NULL, from, essay, i);
    gather_close(g);
    gather_close(g);
}

static void runs(struct gathering *g, const struct from *from, const struct history_part *part) {
    gather_open_list(g, "runs");
    for (uint32_t end = part->first + part->count, first; end > part->first; end = first) {
        for (first = end - 1; first > part->first && is_folded(from, first - 1) == is_folded(from, end - 1);)
            first--;
        run_of(g, from, (struct history_part){.first = first, .count = end - first});
    }
    gather_close(g);
}

void history_gather(struct gathering *g, const struct from *from) {
    const struct essay *essay = page_essay(from);
    uint32_t number = from->page->part;
    struct history_part part = revisions_history_part(from->site, essay, number, gathering_arena(g));
    gather_thing(g, "essay", from->shared, CARD_ESSAY_NAME, from->page->number);
    gather_count(g, "count", number ? part.count : essay->versions->count);
    lead_or_none(g, "part", from, number > 0, number);
    gather_path(g, "history_path", revisions_history(essay, gathering_arena(g)));
    leads(g, from, number);
    runs(g, from, &part);
    former_holders(g, from);
}

/* Removed passages. */

/* What their list is made from. The page itself is gone when it is made; what this points to is not. */
struct removing {
    struct from from;
    const struct gather_place *place;
    const struct essay *essay;
};

/* Its first words. */
static struct text words_of_passage(const struct passages *passages, uint32_t index, struct arena *arena) {
    enum { MOST_WORDS = 16 };
    const struct passage *passage = &passages->items[index];
    struct buffer out = {0};
    for (uint32_t i = 0; i < passage->words && i < MOST_WORDS; i++) {
        const struct passage_word *word = &passages->words[passage->first_word + i];
        if (i && word->space != SPACE_NONE)
            buffer_add_char(&out, ' ');
        buffer_add(&out, text_slice(passages->text, word->start, word->end));
    }
    if (passage->words > MOST_WORDS)
        buffer_add(&out, TEXT(" …"));
    return buffer_take(&out, arena);
}

static void gather_nearest(struct gathering *g, const struct tombstone *tombstone, const struct passages *now) {
    struct arena *arena = gathering_arena(g);
    gather_open_list(g, "nearest");
    for (uint32_t i = 0; i < tombstone->nearest_count; i++) {
        const struct near_passage *near = &tombstone->nearest[i];
        gather_open(g, NULL);
        gather_text(g, "anchor", text_format(arena, "#%s", near->id));
        gather_text(g, "words", words_of_passage(now, near->block, arena));
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_nearest", "nearest", NULL);
}

static void tombstone_of(struct gathering *g, const struct removing *removing, const struct tombstone *tombstone,
                         const struct passages *now) {
    const struct revisions *revisions = removing->from.shared->revisions;
    struct arena *arena = gathering_arena(g);
    struct text id = text_of(tombstone->id), last = revisions_text(revisions, removing->essay, tombstone->last, arena);
    gather_open(g, NULL);
    gather_text(g, "id", id);
    gather_texts(g, "former_ids", tombstone->former.items, tombstone->former.count);
    revision(g, &removing->from, &removing->essay->versions->items[tombstone->gone]);
    gather_path(g, "path", last.size ? text_format(arena, "%.*s#%.*s", TEXT_ARGS(last), TEXT_ARGS(id)) : last);
    gather_path(g, "change_path", revisions_change(revisions, removing->essay, tombstone->gone, arena));
    gather_nearest(g, tombstone, now);
    gather_close(g);
}

static const struct view *make_gone(const void *context, struct arena *arena) {
    const struct removing *removing = context;
    struct gathering *g = gathering_new(GATHER_VIEW, removing->place, removing->from.site->language, arena);
    const struct source *source = &removing->essay->thing.source;
    struct tombstones tombstones;
    struct passages now = {0};
    size_t count = 0;
    if (removing->essay->versions->count > 1)
        passages_of(&now, source->document, document_body(source->file), arena);
    versions_tombstones(&tombstones, removing->from.site, removing->essay, &now, arena);
    /* What stood in a draft was never to be seen. */
    for (size_t i = 0; i < tombstones.count; i++)
        count += !removing->essay->versions->items[tombstones.items[i].last].is_closed;
    gather_count(g, "count", count);
    gather_open_list(g, "passages");
    for (size_t i = 0; i < tombstones.count; i++)
        if (!removing->essay->versions->items[tombstones.items[i].last].is_closed)
            tombstone_of(g, removing, &tombstones.items[i], &now);
    gather_close(g);
    gather_has(g, "has_passages", "passages", NULL);
    return gathering_view(g);
}

/* Which passages are gone says the digest of the versions; what each says depends on who took it out when, and what can be
 * shown. */
static struct digest digest_of_gone(const struct from *from, const struct essay *essay, struct arena *arena) {
    const struct revisions *revisions = from->shared->revisions;
    const struct versions *versions = essay->versions;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, versions->digest);
    for (size_t i = 0; versions->count > 1 && i < versions->count; i++) {
        const struct version *version = &versions->items[i];
        const struct commit *commit = commit_of(from->site, version);
        hasher_add_text(&hasher, revisions_text(revisions, essay, i, arena));
        hasher_add_text(&hasher, revisions_change(revisions, essay, i, arena));
        hasher_add_number(&hasher, (uint64_t)version->is_closed << 1 | version->is_draft);
        hasher_add_text(&hasher, commit ? text_of(commit->id.hex) : (struct text){0});
        hasher_add_text(&hasher, commit ? from->site->history->people[commit->person] : (struct text){0});
    }
    hasher_add_text(&hasher, essay->thing.address);
    hasher_add_digest(&hasher, essay->thing.source.document->body);
    return hasher_end(&hasher);
}

void gather_gone(struct gathering *g, const struct from *from, const struct essay *essay) {
    if (!gather_stands(g, "gone", digest_of_gone(from, essay, gathering_arena(g))))
        return;
    struct removing *removing = arena_new(gathering_arena(g), struct removing);
    *removing = (struct removing){*from, gathering_place(g), essay};
    gather_put(g, "gone", view_late_map(make_gone, removing, gathering_arena(g)));
}
