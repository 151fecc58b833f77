/*
 * index_file: a file of an index as it is written, colophonSearch("NAME",VALUE), back into its value (format.h).
 *
 *     struct index_value index;
 *     if (!index_file_read(&index, bytes, TEXT("index"), arena)) ...                 // it is not such a file, or another one
 *     uint64_t units = index_member(&index, "units")->number;
 *
 * A file may be damaged, or be another's: whatever its bytes are, nothing but what stands in them is given. What is asked for
 * and is not there, or is of another kind, is a value that holds nothing: 0, "" and no items.
 *
 * Not the JSON of mustache/view.h: that gives what layouts see, and stands above.
 */
#ifndef SEARCH_INDEX_FILE_H
#define SEARCH_INDEX_FILE_H

#include "base/arena.h"
#include "base/text.h"

struct index_value {
    struct text text;          /* of a string */
    int64_t number;            /* of a whole number */
    struct index_value *items; /* of an array or an object */
    struct text *names;        /* of an object's items; NULL for an array */
    size_t count;              /* of items */
};

/* Texts without escapes are borrowed from `bytes`. */
bool index_file_read(struct index_value *value, struct text bytes, struct text name, struct arena *arena);

const struct index_value *index_member(const struct index_value *object, const char *name);
const struct index_value *index_item(const struct index_value *array, size_t index);

#endif
