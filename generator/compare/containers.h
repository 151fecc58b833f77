/*
 * containers: the items, quotations and notes that passages stand in, as rows open and close them. For compare/ only.
 *
 *     containers_enter(&row, &open, &path, arena);       // row.closed and row.opened: from what is open to what the row is in
 *     containers_enter(&last, &open, &(struct container_path){0}, arena);      // closes all
 */
#ifndef COMPARE_CONTAINERS_H
#define COMPARE_CONTAINERS_H

#include "compare/compare.h"

/* A container that is open: an item with the list around it, a quotation, a note. */
struct container_level {
    bool is_old; /* of the old text, and nothing in the new one continues it */
    uint32_t passage;
    struct shown_container shown;
};

enum { CONTAINERS_DEEPEST = 32 };

/* From the outside in. */
struct container_path {
    struct container_level levels[CONTAINERS_DEEPEST];
    unsigned depth;
};

bool containers_has(uint8_t block_kind);

/* The passages around one, with itself, that are containers, from the inside out; returns how many of the deepest. */
unsigned containers_around(uint32_t around[CONTAINERS_DEEPEST], const struct passages *passages, uint32_t passage);

/* As the text has it, without what became of it. */
struct shown_container container_of(const struct passages *passages, uint32_t passage);

/* Closes and opens containers until those of `path` are open; the lists around them go on where they can. */
void containers_enter(struct shown_row *row, struct container_path *open, const struct container_path *path,
                      struct arena *arena);

#endif
