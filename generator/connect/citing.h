/*
 * citing: what a text of the site cites, for compose/cites.h.
 *
 *     struct cites *cites = citing(site, document, &source->targets, &source->named_works, arena);
 *     struct cited words = cites_words(cites, reference, CITES_WHOLE);
 */
#ifndef CONNECT_CITING_H
#define CONNECT_CITING_H

#include "compose/cites.h"
#include "kinds/site.h"

/* NULL where it cites nothing, and names no work. `named` may be NULL. */
struct cites *citing(const struct site *site, const struct document *document, const struct targets *targets,
                     const struct numbers *named, struct arena *arena);

/*
 * The words of each citation of a text, at the index of its first reference; "" at all others, and where one of its works is
 * unknown. NULL where it cites nothing. They are remembered: while neither the text nor its works change, nothing is made.
 */
const struct text *citing_words(const struct site *site, const struct source *source, struct arena *arena);

#endif
