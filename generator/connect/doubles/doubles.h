/*
 * doubles: essays that are one text or one work twice, and that do not say so.
 *
 *     doubles_tell(site, &(struct doubles_input){.workers = &workers}, problems, arena);
 *
 * Found by the sketches of their texts (compare/sketch.h), which are remembered with each text, and then by aligning the two:
 * one is a variant of the other (W440), or they share passages (W441). What essays say of themselves is compared, too (W442):
 * the address and the DOI of the source, the title, and, where words cannot tell, the authors with the day. Whoever says
 * `variant_of` or names the other in `relations` has said it, and so has a variant of the same text.
 *
 * It costs a look at every text that is not remembered, so a build does not ask. No message has a word of any text, and of one
 * that is held back none says more than its path.
 */
#ifndef CONNECT_DOUBLES_DOUBLES_H
#define CONNECT_DOUBLES_DOUBLES_H

#include "base/diag.h"
#include "kinds/site.h"

struct workers;

/* Pairs that are aligned at most, those with most in common first; how many more there are is told. */
enum { DOUBLES_ALIGNED = 2000 };

struct doubles_input {
    const struct workers *workers;
    const bool *asked; /* for each essay: whether pairs with it are told; NULL: all are */
};

/* After the site was loaded. What it finds out is added to site->remembered. */
void doubles_tell(const struct site *site, const struct doubles_input *input, struct diag *problems, struct arena *arena);

#endif
