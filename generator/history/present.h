/*
 * present: what today's reader says about the files of another commit: which essay each has become, and what must be withheld.
 *
 *     struct present *present = present_of(site, arena);
 *     struct past past = { .origin = &origin };                // another commit
 *     struct fate fate = present_fate(present, &past, TEXT("content/essays/a.md"), &blob);
 *     struct closing closing;
 *     present_close(&closing, present, &past, problems, arena); // for site_input of the site of that commit
 *
 * A file is found by its path and bytes in the versions of today's essays, otherwise in git's history, through all renames. A
 * file of a branch that today's head does not know is found by what it was before, in that branch's own history. A file that is
 * not found at all is taken for the essay that is at its path.
 *
 * Rights are today's. What is restricted, under an embargo or a draft now is closed in every other state of the reader, and so
 * is what was closed when it was removed, and what is gone in the work directory and not yet in a commit. When it is not
 * certain which essay a file has become, it is also closed if its slug or its address is that of an essay that is closed today;
 * and in a shallow clone, which cannot tell, unless an open essay is at its path.
 */
#ifndef HISTORY_PRESENT_H
#define HISTORY_PRESENT_H

#include "kinds/site.h"

struct present;

/* What a file has become. */
struct fate {
    uint32_t essay;  /* number in today's site; NONE: none, a draft, or nobody can say */
    uint32_t thread; /* the same number for all states of one file */
    bool closed;
    bool certain;
};

/* The commit that the files are from. */
struct past {
    const struct origin *origin;
    const struct history *history; /* its own; NULL: loaded when needed */
};

/* Borrows the site, whose repository must be open. */
struct present *present_of(const struct site *site, struct arena *arena);

struct fate present_fate(struct present *present, struct past *past, struct text path, const struct git_id *blob);

/* What must be withheld when another commit's site is loaded. */
struct closing {
    struct table paths;        /* of files: CLOSING_CLOSED, CLOSING_OPENED; CLOSING_UNCERTAIN, when the names below decide */
    const struct table *slugs; /* of today's closed essays */
    const struct table *addresses; /* theirs, old ones too */
    struct {
        struct closed_elsewhere {
            struct text path, holder;
        } * items;
        size_t count, capacity;
    } elsewhere;          /* those that git takes for open, and that stand today in a file that is held back: to be told */
    struct digest digest; /* of everything here that concerns that commit */
};

enum { CLOSING_CLOSED = 1, CLOSING_UNCERTAIN, CLOSING_OPENED };

/*
 * For all files of a commit. Whatever git says, a text is closed that stands today, passage by passage, in a file that is held
 * back (held.c). False, with a diagnostic, when the machine fails.
 */
bool present_close(struct closing *closing, struct present *present, struct past *past, struct diag *problems,
                   struct arena *arena);

/* Whether an essay of a site being loaded must be withheld. `closing` may be NULL. */
bool closing_holds(const struct closing *closing, const struct essay *essay);

/* Whether what the file said then does not hold it back: today's essay is open, and says `open_past`. */
bool closing_opens(const struct closing *closing, struct text path);

/*
 * Whether a file that is not an essay must be withheld: it was a page then, and is a draft or a restricted essay now. Only
 * essays have an access of their own, so nothing but the front matter of such a file may be read: closing_tree makes sure of
 * that.
 */
bool closing_withholds(const struct closing *closing, struct text path);
const struct tree *closing_tree(const struct closing *closing, const struct tree *tree, struct arena *arena);

#endif
