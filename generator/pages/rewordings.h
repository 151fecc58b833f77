/*
 * rewordings: beside a passage that hardly is what its id was given for, or stood on once, what it read then.
 *
 *     rewordings_note(&marks, &noting, arena);      // the marks of the current text get their notes
 *
 * Shown to who comes for this id (:target), without a program: where under half of the first words remain or another
 * passage has clearly more of them, and where the id went on through a merge, a split or a replacement. Where the first words are there, but of others that visitors saw since
 * hardly any, these are shown: they may be what was cited. Only wordings of texts that have a page of their own are shown: none
 * of a draft, none of what is held back, and with `history: summary` none at all.
 */
#ifndef PAGES_REWORDINGS_H
#define PAGES_REWORDINGS_H

#include "pages/shared.h"

struct noting {
    const struct from *from;
    const struct essay *essay;
    struct text root; /* of the page that the notes are on */
    bool for_disk;
};

/* What the marks of a current text and their notes depend on. */
struct digest digest_of_notes(const struct from *from, const struct essay *essay);

void rewordings_note(struct marks *marks, const struct noting *noting, struct arena *arena);

#endif
