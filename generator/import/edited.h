/*
 * edited: an account as an input: its verdicts, of which an editor may have changed some.
 *
 *     if (edited_is_account(bytes)) ...
 *     edited_read(&edited, bytes, arena);
 *     edited_apply(intake, &edited, &faults, arena);        // of the same bytes that the account is of
 *
 * A verdict was changed where it is not what the line's rule gives; so nothing needs to be known of what the account was
 * before, and the rules may change meanwhile. A line that an editor decided before (editor.kept, editor.removed) stays decided,
 * and one that other pages of its host have (shared) stays removed, since these are not there to be asked again.
 *
 * Only verdicts are read. All else of a line must be as it was, and the rest of the account has a digest at its end, so that
 * nothing that is written into it is dropped without a word.
 */
#ifndef IMPORT_EDITED_H
#define IMPORT_EDITED_H

#include "import/decisions.h"

struct edited {
    struct text name;          /* of the file that it is of */
    struct text url, charset;  /* as the command line gave them, or "" */
    struct text digest, draft; /* of the input's bytes, and of the draft that was made, as written */
    struct text lines;         /* its part that has them */
    uint32_t first_line;       /* of `lines`, in the account */
    bool is_whole;             /* nothing was changed but lines */
};

bool edited_is_account(struct text bytes);

/* The other form of an account, which is not read. */
bool edited_is_json(struct text bytes);

void edited_read(struct edited *edited, struct text bytes, struct arena *arena);

void edited_apply(struct intake *intake, const struct edited *edited, struct import_faults *faults, struct arena *arena);

#endif
