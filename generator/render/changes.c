#include "render/changes.h"

#include "base/array.h"
#include "base/table.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_COMMIT = 10 };

/* Everything of the site that has a file, and the file's path to it. */
struct owners {
    struct table by_path; /* to indexes of `things` */
    struct {
        struct thing {
            uint8_t kind;
            uint32_t number;
            bool hidden; /* a draft */
        } * items;
        size_t count, capacity;
    } things;
    struct arena *arena;
};

static void add_owner(struct owners *owners, const struct source *source, uint8_t kind, uint32_t number, bool hidden) {
    if (!source->document)
        return;
    table_put(&owners->by_path, source->path, (uint32_t)owners->things.count, owners->arena);
    *array_add(&owners->things, owners->arena) = (struct thing){kind, number, hidden};
}

static void add_owners(struct owners *owners, const struct site *site, const uint32_t *date_positions) {
    for (uint32_t i = 0; i < site->essay_count; i++)
        add_owner(owners, &site->essays[i].source, THING_ESSAY, i, date_positions[i] == UINT32_MAX);
    for (uint32_t i = 0; i < site->author_count; i++)
        add_owner(owners, &site->authors[i].source, THING_AUTHOR, i, false);
    for (uint32_t i = 0; i < site->topic_count; i++)
        add_owner(owners, &site->topics[i].source, THING_TOPIC, i, false);
    for (uint32_t i = 0; i < site->list_count; i++)
        add_owner(owners, &site->lists[i].source, THING_LIST, i, false);
    for (uint32_t i = 0; i < site->term_count; i++)
        add_owner(owners, &site->terms[i].source, THING_TERM, i, false);
    for (uint32_t i = 0; i < site->page_count; i++)
        add_owner(owners, &site->pages[i].source, THING_PAGE, i, site->pages[i].draft);
}

/* For each revision the file of the head's tree that it belongs to, also across renames; UINT32_MAX: a file that is gone. */
static uint32_t *files_of_revisions(const struct history *history, struct arena *arena) {
    uint32_t *files = arena_array(arena, uint32_t, history->revision_count);
    memset(files, 0xff, history->revision_count * sizeof *files);
    for (uint32_t i = 0; i < history->file_count; i++)
        for (uint32_t at = history->files[i].last; at != UINT32_MAX && files[at] == UINT32_MAX;) {
            files[at] = i;
            at = history->revisions[at].previous;
        }
    return files;
}

static bool is_content(struct text path) {
    static const struct text folders[] = {TEXT_INIT("content/essays/"),   TEXT_INIT("content/authors/"),
                                          TEXT_INIT("content/topics/"),   TEXT_INIT("content/lists/"),
                                          TEXT_INIT("content/glossary/"), TEXT_INIT("content/pages/")};
    if (!text_ends(path, TEXT(".md")) || text_contains(path, TEXT("/_drafts/")))
        return false;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (text_starts(path, folders[i]))
            return true;
    return false;
}

/* content/essays/some-words.md: "Some words". */
static struct text words_of_path(struct text path, struct arena *arena) {
    struct text part, rest = path;
    while (text_cut(&part, &rest, '/'))
        path = part;
    struct text name = text_slice(path, 0, path.size - TEXT(".md").size);
    char *words = arena_alloc(arena, name.size + 1);
    for (size_t i = 0; i < name.size; i++)
        words[i] = name.bytes[i] == '-' || name.bytes[i] == '_' ? ' ' : name.bytes[i];
    if (name.size && words[0] >= 'a' && words[0] <= 'z')
        words[0] = (char)(words[0] - 'a' + 'A');
    return (struct text){words, name.size};
}

static const struct thing *thing_of(const struct owners *owners, const struct history *history, uint32_t file) {
    uint32_t found = file == UINT32_MAX ? TABLE_NONE : table_get(&owners->by_path, history->files[file].path);
    return found == TABLE_NONE ? NULL : &owners->things.items[found];
}

static bool tells_title_only(const struct site *site, const struct thing *thing) {
    return !thing || (thing->kind == THING_ESSAY && !essay_is_open(&site->essays[thing->number]));
}

static struct change change_of(const struct site *site, const struct revision *revision, const struct thing *thing,
                               struct arena *arena) {
    const struct commit *commit = &site->history->commits[revision->commit];
    return (struct change){
        .kind = revision->kind,
        .thing = thing ? thing->kind : THING_NONE,
        .number = thing ? thing->number : UINT32_MAX,
        .title = thing ? site_title(site, thing->kind, thing->number) : words_of_path(revision->path, arena),
        .path = revision->path,
        .person = site->history->people[commit->person],
        .subject = tells_title_only(site, thing) ? (struct text){0} : commit->subject,
        .commit = text_slice(text_of(commit->id.hex), 0, SHORT_COMMIT),
        .when = commit->when,
    };
}

static int by_day(const void *left, const void *right) {
    const struct change *a = left, *b = right;
    if (a->when.year != b->when.year)
        return a->when.year > b->when.year ? -1 : 1;
    if (a->when.month != b->when.month)
        return a->when.month > b->when.month ? -1 : 1;
    if (a->when.day != b->when.day)
        return a->when.day > b->when.day ? -1 : 1;
    int moment = date_compare(b->when, a->when);
    if (moment)
        return moment;
    int commit = text_compare(a->commit, b->commit);
    return commit ? commit : text_compare(a->path, b->path);
}

const struct changes *changes_of(const struct site *site, const uint32_t *date_positions, struct arena *arena) {
    const struct history *history = site->history;
    struct changes *changes = arena_new(arena, struct changes);
    changes->known = history && history->whole;
    if (!changes->known)
        return changes;
    struct owners owners = {.arena = arena};
    add_owners(&owners, site, date_positions);
    const uint32_t *files = files_of_revisions(history, arena);
    /* A file that stands in the head's tree and is nothing of the site's is a draft. */
    for (size_t i = 0; i < history->revision_count && changes->count < CHANGES_LIMIT; i++) {
        const struct revision *revision = &history->revisions[i];
        const struct thing *thing = thing_of(&owners, history, files[i]);
        bool is_hidden = thing ? thing->hidden : files[i] != UINT32_MAX;
        if (is_content(revision->path) && !is_hidden)
            *array_add(changes, arena) = change_of(site, revision, thing, arena);
    }
    if (changes->count)
        qsort(changes->items, changes->count, sizeof *changes->items, by_day);
    return changes;
}

const char *changes_label(uint8_t kind) {
    switch ((enum change_kind)kind) {
    case CHANGE_ADDED: return "added";
    case CHANGE_REVISED: return "revised";
    case CHANGE_RENAMED: return "renamed";
    case CHANGE_WITHDRAWN: return "withdrawn";
    }
    return "";
}
