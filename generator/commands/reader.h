/*
 * reader: the reader that a command is about: its folder, its repository, its files, and where its site goes.
 *
 *     struct reader reader;
 *     if (reader_find(&reader, &report, problems, arena) && reader_open(&reader, problems, arena))
 *         plan = reader_plan(&reader, problems, arena);
 *     ...
 *     reader_close(&reader);
 */
#ifndef COMMANDS_READER_H
#define COMMANDS_READER_H

#include "commands/report.h"
#include "pages/plan.h"
#include "base/workers.h"
#include "read/git/git.h"

struct edition_sites;

struct reader {
    const struct options *options;
    struct report *report;
    const char *folder;       /* absolute, links resolved; a bare repository's own folder */
    const char *output;       /* absolute, links resolved as far as it exists */
    const char *shown_output; /* as messages call it */
    bool fresh;               /* nothing that was remembered is believed */
    bool keep;                /* what was parsed will be remembered; otherwise only what is remembered is used */
    int lock;                 /* of publish_lock, or -1 */
    struct workers workers;
    struct repository *repository; /* NULL for none */
    struct origin origin;
    struct remembered *remembered;
    const struct tree *tree; /* its own files over the default layouts and assets */
    const struct site *site; /* after reader_plan, as the next */
    struct edition_sites *editions;
};

/* Finds the folder and the output. False with E250, or E332 for an output that would lie over or in the reader's files. */
bool reader_find(struct reader *reader, struct report *report, struct diag *problems, struct arena *arena);

/* The nearest folder upward with content/, from the current one; NULL when there is none. */
const char *reader_upward(struct arena *arena);

/* Opens what the site is made from. `fresh` and `keep` have been set before. */
bool reader_open(struct reader *reader, struct diag *problems, struct arena *arena);

/* Of all that the site is made from: the files, the origin, what the command line says, and the program. After reader_open. */
struct digest reader_input(const struct reader *reader);

/* Says in one line what cannot be known of the reader's past, where something cannot. */
void reader_tell_origin(const struct reader *reader, struct arena *arena);

/* Loads the site. NULL where it cannot be; with errors in the content it is there all the same. */
const struct site *reader_site(struct reader *reader, struct diag *problems, struct arena *arena);

/* Loads the site and the layouts and plans the pages. NULL after any error: all that could be found has been reported. */
const struct plan *reader_plan(struct reader *reader, struct diag *problems, struct arena *arena);

/* Remembers what was parsed, and lets go of all. The problems must have been printed: their excerpts need the tree. */
void reader_close(struct reader *reader);

#endif
