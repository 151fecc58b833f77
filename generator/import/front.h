/*
 * front: the front matter of a draft, from what the input says of itself. What is not certain has a comment that says why.
 */
#ifndef IMPORT_FRONT_H
#define IMPORT_FRONT_H

#include "import/metadata/metadata.h"

/* With its lines of hyphens, and a blank line behind. `beginning` of the text stands for a title where none was found. */
struct text front_write(const struct metadata *metadata, struct text beginning, struct arena *arena);

#endif
