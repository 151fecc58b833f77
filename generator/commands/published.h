/*
 * published: the list of what was published before, with which the site is compared (pages/vanished.h).
 *
 *     published_check(reader, plan, problems, arena);        // after reader_plan, before anything is published
 *
 * The list is that which --published or COLOPHON_PUBLISHED names (a list, a folder with addresses.txt; "none" for none), else
 * content/addresses.lock, else addresses.txt of the branch pages or gh-pages, here or at origin, else the output's own. One that
 * is named or there and cannot be read is an error: what cannot be compared is not taken for kept. It says more than what must
 * stand: old texts that it names have pages, whatever they changed (history/revisions.h).
 *
 * Where a command knows what is published (reader->published_source), only there is looked for it, and content/addresses.lock
 * is compared with besides.
 */
#ifndef COMMANDS_PUBLISHED_H
#define COMMANDS_PUBLISHED_H

#include "commands/reader.h"

struct address_list;

/* The files that are published now. */
struct published_source {
    struct text name; /* in messages, before a path: "pages:" */
    /* Whether there is such a file; then its bytes. */
    bool (*read)(struct text *bytes, struct text path, void *context);
    void *context;
};

/*
 * The list, for the plan: old texts that it names are pages. NULL when there is none, or it cannot be read: that is told by
 * published_check.
 */
const struct address_list *published_before(struct reader *reader, struct arena *arena);

/* False after errors. */
bool published_check(const struct reader *reader, const struct plan *plan, struct diag *problems, struct arena *arena);

/*
 * Of each edition that was loaded: with its own list in the folder that --published names, else on the branch, else in the
 * output. After edition_sites_load. False after errors.
 */
bool published_check_editions(const struct reader *reader, const struct plan *plan, struct diag *problems, struct arena *arena);

/* What content/addresses.lock has; an empty list when there is none. False, with a diagnostic, when it cannot be read. */
bool published_lock(struct address_list *list, const struct tree *tree, struct diag *problems, struct arena *arena);

/* Of the list, unless it is the output's own, or among the reader's files: for reader_input. */
struct digest published_digest(const struct reader *reader);

#endif
