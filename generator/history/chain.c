/* Which versions an essay's text has had. */
#include "history/internal.h"

#include "base/array.h"
#include "base/remembered.h"
#include "kinds/loading.h"

#include <stdlib.h>
#include <string.h>

/* What the current text is. */

static struct digest name_key(struct digest file_id) {
    return digest_as(TEXT("git's name of a file"), file_id);
}

/* Git's name for a file whose present bytes it does not have. */
static struct git_id name_bytes(struct loading *loading, struct text path) {
    const struct site_input *input = loading->input;
    size_t index = tree_find(input->tree, path);
    struct digest key = name_key(input->tree->files[index].id);
    struct git_id id = {{0}};
    struct text bytes;
    if (remembered_find(loading->site->remembered, &bytes, key) && bytes.size == sizeof id) {
        memcpy(&id, bytes.bytes, sizeof id);
        return id;
    }
    struct arena scratch = {0};
    if (tree_read(input->tree, index, &bytes, loading->problems, &scratch)) {
        id = repository_name_of(bytes);
        remembered_add(loading->site->remembered, key, (struct text){(const char *)&id, sizeof id});
    }
    arena_free(&scratch);
    return id;
}

static struct git_id current_blob(struct loading *loading, struct text path) {
    if (!loading->input->repository)
        return (struct git_id){{0}};
    const struct origin_file *file = origin_file_at(&loading->site->origin, path);
    return file && !file->changed ? file->blob : name_bytes(loading, path);
}

/* The chain of versions. */

uint32_t version_before(const struct version *version) {
    return version->before_count ? version->befores[0] : NONE;
}

uint32_t version_text_before(const struct versions *versions, uint32_t version) {
    uint32_t before = version_before(&versions->items[version]);
    while (before != NONE && !versions->items[before].blob.hex[0])
        before = version_before(&versions->items[before]);
    return before;
}

static enum version_kind kind_of(const struct version_chain *chain, const struct version *version) {
    const struct version *before = version->before_count ? &chain->items[version->befores[0]] : NULL;
    /* Without a repository nothing has a name. */
    if (!version->blob.hex[0] && (before || version->revision != NONE))
        return VERSION_WITHDRAWN;
    if (!before)
        return VERSION_FIRST;
    if (before->kind == VERSION_WITHDRAWN)
        return VERSION_RESTORED;
    if (!git_id_equal(&before->blob, &version->blob))
        return VERSION_TEXT;
    return text_equal(before->path, version->path) ? VERSION_SAME : VERSION_MOVED;
}

static void add_version(struct version_chain *chain, struct version version, struct arena *arena) {
    version.merged_by = NONE;
    version.kind = (uint8_t)kind_of(chain, &version);
    *array_add(chain, arena) = version;
}

static struct text number_key(const uint32_t *number) {
    return (struct text){(const char *)number, sizeof *number};
}

/* Which of the chain's versions a revision was made from. One of another file, or that was left out, is none. */
static void find_befores(struct version *version, const struct revision *revision, const struct table *versions,
                         struct arena *arena) {
    uint32_t *befores = arena_array(arena, uint32_t, revision->before_count);
    for (uint32_t i = 0; i < revision->before_count; i++) {
        uint32_t before = table_get(versions, number_key(&revision->befores[i]));
        if (before != NONE)
            befores[version->before_count++] = before;
    }
    version->befores = befores;
}

/* Revisions are newest first, so those that a revision was made from have greater numbers. */
static void add_revisions(struct version_chain *chain, const struct history *history, const struct file_history *file,
                          struct arena *arena) {
    struct arena scratch = {0};
    uint32_t *numbers = arena_array(&scratch, uint32_t, file->count), at = file->count;
    struct table versions = {0};
    for (uint32_t i = file->last; at > 0; i = history->revisions[i].previous)
        numbers[--at] = i;
    for (uint32_t i = 0; i < file->count; i++) {
        const struct revision *revision = &history->revisions[numbers[i]];
        struct version version = {.blob = revision->blob, .revision = numbers[i], .path = revision->path};
        /* A file that one branch withdrew before another one added it was never there. */
        if (!chain->count && !revision->blob.hex[0])
            continue;
        find_befores(&version, revision, &versions, arena);
        table_put(&versions, number_key(&numbers[i]), (uint32_t)chain->count, &scratch);
        add_version(chain, version, arena);
    }
    arena_free(&scratch);
}

static uint32_t version_of(const struct version_chain *chain, uint32_t revision) {
    uint32_t i = 0;
    while (i < chain->count && chain->items[i].revision != revision)
        i++;
    return i < chain->count ? i : NONE;
}

static void continue_from(struct version *version, uint32_t before, struct arena *arena) {
    uint32_t *befores = arena_array(arena, uint32_t, 1);
    befores[0] = before;
    version->befores = befores;
    version->before_count = before != NONE;
}

/* What is not committed, or was taken from a branch, continues the commit's own text. */
static void add_current(struct version_chain *chain, struct loading *loading, struct version current, uint32_t now,
                        const struct origin_file *committed) {
    continue_from(&current, now, loading->arena);
    if (now != NONE && committed && !committed->changed && git_id_equal(&chain->items[now].blob, &current.blob))
        current.revision = chain->items[now].revision;
    add_version(chain, current, loading->arena);
}

/* Branches. */

/* A version, and the commit with which it came to the trunk. */
struct arrival {
    uint32_t version, commit;
};

/* The oldest first: commits have falling numbers. */
static int by_arrival(const void *left, const void *right) {
    const struct arrival *a = left, *b = right;
    int order = (a->commit < b->commit) - (a->commit > b->commit);
    return order ? order : (a->version > b->version) - (a->version < b->version);
}

static struct arrival *sorted_arrivals(const struct version_chain *chain, const struct history *history, size_t *count,
                                       struct arena *arena) {
    struct arrival *arrivals = arena_array(arena, struct arrival, chain->count);
    *count = 0;
    for (uint32_t i = 0; i < chain->count; i++) {
        const struct revision *revision =
            chain->items[i].revision == NONE ? NULL : &history->revisions[chain->items[i].revision];
        if (revision)
            arrivals[(*count)++] = (struct arrival){i, revision->merged_by == NONE ? revision->commit : revision->merged_by};
    }
    qsort(arrivals, *count, sizeof *arrivals, by_arrival);
    return arrivals;
}

/* Which versions the text at `from` comes from, by first predecessors. */
static bool *find_line(const struct version_chain *chain, uint32_t from, struct arena *arena) {
    bool *is_on_line = arena_array(arena, bool, chain->count + 1);
    for (uint32_t i = from; i != NONE; i = version_before(&chain->items[i]))
        is_on_line[i] = true;
    return is_on_line;
}

/*
 * What was not written on the trunk is of a branch, unless nobody wrote anything beside it: the text at `now` comes from it,
 * and no text of the trunk was left for it by the merge that took it in.
 */
static void mark_branches(struct version_chain *chain, const struct history *history, uint32_t now) {
    struct arena scratch = {0};
    size_t count;
    const struct arrival *arrivals = sorted_arrivals(chain, history, &count, &scratch);
    const bool *is_on_line = find_line(chain, now, &scratch);
    uint32_t left_for = NONE; /* the merge that left a text of the trunk */
    bool is_left = false;
    for (size_t i = 0; i < count; i++) {
        struct version *version = &chain->items[arrivals[i].version];
        uint32_t merged_by = history->revisions[version->revision].merged_by;
        bool is_taken = is_on_line[arrivals[i].version];
        if (merged_by == NONE)
            is_left = !is_taken;
        else if (is_taken && is_left)
            left_for = merged_by, is_left = false;
        version->is_aside = merged_by != NONE && (!is_taken || left_for == merged_by);
        version->merged_by = version->is_aside ? merged_by : NONE;
    }
    arena_free(&scratch);
}

struct version_chain version_chain_of(struct loading *loading, const struct essay *essay) {
    const struct history *history = loading->site->history;
    const struct file_history *file = history_of(history, essay->thing.source.path);
    const struct origin_file *committed = origin_file_at(&loading->site->origin, essay->thing.source.path);
    struct version current = {
        .blob = current_blob(loading, essay->thing.source.path), .revision = NONE, .path = essay->thing.source.path};
    struct version_chain chain = {0};
    if (file)
        add_revisions(&chain, history, file, loading->arena);
    uint32_t now = file ? version_of(&chain, file->now) : NONE, last = chain.count ? (uint32_t)chain.count - 1 : NONE;
    if (now == NONE)
        now = last;
    if (last == NONE || !git_id_equal(&chain.items[last].blob, &current.blob)) {
        add_current(&chain, loading, current, now, committed);
        now = (uint32_t)chain.count - 1;
    } else if (!git_id_equal(&chain.items[now].blob, &current.blob)) {
        now = last;
    }
    mark_branches(&chain, history, now);
    return chain;
}

/* Where the list ends with a branch that the head did not take, it is withdrawn once more, from the head's last text. */
struct version_chain version_chain_of_gone(struct loading *loading, const struct gone_file *gone) {
    const struct history *history = loading->site->history;
    struct file_history file = {.last = gone->last};
    struct version_chain chain = {0};
    for (uint32_t i = gone->last; i != NONE; i = history->revisions[i].previous)
        file.count++;
    add_revisions(&chain, history, &file, loading->arena);
    if (gone->withdrawn != gone->last) {
        struct version withdrawn = {.revision = gone->withdrawn, .path = history->revisions[gone->text].path};
        continue_from(&withdrawn, version_of(&chain, gone->text), loading->arena);
        add_version(&chain, withdrawn, loading->arena);
    }
    mark_branches(&chain, history, (uint32_t)chain.count - 1);
    return chain;
}

bool file_has_blob(struct loading *loading, struct text path, const struct git_id *blob) {
    struct git_id own = tree_find(loading->input->tree, path) == SIZE_MAX ? (struct git_id){{0}} : current_blob(loading, path);
    return git_id_equal(&own, blob);
}
