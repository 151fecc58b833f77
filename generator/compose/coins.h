/*
 * coins: a work as a ContextObject in a span (COinS), from which Zotero and others offer the works of a list.
 *
 *     buffer_add(&out, TEXT("<span class=\"Z3988\" title=\""));
 *     buffer_add_html(&out, coins_of(&work, arena));
 *
 * The keys are those of OpenURL's formats for journals, books and dissertations (ANSI/NISO Z39.88), which know of no newspaper,
 * magazine or blog: of these, Dublin Core's format says the type in Zotero's word.
 */
#ifndef COMPOSE_COINS_H
#define COMPOSE_COINS_H

#include "cite/work.h"

struct text coins_of(const struct cited_work *work, struct arena *arena);

#endif
