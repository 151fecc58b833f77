/*
 * apart: what sets works apart that would look alike, and persons of one family name.
 *
 * style_tell_apart makes a struct cite_numbering; what is shown asks it for each work and each name.
 */
#ifndef CITE_STYLES_APART_H
#define CITE_STYLES_APART_H

#include "cite/style.h"

struct apart;
struct cite_numbering;

const struct apart *apart_of(const struct cite_numbering *numbering, uint32_t work);

/* Counts a name that citations show, the `index`th of its work. */
void count_name(struct cite_numbering *numbering, struct work_name name, size_t index, uint32_t work);

/* style.c: a citation of a work as it is compared with others, and the names in it counted. */
struct text looks_like(enum cite_style style, const struct cite_context *context, const struct cite_numbering *numbering,
                       uint32_t work, struct arena *arena);
void count_names(enum cite_style style, const struct cite_context *context, struct cite_numbering *numbering, uint32_t work);

#endif
