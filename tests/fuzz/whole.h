/*
 * whole: a reader of a few texts, from its files to the bytes of every page, with the shipped layouts.
 *
 *     whole_build(texts, count, shown);     // aborts where a promise is broken
 */
#ifndef TESTS_FUZZ_WHOLE_H
#define TESTS_FUZZ_WHOLE_H

#include "read/tree/tree.h"

/* `shown` is what excerpts of problems are taken from; NULL bytes for none. */
void whole_build(const struct tree_text *texts, size_t count, struct text shown);

#endif
