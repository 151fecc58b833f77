/*
 * defaults: the layouts and assets that come with the program, for whatever a reader does not have itself.
 *
 * They are in the folder named by the environment variable COLOPHON_DATA; otherwise in share/colophon beside the program's bin/
 * folder; otherwise, for a program that was not installed, in the folder above its own.
 */
#ifndef COMMANDS_DEFAULTS_H
#define COMMANDS_DEFAULTS_H

#include "base/diag.h"
#include "read/tree/tree.h"

/* `over`, with the default layouts and assets for the paths it lacks. NULL with E337 when there are no defaults. */
const struct tree *defaults_under(const struct tree *over, struct remembered *remembered, struct diag *problems,
                                  struct arena *arena);

#endif
