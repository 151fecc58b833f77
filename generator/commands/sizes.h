/*
 * sizes: how large a site is, part by part, for --verbose.
 *
 *     sizes_tell(published.files, arena);
 *
 *     Site: 120 files, 4.1 MB
 *        12.3 %  essays       40 files, 0.5 MB
 *
 * A part is a folder at the top of the output; of the essays the pages of their histories are told apart, and of the versions
 * the differences. Files at the top are one part.
 */
#ifndef COMMANDS_SIZES_H
#define COMMANDS_SIZES_H

#include "publish/ledger.h"

/* On standard error. */
void sizes_tell(const struct ledger *files, struct arena *arena);

#endif
