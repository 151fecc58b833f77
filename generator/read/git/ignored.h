/*
 * ignored: which files of the work directory git ignores: not in its index, and named by a rule of a .gitignore or of
 * info/exclude. Nothing is ignored in a reader whose own folder is: it is not the repository's.
 *
 *     struct ignored *ignored;
 *     if (!ignored_open(&ignored, repository, problems, arena)) return false;
 *     ... ignored_has(&is_ignored, ignored, path, is_folder, problems) ...
 *     ignored_close(ignored);
 */
#ifndef READ_GIT_IGNORED_H
#define READ_GIT_IGNORED_H

#include "read/git/git.h"

struct ignored;

/* False with a diagnostic. NULL is set where nothing can be ignored. */
bool ignored_open(struct ignored **ignored, const struct repository *repository, struct diag *problems, struct arena *arena);

/* `path` is relative to the reader's root, without links on it. A folder is ignored when nothing in it is in the index. */
bool ignored_has(bool *is_ignored, struct ignored *ignored, struct text path, bool is_folder, struct diag *problems);

void ignored_close(struct ignored *ignored);

#endif
