/*
 * forbidden: telling of characters that no page can have, wherever somebody wrote them.
 *
 *     struct utf8_replaced replaced;
 *     struct text allowed = utf8_allowed(&replaced, text, arena);
 *     forbidden_tell(problems, place_of(replaced.first), &replaced, text);
 */
#ifndef READ_FORBIDDEN_H
#define READ_FORBIDDEN_H

#include "base/diag.h"
#include "base/utf8.h"

/* Warns with W406, at the first of them, of what was replaced in `text`; says nothing where nothing was. */
void forbidden_tell(struct diag *problems, struct diag_place place, const struct utf8_replaced *replaced, struct text text);

#endif
