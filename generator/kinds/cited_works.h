/*
 * cited_works: what can be cited, and what is. Most of it is a step of the load (kinds/loading.h); this is for whoever has a
 * site.
 */
#ifndef KINDS_CITED_WORKS_H
#define KINDS_CITED_WORKS_H

#include "base/diag.h"

struct arena;
struct site;

/* content/references.json, content/references/a.yaml; and whatever ends in .bib. */
bool works_is_data(struct text path);

/* Whether the work at /references/#slug stands in the front matter of a file that is held back today. */
bool works_are_held(const struct site *site, struct text slug, struct arena *arena);

/* W472, once: works that no text cites which visitors may read. */
void works_tell_uncited(const struct site *site, struct diag *problems);

#endif
