#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { CHUNK_FIRST_BYTES = 4096, CHUNK_LARGEST_BYTES = 1 << 20, PIECE_ALIGNMENT = 16 };

/* Precedes the bytes it hands out. */
struct arena_chunk {
    alignas(PIECE_ALIGNMENT) struct arena_chunk *older;
    size_t size_bytes; /* without this header */
};

static void (*exhausted)(void);

_Noreturn void memory_give_up(void) {
    if (exhausted)
        exhausted();
    abort();
}

static struct arena_chunk *chunk_new(size_t size_bytes) {
    if (size_bytes > PTRDIFF_MAX - sizeof(struct arena_chunk))
        memory_give_up();
    struct arena_chunk *chunk = calloc(1, sizeof *chunk + size_bytes);
    if (!chunk)
        memory_give_up();
    chunk->size_bytes = size_bytes;
    return chunk;
}

/* A chunk for one piece goes behind the newest, whose free bytes stay in use. */
static void *piece_of_its_own(struct arena *arena, size_t size_bytes) {
    struct arena_chunk *chunk = chunk_new(size_bytes);
    if (arena->newest) {
        chunk->older = arena->newest->older;
        arena->newest->older = chunk;
    } else {
        arena->newest = chunk;
    }
    return chunk + 1;
}

#ifdef ARENA_MALLOC

void *arena_alloc(struct arena *arena, size_t size_bytes) {
    return piece_of_its_own(arena, size_bytes);
}

#else

static void add_chunk(struct arena *arena) {
    size_t size_bytes = CHUNK_FIRST_BYTES;
    if (arena->newest)
        size_bytes = arena->newest->size_bytes * 2;
    if (size_bytes > CHUNK_LARGEST_BYTES)
        size_bytes = CHUNK_LARGEST_BYTES;
    if (size_bytes < CHUNK_FIRST_BYTES)
        size_bytes = CHUNK_FIRST_BYTES;

    struct arena_chunk *chunk = chunk_new(size_bytes);
    chunk->older = arena->newest;
    arena->newest = chunk;
    arena->next = (char *)(chunk + 1);
    arena->left_bytes = size_bytes;
}

void *arena_alloc(struct arena *arena, size_t size_bytes) {
    size_t rounded = size_bytes ? (size_bytes + PIECE_ALIGNMENT - 1) & ~(size_t)(PIECE_ALIGNMENT - 1) : PIECE_ALIGNMENT;
    if (rounded > arena->left_bytes || rounded < size_bytes) {
        if (size_bytes > CHUNK_FIRST_BYTES / 4)
            return piece_of_its_own(arena, size_bytes);
        add_chunk(arena);
    }
    void *piece = arena->next;
    arena->next += rounded;
    arena->left_bytes -= rounded;
    return piece;
}

#endif

void *arena_alloc_array(struct arena *arena, size_t count, size_t element_bytes) {
    size_t size_bytes = 0;
    bool overflows = __builtin_mul_overflow(count, element_bytes, &size_bytes);
    assert(!overflows);
    if (overflows)
        memory_give_up();
    return arena_alloc(arena, size_bytes);
}

void arena_free(struct arena *arena) {
    for (struct arena_chunk *chunk = arena->newest, *older = NULL; chunk; chunk = older) {
        older = chunk->older;
        free(chunk);
    }
    *arena = (struct arena){0};
}

void *memory_alloc(size_t size_bytes) {
    void *memory = malloc(size_bytes ? size_bytes : 1);
    if (!memory)
        memory_give_up();
    return memory;
}

void *memory_alloc_zeroed(size_t count, size_t element_bytes) {
    void *memory = calloc(count && element_bytes ? count : 1, count && element_bytes ? element_bytes : 1);
    if (!memory)
        memory_give_up();
    return memory;
}

void *memory_resize(void *old, size_t size_bytes) {
    void *memory = realloc(old, size_bytes ? size_bytes : 1);
    if (!memory)
        memory_give_up();
    return memory;
}

void memory_on_exhausted(void (*handler)(void)) {
    exhausted = handler;
}
