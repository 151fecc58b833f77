/*
 * retold: what a build told of the content, so that the next one from the same input can tell it again without loading the
 * site.
 *
 *     size_t first = problems->count;                            // after reader_open, whose problems are found each time
 *     plan = reader_plan(reader, problems, arena);
 *     is_kept = retold_remember(remembered, input, problems, first);
 *     ...
 *     struct retold retold;
 *     if (retold_recall(&retold, remembered, input, arena))          // of the last build from this input
 *         retold_tell(problems, &retold);
 *
 * The problems are kept, and not the lines that were printed: of these the colours, --json, --quiet and --verbose make others,
 * and which words of a text that is held back may be shown is asked when they are printed (report.h). The lines of files that
 * they quote are read again, too: from an equal input they are equal.
 */
#ifndef COMMANDS_RETOLD_H
#define COMMANDS_RETOLD_H

#include "base/remembered.h"

struct retold {
    const struct diag_item *items; /* in the order of discovery; their texts are what is remembered */
    size_t count;
};

/*
 * Keeps the problems from `first` on, before they are printed, which sorts them. False, with nothing kept, when another run may
 * not find the same: of an error, and of what hangs on the machine.
 */
bool retold_remember(struct remembered *remembered, struct digest input, const struct diag *problems, size_t first);

/* False when it is not known what a build from this input tells. */
bool retold_recall(struct retold *retold, struct remembered *remembered, struct digest input, struct arena *arena);
void retold_tell(struct diag *problems, const struct retold *retold);

#endif
