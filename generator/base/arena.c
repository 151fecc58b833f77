#include "base/arena.h"

#include <assert.h>
#include <limits.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    CHUNK_FIRST_BYTES = 4096,
    CHUNK_SMALL_BYTES = 512 << 10, /* behind chunks of this size come the largest: what has grown so far will grow further */
    CHUNK_LARGEST_BYTES = 4 << 20,
    PIECE_ALIGNMENT = 16,
    HUGE_PAGE_BYTES = 2 << 20
};

/* Precedes the bytes it hands out. */
struct arena_chunk {
    alignas(PIECE_ALIGNMENT) struct arena_chunk *older;
    size_t size_bytes;   /* without this header */
    size_t mapped_bytes; /* with it, when it was mapped and not allocated; else 0 */
};

static void (*exhausted)(void);

_Noreturn void memory_give_up(void) {
    if (exhausted)
        exhausted();
    abort();
}

#ifdef ARENA_MALLOC

enum { MAPPED_FROM_BYTES = INT_MAX };

#else

enum { MAPPED_FROM_BYTES = HUGE_PAGE_BYTES };

#endif

/*
 * A reader's arena takes some tens of megabytes, and each 4 KiB page costs a fault here and another in every forked worker:
 * huge pages reduce the kernel's time to a third. Mapped memory is zeroed.
 */
static void *map_huge(size_t size_bytes) {
    char *whole = mmap(NULL, size_bytes + HUGE_PAGE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (whole == MAP_FAILED)
        memory_give_up();
    size_t before = -(uintptr_t)whole % HUGE_PAGE_BYTES;
    char *mapped = whole + before;
    if (before)
        munmap(whole, before);
    if (before < HUGE_PAGE_BYTES)
        munmap(mapped + size_bytes, HUGE_PAGE_BYTES - before);
    madvise(mapped, size_bytes, MADV_HUGEPAGE);
    return mapped;
}

/* Huge pages that were prepared and not handed out yet, and how many were handed out. */
static char *prepared;
static size_t prepared_bytes, huge_pages;

static void *map_chunk(size_t size_bytes) {
    huge_pages += size_bytes / HUGE_PAGE_BYTES;
    if (size_bytes > prepared_bytes)
        return map_huge(size_bytes);
    void *chunk = prepared;
    prepared += size_bytes;
    prepared_bytes -= size_bytes;
    return chunk;
}

static struct arena_chunk *chunk_new(size_t size_bytes) {
    if (size_bytes > PTRDIFF_MAX - sizeof(struct arena_chunk) - 2 * HUGE_PAGE_BYTES)
        memory_give_up();
    size_t whole_bytes = sizeof(struct arena_chunk) + size_bytes, mapped_bytes = 0;
    if (whole_bytes >= MAPPED_FROM_BYTES)
        mapped_bytes = (whole_bytes + HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES;
    struct arena_chunk *chunk = mapped_bytes ? map_chunk(mapped_bytes) : calloc(1, whole_bytes);
    if (!chunk)
        memory_give_up();
    chunk->size_bytes = (mapped_bytes ? mapped_bytes : whole_bytes) - sizeof *chunk;
    chunk->mapped_bytes = mapped_bytes;
    return chunk;
}

/* A chunk for a single piece goes behind the newest, whose free bytes stay in use. */
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

bool arena_extend(struct arena *arena, const void *piece, size_t size_bytes, size_t larger_bytes) {
    (void)arena, (void)piece, (void)size_bytes, (void)larger_bytes;
    return false;
}

#else

static void add_chunk(struct arena *arena) {
    size_t size_bytes = CHUNK_FIRST_BYTES;
    if (arena->newest)
        size_bytes = arena->newest->size_bytes * 2;
    if (size_bytes > CHUNK_SMALL_BYTES)
        size_bytes = CHUNK_LARGEST_BYTES - sizeof(struct arena_chunk);
    if (size_bytes < CHUNK_FIRST_BYTES)
        size_bytes = CHUNK_FIRST_BYTES;

    struct arena_chunk *chunk = chunk_new(size_bytes);
    chunk->older = arena->newest;
    arena->newest = chunk;
    arena->next = (char *)(chunk + 1);
    arena->left_bytes = size_bytes;
}

/*
 * The largest piece for which a new chunk is begun, and what is left of the newest given up. Of the largest chunks it is a
 * quarter: memory that is mapped for one piece alone costs a fault for each 4 KiB, and theirs, in huge pages, does not.
 */
static size_t most_beside_others(const struct arena *arena) {
    bool is_large = arena->newest && arena->newest->mapped_bytes == CHUNK_LARGEST_BYTES;
    return is_large ? CHUNK_LARGEST_BYTES / 4 : CHUNK_FIRST_BYTES / 4;
}

/* The bytes that a piece takes. */
static size_t rounded_up(size_t size_bytes) {
    return size_bytes ? (size_bytes + PIECE_ALIGNMENT - 1) & ~(size_t)(PIECE_ALIGNMENT - 1) : PIECE_ALIGNMENT;
}

void *arena_alloc(struct arena *arena, size_t size_bytes) {
    size_t rounded = rounded_up(size_bytes);
    if (rounded > arena->left_bytes || rounded < size_bytes) {
        if (size_bytes > most_beside_others(arena))
            return piece_of_its_own(arena, size_bytes);
        add_chunk(arena);
    }
    void *piece = arena->next;
    arena->next += rounded;
    arena->left_bytes -= rounded;
    return piece;
}

bool arena_extend(struct arena *arena, const void *piece, size_t size_bytes, size_t larger_bytes) {
    const char *end = (const char *)piece + rounded_up(size_bytes);
    size_t more = rounded_up(larger_bytes) - rounded_up(size_bytes);
    if (end != arena->next || larger_bytes < size_bytes || more > arena->left_bytes)
        return false;
    arena->next += more;
    arena->left_bytes -= more;
    return true;
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
        if (chunk->mapped_bytes)
            munmap(chunk, chunk->mapped_bytes);
        else
            free(chunk);
    }
    *arena = (struct arena){0};
}

/* Zeroes that are written touch the pages. */
void arena_prepare(size_t pages) {
    if ((size_t)MAPPED_FROM_BYTES > HUGE_PAGE_BYTES || !pages)
        return;
    prepared_bytes = pages * HUGE_PAGE_BYTES;
    prepared = map_huge(prepared_bytes);
    memset(prepared, 0, prepared_bytes);
}

size_t arena_huge_pages(void) {
    return huge_pages;
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
