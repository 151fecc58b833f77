/*
 * hold: what the front matter of a file says about when visitors may see it, and what that means at a moment.
 *
 *     struct hold hold;
 *     hold_read(&hold, &seen, &fields, THING_ESSAY, today.now); // problems go to fields->problems
 *     switch (hold_at(&hold, &today)) ...
 *
 * A hold depends on the front matter and the file's path only, so it can be remembered; the clock enters in hold_at. Whatever
 * cannot be read holds back, and is an error.
 */
#ifndef KINDS_HOLD_H
#define KINDS_HOLD_H

#include "kinds/withheld.h"
#include "read/today.h"

struct hold {
    int64_t appears;   /* before this moment nothing of the file is shown: it is dated in the future; MOMENT_FIRST: always */
    int64_t opens;     /* before this moment its text is not: `access`; MOMENT_NEVER: for good */
    int64_t expires;   /* from this moment on nothing is; MOMENT_NEVER: never */
    struct date until; /* the end of an embargo as it was written; none without */
    uint8_t is_draft;
    uint8_t is_refused; /* something may have meant to hold it back: an error today, and closed in any other state */
    uint8_t is_unindexed;
    uint8_t is_summary; /* access: summary */
    uint8_t unused[2];
};

/* What visitors see. */
enum held {
    HELD_NOT,
    HELD_TEXT,    /* everything but the text */
    HELD_FUTURE,  /* nothing: its date lies ahead */
    HELD_EXPIRED, /* nothing: expiryDate lies behind */
    HELD_DRAFT,   /* nothing */
};

/* `of`: enum thing_kind. `now` decides only which fields of other generators are told (E270): those that name a later day. */
void hold_read(struct hold *hold, struct keys_seen *seen, const struct fields *fields, uint8_t of, int64_t now);

/* The front matter of a file's bytes, TOML too; and the hold that it says, by the path that it has. */
struct fields fields_of_bytes(struct text bytes, struct text path, struct diag *problems, struct arena *arena);
struct hold hold_of_old(const struct fields *fields);

/* Of a file's bytes that nobody can mend any more; its title, or "". What is a near miss, or cannot be read, is refused. */
struct hold hold_of_bytes(struct text *title, struct text bytes, struct text path, struct arena *arena);

/* The same of an essay, wherever it stood. */
struct hold hold_of_document(const struct document *document, struct arena *arena);

/* `access` alone: access.c. */
void access_read(struct hold *hold, const struct fields *fields);

enum held hold_at(const struct hold *hold, const struct today *today);

/* For `open_past`: as though the front matter did not hold it back. What may have meant to, and could not be read, still does.
 */
void hold_lift(struct hold *hold);

/* Whether all of `hold` is public at every moment at which all of `other` is. */
bool hold_is_laxer(const struct hold *hold, const struct hold *other);

/* Whether all of it was public: for what was written then, and for what cannot be asked again. */
bool hold_is_open(const struct hold *hold, const struct today *today);

/* Narrows what stays the same to before the next moment at which hold_at changes, and after the last. */
void hold_narrow(struct validity *validity, const struct hold *hold, const struct today *today);

/* Whether a path has a part that other generators set aside: _drafts, and all else that begins with '_' but _posts, _index.md.
 */
bool path_is_set_aside(struct text path);

#endif
