/*
 * tree: the reader's files, wherever they live.
 *
 *     struct tree *tree = tree_open_commit(&problems, repository, "edition/2025", arena);
 *     if (!tree) return false;                      // why is in problems
 *     for (size_t i = 0; i < tree->count; i++)
 *         if (text_ends(tree->files[i].path, TEXT(".md")))
 *             tree_read(tree, i, &bytes, arena);
 *
 * Paths are relative to the reader's root, in UTF-8, with '/' between parts, sorted by bytes; only what lies below content/,
 * layouts/ and assets/ is listed, and no name that starts with '.'. A tree never changes once it is open: what is read twice
 * is the same twice. Symbolic links that leave the root are not listed.
 */
#ifndef SOURCE_TREE_H
#define SOURCE_TREE_H

#include "base/diag.h"
#include "base/digest.h"

struct repository;
struct remembered;

/* One file of a tree. `id` identifies its bytes: equal ids, equal bytes (not the other way round between kinds of trees). */
struct tree_file {
    struct text path;
    struct digest id;
    uint64_t size_bytes;
};

struct tree {
    struct tree_file *files;
    size_t count;
    struct text root; /* what messages call it: a folder, or "repository@rev" */
    /* How this kind reads file `index`; false with a phrase in `why` (in the arena) when it cannot. */
    bool (*read)(const struct tree *tree, size_t index, struct text *bytes, struct text *why, struct arena *arena);
    const void *state;
};

/*
 * A work directory. Ids are digests of bytes; those of files whose size, time and inode have not changed since the last
 * build are taken from `remembered` (may be NULL) instead of being read again.
 */
struct tree *tree_open_folder(struct diag *problems, const char *folder, struct remembered *remembered, struct arena *arena);

/* The tree of a commit, tag or branch. The reader's root inside the repository is repository->prefix. */
struct tree *tree_open_commit(struct diag *problems, const struct repository *repository, const char *revision, struct arena *arena);

/* A tree of texts, for tests and for examples. The texts are borrowed. */
struct tree_text {
    struct text path, bytes;
};
struct tree *tree_of_texts(const struct tree_text *texts, size_t count, struct arena *arena);

/* `over` with the files of `under` that it does not have itself: a reader's layouts over the default ones. */
struct tree *tree_overlay(const struct tree *over, const struct tree *under, struct arena *arena);

/* Index of a path, or SIZE_MAX. */
size_t tree_find(const struct tree *tree, struct text path);

/* Index of the first file whose path is not less than `path`: where a folder's files begin. */
size_t tree_lower_bound(const struct tree *tree, struct text path);

/* The bytes of file `index`, owned by `arena`. False, with a diagnostic, if they cannot be read. */
bool tree_read(const struct tree *tree, size_t index, struct text *bytes, struct diag *problems, struct arena *arena);

#endif
