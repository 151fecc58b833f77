/*
 * biographies: which of the lines about the authors are about which of them.
 */
#ifndef IMPORT_BIOGRAPHIES_H
#define IMPORT_BIOGRAPHIES_H

#include "import/import.h"

/* Adds to imported->authors each believed author of whom something is said. */
void biographies_find(struct imported *imported, const struct metadata *metadata, struct arena *arena);

#endif
