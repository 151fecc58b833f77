/*
 * rewordings: beside a passage that hardly is what its id was given for, what it read at first.
 *
 *     rewordings_note(&marks, &noting, arena);      // the marks of the current text get their notes
 *
 * Shown to who comes for this id (:target), without a program: where under half of the first words remain, and where the id
 * went on through a merge, a split or a replacement. Only wordings of texts that have a page of their own are shown: none of a
 * draft, none of what is held back, and with `history: summary` none at all.
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
