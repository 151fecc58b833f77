/*
 * lock_files: content/addresses.lock and content/quotations.lock, as commands write them.
 */
#ifndef COMMANDS_LOCK_FILES_H
#define COMMANDS_LOCK_FILES_H

#include "commands/reader.h"

/*
 * Writes one, whole or not at all: one that was cut short would be taken for the whole. In a repository git is asked to keep
 * the lines of both branches when it merges two. False with a diagnostic.
 */
bool lock_file_write(const struct reader *reader, const char *path, struct text bytes, struct diag *problems,
                     struct arena *arena);

#endif
