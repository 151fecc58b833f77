#include "read/git/ignored.h"

#include "base/buffer.h"
#include "read/codes.h"
#include "read/git/internal.h"

struct ignored {
    const struct repository *repository;
    git_index *index;   /* NULL: it cannot be read, which is told of the first file that it decides about */
    struct buffer path; /* the one asked for, terminated */
};

static bool is_tracked(const struct ignored *ignored, const char *path, bool is_folder) {
    size_t at;
    if (!ignored->index)
        return false;
    return is_folder ? git_index_find_prefix(&at, ignored->index, path) == 0 : git_index_find(&at, ignored->index, path) == 0;
}

/* `path` is the repository's; that of a folder ends with '/'. */
static bool look_up(bool *is_ignored, const struct ignored *ignored, const char *path, bool is_folder, struct diag *problems) {
    *is_ignored = false;
    if (is_tracked(ignored, path, is_folder))
        return true;
    int found = 0;
    git_begin("asking git which files it ignores");
    int result = git_ignore_path_is_ignored(&found, ignored->repository->handle, path);
    git_end();
    *is_ignored = found;
    if (found && !ignored->index)
        return git_fail(problems, E_GIT_REPOSITORY, text_of(path),
                        "git ignores this file unless it is in the index, which cannot be read");
    return result == 0 || git_fail(problems, E_FILE_UNREADABLE, text_of(path), "git cannot say whether it ignores this file");
}

bool ignored_open(struct ignored **opened, const struct repository *repository, struct diag *problems, struct arena *arena) {
    *opened = NULL;
    if (repository->bare)
        return true;
    struct ignored *ignored = arena_new(arena, struct ignored);
    *ignored = (struct ignored){.repository = repository};
    git_begin("reading the index of the repository");
    if (git_repository_index(&ignored->index, repository->handle) != 0)
        ignored->index = NULL;
    git_end();
    *opened = ignored;
    bool is_all = false;
    struct text prefix = repository->prefix;
    if (prefix.size && !look_up(&is_all, ignored, text_terminated(prefix, arena), true, problems))
        return false;
    if (is_all) {
        ignored_close(ignored);
        *opened = NULL;
    }
    return true;
}

bool ignored_has(bool *is_ignored, struct ignored *ignored, struct text path, bool is_folder, struct diag *problems) {
    struct buffer *whole = &ignored->path;
    buffer_clear(whole);
    buffer_add(whole, ignored->repository->prefix);
    buffer_add(whole, path);
    buffer_add(whole, is_folder ? TEXT("/") : TEXT(""));
    buffer_add_char(whole, '\0');
    return look_up(is_ignored, ignored, whole->bytes, is_folder, problems);
}

void ignored_close(struct ignored *ignored) {
    if (!ignored)
        return;
    git_index_free(ignored->index);
    buffer_free(&ignored->path);
}
