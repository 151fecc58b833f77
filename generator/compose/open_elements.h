/*
 * open_elements: the elements of some HTML that have begun and not ended, while it is gone through.
 *
 *     open_elements_push(&open, piece.name, arena)->value = ...;          // at a tag that opens
 *     for (size_t ends = open_elements_ended(&open, piece.name); ends; ends--)
 *         end(open_elements_pop(&open));                                  // at one that closes: the innermost first
 *
 * A closing tag ends the innermost element of its name and all in it, or nothing where none is open. Whatever the HTML is, the
 * whole takes time that grows with it.
 */
#ifndef COMPOSE_OPEN_TAGS_H
#define COMPOSE_OPEN_TAGS_H

#include "base/arena.h"
#include "base/table.h"

struct open_element {
    struct text name;    /* in small letters */
    struct text written; /* as it stands there */
    uint32_t kind;       /* the caller's */
    uint32_t value;      /* the caller's */
};

struct open_elements {
    struct open_element *items;
    size_t count, capacity;
    struct table counts; /* of a name: how many are open */
};

/* Valid until the next push. */
struct open_element *open_elements_push(struct open_elements *open, struct text name, struct arena *arena);

/* Whether one of that name, in small letters, is open. */
bool open_elements_has(const struct open_elements *open, struct text name);

/* How many of the innermost end with `</name>`. */
size_t open_elements_ended(const struct open_elements *open, struct text name, struct arena *arena);

struct open_element open_elements_pop(struct open_elements *open, struct arena *arena);

#endif
