/*
 * bound_values: what may stand in an attribute of a book, for compose/bound. A browser reads nothing in <td colspan="many">;
 * EPUBCheck refuses the whole book for it, so such attributes are left out.
 */
#ifndef COMPOSE_BOUND_VALUES_H
#define COMPOSE_BOUND_VALUES_H

#include "base/text.h"

/* What an attribute may have, named by an example; words of which it has one are given with spaces around: " ltr rtl ". */
#define BOUND_NUMBER "-1"
#define BOUND_COUNT "1" /* from 1 on */
#define BOUND_LANGUAGE "zh-Hans"
#define BOUND_MOMENT "2024-03-19"
#define BOUND_STYLE "color: red"

/* `values`: NULL for anything. */
bool bound_may_be(const char *values, struct text value, struct arena *arena);

#endif
