/*
 * site_build: from a reader to its output: what `colophon build` does, and `colophon deploy` before it publishes a branch.
 *
 *     struct published published = {0};
 *     if (reader_find(&reader, &report, problems, arena) && site_build(&published, &reader, false, problems, arena)) ...
 *
 * Only one build of a site runs at a time: it waits for another, and reader_close gives up the lock.
 */
#ifndef COMMANDS_SITE_BUILD_H
#define COMMANDS_SITE_BUILD_H

#include "commands/reader.h"
#include "publish/publish.h"

/*
 * Waits until no other build of this site runs, and finishes what one left that was killed. site_build does it where its caller
 * has not. False after errors.
 */
bool site_build_lock(struct reader *reader, struct diag *problems, struct arena *arena);

/*
 * Opens the reader, compares it with what was published before, and publishes it. With `dry_run` nothing is written and no lock
 * is taken. False when the old site was kept: after errors, or when an interrupt came, which is only noted from then on
 * (interrupt.h).
 */
bool site_build(struct published *published, struct reader *reader, bool dry_run, struct diag *problems, struct arena *arena);

/* publish_is_known or publish_stands. */
typedef bool publish_question(struct published *published, const struct publish_options *options, struct arena *arena);

/*
 * After reader_recall: whether the last publication was made from the same input, as `asked` says; then `problems` has all that
 * it told of the content. False where warnings are errors and there were some: which of these a build tells before it gives up
 * is found by reading.
 */
bool site_build_is_again(struct published *published, const struct reader *reader, const struct publish_options *options,
                         publish_question *asked, struct diag *problems, struct arena *arena);

/*
 * After reader_open: making pages and writing none finds all problems that a build would find, and what it would change. The
 * plan; NULL when none can be made.
 */
struct publish_options site_rehearsal(const struct reader *reader, struct arena *arena);
const struct plan *site_rehearse(struct published *published, struct reader *reader, const struct publish_options *options,
                                 struct diag *problems, struct arena *arena);

#endif
