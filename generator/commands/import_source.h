/*
 * import_source: one input of `colophon import`: a page, or an account that import wrote, with the page that it is of.
 *
 *     struct import_source source;
 *     if (import_source_read(&source, "imports/a-title/account", problems, arena))
 *         ... source.bytes are those of imports/a-title/original.html; source.edited is the account
 *
 * An account is known by its first lines, and the page is the file original.html or original.txt beside it.
 */
#ifndef COMMANDS_IMPORT_SOURCE_H
#define COMMANDS_IMPORT_SOURCE_H

#include "base/diag.h"
#include "import/import.h"

struct import_source {
    struct text name;            /* of the page, as the account has it */
    struct text path;            /* as the command line has it, for messages */
    struct text bytes;           /* of the page */
    const struct edited *edited; /* the account; NULL where it is a page that was named */
    const char *folder;          /* of the account, absolute; NULL for a page */
};

/* False when it cannot be read (E336), or is an account that says nothing of the page (E266). */
bool import_source_read(struct import_source *source, const char *word, struct diag *problems, struct arena *arena);

/* Tells what is wrong with what the editor decided. */
void import_source_tell(const struct import_source *source, const struct import_faults *faults, struct diag *problems);

/* Tells what an editor should look at. */
void import_source_warn(const struct import_source *source, const struct suspicions *suspicions, struct diag *problems);

#endif
