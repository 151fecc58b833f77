/*
 * changes: what was added, revised, renamed and withdrawn, from git's history.
 *
 * Only what readers can see counts: content files that have a page or an entry, and those that once had; no drafts. Of an
 * essay whose body may not leave the house only its title is told.
 */
#ifndef RENDER_CHANGES_H
#define RENDER_CHANGES_H

#include "model/site.h"

/* More would not be read; the newest stand. */
#define CHANGES_LIMIT 500

struct change {
    uint8_t kind;      /* enum change_kind */
    uint8_t thing;     /* enum thing_kind of what it is now; THING_NONE when it is there no more */
    uint32_t number;   /* of the thing */
    struct text title; /* of what is gone: the words of its slug */
    struct text path;  /* of the file after the change */
    struct text person, subject;
    struct text commit; /* first 10 digits */
    struct date when;   /* with the commit's offset */
};

struct changes {
    bool known;           /* all of the history was there to be read */
    struct change *items; /* newest day first */
    size_t count, capacity;
};

/* `date_positions`: for each essay, UINT32_MAX when it has no page. */
const struct changes *changes_of(const struct site *site, const uint32_t *date_positions, struct arena *arena);

/* "added", "revised", "renamed" or "withdrawn". */
const char *changes_label(uint8_t kind);

#endif
