/* Which versions an essay's text has had. */
#include "history/internal.h"

#include "base/array.h"
#include "base/remembered.h"
#include "kinds/loading.h"

#include <string.h>

/* What the current text is. */

static struct digest name_key(struct digest file_id) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("git's name of a file"));
    hasher_add_digest(&hasher, file_id);
    return hasher_end(&hasher);
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

/* The newest version of the chain with these bytes: where a merge took one branch's text, that branch need not be the last. */
static uint32_t version_with(const struct version_chain *chain, const struct git_id *blob) {
    for (size_t i = chain->count; i-- > 0;)
        if (git_id_equal(&chain->items[i].blob, blob))
            return (uint32_t)i;
    return NONE;
}

static void continue_from(struct version *version, uint32_t before, struct arena *arena) {
    uint32_t *befores = arena_array(arena, uint32_t, 1);
    befores[0] = before;
    version->befores = befores;
    version->before_count = before != NONE;
}

/* What is not committed, or was taken from a branch, continues the commit's own text. */
static void add_current(struct version_chain *chain, struct loading *loading, struct version current,
                        const struct origin_file *committed) {
    uint32_t before = committed ? version_with(chain, &committed->blob) : NONE;
    if (before == NONE && chain->count)
        before = (uint32_t)chain->count - 1;
    continue_from(&current, before, loading->arena);
    if (before != NONE && committed && !committed->changed && git_id_equal(&chain->items[before].blob, &current.blob))
        current.revision = chain->items[before].revision;
    add_version(chain, current, loading->arena);
}

/* The current text's line goes from version to first predecessor; all others were on branches. */
static void mark_branches(struct version_chain *chain) {
    for (size_t i = 0; i < chain->count; i++)
        chain->items[i].is_aside = true;
    for (uint32_t i = chain->count ? (uint32_t)chain->count - 1 : NONE; i != NONE; i = version_before(&chain->items[i]))
        chain->items[i].is_aside = false;
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
    const struct version *last = chain.count ? &chain.items[chain.count - 1] : NULL;
    if (!last || !git_id_equal(&last->blob, &current.blob))
        add_current(&chain, loading, current, committed);
    mark_branches(&chain);
    return chain;
}

static uint32_t version_of(const struct version_chain *chain, uint32_t revision) {
    uint32_t i = 0;
    while (i < chain->count && chain->items[i].revision != revision)
        i++;
    return i < chain->count ? i : NONE;
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
    mark_branches(&chain);
    return chain;
}

bool file_has_blob(struct loading *loading, struct text path, const struct git_id *blob) {
    struct git_id own = tree_find(loading->input->tree, path) == SIZE_MAX ? (struct git_id){{0}} : current_blob(loading, path);
    return git_id_equal(&own, blob);
}
