/*
 * defaults: the layouts and assets that the program brings along, under those of every reader.
 *
 * They stand in the folder that the environment names in COLOPHON_DATA; else beside the program's bin/ folder in
 * share/colophon; else, for a program that was not installed, in the folder above its own.
 */
#ifndef COMMANDS_DEFAULTS_H
#define COMMANDS_DEFAULTS_H

#include "base/diag.h"
#include "read/tree/tree.h"

/* `over`, with the default layouts and assets where it has none of the same path. NULL with E337 when there are none. */
const struct tree *defaults_under(const struct tree *over, struct remembered *remembered, struct diag *problems,
                                  struct arena *arena);

#endif
