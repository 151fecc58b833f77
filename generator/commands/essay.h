/*
 * essay: what the commands about an essay's past share: the reader with its drafts, the essay that is meant, and names for its
 * versions.
 *
 *     struct essay_reader of;
 *     if (essay_reader_open(&of, options, false, problems, arena))
 *         essay = essay_meant(of.reader.site, text_of(options->words[0]), problems, arena);
 *     ...
 *     return essay_reader_close(&of, problems);
 *
 * Problems in the content are not reported, so that a text can be compared while it is being edited.
 */
#ifndef COMMANDS_ESSAY_H
#define COMMANDS_ESSAY_H

#include "commands/reader.h"

struct essay_reader {
    struct options options; /* the command's, with drafts */
    struct report report;
    struct reader reader;
    struct shown_essay shown;
};

/*
 * Loads what the essay that the command's first word names needs; without words, all. `with_former`: and what had its address
 * before. False, with a diagnostic, when there is no reader or it cannot be loaded.
 */
bool essay_reader_open(struct essay_reader *of, const struct options *options, bool with_former, struct diag *problems,
                       struct arena *arena);
enum status essay_reader_close(struct essay_reader *of, struct diag *problems);

/* By slug, address or file; NULL with E256. */
const struct essay *essay_meant(const struct site *site, struct text name, struct diag *problems, struct arena *arena);

/* The commit of a version; NULL when it is not committed. */
const struct commit *essay_commit(const struct site *site, const struct version *version);

const char *essay_version_kind(const struct version *version);

#endif
