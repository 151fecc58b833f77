/*
 * arena: memory with one lifetime, freed whole.
 *
 *     struct arena arena = {0};
 *     struct item *items = arena_array(&arena, struct item, count);
 *     ...
 *     arena_free(&arena);
 *
 * What an arena gives is zeroed and aligned for any type. It never returns NULL: when memory is exhausted the handler that
 * main.c installs with memory_on_exhausted is called, and does not return. Built with -DARENA_MALLOC (the sanitizer and
 * valgrind builds) every piece is an allocation of its own, so that a read past its end is seen.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *newest;
    char *next;        /* first free byte of the newest chunk */
    size_t left_bytes; /* free bytes behind `next` */
};

/* `size_bytes` zeroed bytes that live until arena_free. */
void *arena_alloc(struct arena *arena, size_t size_bytes);

/* `count` zeroed elements of `element_bytes`; the product may not overflow (a bug asserts). */
void *arena_alloc_array(struct arena *arena, size_t count, size_t element_bytes);

/*
 * Whether a piece of `size_bytes` could be made one of `larger_bytes` where it is: it was the last that the arena gave, and
 * there is room behind it. What is added is zeroed.
 */
bool arena_extend(struct arena *arena, const void *piece, size_t size_bytes, size_t larger_bytes);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

/* Frees everything the arena gave; the arena is empty and can be used again. */
void arena_free(struct arena *arena);

/*
 * The only malloc, calloc and realloc of the program: as those, but never NULL. Free with free(). Libraries are given them,
 * too, where they can be: few of them survive an allocation that fails.
 */
void *memory_alloc(size_t size_bytes);
void *memory_alloc_zeroed(size_t count, size_t element_bytes);
void *memory_resize(void *old, size_t size_bytes);

/* What to do when memory is exhausted. The handler must not return. */
void memory_on_exhausted(void (*handler)(void));

/* Does it: for libraries that can only say so. */
_Noreturn void memory_give_up(void);

#endif
