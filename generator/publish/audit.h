/*
 * audit: whether a folder holds exactly what a publication gives, byte for byte.
 *
 *     struct publish_options options = { .output = "/srv/copy", .shown = "copy", .workers = workers };
 *     if (verify_run(&pages, &options, problems, arena) && problems->errors == 0)
 *         ... the folder holds these files with these bytes, and no others
 *
 * Every page is made, in worker processes, and compared with its file. Nothing is written, and neither the ledger nor anything
 * remembered is trusted, so a folder fetched back from a host can be checked as well. Each difference is an error of the
 * content: a file with other bytes (E340), a missing one (E341), or one that belongs to no page (E342). A .git folder in the
 * output is ignored: sites are often published from a work directory. So are the files that `allowed` names, with commas
 * between; a name that ends with '/' is that of a folder.
 */
#ifndef PUBLISH_AUDIT_H
#define PUBLISH_AUDIT_H

#include "publish/publish.h"

/* Uses `output`, `shown`, `allowed`, `workers` and `stop` of the options. False when the comparison could not be finished. */
bool verify_run(const struct publish_pages *pages, const struct publish_options *options, struct diag *problems,
                struct arena *arena);

#endif
