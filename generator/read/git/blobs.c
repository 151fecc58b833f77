/* Single files of the repository. */
#include "base/arena.h"
#include "read/codes.h"
#include "read/git/objects.h"

#include <stdlib.h>
#include <string.h>

bool git_id_equal(const struct git_id *a, const struct git_id *b) {
    return memcmp(a->hex, b->hex, sizeof a->hex) == 0;
}

/*
 * A blob that exists and cannot be read is tried twice: callers do without it otherwise, and a passing failure would change
 * pages.
 */
static bool read_twice(git_odb_object **object, const struct repository *repository, const git_oid *id) {
    return git_read(object, repository, id, GIT_OBJECT_BLOB) || git_read(object, repository, id, GIT_OBJECT_BLOB);
}

bool repository_read(struct text *bytes, const struct repository *repository, const struct git_id *blob, struct arena *arena) {
    git_oid id;
    git_odb_object *object = NULL;
    git_begin("reading an older text");
    bool read = git_oid_fromstr(&id, blob->hex) == 0 && read_twice(&object, repository, &id);
    if (read)
        *bytes = text_copy((struct text){git_odb_object_data(object), git_odb_object_size(object)}, arena);
    git_odb_object_free(object);
    git_end();
    return read;
}

bool repository_check(struct diag *problems, const struct repository *repository, const struct git_id *blob, struct text path) {
    struct arena scratch = {0};
    struct text bytes;
    git_begin("reading an older text");
    bool read = repository_read(&bytes, repository, blob, &scratch) ||
                git_fail(problems, E_GIT_OBJECT, path, "an older text cannot be read from the repository");
    git_end();
    arena_free(&scratch);
    return read;
}

struct git_id repository_name_of(struct text bytes) {
    git_oid id = git_name_of(GIT_OBJECT_BLOB, bytes);
    return git_id_of(&id);
}

static int by_path(const void *path, const void *file) {
    return text_compare(*(const struct text *)path, ((const struct origin_file *)file)->path);
}

const struct origin_file *origin_file_at(const struct origin *origin, struct text path) {
    if (!origin->file_count)
        return NULL;
    return bsearch(&path, origin->files, origin->file_count, sizeof *origin->files, by_path);
}

bool repository_is_partial(const struct repository *repository) {
    git_config *config = NULL;
    git_config_iterator *settings = NULL;
    git_config_entry *entry = NULL;
    bool is_partial = false;
    git_begin("reading the settings of the repository");
    if (git_repository_config_snapshot(&config, repository->handle) == 0 && git_config_iterator_new(&settings, config) == 0)
        while (!is_partial && git_config_next(&entry, settings) == 0) {
            struct text name = text_of(entry->name);
            is_partial = (text_starts(name, TEXT("remote.")) && text_ends(name, TEXT(".promisor"))) ||
                         text_equal(name, TEXT("extensions.partialclone"));
        }
    git_config_iterator_free(settings);
    git_config_free(config);
    git_end();
    return is_partial;
}

/* The blob at a path of a commit. False with libgit2's error, GIT_ENOTFOUND when there is no such path. */
static int find_at(git_oid *blob, const struct repository *repository, const git_oid *commit, const char *path,
                   struct arena *arena) {
    struct git_commit_text text;
    git_tree *tree = NULL;
    git_tree_entry *entry = NULL;
    int result =
        git_read_commit(&text, repository, commit, arena) ? git_tree_lookup(&tree, repository->handle, &text.tree) : -1;
    if (result == 0)
        result = git_tree_entry_bypath(&entry, tree, path);
    if (result == 0)
        *blob = *git_tree_entry_id(entry);
    git_tree_entry_free(entry);
    git_tree_free(tree);
    return result;
}

bool repository_read_at(struct text *bytes, struct diag *problems, const struct repository *repository, const char *revision,
                        const char *path, struct arena *arena) {
    git_object *object = NULL;
    git_begin("reading a file of a commit");
    int result = git_revparse_single(&object, repository->handle, revision);
    git_oid commit = result == 0 ? *git_object_id(object) : (git_oid){{0}}, blob;
    git_object_free(object);
    if (result == 0)
        result = find_at(&blob, repository, &commit, path, arena);
    struct git_id id = result == 0 ? git_id_of(&blob) : (struct git_id){0};
    bool read = result == 0 && repository_read(bytes, repository, &id, arena);
    if (!read && result != GIT_ENOTFOUND)
        git_fail(problems, E_GIT_OBJECT, (struct text){0}, text_format(arena, "%s of %s cannot be read", path, revision).bytes);
    git_end();
    return read;
}
