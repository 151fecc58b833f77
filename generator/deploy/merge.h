/*
 * merge: what must change on a branch so that it has the site, and keeps what is not Colophon's.
 *
 *     struct merge merge = {.old = &old, .manifest = &manifest, .built = &built, .keep = "CNAME,*.txt"};
 *     struct merged merged;
 *     merge_files(&merged, &merge, arena);
 *     if (merged.collision_count) ...                    // nothing may be written
 *     if (!merged.steps.count) ...                       // nothing to publish
 *
 * A pure function of three sorted lists. A file of the branch is Colophon's when the manifest has it, or all are (`adopts`); of
 * these, what is built no longer is removed. Of the others each stays as it is: with its mode, be it a link, a program or a
 * submodule. Where one stands in the way of the site, that is a collision, unless it has the very bytes already.
 */
#ifndef DEPLOY_MERGE_H
#define DEPLOY_MERGE_H

#include "deploy/manifest.h"

/* How git writes an ordinary file. */
#define MODE_FILE "100644"

struct branch_file {
    struct text path;
    struct text mode; /* "100644", "120000", as git writes it */
    struct text id;   /* git's name of its bytes, in hexadecimal digits */
};

struct branch_files {
    struct branch_file *items; /* sorted by the bytes of the paths, no two equal */
    size_t count, capacity;
};

struct merge {
    const struct branch_files *old;  /* of the branch */
    const struct manifest *manifest; /* the branch's; empty when it has none */
    const struct branch_files *built;
    bool adopts;      /* what is on the branch is all Colophon's, whoever wrote it */
    const char *keep; /* names and patterns with commas between: what of the branch stays, whoever wrote it; NULL for none */
};

enum merge_change { MERGE_ADD, MERGE_CHANGE, MERGE_REMOVE };

struct merge_step {
    enum merge_change change;
    struct text path;
    size_t index; /* in `built`; of what is removed: none */
};

/* A file of the branch that is not Colophon's, and where it is in the way. */
struct merge_collision {
    struct text path;  /* of the branch's */
    struct text built; /* of the site's */
};

struct merged {
    struct {
        struct merge_step *items; /* sorted by path */
        size_t count, capacity;
    } steps;
    struct {
        struct merge_collision *items;
        size_t count, capacity;
    } collisions;
    size_t counts[3]; /* of the steps, by enum merge_change */
    size_t foreign;   /* files of the branch that stay though they are not Colophon's */
};

void merge_files(struct merged *merged, const struct merge *merge, struct arena *arena);

/*
 * Whether `path` is named in a list with commas between: as it is, as in a folder that is named with / at its end, or by a
 * pattern with * (any characters but /), ** (any) and ? (one).
 */
bool merge_names(const char *list, struct text path);

const struct branch_file *branch_file_at(const struct branch_files *files, struct text path);

#endif
