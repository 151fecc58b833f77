/*
 * git: the repository around a reader. Only the files of read/git include libgit2.
 *
 * A missing repository is normal, and so are an unborn branch, a shallow clone, a detached head, a bare repository and a work
 * directory with changes; `struct origin` says which it is, and what cannot be known because of it.
 *
 * Only the repository itself counts: no GIT_ variable and neither the user's nor the system's configuration is read, and no
 * hook, no filter but git's own, and no ownership check is run. Nothing is ever written to a repository.
 */
#ifndef READ_GIT_GIT_H
#define READ_GIT_GIT_H

#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"

struct git_repository;
struct git_odb;
struct tree;

struct repository {
    struct git_repository *handle;
    struct git_odb *objects;
    struct text path;       /* of the work directory, or of a bare repository itself */
    struct text git_folder; /* .git, or where that leads; of a bare repository itself */
    struct text prefix;     /* of the reader's root inside the repository: "" or "docs/reader/" */
    const char *folder;     /* the reader's root on disk; NULL in a bare repository */
    bool bare, shallow, unborn;
};

/*
 * The repository that contains `folder`, or the bare repository that `folder` is. NULL when there is none or, with a
 * diagnostic, when it cannot be read.
 */
struct repository *repository_open(struct diag *problems, const char *folder, struct arena *arena);
void repository_close(struct repository *repository);

/* 40 hexadecimal digits and a NUL; "" for none. */
struct git_id {
    char hex[41];
};

/* A file that the tree of a commit lists. */
struct origin_file {
    struct text path;
    struct git_id blob;
    bool changed; /* the work directory has other bytes there, or no file */
};

/*
 * What a site is built from. Texts and dates are empty when they are not known. Everything except `name` is the same for a
 * revision and for a clean checkout of it, so `name` must not get into a page.
 */
struct origin {
    struct git_id commit;
    struct text short_commit; /* first 10 digits */
    struct text name;         /* the tag or branch that was asked for, or the checked-out branch; "" when detached */
    struct text subject;      /* first line of the commit's message */
    struct date committed;    /* with its offset */
    bool dirty;               /* the files that a tree lists, or their bytes, differ from the commit's */
    bool shallow;
    struct text note;          /* one line: what cannot be known and how to get it; "" when all is known */
    const char *note_word;     /* what pages say instead, in their language; NULL when all is known */
    struct origin_file *files; /* of the commit, sorted by path */
    size_t file_count;
};

/*
 * The origin of a revision (NULL: the work directory and its head). `repository` may be NULL. False, with a diagnostic, when
 * there is no such revision, or the repository is damaged.
 */
bool origin_find(struct origin *origin, struct diag *problems, const struct repository *repository, const char *revision,
                 struct arena *arena);

/*
 * A work directory's tree with each file as git would commit it, where attributes have line ends, $Id$ or encodings converted.
 * The tree and the repository must outlive it.
 */
struct tree *tree_as_committed(const struct tree *raw, const struct repository *repository, struct arena *arena);

/* The digest of everything that a page can show of its origin: equal digests mean equal pages. */
struct digest origin_digest(const struct origin *origin);

/* The commit's file at `path`, or NULL. */
const struct origin_file *origin_file_at(const struct origin *origin, struct text path);

/*
 * The bytes of a blob, owned by `arena`. False when the repository does not have it or cannot read it. Works in forked
 * children.
 */
bool repository_read(struct text *bytes, const struct repository *repository, const struct git_id *blob, struct arena *arena);

/* Whether a blob can be read; nothing is kept. False with a diagnostic about `path`. */
bool repository_check(struct diag *problems, const struct repository *repository, const struct git_id *blob, struct text path);

/*
 * The bytes of the file at `path`, from the repository's root, in the commit that a revision names. False when there is no such
 * revision or file; a diagnostic says so only when it cannot be read.
 */
bool repository_read_at(struct text *bytes, struct diag *problems, const struct repository *repository, const char *revision,
                        const char *path, struct arena *arena);

/* Whether this is a partial clone, in which old blobs may be missing by design. */
bool repository_is_partial(const struct repository *repository);

/* The name that git has for these bytes, whether or not the repository has them. */
struct git_id repository_name_of(struct text bytes);

bool git_id_equal(const struct git_id *a, const struct git_id *b);

/* The versions of libgit2 and of zlib that run. */
struct text git_library(struct arena *arena);
const char *git_zlib_library(void);

#endif
