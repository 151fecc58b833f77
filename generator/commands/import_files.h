/*
 * import_files: what `colophon import` writes into a reader: a draft, an account, the page's bytes, records of authors.
 *
 *     struct import_files files;
 *     if (import_files_name(&files, &import, &source, problems, arena) && import_files_write(...))
 *         ... files.essay is content/essays/SLUG.md
 *
 * Nothing is overwritten, but for what import itself wrote: where an account is imported, the draft is replaced if it is to the
 * byte the one that the account has the digest of, and so is the account.
 */
#ifndef COMMANDS_IMPORT_FILES_H
#define COMMANDS_IMPORT_FILES_H

#include "commands/import_source.h"

struct import_files {
    const char *reader; /* its folder */
    struct text slug;   /* as the command line has it; "" for the one of the title */
    bool keeps_original;
    struct text essay, account; /* set by import_files_write: paths in the reader */
};

/* False, with a diagnostic, when nothing was written. */
bool import_files_write(struct import_files *files, const struct imported *imported, const struct import_source *source,
                        struct diag *problems, struct arena *arena);

#endif
