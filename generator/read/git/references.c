/*
 * References that libgit2 takes for missing when it cannot read them. A branch that is there and cannot be read is not a
 * branch without a commit, and packed references with a damaged line are not fewer of them.
 */
#include "base/files.h"
#include "read/git/internal.h"

#include <errno.h>
#include <string.h>

#define LARGEST_PACKED_BYTES ((size_t)256 << 20)

static bool damaged(const char *file, const char *how) {
    struct arena scratch = {0};
    git_error_set_str(GIT_ERROR_REFERENCE, text_format(&scratch, "%s %s", file, how).bytes);
    arena_free(&scratch);
    return false;
}

static bool is_hex(struct text digits) {
    for (size_t i = 0; i < digits.size; i++)
        if (!strchr("0123456789abcdef", digits.bytes[i]))
            return false;
    return digits.size == GIT_OID_HEXSZ;
}

/* "ID NAME", and after a tag "^ID" of what it leads to. */
static bool is_packed_line(struct text line) {
    if (text_starts(line, TEXT("#")))
        return true;
    if (text_starts(line, TEXT("^")))
        return is_hex(text_after(line, 1));
    return line.size > GIT_OID_HEXSZ + 1 && line.bytes[GIT_OID_HEXSZ] == ' ' && is_hex(text_slice(line, 0, GIT_OID_HEXSZ));
}

static bool check_packed(git_repository *handle, struct arena *scratch) {
    struct text rest, line;
    if (!file_read(&rest, path_join(scratch, git_repository_commondir(handle), TEXT("packed-refs")), LARGEST_PACKED_BYTES,
                   scratch))
        return errno == ENOENT || errno == ENOTDIR || damaged("packed-refs", strerror(errno));
    if (rest.size && !text_ends(rest, TEXT("\n")))
        return damaged("packed-refs", "ends early");
    while (text_cut(&line, &rest, '\n'))
        if (!is_packed_line(line))
            return damaged("packed-refs", "is damaged");
    return true;
}

static bool has_branch(git_repository *handle) {
    git_branch_iterator *branches = NULL;
    git_reference *branch = NULL;
    git_branch_t kind;
    bool found = git_branch_iterator_new(&branches, handle, GIT_BRANCH_LOCAL) == 0 &&
                 git_branch_next(&branch, &kind, branches) == 0;
    git_reference_free(branch);
    git_branch_iterator_free(branches);
    return found;
}

/* A branch without a commit is the first one; where there are commits, its name or the branch is damaged or deleted. */
static bool check_first(git_repository *handle, const char *branch, struct arena *scratch) {
    struct stat status;
    bool is_logged = stat(path_join(scratch, git_repository_path(handle), TEXT("logs/HEAD")), &status) == 0 && status.st_size;
    if (!is_logged && !has_branch(handle))
        return true;
    return damaged(branch, "is what HEAD names and is not there, though there are commits: check out a branch, or commit");
}

/* The branch that HEAD names, where libgit2 finds no commit on it. */
static bool check_branch(git_repository *handle, struct arena *scratch) {
    git_reference *head = NULL;
    struct stat status;
    if (git_repository_head_unborn(handle) != 1)
        return true;
    if (git_reference_lookup(&head, handle, "HEAD") != 0)
        return false;
    const char *name = git_reference_symbolic_target(head);
    struct text path = text_copy(text_of(name ? name : "HEAD"), scratch);
    git_reference_free(head);
    if (!text_starts(path, TEXT("refs/heads/")))
        return damaged(text_terminated(path, scratch), "is what HEAD names, and is no branch");
    const char *branch = text_terminated(path, scratch);
    int result = lstat(path_join(scratch, git_repository_commondir(handle), path), &status);
    bool is_missing = result != 0 ? errno == ENOENT || errno == ENOTDIR : S_ISDIR(status.st_mode);
    if (is_missing)
        return check_first(handle, branch, scratch);
    return damaged(branch, result != 0 ? strerror(errno) : "cannot be read");
}

bool git_check_references(git_repository *handle) {
    struct arena scratch = {0};
    bool good = check_packed(handle, &scratch) && check_branch(handle, &scratch);
    arena_free(&scratch);
    return good;
}
