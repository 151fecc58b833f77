/*
 * arena: memory with one lifetime, freed whole.
 *
 *     struct arena arena = {0};
 *     struct item *items = arena_array(&arena, struct item, count);
 *     ...
 *     arena_free(&arena);
 *
 * Memory from an arena is zeroed and aligned for any type. It is never NULL: when memory runs out, the handler that main.c
 * installs with memory_on_exhausted is called and does not return. With -DARENA_MALLOC (the sanitizer and valgrind builds)
 * every piece is an allocation of its own, so that a read past its end is caught.
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

/* Frees everything that came from the arena, which is then empty and can be used again. */
void arena_free(struct arena *arena);

/*
 * So many huge pages are got and touched before arenas need them, where there is time for that now and will be none later; once
 * in a process. arena_huge_pages: how many this process has handed out so far.
 */
void arena_prepare(size_t pages);
size_t arena_huge_pages(void);

/*
 * The program's only malloc, calloc and realloc; they never return NULL. Free with free(). Libraries use them too where that
 * can be set, since few libraries survive a failed allocation.
 */
void *memory_alloc(size_t size_bytes);
void *memory_alloc_zeroed(size_t count, size_t element_bytes);
void *memory_resize(void *old, size_t size_bytes);

/* What to do when memory is exhausted. The handler must not return. */
void memory_on_exhausted(void (*handler)(void));

/* Calls that handler, for libraries that can only report that memory ran out. */
_Noreturn void memory_give_up(void);

#endif
