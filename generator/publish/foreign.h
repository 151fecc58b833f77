/*
 * foreign: files in the output that this program did not write, and the messages about them.
 *
 *     foreign_add(&foreign, path, "a file", arena);           // for each that stands in the way, in the order of paths
 *     foreign_report(&foreign, &ledger, options, problems, arena);
 *     if (ledger.damaged) foreign_report_unknown(pages, options, problems, arena);
 *
 * A few get an error each, with its path. Many get one error that counts them: they are nearly always an old build whose ledger
 * was lost, and the remedy is the same for all.
 */
#ifndef PUBLISH_FOREIGN_H
#define PUBLISH_FOREIGN_H

#include "publish/ledger.h"
#include "publish/publish.h"

struct foreign {
    struct text path; /* relative to the output */
    const char *what; /* "a file" */
};

struct foreign_files {
    struct foreign *items;
    size_t count, capacity;
};

/* Path and phrase are borrowed. A path added twice in a row is kept once. */
void foreign_add(struct foreign_files *files, struct text path, const char *what, struct arena *arena);

/* Reports nothing when there are none. */
void foreign_report(const struct foreign_files *files, const struct ledger *old, const struct publish_options *options,
                    struct diag *problems, struct arena *arena);

/*
 * The warning for a damaged ledger: which files in the output belong to no page. Pages that have left the reader may be among
 * them, and without the ledger nobody can tell.
 */
void foreign_report_unknown(const struct publish_pages *pages, const struct publish_options *options, struct diag *problems,
                            struct arena *arena);

#endif
