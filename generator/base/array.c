#include "base/array.h"

#include <string.h>

enum { FIRST_CAPACITY = 8 };

void *array_grown(void *items, size_t count, size_t *capacity, size_t element_bytes, struct arena *arena) {
    *capacity = *capacity ? *capacity * 2 : FIRST_CAPACITY;
    void *grown = arena_alloc_array(arena, *capacity, element_bytes);
    if (count)
        memcpy(grown, items, count * element_bytes);
    return grown;
}
