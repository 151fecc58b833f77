/*
 * left_out: merges that left out a file which a parent had, and which no commit had withdrawn.
 *
 *     if (!git_find_left_out(&losses, problems, repository, &walk, arena)) return false;
 *     walk_take_with(&builder, &walk, losses.items, losses.count);
 *
 * `git merge -s ours` leaves out what the other branch added, and whoever makes a merge may remove what one side had. Compared
 * with the side that never had it nothing changed, so no change of a commit says it (read/git/commits.c), nor could every merge
 * tell what any of its parents had: that is all that was ever withdrawn on a trunk, once more for each older branch. So it is
 * asked the other way: of the files that are gone without a word, from where they had a text on, which merge lacks them first.
 */
#ifndef READ_GIT_LEFT_OUT_H
#define READ_GIT_LEFT_OUT_H

#include "read/git/history.h"
#include "read/git/walk_record.h"

struct walk_losses {
    struct walk_loss *items; /* sorted by commit, then by path */
    size_t count;
};

/* False, with a diagnostic, when a tree cannot be read. What would cost too much to find is not there. */
bool git_find_left_out(struct walk_losses *losses, struct diag *problems, const struct repository *repository,
                       const struct commit_walk *walk, struct arena *arena);

#endif
