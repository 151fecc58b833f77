/*
 * record_quotations: `colophon check --record`, which writes content/quotations.lock, so that quotations of texts that may not
 * be in the repository can be checked where these are not.
 *
 *     reader.with_ignored_sources = true;          // before reader_open: record_quotations_tree adds what git ignores
 *     ... the site is loaded, without an error ...
 *     record_quotations(&reader, problems, arena);
 */
#ifndef COMMANDS_RECORD_QUOTATIONS_H
#define COMMANDS_RECORD_QUOTATIONS_H

#include "commands/reader.h"

/* `own` with the files of content/sources that it lacks: git ignores them. NULL, with a diagnostic. */
const struct tree *record_quotations_tree(const struct reader *reader, const struct tree *own, struct diag *problems,
                                          struct arena *arena);

/* What is recorded and still quoted stays, where its text is not here. False with a diagnostic. */
bool record_quotations(const struct reader *reader, struct diag *problems, struct arena *arena);

#endif
