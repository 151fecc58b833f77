/*
 * cite_terms: the words of citation styles in a language, from layouts/words/.
 *
 *     struct cite_context context = {..., .terms = cite_terms_of(language, arena)};
 *
 * Made once for a language, and kept: there are some two hundred of them.
 */
#ifndef COMPOSE_CITE_TERMS_H
#define COMPOSE_CITE_TERMS_H

#include "cite/citation_terms.h"
#include "compose/language.h"

const struct cite_terms *cite_terms_of(const struct language *language, struct arena *arena);

#endif
