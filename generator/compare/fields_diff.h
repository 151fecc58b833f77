/*
 * fields_diff: what changed in a file's front matter, in words.
 *
 *     struct fields_changes changes;
 *     fields_diff(&changes, old_document, new_document, arena);
 *     for (size_t i = 0; i < changes.count; i++)
 *         show(changes.items[i].label, changes.items[i].before, changes.items[i].after);
 *
 * The order of keys, the quoting of a value, and which of several names for a field is used (tags, topics) make no difference.
 * Fields that Colophon knows come first, in the order in which they are shown, then all others in the order of the new file,
 * then those that were removed.
 */
#ifndef COMPARE_FIELDS_DIFF_H
#define COMPARE_FIELDS_DIFF_H

#include "read/document/document.h"

/* One value, or one item of a list. */
struct fields_value {
    struct text words;                 /* "ann"; "cites: b, note: why" of a relation, and then also its parts, */
    struct text relation, essay, note; /* "cites", "b", "why"; otherwise "" */
    bool kept;                         /* it is on the other side as well */
};

struct fields_values {
    struct fields_value *items;
    size_t count, capacity; /* none: the field is missing or empty */
};

struct fields_change {
    struct text key;   /* "date", "source.url": its name in the documentation */
    struct text label; /* "Date", "Source: url": for people */
    struct fields_values before, after;
};

struct fields_changes {
    struct fields_change *items;
    size_t count, capacity;
};

/* A document may be NULL, and then has no fields. Texts are borrowed from the documents or owned by `arena`. */
void fields_diff(struct fields_changes *changes, const struct document *old, const struct document *new, struct arena *arena);

#endif
