/*
 * old_text: an essay's text in one version, read when its page is made, with its references as they lead today. For version.c,
 * difference.c and rewordings.c only.
 */
#ifndef PAGES_OLD_TEXT_H
#define PAGES_OLD_TEXT_H

#include "pages/shared.h"

/* What old texts are read for: a page of shared->revisions. */
struct reading {
    const struct plan *plan;
    const struct revision_page *page; /* NULL: it is read for a note on another page */
    const struct essay *essay;
    const struct gather_place *place; /* of the page */
};

/* For the page that is gathered; it outlives the gathering. */
const struct reading *reading_of(const struct gathering *g, const struct from *from);

/* What a late map of such a page depends on, but for the program, which is in its key. */
struct digest reading_digest(const struct from *from);

struct old_text {
    struct version_text text;
    struct filling filling; /* of its holes, for the page */
};

/* False when it cannot be read; then the whole workers_map that makes the pages fails. */
bool old_text_read(struct old_text *old, const struct reading *reading, uint32_t version, struct arena *arena);

/* What pages of old texts share: `essay`, `essay_url`, `history_path`; and `previous` and `next`, two versions. */
void gather_old_text(struct gathering *g, const struct from *from, uint32_t before, uint32_t after);

#endif
