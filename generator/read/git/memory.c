/*
 * Memory for libgit2: the program's own, which is never NULL, but for a piece larger than any object may be: so much is asked
 * for by a damaged size, or by deltas that are made of each other. libgit2 checks the results of such calls.
 */
#include "base/arena.h"
#include "read/git/internal.h"

#include <git2/sys/alloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MOST_BYTES (((size_t)1 << 30) + ((size_t)1 << 20))

/* libgit2 checks that the product fits; if it does not fit, this asks for more than there can be. */
static size_t product(size_t count, size_t size) {
    size_t bytes;
    return __builtin_mul_overflow(count, size, &bytes) ? PTRDIFF_MAX : bytes;
}

static bool is_too_much(size_t size) {
    if (size > MOST_BYTES)
        git_error_set_str(GIT_ERROR_NOMEMORY, "it is larger than an object may be");
    return size > MOST_BYTES;
}

static void *allocate(size_t size, const char *file, int line) {
    (void)file, (void)line;
    return is_too_much(size) ? NULL : memory_alloc(size);
}

static void *allocate_zeroed(size_t count, size_t size, const char *file, int line) {
    (void)file, (void)line;
    return is_too_much(product(count, size)) ? NULL : memory_alloc_zeroed(count, size);
}

static char *copy_part(const char *text, size_t size, const char *file, int line) {
    char *copy = allocate(size + 1, file, line);
    memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

static char *copy(const char *text, const char *file, int line) {
    return copy_part(text, strlen(text), file, line);
}

static char *copy_up_to(const char *text, size_t most, const char *file, int line) {
    return copy_part(text, strnlen(text, most), file, line);
}

static void *resize(void *old, size_t size, const char *file, int line) {
    (void)file, (void)line;
    return is_too_much(size) ? NULL : memory_resize(old, size);
}

static void *resize_array(void *old, size_t count, size_t size, const char *file, int line) {
    return resize(old, product(count, size), file, line);
}

static void *allocate_array(size_t count, size_t size, const char *file, int line) {
    return allocate(product(count, size), file, line);
}

void git_use_memory(void) {
    git_allocator allocator = {allocate, allocate_zeroed, copy,           copy_up_to, copy_part,
                               resize,   resize_array,    allocate_array, free};
    git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);
}
