/*
 * old_text: an essay's text as a version had it, read when its page is made, and its references as they lead today. For
 * version.c and difference.c only.
 */
#ifndef PAGES_OLD_TEXT_H
#define PAGES_OLD_TEXT_H

#include "pages/body.h"
#include "pages/shared.h"

/* What old texts are read for: a page of shared->revisions. */
struct reading {
    const struct plan *plan;
    const struct revision_page *page;
    const struct essay *essay;
    struct text root, address; /* of the page */
};

/* For the page that is being made; it outlives the making. */
const struct reading *reading_of(const struct making *making);

/* What the late map of a page depends on, but for the program, which is in its key. */
struct digest reading_digest(const struct making *making, const struct reading *reading);

struct old_text {
    struct version_text text;
    const struct filling *filling; /* of its holes, for the page */
};

/* False when it cannot be read, and then the map fails of which making the page is a job. */
bool old_text_read(struct old_text *old, const struct reading *reading, uint32_t version, struct arena *arena);

/* What pages of old texts have in common: `essay`, `essay_url`, `history_path`; and `previous` and `next`, two versions. */
void making_put_history(struct making *making, const struct essay *essay);
void making_put_versions_around(struct making *making, const struct essay *essay, uint32_t before, uint32_t after);

#endif
