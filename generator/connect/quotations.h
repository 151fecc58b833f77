/*
 * quotations: whether the words of others stand where a text says that they do.
 *
 *     quotations_load(loading);                                   // once references are resolved: errors and warnings
 *     const struct quotation_said *said = &source->quotations[i];     // of each of source->document's quotations; not of an
 * edition's
 *
 * A quotation of an essay is looked for in its text today, then in each older one that visitors may see, from the newest on;
 * one of a saved text (kinds/saved.h) in that. What it is of may be held back: then nothing is said of where it stands, and no
 * word of it in a message. What counts as standing there is decided in compare/quotation.h.
 *
 * Nothing of this is remembered but for older texts: a site that is loaded has compared each quotation with what it is of now.
 */
#ifndef CONNECT_QUOTATIONS_H
#define CONNECT_QUOTATIONS_H

#include "kinds/loading.h"
#include "read/quotation_list.h"

enum quotation_verdict {
    QUOTATION_UNSAID,   /* not checked, or of nothing that is known, or wrong, which has been told */
    QUOTATION_VERIFIED, /* it stands there today */
    QUOTATION_OLDER,    /* it stood there in an older text */
    QUOTATION_RECORDED, /* content/quotations.lock says that it did, and the text is not here */
};

struct quotation_said {
    uint8_t verdict;     /* enum quotation_verdict */
    uint32_t version;    /* QUOTATION_OLDER: of the essay's versions */
    struct target place; /* what it is of, with the passage that it stands in; THING_NONE: nowhere, or it is not told */
    struct text url;     /* of what is at another site; "" */
};

void quotations_load(struct loading *loading);

#endif
