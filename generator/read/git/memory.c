/* Memory for libgit2: the program's own, which is never NULL. */
#include "base/arena.h"
#include "read/git/internal.h"

#include <git2/sys/alloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *allocate(size_t size, const char *file, int line) {
    (void)file, (void)line;
    return memory_alloc(size);
}

static void *allocate_zeroed(size_t count, size_t size, const char *file, int line) {
    (void)file, (void)line;
    return memory_alloc_zeroed(count, size);
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
    return memory_resize(old, size);
}

/* libgit2 checks that the product fits; if it does not fit, this asks for more than there can be. */
static size_t product(size_t count, size_t size) {
    size_t bytes;
    return __builtin_mul_overflow(count, size, &bytes) ? PTRDIFF_MAX : bytes;
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
