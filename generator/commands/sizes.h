/*
 * sizes: how large a site is, folder by folder, for --verbose.
 *
 *     sizes_tell(published.files, arena);
 *
 *     Site: 120 files, 4.1 MB
 *        12.3 %  essays       40 files, 0.5 MB
 *
 * The folders are those at the top of the output. Pages of histories and of differences are counted apart from the essays and
 * versions that they stand below; files at the top are counted as "(top)".
 */
#ifndef COMMANDS_SIZES_H
#define COMMANDS_SIZES_H

#include "publish/ledger.h"

/* On standard error. */
void sizes_tell(const struct ledger *files, struct arena *arena);

#endif
