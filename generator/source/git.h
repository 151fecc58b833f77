/*
 * git: the repository around a reader. libgit2 is met only in source/git.c, git_tree.c and git_history.c.
 *
 * A missing repository is normal, and so are an unborn branch, a shallow clone, a detached head, a bare repository and a
 * work directory with changes; `struct origin` says which, and what therefore cannot be known.
 */
#ifndef SOURCE_GIT_H
#define SOURCE_GIT_H

#include "base/date.h"
#include "base/diag.h"

struct git_repository;

struct repository {
    struct git_repository *handle;
    struct text prefix; /* of the reader's root inside the repository: "" or "docs/reader/" */
    bool bare, shallow, unborn;
};

/* The repository that holds `folder` (also a bare one, where `folder` is it); NULL when there is none. */
struct repository *repository_open(struct diag *problems, const char *folder, struct arena *arena);
void repository_close(struct repository *repository);

/* 40 hexadecimal digits and a NUL; "" for none. */
struct git_id {
    char hex[41];
};

/* From what a site is built. All texts are "" and all dates none where there is nothing to say. */
struct origin {
    struct git_id commit;
    struct text short_commit; /* first 10 digits */
    struct text name;         /* the tag or branch it was asked for by, or the checked-out branch; "" when detached */
    struct text subject;      /* first line of the commit's message */
    struct date committed;    /* with its offset */
    struct date now;          /* SOURCE_DATE_EPOCH, else `committed`; without both the newest date in any front matter, set later */
    bool dirty;               /* files below content/, layouts/, assets/ or site.yaml differ from the commit */
    bool shallow;
    struct text note;         /* one line: what cannot be known and how to get it; "" when all is known */
};

/* Of a revision (NULL: the work directory and its head). `repository` may be NULL. False only when `revision` names nothing. */
bool origin_find(struct origin *origin, struct diag *problems, const struct repository *repository, const char *revision,
                 struct arena *arena);

#endif
