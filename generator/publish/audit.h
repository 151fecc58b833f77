/*
 * audit: whether a folder holds exactly what a publication gives, byte for byte.
 *
 *     struct publish_options options = { .output = "/srv/copy", .shown = "copy", .workers = workers };
 *     if (verify_run(&pages, &options, problems, arena) && problems->errors == 0)
 *         ... the folder holds these files with these bytes, and no others
 *
 * Every page is made, in worker processes, and compared with its file where it stands; nothing is written, and nothing is
 * believed that a ledger or an earlier run says, so that a folder that was fetched from a host can be looked at as well.
 * Each difference is an error of the content: a file with other bytes (E340), one that is missing (E341), one that nothing
 * gives (E342). A folder .git in the output is passed over: hosts are often fed from a work directory.
 */
#ifndef PUBLISH_AUDIT_H
#define PUBLISH_AUDIT_H

#include "publish/publish.h"

/* Uses `output`, `shown`, `workers` and `stop` of the options. False when the comparison could not be made to its end. */
bool verify_run(const struct publish_pages *pages, const struct publish_options *options, struct diag *problems,
                struct arena *arena);

#endif
