/*
 * tree: the reader's files, wherever they live.
 *
 *     struct tree *tree = tree_open_commit(&problems, repository, "edition/2025", arena);
 *     if (!tree) return false;                      // why is in problems
 *     for (size_t i = 0; i < tree->count; i++)
 *         if (text_ends(tree->files[i].path, TEXT(".md")))
 *             tree_read(tree, i, &bytes, arena);
 *
 * Paths are relative to the reader's root, in UTF-8, with '/' between parts, sorted by bytes; only files below content/,
 * layouts/ and assets/ are listed, and no name that starts with '.'. A tree never changes once it is open: reading a file twice
 * gives the same bytes. Symbolic links are followed inside these three folders only. What may not be published is left out and
 * told: see tree_judge.
 */
#ifndef READ_TREE_TREE_H
#define READ_TREE_TREE_H

#include "base/diag.h"
#include "base/digest.h"
#include "base/files.h"

struct repository;
struct remembered;

/* Texts that are kept for who checks quotations, and are never published: kinds/saved.h. */
#define SAVED_FOLDER "content/sources/"

/*
 * One file of a tree. `id` identifies its bytes: equal ids mean equal bytes. The reverse does not hold: a work directory and a
 * commit have different ids for the same bytes, so an id must never get into a page; hash the bytes for that.
 */
struct tree_file {
    struct text path;
    struct digest id;
    uint64_t size_bytes; /* 0 in the tree of a commit, where finding the size costs almost as much as reading the file */
};

/* Why a file cannot be read, for a diagnostic. */
struct tree_trouble {
    const char *code;
    struct text why, help;
};

struct tree {
    struct tree_file *files;
    size_t count;
    struct text root; /* its name in messages: a folder, or "repository@rev" */
    /* Reads file `index`; false when it cannot, with `trouble` set (its texts in the arena). */
    bool (*read)(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble, struct arena *arena);
    const void *state;
    const struct tree *under; /* of an overlay: what it lies over; NULL otherwise */
};

/*
 * A work directory, without what the repository around it (may be NULL) ignores. Ids are digests of bytes; for files whose
 * size, times and inode have not changed since the last build they are taken from `remembered` (may be NULL). A file that
 * changes while the tree is open can no longer be read. NULL when the folder or a file in it cannot be read.
 */
struct tree *tree_open_folder(struct diag *problems, const char *folder, const struct repository *repository,
                              struct remembered *remembered, struct arena *arena);

/*
 * The tree of a commit, tag or branch (NULL: the head). The reader's root inside the repository is repository->prefix. Symbolic
 * links are followed inside the tree, so that the files are those of a checkout. Ids are made from git's, so that no file is
 * read before it is needed. Files can be read in forked children. The repository must outlive the tree.
 */
struct tree *tree_open_commit(struct diag *problems, const struct repository *repository, const char *revision,
                              struct arena *arena);

/* Why a file or folder is not listed, and what to do. */
struct tree_oddity {
    const char *code; /* NULL: it is left out without a word */
    const char *why, *help;
};

/*
 * Lists the files of a work directory's tree with their status. What is left out in the three folders is told when `warn`.
 * False with a diagnostic.
 */
bool tree_list_folder(struct file_list *list, const char *folder, const struct repository *repository, bool warn,
                      struct diag *problems, struct arena *arena);

/* Whether `path` is content, layouts or assets, or is below one of them. */
bool tree_covers(struct text path);

/*
 * Why trees of all kinds leave out what is at `path`, in the place `place` (all links resolved): its name is hidden, cannot be
 * printed, or is one of those that are never published (tree/private_names.h), or it is a text by way of a link, which would be
 * published as it stands, with what its front matter holds back. NULL when it is listed.
 */
const struct tree_oddity *tree_judge(struct text path, struct text place, bool is_folder);

/* Why a link may not lead to a place or through it, as a static phrase: it is hidden, or outside of the three folders. */
const char *tree_barred(struct text place);

/* Whether a file's name ends as those of texts do, here and in other programs: .md, .markdown, .qmd and so on. */
bool tree_is_prose(struct text path);

/* Why a name cannot be printed, as a static phrase; NULL when it can. */
const char *tree_odd_name(struct text path);

/* A path as messages show it: with \xNN for each byte that a terminal or a JSON parser would not accept. */
struct text tree_shown_path(struct text path, struct arena *arena);

/*
 * Warns of a file that is left out; bytes of its path that cannot be printed are escaped. Without one of the three folders there
 * is no reader, which is an error.
 */
void tree_warn_odd(struct diag *problems, struct text path, const struct tree_oddity *oddity);

/* A tree of texts in memory, which are borrowed. */
struct tree_text {
    struct text path, bytes;
};
struct tree *tree_of_texts(const struct tree_text *texts, size_t count, struct arena *arena);

/* `over`, and the files of `under` whose paths it lacks: a reader's layouts over the default ones. */
struct tree *tree_overlay(const struct tree *over, const struct tree *under, struct arena *arena);

/* Index of a path, or SIZE_MAX. */
size_t tree_find(const struct tree *tree, struct text path);

/* Index of the first file whose path is not less than `path`: where a folder's files begin. */
size_t tree_lower_bound(const struct tree *tree, struct text path);

/* The bytes of file `index`, owned by `arena`. False, with a diagnostic, if they cannot be read. */
bool tree_read(const struct tree *tree, size_t index, struct text *bytes, struct diag *problems, struct arena *arena);

#endif
