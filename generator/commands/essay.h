/*
 * essay: what the commands about one essay's past share: the reader, drafts included, the essay that is meant, and its versions
 * in words.
 *
 *     struct essay_reader of;
 *     if (essay_reader_open(&of, options, problems, arena))
 *         essay = essay_meant(of.reader.site, text_of(options->words[0]), problems, arena);
 *     ...
 *     return essay_reader_close(&of, problems);
 *
 * What is wrong with the content is not reported: a text that is being edited can be compared all the same.
 */
#ifndef COMMANDS_ESSAY_H
#define COMMANDS_ESSAY_H

#include "commands/reader.h"

struct essay_reader {
    struct options options; /* the command's, with drafts */
    struct report report;
    struct reader reader;
};

/* False, with a diagnostic, where there is no reader, or one that cannot be loaded. */
bool essay_reader_open(struct essay_reader *of, const struct options *options, struct diag *problems, struct arena *arena);
enum status essay_reader_close(struct essay_reader *of, struct diag *problems);

/* By slug, address or file; NULL with E256. */
const struct essay *essay_meant(const struct site *site, struct text name, struct diag *problems, struct arena *arena);

/* git's commit of a version; NULL for what is not committed. */
const struct commit *essay_commit(const struct site *site, const struct version *version);

const char *essay_version_kind(const struct version *version);

/* `"name":"value"`, with a comma before it unless it is the first of its object. */
void essay_add_json(struct buffer *out, const char *name, struct text value);

#endif
