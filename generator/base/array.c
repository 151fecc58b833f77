#include "base/array.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_CAPACITY = 8, FIRST_BYTES = 256 };

/* Many lists never have more than one item or two. */
static size_t first_capacity(size_t element_bytes) {
    size_t fitting = FIRST_BYTES / element_bytes;
    return fitting > FIRST_CAPACITY ? FIRST_CAPACITY : fitting ? fitting : 1;
}

void *array_reserved(void *items, size_t count, size_t *capacity, size_t needed, size_t element_bytes, struct arena *arena) {
    size_t before = *capacity;
    if (needed <= before)
        return items;
    *capacity = needed > before * 2 ? needed : before * 2;
    if (before && arena_extend(arena, items, before * element_bytes, *capacity * element_bytes))
        return items;
    void *larger = arena_alloc_array(arena, *capacity, element_bytes);
    if (count)
        memcpy(larger, items, count * element_bytes);
    return larger;
}

void *array_grown(void *items, size_t count, size_t *capacity, size_t element_bytes, struct arena *arena) {
    return array_reserved(items, count, capacity, *capacity ? *capacity + 1 : first_capacity(element_bytes), element_bytes,
                          arena);
}

int array_by_number(const void *left, const void *right) {
    const uint32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}
