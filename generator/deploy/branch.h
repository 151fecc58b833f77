/*
 * branch: the branch that a site is published on, as the remote has it.
 *
 *     struct branch branch = {.remote = "origin", .name = "pages", .source = repository, .folder = "…/.colophon/deploy/branch",
 * ...}; if (!branch_open(&branch) || !branch_find(&branch)) return false;       // why is in branch.problems
 *     branch_list(&files, &branch);                                           // what is on it
 *     branch_commit(&commit, &branch, &new_commit);                           // one pack, and nothing anywhere else
 *     switch (branch_push(&branch, commit)) ...
 *     branch_close(&branch);
 *
 * All is done by the user's git: it knows the addresses of remotes, keys, agents, helpers and hooks. It works in a repository
 * of its own, the *shelf*, which has nothing but this branch, as deep as one commit, and of that the trees without the files'
 * bytes where the server can leave them out. The reader's own repository is never written: a fetch without blobs makes a
 * partial clone of what it fetches into, one of depth 1 a shallow one, and a branch of which files are missing breaks a fetch
 * by hand. The shelf reads the settings of the reader's repository, and runs its hooks.
 *
 * The shelf can be removed at any time, and is begun anew where a run left it unfinished.
 *
 * Objects are written by one git fast-import, as measured with 13,500 files of 205 MB, in CPU seconds for writing, and for the
 * push to a repository on the same disk: fast-import without deltas, compressed fast, 3.1 and 1.7; blobs as loose objects by
 * libgit2 2.5 and, since git compresses each again, 23; or 7.6 without deltas. libgit2's mempack took 34 for the writing.
 */
#ifndef DEPLOY_BRANCH_H
#define DEPLOY_BRANCH_H

#include "base/diag.h"
#include "deploy/merge.h"
#include "read/git/git.h"

struct branch {
    const char *remote, *name;       /* as the user names them */
    const struct repository *source; /* the reader's */
    const char *folder;              /* of the shelf */
    bool (*stop)(void);              /* ends a git that is running */
    bool is_last_try;                /* what a push fails by is told, if the branch has not moved */
    struct diag *problems;
    struct arena *arena;

    /* After branch_open. */
    const char *settings;     /* the file of the reader's repository */
    const char *push_address; /* of the remote */
    bool is_named;            /* the remote is one of these settings, and no address */
    bool is_broken;           /* a git was killed, which may have left anything on the shelf */

    /* After branch_find, of the tip. */
    struct text tip;       /* its name; "" when there is no such branch */
    struct text tree;      /* of its files */
    struct text published; /* the commit that its site was made of: its trailer "Source:"; "" for none */
    struct text subject;   /* of its message */
    bool has_parents;
};

/* Makes the shelf, or takes what a run before has left. False with a diagnostic. */
bool branch_open(struct branch *branch);
void branch_close(struct branch *branch);

/* Looks where the branch is now, and fetches that unless the shelf has it. */
bool branch_find(struct branch *branch);

/* The same, where it was when it was last fetched or published, without asking the remote. False when that is not known. */
bool branch_recall(struct branch *branch);

/* Its files, with those of submodules and links. */
bool branch_list(struct branch_files *files, struct branch *branch);

/* The bytes of one. `is_there` says whether there is such a file. False with a diagnostic. */
bool branch_read(struct text *bytes, bool *is_there, struct branch *branch, struct text path);

/* What the next commit is made of. */
struct branch_commit {
    const struct merged *changes;
    bool is_fresh; /* without a parent, and so without a past */
    struct text message;
    /* The bytes of file `index` of what was built. False with errno. */
    bool (*read)(struct text *bytes, size_t index, void *context, struct arena *arena);
    void *context;
};

/* Writes the commit and all that it needs onto the shelf. False with a diagnostic. */
bool branch_commit(struct text *commit, struct branch *branch, const struct branch_commit *what);

enum branch_pushed {
    BRANCH_PUSHED,
    BRANCH_MOVED, /* somebody else was first: nothing was changed */
    BRANCH_FAILED /* with a diagnostic; nothing was changed, or cannot be known after an interrupt */
};

/* Moves the branch from the tip that was found to `commit`, if it is still there. */
enum branch_pushed branch_push(struct branch *branch, struct text commit);

/* Whether the reader is on a branch of this name. */
bool branch_is_checked_out(struct branch *branch);

enum branch_relation {
    RELATION_SAME,
    RELATION_OLDER,     /* it is in the other's history */
    RELATION_NEWER,     /* the other is in its history */
    RELATION_BESIDE,    /* neither is */
    RELATION_NOT_KNOWN, /* the reader's repository has not both */
};

/* What a commit of the reader is to another, as its repository knows. */
enum branch_relation branch_relation_of(struct branch *branch, struct text commit, struct text other);

#endif
