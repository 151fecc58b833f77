/*
 * quotation_nearest: the place of a source that is most like words that do not stand there. For compare/quotation.c only.
 */
#ifndef COMPARE_QUOTATION_NEAREST_H
#define COMPARE_QUOTATION_NEAREST_H

#include "compare/quotation.h"
#include "compare/quotation_parts.h"

/*
 * Where in the source most of the words of `count` parts stand together, those counting most that are rare in it, and what
 * differs there. Sets the outcome to QUOTATION_DIFFERS, or to QUOTATION_ABSENT where less than half of them do.
 */
void quotation_nearest(struct quotation_found *found, const struct quotable *quoted, const struct quotation_part *parts,
                       size_t count, const struct quotable *source, struct arena *arena);

#endif
