/*
 * gone: what stood at an address of the site and does so no longer: files that were withdrawn, and what only old texts named.
 *
 *     for (size_t i = 0; i < site->gone.count; i++)
 *         show(&site->gone.items[i]);                                   // at its address, unless it is a place on a page
 *
 * Nothing here was a draft or held back when it went, or is held back today in another file: of such a thing not even the
 * name is told. An address at which something stands today, or that gone.yaml leads elsewhere, is not here. The other addresses
 * that such a thing had (before a rename, of its history and its old texts) are in site->redirects, and lead to the one here.
 *
 * With `history: off`, and where the history is not all here, only what gone.yaml says is known.
 */
#ifndef HISTORY_GONE_H
#define HISTORY_GONE_H

#include "kinds/site.h"

struct gone_thing {
    struct text address;          /* of a term: its place in the glossary */
    uint8_t kind;                 /* enum thing_kind that it was; THING_NONE: only gone.yaml knows of it */
    bool is_index;                /* it listed all of that kind, of which there are none any more */
    bool is_uncommitted;          /* it went in the work directory */
    bool is_dropped;              /* while they are looked for: it is kept back elsewhere */
    bool is_only_listed;          /* only content/addresses.lock knows that something stood there: pages/lost.h */
    uint32_t commit;              /* with which it went; NONE: that, or nobody knows */
    struct text title;            /* "" where it is not known */
    struct text reason;           /* gone.yaml's; "" */
    struct numbers essays;        /* today's, open: those that named it; of an essay those that share its authors and topics */
    uint32_t into;                /* the essay that has most of its passages now; NONE */
    const struct essay *was;      /* of an essay its versions, the last of which is that it is withdrawn; NULL */
    uint32_t last;                /* the revision with its last text; NONE */
    const struct gone_file *file; /* NULL: it was none; what is not in a commit yet was withdrawn by no revision */
    struct texts ids;             /* that led to places in it: of headings, of passages and of those that were gone before it */
};

/* What is gone from an address; NULL for nothing. Only once the site is loaded. */
const struct gone_thing *gone_at(const struct site *site, struct text address);

/* Something of which no more is known. */
struct gone_thing gone_unknown(struct text address, struct text reason);

/* Adds the ids that a list has; NULL has none. */
struct listed_address;
void gone_take_ids(struct gone_thing *gone, const struct listed_address *listed, struct arena *arena);

#endif
