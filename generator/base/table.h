/*
 * table: from texts to numbers, in an arena.
 *
 *     struct table slugs = {0};
 *     table_put(&slugs, essay->slug, index, arena);
 *     uint32_t found = table_get(&slugs, TEXT("impedance-reducer"));     // NONE when absent
 *
 * The keys' bytes are borrowed and must outlive the table. A table has no order: iterate over what it indexes, not over the
 * table, so that no output ever depends on hashing.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/none.h"
#include "base/text.h"

#define TABLE_NONE NONE

struct table_slot {
    struct text key;
    uint64_t hash;
    uint32_t value;
};

struct table {
    struct table_slot *slots;
    uint32_t count;
    uint32_t capacity; /* a power of two, or 0 */
};

/* Makes room for `count` keys in all: a large table that grows leaves as much memory behind as it has. */
void table_reserve(struct table *table, uint32_t count, struct arena *arena);

/* The value at `key`, or NONE. */
uint32_t table_get(const struct table *table, struct text key);

/* Sets the value at `key` (any but NONE) and returns the previous one, or NONE. */
uint32_t table_put(struct table *table, struct text key, uint32_t value, struct arena *arena);

#endif
