#include "history/present.h"

#include "base/array.h"
#include "history/internal.h"
#include "kinds/loading.h"

#include <stdlib.h>

/* A revision of git's history, to be found by its path and bytes. */
struct known_revision {
    uint64_t hash;
    uint32_t revision;
};

enum { UNKNOWN_YET, LAST_OPEN, LAST_CLOSED };

struct present {
    const struct site *site;
    struct arena *arena;
    struct table essays; /* numbers, by path */
    struct table drafts; /* paths of files that are left out */
    struct table slugs, addresses;
    struct digest names;          /* of the last two */
    struct known_revision *known; /* all revisions by hash; NULL until they are needed */
    uint32_t *heads;              /* of each revision: the last one of its file */
    uint32_t *gone;               /* of a head: which of the files that are gone; NONE */
    uint8_t *last;                /* of a head of one that is gone: what its last bytes said; UNKNOWN_YET and so on */
    struct table strange;         /* paths that are in no history, each its own thread */
};

static bool is_closed(const struct essay *essay) {
    return essay->thing.draft || !essay_is_open(essay);
}

static void note_name(struct present *present, struct table *names, struct hasher *hasher, struct text name) {
    table_put(names, name, 1, present->arena);
    hasher_add_text(hasher, name);
}

static void note_closed(struct present *present, const struct essay *essay, struct hasher *hasher) {
    note_name(present, &present->slugs, hasher, essay->thing.slug);
    note_name(present, &present->addresses, hasher, essay->thing.address);
    for (size_t i = 0; i < essay->thing.aliases.count; i++)
        note_name(present, &present->addresses, hasher, essay->thing.aliases.items[i]);
}

struct present *present_of(const struct site *site, struct arena *arena) {
    struct present *present = arena_new(arena, struct present);
    struct hasher hasher;
    *present = (struct present){.site = site, .arena = arena};
    hasher_start(&hasher);
    for (uint32_t i = 0; i < site->essay_count; i++) {
        table_put(&present->essays, site->essays[i].thing.source.path, i, arena);
        if (is_closed(&site->essays[i]))
            note_closed(present, &site->essays[i], &hasher);
    }
    for (uint32_t i = 0; i < site->page_count; i++)
        if (site->pages[i].thing.draft)
            table_put(&present->drafts, site->pages[i].thing.source.path, 1, arena);
    for (size_t i = 0; i < site->held.count; i++)
        if (site->held.items[i].held != HELD_TEXT)
            table_put(&present->drafts, site->held.items[i].path, 1, arena);
    present->names = hasher_end(&hasher);
    return present;
}

/* By the history, when an essay is not simply where it was. */

static uint64_t hash_of(struct text path, const struct git_id *blob) {
    return text_hash(path) * 31 + text_hash(text_of(blob->hex));
}

static int by_hash(const void *left, const void *right) {
    const struct known_revision *a = left, *b = right;
    int order = (a->hash > b->hash) - (a->hash < b->hash);
    return order ? order : (a->revision > b->revision) - (a->revision < b->revision);
}

/* Newest first: a revision that no later one goes back to is the last of its file. */
static void find_heads(struct present *present) {
    const struct history *history = present->site->history;
    for (uint32_t i = 0; i < history->revision_count; i++)
        present->heads[i] = present->gone[i] = NONE;
    for (uint32_t i = 0; i < history->gone_count; i++)
        present->gone[history->gone[i].last] = i;
    for (uint32_t i = 0; i < history->revision_count; i++) {
        if (present->heads[i] == NONE)
            present->heads[i] = i;
        if (history->revisions[i].previous != NONE)
            present->heads[history->revisions[i].previous] = present->heads[i];
    }
}

static void know_revisions(struct present *present) {
    const struct history *history = present->site->history;
    if (present->known)
        return;
    present->known = arena_array(present->arena, struct known_revision, history->revision_count + 1);
    present->heads = arena_array(present->arena, uint32_t, history->revision_count);
    present->gone = arena_array(present->arena, uint32_t, history->revision_count);
    present->last = arena_array(present->arena, uint8_t, history->revision_count);
    for (uint32_t i = 0; i < history->revision_count; i++)
        present->known[i] = (struct known_revision){hash_of(history->revisions[i].path, &history->revisions[i].blob), i};
    qsort(present->known, history->revision_count, sizeof *present->known, by_hash);
    find_heads(present);
}

/* The first of `known` that has the hash, or the end. */
static size_t first_with(const struct present *present, uint64_t hash) {
    size_t from = 0, to = present->site->history->revision_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (present->known[middle].hash < hash)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Whether front matter withholds its text; if it cannot be read, it does. */
static bool holds_back(const struct present *present, struct text bytes, struct text path, struct arena *arena) {
    const struct site *site = present->site;
    struct text title;
    struct hold hold = hold_of_bytes(&title, bytes, path, arena);
    hold_narrow(site->validity, &hold, &site->today);
    return !hold_is_open(&hold, &site->today);
}

/* Whether the bytes of a revision withheld the text, or cannot be read; of one that has none, those before it. */
static bool revision_held_back(const struct present *present, uint32_t revision) {
    const struct revision *revisions = present->site->history->revisions;
    while (revision != NONE && !revisions[revision].blob.hex[0])
        revision = revisions[revision].previous;
    struct arena scratch = {0};
    struct text bytes;
    bool held_back = revision == NONE ||
                     !repository_read(&bytes, present->site->repository, &revisions[revision].blob, &scratch) ||
                     holds_back(present, bytes, revisions[revision].path, &scratch);
    arena_free(&scratch);
    return held_back;
}

/*
 * Whether the last bytes of a file that is gone withheld the text: those that the head had, those that its author had who
 * withdrew it, or those of a branch that came last.
 */
static bool was_closed(struct present *present, uint32_t head) {
    const struct gone_file *file = &present->site->history->gone[present->gone[head]];
    const struct revision *withdrawn = &present->site->history->revisions[file->withdrawn];
    if (present->last[head] == UNKNOWN_YET) {
        bool closed = revision_held_back(present, file->text) || revision_held_back(present, file->last);
        for (uint32_t i = 0; !closed && i < withdrawn->before_count; i++)
            closed = revision_held_back(present, withdrawn->befores[i]);
        present->last[head] = closed ? LAST_CLOSED : LAST_OPEN;
    }
    return present->last[head] == LAST_CLOSED;
}

/* Fates. */

static struct fate fate_of_essay(const struct present *present, uint32_t number, bool certain) {
    const struct essay *essay = &present->site->essays[number];
    return (struct fate){essay->thing.draft ? NONE : number, number, is_closed(essay), certain};
}

/* The version of an essay with these bytes at this path, as nearly always of the one that is at the path; NULL. */
static const struct version *version_with(const struct essay *essay, struct text path, const struct git_id *blob) {
    const struct versions *versions = essay->versions;
    for (size_t i = versions->count; i-- > 0;)
        if (git_id_equal(&versions->items[i].blob, blob) && text_equal(versions->items[i].path, path))
            return &versions->items[i];
    return NULL;
}

/* A file that exists today and is not an essay of the site: a draft, or another kind of thing. */
static bool stands_otherwise(struct fate *fate, const struct present *present, struct text path) {
    bool is_draft = table_get(&present->drafts, path) != NONE;
    bool stands = is_draft || tree_find(present->site->tree, path) != SIZE_MAX;
    if (stands)
        *fate = (struct fate){.essay = NONE, .thread = fate->thread, .closed = is_draft, .certain = true};
    return stands;
}

static uint32_t thread_of_strange(struct present *present, struct text path) {
    uint32_t number = table_get(&present->strange, path);
    if (number == NONE) {
        number = present->strange.count;
        table_put(&present->strange, text_copy(path, present->arena), number, present->arena);
    }
    return present->site->essay_count + (uint32_t)present->site->history->revision_count + number;
}

/* A text that stands in a file that is held back today was another essay's, whose name it had. */
static struct fate fate_of_version(struct present *present, uint32_t number, const struct version *version) {
    struct fate fate = fate_of_essay(present, number, true);
    if (version && version->is_elsewhere)
        fate =
            (struct fate){.essay = NONE, .thread = thread_of_strange(present, version->path), .closed = true, .certain = true};
    return fate;
}

static struct fate fate_of_revision(struct present *present, uint32_t revision) {
    uint32_t head = present->heads[revision];
    const struct revision *last = &present->site->history->revisions[head];
    struct fate fate = {.essay = NONE, .thread = present->site->essay_count + head};
    if (present->gone[head] == NONE) {
        uint32_t number = table_get(&present->essays, last->path);
        if (number != NONE) {
            const struct revision *own = &present->site->history->revisions[revision];
            const struct version *version = version_with(&present->site->essays[number], own->path, &own->blob);
            return fate_of_version(present, number, version);
        }
        if (stands_otherwise(&fate, present, last->path))
            return fate;
        /* It is gone, and not yet in any commit: nobody can say whether it was moved among the drafts. */
        fate.closed = true;
        return fate;
    }
    fate.closed = was_closed(present, head);
    return fate;
}

/* Only its path says what it has become. */
static struct fate fate_by_path(struct present *present, struct text path) {
    uint32_t number = table_get(&present->essays, path);
    struct fate fate = {.essay = NONE, .thread = thread_of_strange(present, path)};
    if (number != NONE)
        return fate_of_essay(present, number, false);
    if (!stands_otherwise(&fate, present, path))
        fate.closed = !present->site->history->whole;
    fate.certain = false;
    return fate;
}

/* By path and bytes. False where today's history does not have them. */
static bool find_fate(struct fate *fate, struct present *present, struct text path, const struct git_id *blob) {
    const struct history *history = present->site->history;
    uint32_t number = table_get(&present->essays, path);
    const struct version *version = number == NONE ? NULL : version_with(&present->site->essays[number], path, blob);
    bool found = version != NULL;
    if (found) {
        *fate = fate_of_version(present, number, version);
        return true;
    }
    uint64_t hash = hash_of(path, blob);
    know_revisions(present);
    for (size_t i = first_with(present, hash); i < history->revision_count && present->known[i].hash == hash; i++) {
        struct fate one = fate_of_revision(present, present->known[i].revision);
        /* Two files had these bytes here, one after the other: if either is closed, so is this. */
        bool closed = one.closed || (found && fate->closed);
        if (!found || (fate->essay == NONE && one.essay != NONE))
            *fate = one;
        fate->closed = closed;
        found = true;
    }
    return found;
}

static const struct history *history_at(const struct present *present, struct past *past) {
    const struct site *site = present->site;
    struct diag unheard = {0};
    if (!past->history)
        past->history = history_load(&unheard, site->repository, past->origin, site->remembered, present->arena);
    diag_free(&unheard);
    return past->history;
}

/* What it was before its branch went another way than today's. */
static bool find_by_past(struct fate *fate, struct present *present, struct past *past, struct text path) {
    const struct history *history = history_at(present, past);
    const struct file_history *file = history_of(history, path);
    for (uint32_t i = file ? file->last : NONE; i != NONE; i = history->revisions[i].previous)
        if (find_fate(fate, present, history->revisions[i].path, &history->revisions[i].blob))
            return true;
    return false;
}

struct fate present_fate(struct present *present, struct past *past, struct text path, const struct git_id *blob) {
    struct fate fate = {0};
    if (find_fate(&fate, present, path, blob) || find_by_past(&fate, present, past, path))
        return fate;
    return fate_by_path(present, path);
}

/* Closing. */

static bool is_text(const struct origin_file *file) {
    return text_starts(file->path, TEXT("content/")) && text_ends(file->path, TEXT(".md"));
}

/* Makes sure that what all texts of the commit consist of is remembered. */
static bool know_passages(const struct present *present, const struct origin *origin, struct diag *problems) {
    struct blob_passages passages;
    for (size_t i = 0; present->site->held_passages && i < origin->file_count; i++)
        if (is_text(&origin->files[i]) && !text_starts(origin->files[i].path, TEXT("content/media/")) &&
            !passages_find(&passages, present->site, &origin->files[i].blob))
            return passages_read(present->site, origin, problems);
    return true;
}

/* Whether a text stands today in a file that is held back, whatever git says that it has become. */
static bool is_elsewhere(struct closing *closing, const struct present *present, const struct origin_file *file,
                         struct arena *arena) {
    const struct site *site = present->site;
    struct blob_passages passages;
    if (!site->held_passages || !passages_find(&passages, site, &file->blob))
        return false;
    uint32_t holder = held_passages_holder(site->held_passages, passages.digests, passages.count);
    if (holder != NONE)
        *array_add(&closing->elsewhere, arena) = (struct closed_elsewhere){file->path, site->held.items[holder].path};
    return holder != NONE;
}

/* What a file of a commit is to its site; 0 where today has nothing to say. */
static uint32_t closing_of(const struct present *present, const struct fate *fate, struct text path) {
    if (fate->closed)
        return CLOSING_CLOSED;
    if (!fate->certain)
        return CLOSING_UNCERTAIN;
    bool is_opened = fate->essay != NONE && present->site->essays[fate->essay].opens_past && !path_is_set_aside(path);
    return is_opened ? CLOSING_OPENED : 0;
}

bool present_close(struct closing *closing, struct present *present, struct past *past, struct diag *problems,
                   struct arena *arena) {
    const struct origin *origin = past->origin;
    struct hasher hasher;
    bool any_uncertain = false;
    *closing = (struct closing){.slugs = &present->slugs, .addresses = &present->addresses};
    if (!know_passages(present, origin, problems))
        return false;
    hasher_start(&hasher);
    for (size_t i = 0; i < origin->file_count; i++) {
        const struct origin_file *file = &origin->files[i];
        if (!is_text(file))
            continue;
        struct fate fate = present_fate(present, past, file->path, &file->blob);
        fate.closed = fate.closed || is_elsewhere(closing, present, file, arena);
        uint32_t state = closing_of(present, &fate, file->path);
        if (!state)
            continue;
        table_put(&closing->paths, file->path, state, arena);
        hasher_add_number(&hasher, state);
        hasher_add_text(&hasher, file->path);
        any_uncertain |= state == CLOSING_UNCERTAIN;
    }
    if (any_uncertain)
        hasher_add_digest(&hasher, present->names);
    closing->digest = hasher_end(&hasher);
    return true;
}

bool closing_holds(const struct closing *closing, const struct essay *essay) {
    uint32_t state = closing ? table_get(&closing->paths, essay->thing.source.path) : NONE;
    if (state != CLOSING_UNCERTAIN)
        return state == CLOSING_CLOSED;
    return table_get(closing->slugs, essay->thing.slug) != NONE || table_get(closing->addresses, essay->thing.address) != NONE;
}

bool closing_opens(const struct closing *closing, struct text path) {
    return closing && table_get(&closing->paths, path) == CLOSING_OPENED;
}

bool closing_withholds(const struct closing *closing, struct text path) {
    return closing && file_kind(path) != THING_ESSAY && table_get(&closing->paths, path) == CLOSING_CLOSED;
}

/* The trees of commits whose pages are closed today. */

struct withholding {
    const struct closing *closing;
    const struct tree *tree;
};

static bool read_withheld(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                          struct arena *arena) {
    const struct withholding *withholding = tree->state;
    struct text whole, yaml;
    if (!withholding->tree->read(withholding->tree, index, &whole, trouble, arena))
        return false;
    *bytes = whole;
    if (!closing_withholds(withholding->closing, tree->files[index].path))
        return true;
    bool has_end = document_front_matter(&yaml, whole);
    *bytes = has_end ? text_format(arena, "---\n%.*s---\n", TEXT_ARGS(yaml)) : TEXT("");
    return true;
}

static struct digest id_without_body(struct digest id) {
    return digest_as(TEXT("front matter"), id);
}

const struct tree *closing_tree(const struct closing *closing, const struct tree *tree, struct arena *arena) {
    struct withholding *withholding = arena_new(arena, struct withholding);
    struct tree *held = arena_new(arena, struct tree);
    *withholding = (struct withholding){closing, tree};
    *held = (struct tree){.count = tree->count, .root = tree->root, .read = read_withheld, .state = withholding};
    held->files = arena_array(arena, struct tree_file, tree->count);
    for (size_t i = 0; i < tree->count; i++) {
        held->files[i] = tree->files[i];
        if (closing_withholds(closing, tree->files[i].path))
            held->files[i].id = id_without_body(tree->files[i].id);
    }
    return held;
}
