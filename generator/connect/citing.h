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

#endif
