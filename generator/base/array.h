/*
 * array: a typed list that grows inside an arena.
 *
 *     struct names { struct text *items; size_t count, capacity; } names = {0};
 *     *array_add(&names, arena) = name;
 *
 * Any struct with the members `items`, `count` and `capacity` is one. array_add returns the new, zeroed last item; pointers
 * to items are valid until the next array_add.
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include "base/arena.h"

/* How many items an array has that is declared with its size. */
#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

#define array_add(array, arena)                                                                                                \
    ((array)->count < (array)->capacity                                                                                        \
         ? &(array)->items[(array)->count++]                                                                                   \
         : ((array)->items = array_grown((array)->items, (array)->count, &(array)->capacity, sizeof *(array)->items, (arena)), \
            &(array)->items[(array)->count++]))

/* Makes room for `more` items at once, where it is known how many will come. */
#define array_reserve(array, more, arena)                                                                                      \
    ((array)->items = array_reserved((array)->items, (array)->count, &(array)->capacity, (array)->count + (more),              \
                                     sizeof *(array)->items, (arena)))

/* For array_reserve: `items`, or a zeroed copy of them, with room for `needed`. */
void *array_reserved(void *items, size_t count, size_t *capacity, size_t needed, size_t element_bytes, struct arena *arena);

/* For array_add: a zeroed copy of `items` with room for more. */
void *array_grown(void *items, size_t count, size_t *capacity, size_t element_bytes, struct arena *arena);

/* For qsort and bsearch over uint32_t, ascending. */
int array_by_number(const void *left, const void *right);

#endif
