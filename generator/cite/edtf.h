/*
 * edtf: dates of works as the Extended Date/Time Format has them (ISO 8601-2), which BibLaTeX writes: 2024-03, 2021-22 for its
 * summer, 1999/2003, 2020/.. without an end, 1723~ for circa, -0043 for 44 BC.
 */
#ifndef CITE_EDTF_H
#define CITE_EDTF_H

#include "base/buffer.h"
#include "cite/work.h"

/* What is written of a literal date is its words. */
void edtf_add(struct buffer *out, const struct work_date *date);

/* False when it is none; `date` is untouched then. `?` and `%` count as circa, a time of day is left out. */
bool edtf_read(struct work_date *date, struct text text, struct arena *arena);

#endif
