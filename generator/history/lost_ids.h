/*
 * lost_ids: what led to places on a page, and is the id of nothing in its text today.
 *
 *     if (!lock_load(loading)) ...                 // before what is gone is looked for
 *     lost_ids_load(loading);                      // when the essays' versions are known
 *     thing->source.lost_ids                       // stands beside the text, where this is said
 *
 * Of an essay whose past is here the versions know what became of each place. Of any other text these are the ids of the
 * headings that its earlier versions had, while visitors saw them.
 *
 * Where the past is not here (a shallow clone, no repository, `history: off`) content/addresses.lock says what was published.
 * An id that it has with the name that the passage's words gave it then is put on the passage that they name today
 * (versions->listed); all others are lost. Where the past is here, the lock adds nothing to a page: what it has and git does
 * not know is an error (pages/vanished.h). Only the parts of a list that is shorter now are known to no history: from the lock
 * their addresses lead to the list (pages/lost.h).
 */
#ifndef HISTORY_LOST_IDS_H
#define HISTORY_LOST_IDS_H

#include "kinds/site.h"

struct loading;

/* Fills site->lock, where the past is not here, and site->listed_parts. False, with a diagnostic, when it cannot be read. */
bool lock_load(struct loading *loading);

void lost_ids_load(struct loading *loading);

#endif
