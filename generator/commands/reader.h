/*
 * reader: the reader that a command works on: its folder, its repository, its files, and where its site goes.
 *
 *     struct reader reader;
 *     if (reader_find(&reader, &report, problems, arena) && reader_open(&reader, problems, arena))
 *         plan = reader_plan(&reader, problems, arena);
 *     ...
 *     reader_close(&reader);
 */
#ifndef COMMANDS_READER_H
#define COMMANDS_READER_H

#include "commands/held.h"
#include "commands/report.h"
#include "commands/state_place.h"
#include "pages/plan.h"
#include "base/workers.h"
#include "read/git/git.h"

struct address_list;
struct edition_sites;
struct published_list;
struct published_source;

struct reader {
    const struct options *options;
    struct report *report;
    const char *folder;              /* absolute, links resolved; a bare repository's own folder */
    const char *output;              /* absolute, links resolved as far as it exists */
    const char *shown_output;        /* its name in messages */
    struct state_place place;        /* of the output's state */
    bool fresh;                      /* nothing that was remembered is used */
    bool keep;                       /* what is parsed will be remembered; otherwise what is remembered is only used */
    bool is_again;                   /* another reader has told what this one would tell of its origin */
    bool is_shown_only;              /* the index of the search is left out until reader_add_search */
    struct text only_book;           /* there is a book of this alone, as pages/book.h calls it; "": as site.yaml says */
    bool with_ignored_sources;       /* the saved texts that git ignores are read, too: record_quotations.h */
    bool for_editor;                 /* the history is wanted even when visitors do not see it */
    const struct shown_essay *shown; /* the site is loaded for this one's history alone; NULL: for all */
    int lock;                        /* of publish_lock, or -1 */
    struct workers workers;
    struct repository *repository; /* NULL for none */
    struct origin origin;
    const struct published_source *published_source; /* where it is published, if that is known; NULL: it is looked for */
    const struct published_list *published_list;     /* after reader_plan; NULL for none */
    struct digest published;                         /* of the list that the site is compared with: commands/published.h */
    struct today today;
    struct remembered *remembered;
    const struct tree *tree; /* its own files, and the default layouts and assets that it lacks */
    const struct site *site; /* after reader_plan, like `editions` */
    struct edition_sites *editions;
    struct digest files_input; /* after reader_recall without ids: of all inputs but the clock */
    struct held_back held;     /* what a build says of it; after reader_plan, or reader_recall */
};

/*
 * Finds the folder and the output. False with E250, or with E332 for an output that contains the reader's files or is among
 * them.
 */
bool reader_find(struct reader *reader, struct report *report, struct diag *problems, struct arena *arena);

/*
 * The same with an output and a state that nobody but one command uses, READER/.colophon/NAME/; of a bare repository in the
 * user's cache. False with E250.
 */
bool reader_find_apart(struct reader *reader, struct report *report, const char *name, struct diag *problems,
                       struct arena *arena);

/* The nearest folder with content/, from the current one upward; NULL when there is none. */
const char *reader_upward(struct arena *arena);

/* Opens what the site is made from. Set `fresh` and `keep` first. */
bool reader_open(struct reader *reader, struct diag *problems, struct arena *arena);

/*
 * The digest of every input of the site: the files, the origin, the command line, the program, and between which days `held`
 * says that it stays the same. After reader_open. `ids` are those of the tree's files; NULL: as they are.
 */
struct digest reader_input(const struct reader *reader, const struct digest *ids);

/*
 * After reader_open: sets `held` as the last build from the same files, or from those with these ids, had it. False when that
 * is not known, or past. reader_remember_held keeps it for the files as they are; reader_plan does that, too.
 */
bool reader_recall(struct reader *reader, const struct digest *ids);
void reader_remember_held(const struct reader *reader);

/* Says in one line what cannot be known about the reader's history, if anything. */
void reader_tell_origin(const struct reader *reader, struct arena *arena);

/* Loads the site. NULL when it cannot be loaded; errors in the content do not prevent that. */
const struct site *reader_site(struct reader *reader, struct diag *problems, struct arena *arena);

/* Loads the site and the layouts and plans the pages. NULL after any error, when all that could be found have been reported. */
const struct plan *reader_plan(struct reader *reader, struct diag *problems, struct arena *arena);

/*
 * The plan with the files of the index of the search, which the first one is without where `is_shown_only`; their page stands
 * in both, but can be made from this one alone. NULL, with a diagnostic, when the machine fails.
 */
const struct plan *reader_add_search(struct reader *reader, const struct plan *plan, struct diag *problems,
                                     struct arena *arena);

/* Remembers what was parsed and releases everything. Print the problems first: their excerpts need the tree. */
void reader_close(struct reader *reader);

#endif
