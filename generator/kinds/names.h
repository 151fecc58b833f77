/*
 * names: which part of a person's name is the family name, and how names are sorted.
 */
#ifndef KINDS_NAMES_H
#define KINDS_NAMES_H

#include "base/text.h"

/* The first part of "Last, First", otherwise the last word: a guess that a record's `family` replaces. */
struct text name_family(struct text name);

/* Folded, family name first: what a list of names is sorted by. */
struct text name_sort_key(struct text name, struct text family, struct arena *arena);

#endif
