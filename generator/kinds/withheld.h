/*
 * withheld: what the front matter of a file holds back by fields that are not this program's own (kinds/withholding.h).
 *
 *     struct withheld withheld = withheld_find(&seen, &fields, THING_ESSAY, today.now);
 *     if (withheld.refused && !withheld.draft)
 *         withheld_tell(&seen, &fields, THING_ESSAY, today.now);
 *
 * All maps are looked into, and all lists. The fields of this program (draft, published, date, expiryDate, access) are not:
 * kinds/hold.h reads those.
 */
#ifndef KINDS_WITHHELD_H
#define KINDS_WITHHELD_H

#include "kinds/fields.h"
#include "kinds/keys.h"
#include "kinds/withholding.h"
#include "read/today.h"

/* What was found; EFFECT_APPEARS and EFFECT_EXPIRES are of this program's own fields. */
struct withheld {
    bool draft, refused, unindexed;
    int64_t opens;                 /* the last day that any field names; MOMENT_FIRST: none does */
    const struct yaml_node *first; /* of those that are refused, or make a draft; NULL for none */
};

/* `of`: enum fields_of. `now`: a field that names a later day is refused, as one that names none is. */
struct withheld withheld_find(struct keys_seen *seen, const struct fields *fields, uint8_t of, int64_t now);

/* E270 for each field that is refused, but for those of which keys_check says more (E013). */
void withheld_tell(struct keys_seen *seen, const struct fields *fields, uint8_t of, int64_t now);

#endif
