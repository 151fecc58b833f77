/*
 * locator: where in a work: what follows a key in a citation, taken apart as Pandoc's manual says.
 *
 *     struct located located = locator_of(TEXT(", pp. 33-35 and passim"));
 *     // LOCATOR_PAGE, "33-35", and " and passim" for the suffix
 *
 * The words of several languages are known, "S. 33" and "第33页" too, whatever language the text is in: nobody writes another
 * thing by them in this place. Numbers without a word are pages. In braces anything is where: {ii, A, D-Z}; empty ones say that
 * what follows is none, {}, 99 years later.
 */
#ifndef CITE_LOCATOR_H
#define CITE_LOCATOR_H

#include "cite/style.h"

struct located {
    uint8_t kind;        /* enum cite_locator */
    struct text locator; /* "33-35"; "" where there is none */
    struct text suffix;  /* what remains, with what stands in front of it */
};

struct located locator_of(struct text behind_key);

#endif
