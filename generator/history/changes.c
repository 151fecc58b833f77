#include "history/changes.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/table.h"
#include "history/past.h"
#include "read/smart.h"

#include <stdlib.h>
#include <string.h>

/* What a file of the reader is now. */
struct owner {
    uint8_t kind; /* enum thing_kind */
    bool hidden;  /* a draft */
    uint32_t number;
};

/* What is known of a revision from those of the same file before and after it. */
struct revision_standing {
    uint32_t file;   /* the file of the head's tree that it belongs to, also across renames; NONE: one that is gone */
    uint8_t told;    /* enum told_kind; NOTHING */
    bool is_visible; /* to visitors, after it */
    bool ever;       /* it was visible then or before */
    /* The version that the revision made of an essay that exists, or NULL; for anything else `past`, in its last text. */
    const struct version *version;
    const struct past_text *past;
};

enum { NOTHING = UINT8_MAX };

struct change_collecting {
    const struct site *site;
    const struct history *history;
    struct changes *changes;
    struct table by_path; /* to indexes of `owners` */
    struct {
        struct owner *items;
        size_t count, capacity;
    } owners;
    struct revision_standing *standings; /* of each revision */
    struct arena *arena;
};

/* `date_positions` says which essays have a page. */
static void add_owners(struct change_collecting *collecting, const uint32_t *date_positions) {
    for (uint8_t kind = 0; kind < THING_HOME; kind++)
        for (uint32_t i = 0; i < site_count(collecting->site, kind); i++) {
            const struct thing *thing = site_thing(collecting->site, kind, i);
            bool hidden = kind == THING_ESSAY ? date_positions[i] == NONE : thing->draft;
            if (!thing->source.document)
                continue;
            table_put(&collecting->by_path, thing->source.path, (uint32_t)collecting->owners.count, collecting->arena);
            *array_add(&collecting->owners, collecting->arena) = (struct owner){kind, hidden, i};
        }
}

static void find_files(struct change_collecting *collecting) {
    const struct history *history = collecting->history;
    for (size_t i = 0; i < history->revision_count; i++)
        collecting->standings[i] = (struct revision_standing){.file = NONE, .told = NOTHING};
    for (uint32_t i = 0; i < history->file_count; i++)
        for (uint32_t at = history->files[i].last; at != NONE && collecting->standings[at].file == NONE;) {
            collecting->standings[at].file = i;
            at = history->revisions[at].previous;
        }
}

/* Newest first, so that all revisions of a file that is gone know its last text. */
static void find_past(struct change_collecting *collecting) {
    const struct history *history = collecting->history;
    for (uint32_t i = 0; i < history->revision_count; i++) {
        struct revision_standing *standing = &collecting->standings[i];
        uint32_t previous = history->revisions[i].previous;
        if (!standing->past)
            standing->past = past_text(collecting->site, i);
        if (previous == NONE)
            continue;
        if (!standing->past)
            standing->past = past_text(collecting->site, previous);
        collecting->standings[previous].past = standing->past;
    }
}

static bool is_draft(const struct change_collecting *collecting, uint32_t number) {
    const struct version *version = collecting->standings[number].version;
    const struct past_text *past = past_text(collecting->site, number);
    return version ? version->is_draft : past && past->is_draft;
}

/* The first folder of its kind: what stands elsewhere has other ways to come and go. */
static bool stands_in_its_folder(struct text path) {
    uint8_t kind = (uint8_t)file_kind(path);
    struct text folder, rest = text_of(kind < THING_KINDS && thing_kinds[kind].folders ? thing_kinds[kind].folders : "");
    return text_cut(&folder, &rest, ' ') && text_starts(path, folder);
}

static bool is_content(struct text path) {
    if (!text_ends(path, TEXT(".md")) || path_is_set_aside(path))
        return false;
    return stands_in_its_folder(path);
}

/* content/essays/2024/some-words.md: "some-words". */
static struct text name_of_path(struct text path) {
    struct text part, rest = path;
    while (text_cut(&part, &rest, '/'))
        path = part;
    return text_slice(path, 0, path.size - TEXT(".md").size);
}

/* "some-words": "Some words". */
static struct text words_of_name(struct text name, struct arena *arena) {
    char *words = arena_alloc(arena, name.size + 1);
    for (size_t i = 0; i < name.size; i++)
        words[i] = name.bytes[i] == '-' || name.bytes[i] == '_' ? ' ' : name.bytes[i];
    if (name.size && words[0] >= 'a' && words[0] <= 'z')
        words[0] = (char)(words[0] - 'a' + 'A');
    return (struct text){words, name.size};
}

static const struct owner *owner_of(const struct change_collecting *collecting, uint32_t file) {
    if (file == NONE)
        return NULL;
    uint32_t found = table_get(&collecting->by_path, collecting->history->files[file].path);
    return found == NONE ? NULL : &collecting->owners.items[found];
}

/* Two essays have a past in common where one branch gave a text another name and another kept it: it is told of one of them. */
static bool is_told_of(const struct owner *owner, uint32_t essay) {
    return owner && owner->kind == THING_ESSAY && owner->number == essay;
}

static void find_versions(struct change_collecting *collecting) {
    for (uint32_t i = 0; i < collecting->site->essay_count; i++) {
        const struct versions *versions = collecting->site->essays[i].versions;
        for (size_t j = 0; j < versions->count; j++) {
            if (versions->items[j].revision >= collecting->history->revision_count)
                continue;
            struct revision_standing *standing = &collecting->standings[versions->items[j].revision];
            if (!standing->version || is_told_of(owner_of(collecting, standing->file), i))
                standing->version = &versions->items[j];
        }
    }
}

/* The version of the essay that a revision is told of; NULL where only another essay has it. */
static const struct version *version_told(const struct site *site, const struct revision_standing *standing,
                                          const struct owner *owner) {
    if (!owner || owner->kind != THING_ESSAY)
        return NULL;
    const struct versions *versions = site->essays[owner->number].versions;
    uintptr_t version = (uintptr_t)standing->version, first = (uintptr_t)versions->items;
    return version >= first && version < (uintptr_t)(versions->items + versions->count) ? standing->version : NULL;
}

/* A file that is in the head's tree and not in the site is a draft. */
static bool is_hidden(const struct change_collecting *collecting, uint32_t file) {
    const struct owner *owner = owner_of(collecting, file);
    return owner ? owner->hidden : file != NONE;
}

static bool keeps_its_name(const struct revision *revision, const struct revision *before) {
    return text_equal(name_of_path(revision->path), name_of_path(before->path));
}

static uint8_t told_of_visible(const struct revision *revision, const struct revision *before) {
    if (!keeps_its_name(revision, before))
        return TOLD_RENAMED;
    return strcmp(revision->blob.hex, before->blob.hex) == 0 ? NOTHING : TOLD_REVISED;
}

/* What the author of a revision had before him; of a merge on the first side. NULL where the file began. */
static const struct revision *revision_before(const struct history *history, const struct revision *revision) {
    return revision->before_count ? &history->revisions[revision->befores[0]] : NULL;
}

/* How that stood, or an unknown file; it was visible once if it was on any side. */
static struct revision_standing standing_before(const struct change_collecting *collecting, const struct revision *revision) {
    struct revision_standing before = {0};
    if (revision->before_count)
        before = collecting->standings[revision->befores[0]];
    for (uint32_t i = 1; i < revision->before_count; i++)
        before.ever |= collecting->standings[revision->befores[i]].ever;
    return before;
}

static void tell(struct change_collecting *collecting, uint32_t number) {
    const struct revision *revision = &collecting->history->revisions[number];
    const struct revision_standing standing = standing_before(collecting, revision), *before = &standing;
    struct revision_standing *now = &collecting->standings[number];
    now->is_visible = revision->kind != CHANGE_WITHDRAWN && is_content(revision->path) && !is_draft(collecting, number);
    now->ever = before->ever || now->is_visible;
    if (now->is_visible && before->is_visible)
        now->told = told_of_visible(revision, revision_before(collecting->history, revision));
    else if (now->is_visible)
        now->told = before->ever ? TOLD_RESTORED : TOLD_ADDED;
    else if (before->is_visible)
        now->told = TOLD_WITHDRAWN;
    if (is_hidden(collecting, now->file))
        now->told = NOTHING;
}

static bool tells_title_only(const struct site *site, const struct owner *owner, const struct past_text *past) {
    if (owner)
        return owner->kind == THING_ESSAY && !essay_is_open(&site->essays[owner->number]);
    return !past || !past->is_told;
}

/* What a file was, when nothing else may be said about it. */
static struct text sort_of(struct text path, const struct language *language, struct arena *arena) {
    uint8_t kind = (uint8_t)file_kind(path);
    const char *word = kind < THING_KINDS ? thing_words[kind].word : NULL;
    struct text name = text_format(arena, "some-%s", kind == THING_HOME ? "home" : word ? word : "page");
    return language_word(language, name.bytes, arena);
}

static struct text title_of(const struct change_collecting *collecting, const struct revision *revision,
                            const struct owner *owner, const struct past_text *past) {
    if (owner)
        return site_title(collecting->site, owner->kind, owner->number);
    if (!past || !past->is_told)
        return sort_of(revision->path, collecting->site->language, collecting->arena);
    struct text title = smart_text(past->title, settings_marks(&collecting->site->settings), collecting->arena);
    return title.size ? title : words_of_name(name_of_path(revision->path), collecting->arena);
}

static void add_change(struct change_collecting *collecting, const struct revision_standing *standing,
                       const struct revision *revision, const struct owner *owner) {
    bool title_only = tells_title_only(collecting->site, owner, standing->past);
    bool was_renamed = standing->told == TOLD_RENAMED && !title_only;
    const struct revision *before = was_renamed ? revision_before(collecting->history, revision) : NULL;
    *array_add(collecting->changes, collecting->arena) = (struct change){
        .kind = standing->told,
        .thing = owner ? owner->kind : THING_NONE,
        .title_only = title_only,
        .number = owner ? owner->number : NONE,
        .commit = revision->commit,
        .title = title_of(collecting, revision, owner, standing->past),
        .was = before ? name_of_path(before->path) : (struct text){0},
        .version = title_only ? NULL : version_told(collecting->site, standing, owner),
    };
}

/* Adds those revisions of the commit at `first` that are of essays, or those that are not. Returns where the commit ends. */
static size_t add_changes(struct change_collecting *collecting, size_t first, bool of_essays) {
    const struct history *history = collecting->history;
    size_t i = first;
    for (; i < history->revision_count && history->revisions[i].commit == history->revisions[first].commit; i++) {
        const struct revision_standing *standing = &collecting->standings[i];
        if (standing->told == NOTHING)
            continue;
        const struct owner *owner = owner_of(collecting, standing->file);
        if ((owner && owner->kind == THING_ESSAY) == of_essays)
            add_change(collecting, standing, &history->revisions[i], owner);
    }
    return i;
}

/* A commit, to be sorted by date. */
struct dated {
    struct date when;
    uint32_t commit, first; /* first: of its revisions */
};

static int newest_day_first(const void *left, const void *right) {
    const struct dated *a = left, *b = right;
    if (a->when.year != b->when.year)
        return a->when.year > b->when.year ? -1 : 1;
    if (a->when.month != b->when.month)
        return a->when.month > b->when.month ? -1 : 1;
    if (a->when.day != b->when.day)
        return a->when.day > b->when.day ? -1 : 1;
    int moment = date_compare(b->when, a->when);
    return moment ? moment : (a->commit > b->commit) - (a->commit < b->commit);
}

static void collect(struct change_collecting *collecting) {
    const struct history *history = collecting->history;
    struct dated *commits = arena_array(collecting->arena, struct dated, history->commit_count);
    size_t count = 0;
    for (uint32_t i = 0; i < history->revision_count; i++) {
        uint32_t commit = history->revisions[i].commit;
        if (count == 0 || commits[count - 1].commit != commit)
            commits[count++] = (struct dated){history->commits[commit].when, commit, i};
    }
    if (count)
        qsort(commits, count, sizeof *commits, newest_day_first);
    for (size_t i = 0; i < count; i++) {
        add_changes(collecting, commits[i].first, true);
        add_changes(collecting, commits[i].first, false);
    }
}

static void add_to_scope(struct changes *changes, uint8_t thing, uint32_t number, uint32_t item, struct arena *arena) {
    uint32_t *scopes = changes->scopes_of[thing];
    if (scopes[number] == NONE) {
        scopes[number] = (uint32_t)changes->scopes.count;
        *array_add(&changes->scopes, arena) = (struct changes_scope){.thing = thing, .number = number};
    }
    *array_add(&changes->scopes.items[scopes[number]].items, arena) = item;
}

static void add_to_scopes(struct changes *changes, const struct site *site, uint32_t item, struct arena *arena) {
    const struct change *change = &changes->items[item];
    if (change->thing != THING_NONE && thing_kinds[change->thing].has_changes)
        add_to_scope(changes, change->thing, change->number, item, arena);
    for (uint8_t kind = 0; kind < THING_KINDS && change->thing == THING_ESSAY; kind++) {
        const struct numbers *names = essay_names(&site->essays[change->number], kind);
        for (size_t i = 0; names && thing_kinds[kind].has_changes && i < names->count; i++)
            add_to_scope(changes, kind, names->items[i], item, arena);
    }
}

static void make_scopes(struct changes *changes, const struct site *site, struct arena *arena) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_kinds[kind].has_changes) {
            changes->scopes_of[kind] = arena_array(arena, uint32_t, site_count(site, kind));
            memset(changes->scopes_of[kind], 0xff, site_count(site, kind) * sizeof(uint32_t));
        }
    struct changes_scope *all = array_add(&changes->scopes, arena);
    *all = (struct changes_scope){.address = TEXT("/changes/")};
    all->items = (struct numbers){arena_array(arena, uint32_t, changes->count), changes->count, changes->count};
    for (uint32_t i = 0; i < changes->count; i++)
        all->items.items[i] = i;
    for (uint32_t i = 0; i < changes->count; i++)
        add_to_scopes(changes, site, i, arena);
    for (size_t i = 1; i < changes->scopes.count; i++) {
        struct changes_scope *scope = &changes->scopes.items[i];
        scope->address = text_join(arena, site_thing(site, scope->thing, scope->number)->address, TEXT("changes/"));
    }
}

const struct changes *changes_of(const struct site *site, const uint32_t *date_positions, struct arena *arena) {
    const struct history *history = site->history;
    struct changes *changes = arena_new(arena, struct changes);
    changes->off = site->settings.history == HISTORY_OFF;
    changes->known = history && history->whole && !changes->off;
    if (changes->known) {
        struct change_collecting collecting = {.site = site, .history = history, .changes = changes, .arena = arena};
        collecting.standings = arena_array(arena, struct revision_standing, history->revision_count);
        add_owners(&collecting, date_positions);
        find_files(&collecting);
        find_versions(&collecting);
        find_past(&collecting);
        /* Oldest first, since each looks at the one before it. */
        for (uint32_t i = (uint32_t)history->revision_count; i-- > 0;)
            tell(&collecting, i);
        collect(&collecting);
    }
    make_scopes(changes, site, arena);
    changes_divide(changes, site, site->settings.page_size, arena);
    changes_note_former(changes, site, site->settings.page_size, arena);
    return changes;
}

struct text changes_label(const struct language *language, uint8_t kind, struct arena *arena) {
    static const char *const words[] = {[TOLD_ADDED] = "change-added",
                                        [TOLD_REVISED] = "change-revised",
                                        [TOLD_RENAMED] = "change-renamed",
                                        [TOLD_WITHDRAWN] = "change-withdrawn",
                                        [TOLD_RESTORED] = "change-restored"};
    return language_word(language, words[kind], arena);
}

static struct text words_changed(const struct version_change *size, const struct language *language, struct arena *arena) {
    if (!size->words_added || !size->words_removed)
        return size->words_added ? language_count(language, "n-words-added", size->words_added, arena)
                                 : language_count(language, "n-words-removed", size->words_removed, arena);
    struct text added = language_count(language, "n-words-added", size->words_added, arena);
    return SAY(language, arena, "n-added-m-removed", {"added", added},
               {"removed", text_format(arena, "%u", size->words_removed)});
}

static struct text passages_changed(const struct version_change *size, const struct language *language, struct arena *arena) {
    const struct {
        const char *word;
        uint32_t count;
    } kinds[] = {{"n-passages-new", size->passages_added},
                 {"n-passages-gone", size->passages_removed},
                 {"n-passages-reworded", size->passages_reworded},
                 {"n-passages-moved", size->passages_moved}};
    struct text all = {0};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].count)
            all = language_comma(language, all, language_count(language, kinds[i].word, kinds[i].count, arena), arena);
    return all;
}

struct text changes_counted(const struct version_change *size, const struct language *language, struct arena *arena) {
    struct text words = {0};
    if (size->words_added || size->words_removed)
        words = words_changed(size, language, arena);
    else if (size->passages_reworded)
        words = language_word(language, "no-word-added", arena);
    return language_comma(language, words, passages_changed(size, language, arena), arena);
}

struct text changes_size(const struct change *change, const struct language *language, struct arena *arena) {
    const struct version *version = change->version;
    if (!version || change->kind == TOLD_WITHDRAWN)
        return (struct text){0};
    if (change->kind == TOLD_ADDED)
        return version->words ? language_count(language, "n-words", version->words, arena) : (struct text){0};
    if (version->kind == VERSION_FIELDS)
        return language_word(language, "version-fields", arena);
    if (version->kind == VERSION_FORM)
        return language_word(language, "formatting-only", arena);
    return changes_counted(&version->change, language, arena);
}

const struct changes_scope *changes_scope_of(const struct changes *changes, uint8_t thing, uint32_t number) {
    uint32_t scope = changes->scopes_of[thing][number];
    return scope == NONE ? NULL : &changes->scopes.items[scope];
}
