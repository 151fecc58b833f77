/*
 * keys: which keys are known, and warnings about those that are almost one (W003).
 *
 * A key that this program does not know is kept for layouts without a word, unless it is a near miss of a known one and no
 * other generator knows it either. A near miss of `access` or `draft` is an error (E013), because what it was meant to withhold
 * would be published.
 */
#ifndef KINDS_KEYS_H
#define KINDS_KEYS_H

#include "base/table.h"
#include "kinds/fields.h"

/* What was found out about keys before: the same ones come up in every file. */
struct keys_seen {
    struct table verdicts[OF_COUNT];
};

/* `of`: enum thing_kind or enum fields_of. */
void keys_check(struct keys_seen *seen, const struct fields *fields, uint8_t of);

#endif
