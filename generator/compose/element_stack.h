/*
 * element_stack: the elements of some HTML that have begun and not ended, while it is gone through.
 *
 *     element_stack_push(&open, piece.name, arena)->value = ...;          // at a tag that opens
 *     for (size_t ends = element_stack_ended(&open, piece.name); ends; ends--)
 *         end(element_stack_pop(&open));                                  // at one that closes: the innermost first
 *
 * A closing tag ends the innermost element of its name and all in it, or nothing where none is open. Whatever the HTML is, the
 * whole takes time that grows with it.
 */
#ifndef COMPOSE_ELEMENT_STACK_H
#define COMPOSE_ELEMENT_STACK_H

#include "base/arena.h"
#include "base/table.h"

struct stacked_element {
    struct text name;    /* in small letters */
    struct text written; /* as it stands there */
    uint32_t kind;       /* the caller's */
    uint32_t value;      /* the caller's */
};

struct element_stack {
    struct stacked_element *items;
    size_t count, capacity;
    struct table counts; /* of a name: how many are open */
};

/* Valid until the next push. */
struct stacked_element *element_stack_push(struct element_stack *open, struct text name, struct arena *arena);

/* Whether one of that name, in small letters, is open. */
bool element_stack_has(const struct element_stack *open, struct text name);

/* How many of the innermost end with `</name>`. */
size_t element_stack_ended(const struct element_stack *open, struct text name, struct arena *arena);

struct stacked_element element_stack_pop(struct element_stack *open, struct arena *arena);

#endif
