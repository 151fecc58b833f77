/*
 * keys: which keys are known, and warnings about those that are almost one (W003).
 *
 * A key that this program does not know is kept for layouts without a word, unless it is a near miss of a known one and no
 * other generator knows it either, or says in Pandoc how works are cited, as `csl` does, and nothing here (W482). A near miss
 * of `access` or `draft` is an error (E013), because what it was meant to withhold would be published.
 */
#ifndef KINDS_KEYS_H
#define KINDS_KEYS_H

#include "base/table.h"
#include "kinds/fields.h"

/* What was found out about keys before: the same ones come up in every file. */
struct keys_seen {
    bool is_quiet; /* keys_check tells nothing: of an edition, which nobody can mend */
    struct table verdicts[OF_COUNT];
    struct table own[OF_COUNT]; /* 1: a field of that kind; 0: not */
    struct table names;         /* kinds/withheld.c: what names say of withholding */
};

/* Whether a key is a field that this program reads in a file or map of that kind. */
bool keys_know(struct keys_seen *seen, const struct fields *fields, const struct yaml_node *node, uint8_t of);

/* Whether keys_check tells E013 of it. */
bool keys_promise(struct keys_seen *seen, const struct fields *fields, const struct yaml_node *node, uint8_t of);

/* `of`: enum thing_kind or enum fields_of. */
void keys_check(struct keys_seen *seen, const struct fields *fields, uint8_t of);

#endif
