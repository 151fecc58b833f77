/*
 * Files of a work directory as git would commit them: what .gitattributes and core.autocrlf change between the two (line ends,
 * $Id$, encodings) is undone, so that a clean work directory and its commit give the same site. Programs that a repository
 * names as filters are never run.
 */
#include "base/files.h"
#include "read/git/internal.h"
#include "read/tree/tree.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

static bool may_be_filtered(const struct checkout *checkout) {
    git_repository *handle = checkout->repository->handle;
    struct arena scratch = {0};
    bool filtered = file_exists(path_join(&scratch, git_repository_commondir(handle), TEXT("info/attributes")));
    git_config *config = NULL;
    git_config_entry *entry = NULL;
    if (git_repository_config_snapshot(&config, handle) != 0 ||
        git_config_get_entry(&entry, config, "core.autocrlf") != GIT_ENOTFOUND)
        filtered = true;
    for (size_t i = 0; !filtered && i < git_index_entrycount(checkout->index); i++)
        filtered = text_ends(text_of(git_index_get_byindex(checkout->index, i)->path), TEXT(".gitattributes"));
    git_config_entry_free(entry);
    git_config_free(config);
    arena_free(&scratch);
    return filtered;
}

void checkout_open(struct checkout *checkout, const struct repository *repository) {
    *checkout = (struct checkout){.repository = repository};
    if (git_repository_index(&checkout->index, repository->handle) != 0)
        return;
    const char *path = git_index_path(checkout->index);
    if (!path || stat(path, &checkout->written) != 0) {
        git_index_free(checkout->index);
        checkout->index = NULL;
        return;
    }
    checkout->filtered = may_be_filtered(checkout);
}

void checkout_close(struct checkout *checkout) {
    git_index_free(checkout->index);
    checkout->index = NULL;
}

static bool is_later_or_same(git_index_time a, struct timespec b) {
    return a.seconds > b.tv_sec || (a.seconds == b.tv_sec && a.nanoseconds >= b.tv_nsec);
}

static bool is_same_time(git_index_time a, struct timespec b) {
    return a.seconds == b.tv_sec && a.nanoseconds == b.tv_nsec;
}

/*
 * Whether the index describes the file as it is now; it cannot say so of a file changed at the moment that the index was
 * written. Programs can set the first of the times back, and not the second.
 */
static bool is_up_to_date(const struct checkout *checkout, const git_index_entry *entry, const struct stat *status) {
    return is_same_time(entry->mtime, status->st_mtim) && is_same_time(entry->ctime, status->st_ctim) &&
           entry->file_size == (uint32_t)status->st_size && entry->ino == (uint32_t)status->st_ino && S_ISREG(entry->mode) &&
           !is_later_or_same(entry->mtime, checkout->written.st_mtim);
}

static const char *whole_path(const struct repository *repository, struct text path, struct arena *arena) {
    return text_join(arena, repository->prefix, path).bytes;
}

const git_index_entry *checkout_entry(const struct checkout *checkout, struct text path) {
    struct arena scratch = {0};
    const git_index_entry *entry =
        checkout->index ? git_index_get_bypath(checkout->index, whole_path(checkout->repository, path, &scratch), 0) : NULL;
    arena_free(&scratch);
    return entry;
}

const git_oid *checkout_blob(const struct checkout *checkout, struct text path, const struct stat *status) {
    const git_index_entry *entry = checkout_entry(checkout, path);
    return entry && is_up_to_date(checkout, entry, status) ? &entry->id : NULL;
}

/* Whether the file has its blob's bytes, as far as its size tells: whatever converts a text changes its size. */
static bool is_unconverted(const struct checkout *checkout, struct text path, const struct stat *status) {
    const git_oid *blob = checkout_blob(checkout, path, status);
    size_t size = 0;
    git_object_t type;
    return blob && git_odb_read_header(&size, &type, checkout->repository->objects, blob) == 0 &&
           size == (size_t)status->st_size;
}

/* Conversion. */

/* `bytes` from another encoding; unchanged when they are not in it, and then told as no UTF-8. */
static struct text from_encoding(struct text bytes, const char *encoding, struct arena *arena) {
    iconv_t converter = iconv_open("UTF-8", encoding);
    if (converter == (iconv_t)-1)
        return bytes;
    size_t room = 4 * bytes.size + 4, left = room, rest = bytes.size;
    char *out = arena_alloc(arena, room), *to = out, *from = (char *)(uintptr_t)bytes.bytes;
    bool converted = iconv(converter, &from, &rest, &to, &left) != (size_t)-1 && rest == 0;
    iconv_close(converter);
    return converted ? (struct text){out, room - left} : bytes;
}

static struct text from_its_encoding(struct text bytes, const struct repository *repository, const char *path,
                                     struct arena *arena) {
    const char *encoding = NULL;
    if (git_attr_get(&encoding, repository->handle, GIT_ATTR_CHECK_FILE_THEN_INDEX, path, "working-tree-encoding") != 0 ||
        git_attr_value(encoding) != GIT_ATTR_VALUE_STRING)
        return bytes;
    return from_encoding(bytes, encoding, arena);
}

/* What git's own filters make of them: line ends, and $Id$. */
static struct text without_filters(struct text bytes, const struct repository *repository, const char *path,
                                   struct arena *arena) {
    git_filter_list *filters = NULL;
    git_buf out = {0};
    if (git_filter_list_load(&filters, repository->handle, NULL, path, GIT_FILTER_TO_ODB, GIT_FILTER_ALLOW_UNSAFE) == 0 &&
        filters && git_filter_list_apply_to_buffer(&out, filters, bytes.bytes ? bytes.bytes : "", bytes.size) == 0)
        bytes = text_copy((struct text){out.ptr, out.size}, arena);
    git_buf_dispose(&out);
    git_filter_list_free(filters);
    return bytes;
}

static struct text as_committed(struct text bytes, const struct repository *repository, struct text path, struct arena *arena) {
    const char *whole = whole_path(repository, path, arena);
    return without_filters(from_its_encoding(bytes, repository, whole, arena), repository, whole, arena);
}

bool checkout_hash(git_oid *id, const struct checkout *checkout, struct text path) {
    struct arena scratch = {0};
    const char *file = path_join(&scratch, checkout->repository->folder, path);
    struct text bytes;
    bool hashed = false;
    if (!checkout->filtered) {
        hashed = git_odb_hashfile(id, file, GIT_OBJECT_BLOB) == 0;
    } else if (file_read(&bytes, file, SIZE_MAX, &scratch)) {
        bytes = as_committed(bytes, checkout->repository, path, &scratch);
        *id = git_name_of(GIT_OBJECT_BLOB, bytes);
        hashed = true;
    } else {
        git_error_set_str(GIT_ERROR_OS, strerror(errno));
    }
    arena_free(&scratch);
    return hashed;
}

/* The tree. */

struct checkout_state {
    const struct tree *raw;
    const struct repository *repository;
    const bool *is_converted; /* of each file */
};

static bool read_as_committed(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                              struct arena *arena) {
    const struct checkout_state *state = tree->state;
    if (!state->raw->read(state->raw, index, bytes, trouble, arena))
        return false;
    if (!state->is_converted[index])
        return true;
    git_begin("reading a file as git would commit it");
    *bytes = as_committed(*bytes, state->repository, tree->files[index].path, arena);
    git_end();
    return true;
}

/* Gives a file that is converted the id of what it becomes. A file that cannot be read now cannot be read later either. */
static bool note_conversion(struct tree_file *file, const struct checkout_state *state, const struct checkout *checkout,
                            size_t index) {
    struct arena scratch = {0};
    struct stat status;
    struct text bytes, committed;
    struct tree_trouble trouble;
    bool is_converted = false;
    bool is_known = lstat(path_join(&scratch, state->repository->folder, file->path), &status) == 0 &&
                    is_unconverted(checkout, file->path, &status);
    if (!is_known && state->raw->read(state->raw, index, &bytes, &trouble, &scratch)) {
        committed = as_committed(bytes, state->repository, file->path, &scratch);
        is_converted = !text_equal(bytes, committed);
        if (is_converted)
            *file = (struct tree_file){file->path, digest_of(committed), committed.size};
    }
    arena_free(&scratch);
    return is_converted;
}

struct tree *tree_as_committed(const struct tree *raw, const struct repository *repository, struct arena *arena) {
    struct tree *tree = arena_new(arena, struct tree);
    struct checkout_state *state = arena_new(arena, struct checkout_state);
    bool *is_converted = arena_array(arena, bool, raw->count);
    struct checkout checkout;
    *state = (struct checkout_state){raw, repository, is_converted};
    *tree = *raw;
    git_begin("looking for files that git converts");
    checkout_open(&checkout, repository);
    if (checkout.filtered) {
        tree->read = read_as_committed;
        tree->state = state;
        tree->files = arena_array(arena, struct tree_file, raw->count);
        for (size_t i = 0; i < raw->count; i++) {
            tree->files[i] = raw->files[i];
            is_converted[i] = note_conversion(&tree->files[i], state, &checkout, i);
        }
    }
    checkout_close(&checkout);
    git_end();
    return tree;
}
