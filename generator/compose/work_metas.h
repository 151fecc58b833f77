/*
 * work_metas: a work as the head of its page says it: what Zotero and Google Scholar read (Highwire Press's names, and
 * PRISM's), Dublin Core, and Open Graph.
 *
 *     struct work_metas metas = {0}, properties = {0};
 *     work_metas(&metas, &work, arena);             // <meta name="" content="">
 *     work_properties(&properties, &work, arena);   // <meta property="" content="">
 *
 * Highwire's names say a type: citation_journal_title makes a journal's article of anything. So what a publication is called
 * hangs on the work's type, and z:itemType, which Zotero asks first, says it of every one. Newspapers, magazines and blogs,
 * of which Highwire knows nothing, have PRISM's names. Names of persons are written "family, given"; those of bodies end in a
 * comma, or their last word would be taken for a family name.
 */
#ifndef COMPOSE_WORK_METAS_H
#define COMPOSE_WORK_METAS_H

#include "cite/work.h"

struct work_meta {
    struct text name, content;
};

struct work_metas {
    struct work_meta *items;
    size_t count, capacity;
};

/* "newspaperArticle": what Zotero calls the type of a work. */
struct text work_item_type(const struct cited_work *work);

/* "family, given" */
struct text work_name_turned(const struct work_name *name, struct arena *arena);

void work_metas(struct work_metas *metas, const struct cited_work *work, struct arena *arena);

/* article:published_time */
void work_properties(struct work_metas *properties, const struct cited_work *work, struct arena *arena);

#endif
