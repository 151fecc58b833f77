/*
 * version: which Colophon this is, and which libraries it runs with, as they say themselves.
 */
#ifndef COMMANDS_VERSION_H
#define COMMANDS_VERSION_H

#include <stdbool.h>

struct arena;

/* "Colophon 0.1.0" on standard output; `with_libraries`, then each library on a line of its own. */
void version_print(bool with_libraries, struct arena *arena);

#endif
