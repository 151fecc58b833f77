/*
 * wordless: words that say nothing of what a passage says. For compare/ only.
 *
 *     wordless_mark(&passages);       // sets is_address
 *
 * Addresses, paths and names of files, and the tags of other generators with all their attributes: {% image a.png alt="…" %},
 * {{< figure … >}}. They are shown and compared as what they are; but likeness and lineage, which ask whether two passages say
 * the same, do not count them. Where a passage has nothing else they are its words, and in code all are.
 */
#ifndef COMPARE_WORDLESS_H
#define COMPARE_WORDLESS_H

#include "compare/passages.h"

void wordless_mark(struct passages *passages);

#endif
