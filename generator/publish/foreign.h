/*
 * foreign: files of the output that are not this program's, as its messages tell them.
 *
 *     foreign_add(&foreign, path, "a file", arena);           // for each that stands in the way, in the order of paths
 *     foreign_report(&foreign, &ledger, options, problems, arena);
 *     if (ledger.damaged) foreign_report_unknown(pages, options, problems, arena);
 *
 * A few have an error each, with its path. Many are one error that counts them: they are nearly always an old build whose
 * ledger is lost, and what is to be done is the same for all.
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

/* Path and phrase are borrowed. What is found twice is found twice in a row, and is kept once. */
void foreign_add(struct foreign_files *files, struct text path, const char *what, struct arena *arena);

/* Nothing when there is none. */
void foreign_report(const struct foreign_files *files, const struct ledger *old, const struct publish_options *options,
                    struct diag *problems, struct arena *arena);

/*
 * The warning for a ledger that is damaged: which files of the output belong to no page, since pages that are gone from the
 * reader may be among them, and nobody knows.
 */
void foreign_report_unknown(const struct publish_pages *pages, const struct publish_options *options, struct diag *problems,
                            struct arena *arena);

#endif
