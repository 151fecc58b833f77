#include "model/loading.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/build.h"
#include "base/remembered.h"
#include "base/workers.h"

#include <errno.h>
#include <string.h>

struct chain {
    struct version *items;
    size_t count, capacity;
};

/* What the current text is. */

static struct digest name_key(struct digest file_id) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("git's name of a file"));
    hasher_add_digest(&hasher, file_id);
    return hasher_end(&hasher);
}

/* Git's name of a file that it does not know as it is. */
static struct git_id name_bytes(struct loading *loading, struct text path) {
    const struct site_input *input = loading->input;
    size_t index = tree_find(input->tree, path);
    struct digest key = name_key(input->tree->files[index].id);
    struct git_id id = {{0}};
    struct text bytes;
    if (input->remembered && remembered_find(input->remembered, &bytes, key) && bytes.size == sizeof id) {
        memcpy(&id, bytes.bytes, sizeof id);
        return id;
    }
    struct arena scratch = {0};
    if (tree_read(input->tree, index, &bytes, loading->problems, &scratch)) {
        id = repository_name_of(bytes);
        if (input->remembered)
            remembered_add(input->remembered, key, (struct text){(const char *)&id, sizeof id});
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

static enum version_kind kind_of(const struct chain *chain, const struct version *version) {
    const struct version *before = chain->count ? &chain->items[chain->count - 1] : NULL;
    if (!version->blob.hex[0] && before)
        return VERSION_WITHDRAWN;
    if (!before)
        return VERSION_FIRST;
    if (before->kind == VERSION_WITHDRAWN)
        return VERSION_RESTORED;
    if (!git_id_equal(&before->blob, &version->blob))
        return VERSION_TEXT;
    return text_equal(before->path, version->path) ? VERSION_SAME : VERSION_MOVED;
}

static void add_version(struct chain *chain, struct version version, struct arena *arena) {
    version.kind = (uint8_t)kind_of(chain, &version);
    *array_add(chain, arena) = version;
}

static void add_revisions(struct chain *chain, const struct history *history, const struct file_history *file,
                          struct arena *arena) {
    struct arena scratch = {0};
    uint32_t *numbers = arena_array(&scratch, uint32_t, file->count), at = file->count;
    for (uint32_t i = file->last; at > 0; i = history->revisions[i].previous)
        numbers[--at] = i;
    for (uint32_t i = 0; i < file->count; i++) {
        const struct revision *revision = &history->revisions[numbers[i]];
        add_version(chain, (struct version){.blob = revision->blob, .revision = numbers[i], .path = revision->path}, arena);
    }
    arena_free(&scratch);
}

/* The newest revision of the chain with these bytes: where a merge took one branch's text, that branch need not be the last. */
static uint32_t revision_with(const struct chain *chain, const struct git_id *blob) {
    for (size_t i = chain->count; i-- > 0;)
        if (git_id_equal(&chain->items[i].blob, blob))
            return chain->items[i].revision;
    return NONE;
}

static struct chain chain_of(struct loading *loading, const struct essay *essay) {
    const struct history *history = loading->site->history;
    const struct file_history *file = history_of(history, essay->source.path);
    const struct origin_file *committed = origin_file_at(&loading->site->origin, essay->source.path);
    struct version current = {.blob = current_blob(loading, essay->source.path), .revision = NONE, .path = essay->source.path};
    struct chain chain = {0};
    if (file)
        add_revisions(&chain, history, file, loading->arena);
    const struct version *last = chain.count ? &chain.items[chain.count - 1] : NULL;
    if (last && git_id_equal(&last->blob, &current.blob))
        return chain;
    if (committed && !committed->changed)
        current.revision = revision_with(&chain, &current.blob);
    add_version(&chain, current, loading->arena);
    return chain;
}

static void describe(struct version *version, const struct site *site, const struct essay *essay,
                     const struct version *current) {
    version->title = essay->title;
    version->words = version->kind == VERSION_WITHDRAWN ? 0 : essay->source.document->word_count;
    version->has_page = site->settings.history == HISTORY_FULL && version->kind != VERSION_WITHDRAWN && essay_is_open(essay) &&
                        !version->is_draft && !git_id_equal(&version->blob, &current->blob);
}

static const struct versions *versions_of(struct loading *loading, const struct essay *essay) {
    struct versions *versions = arena_new(loading->arena, struct versions);
    struct chain chain = chain_of(loading, essay);
    *versions = (struct versions){.whole = loading->site->history->whole, .items = chain.items, .count = chain.count};
    for (size_t i = 0; i < chain.count; i++)
        describe(&chain.items[i], loading->site, essay, &chain.items[chain.count - 1]);
    return versions;
}

bool versions_load(struct loading *loading) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->essay_count; i++)
        site->essays[i].versions = versions_of(loading, &site->essays[i]);
    return loading->problems->fault != FAULT_MACHINE;
}

void versions_marks(struct marks *marks, const struct site *site, const struct essay *essay, size_t version,
                    struct arena *arena) {
    (void)site, (void)essay, (void)version, (void)arena;
    *marks = (struct marks){0};
}

void versions_tombstones(struct tombstones *tombstones, const struct site *site, const struct essay *essay,
                         struct arena *arena) {
    (void)site, (void)essay, (void)arena;
    *tombstones = (struct tombstones){0};
}

/* Texts. */

static bool read_version(struct text *bytes, const struct site *site, const struct version *version, struct arena *arena) {
    errno = 0;
    if (site->repository && repository_read(bytes, site->repository, &version->blob, arena))
        return true;
    workers_fail(errno ? errno : EIO);
    return false;
}

static struct version_text parse_text(const struct site *site, struct text bytes, struct arena *arena) {
    struct parse_options options = settings_parse_options(&site->settings);
    struct buffer document = {0}, body = {0};
    document_parse(&document, &body, bytes, &options);
    struct version_text text = {document_of(text_copy(buffer_text(&document), arena)),
                                body_of(text_copy(buffer_text(&body), arena))};
    buffer_free(&document);
    buffer_free(&body);
    return text;
}

bool versions_text(struct version_text *text, const struct site *site, const struct essay *essay, size_t version,
                   struct arena *arena) {
    const struct versions *versions = essay->versions;
    const struct version *current = &versions->items[versions->count - 1];
    struct text bytes;
    if (git_id_equal(&versions->items[version].blob, &current->blob)) {
        *text = (struct version_text){essay->source.document, document_body(essay->source.file)};
        return text->body != NULL;
    }
    if (!read_version(&bytes, site, &versions->items[version], arena))
        return false;
    *text = parse_text(site, bytes, arena);
    return true;
}
