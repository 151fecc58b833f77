/*
 * name_forms: how else a page spells the names of its authors: with other accents, in another order, with initials, in another
 * script.
 *
 *     name_forms_find(imported, &metadata, arena);      // imported->authors: one more for each author who has any
 *
 * Only what a page says itself: "Zoe Muller" beside "Zoë Müller", "Cuihong Cai" beside "Cai Cuihong", "A. Writer" beside
 * "Ada Writer"; and 蔡翠红 beside Cai Cuihong where either is the only author that its place names. Capitals alone make no
 * other name.
 */
#ifndef IMPORT_NAME_FORMS_H
#define IMPORT_NAME_FORMS_H

#include "import/import.h"

void name_forms_find(struct imported *imported, const struct metadata *metadata, struct arena *arena);

#endif
