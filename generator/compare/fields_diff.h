/*
 * fields_diff: what changed in a file's front matter, in words.
 *
 *     struct fields_changes changes;
 *     fields_diff(&changes, old_document, new_document, arena);
 *     for (size_t i = 0; i < changes.count; i++)
 *         show(changes.items[i].label, changes.items[i].before, changes.items[i].after);
 *
 * The order of keys, how a value is quoted, and which of the names that mean the same is used (tags, topics) are no change.
 * Fields that Colophon knows come first, in the order in which they are shown, then all others as the new file has them, then
 * those that are gone.
 */
#ifndef COMPARE_FIELDS_DIFF_H
#define COMPARE_FIELDS_DIFF_H

#include "read/document/document.h"

/* One value, or one item of a list. */
struct fields_value {
    struct text words;
    bool kept; /* it stands on the other side, too */
};

struct fields_values {
    struct fields_value *items;
    size_t count, capacity; /* none: the field is not there, or empty */
};

struct fields_change {
    struct text key;   /* "date", "source.url": as the documentation calls it */
    struct text label; /* "Date", "Source: url": for people */
    struct fields_values before, after;
};

struct fields_changes {
    struct fields_change *items;
    size_t count, capacity;
};

/* Either document may be NULL: it has no fields. Texts are borrowed from the documents or owned by `arena`. */
void fields_diff(struct fields_changes *changes, const struct document *old, const struct document *new, struct arena *arena);

#endif
