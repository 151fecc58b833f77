/*
 * commits: reading commits and comparing their trees, for history_load.c.
 */
#ifndef READ_GIT_COMMITS_H
#define READ_GIT_COMMITS_H

#include "read/git/internal.h"
#include "read/git/history.h"
#include "read/git/walk_record.h"

/* What one commit does to one file. */
struct file_change {
    enum change_kind kind;
    struct text path, old_path;
    git_oid blob, old_blob; /* after and before; zero where there is none */
    git_oid *olds;          /* what each parent had before, zero where that had none; of a root one */
    bool is_link;           /* the blob is the target of a symbolic link */
};

struct file_changes {
    struct file_change *items;
    size_t count, capacity;
};

/*
 * Turns pairs of a removed and an added file into one renamed file: first those at one place, whose names differ in case alone or
 * by "/index.md"; then those with the same bytes, then those that share at least half of their text in whole lines, the most
 * similar first. Blobs over a megabyte and binary ones are compared only by
 * id, and in a commit that moves very many files only those that keep their names are compared at all. False, with libgit2's
 * error set, when a blob cannot be read.
 */
bool git_find_renames(struct file_changes *changes, const struct repository *repository, struct arena *scratch);

/* Adds `head` and all its ancestors to `builder`, as far as they are not in it. */
bool git_walk_commits(struct walk_builder *builder, struct diag *problems, const struct repository *repository,
                      const git_oid *head, struct remembered *remembered);

/* The key under which the walk from `head` is remembered. */
struct digest git_walk_key(const struct repository *repository, const git_oid *head);

#endif
