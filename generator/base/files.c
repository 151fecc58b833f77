#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

enum { STREAM_STEP_BYTES = 64 * 1024 };

/* Closes the descriptor and returns false, with errno as it was. */
static bool fail_closing(int descriptor) {
    int reason = errno;
    close(descriptor);
    errno = reason;
    return false;
}

/* Opens a regular file for reading; -1 with errno when it is not one. */
static int open_regular(const char *path, struct stat *status) {
    /* Without O_NONBLOCK, opening a FIFO would wait for a writer. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return -1;
    bool known = fstat(descriptor, status) == 0;
    if (known && S_ISREG(status->st_mode))
        return descriptor;
    if (known)
        errno = S_ISDIR(status->st_mode) ? EISDIR : EINVAL;
    fail_closing(descriptor);
    return -1;
}

/* Reads until it has `size` bytes or reaches the end; -1 with errno. */
static ssize_t read_up_to(int descriptor, char *bytes, size_t size) {
    size_t done = 0;
    while (done < size) {
        ssize_t got = read(descriptor, bytes + done, size - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

bool file_read(struct text *bytes, const char *path, size_t limit_bytes, struct arena *arena) {
    struct stat status;
    int descriptor = open_regular(path, &status);
    if (descriptor < 0)
        return false;
    size_t size = (size_t)status.st_size;
    if (size > limit_bytes) {
        errno = EFBIG;
        return fail_closing(descriptor);
    }
    char *room = arena_alloc(arena, size + 1);
    ssize_t got = read_up_to(descriptor, room, size);
    if (got < 0)
        return fail_closing(descriptor);
    close(descriptor);
    *bytes = (struct text){room, (size_t)got};
    return true;
}

bool file_read_stream(struct buffer *buffer, int descriptor, size_t limit_bytes) {
    for (size_t total = 0;;) {
        buffer_reserve(buffer, STREAM_STEP_BYTES);
        ssize_t got = read_up_to(descriptor, buffer->bytes + buffer->size, STREAM_STEP_BYTES);
        if (got < 0)
            return false;
        buffer->size += (size_t)got;
        total += (size_t)got;
        if (total > limit_bytes) {
            errno = EFBIG;
            return false;
        }
        if (got < STREAM_STEP_BYTES)
            return true;
    }
}

static bool write_all(int descriptor, struct text bytes) {
    while (bytes.size) {
        ssize_t put = write(descriptor, bytes.bytes, bytes.size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes = text_after(bytes, (size_t)put);
    }
    return true;
}

bool file_write(const char *path, struct text bytes, bool durable) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return false;
    if (!write_all(descriptor, bytes) || (durable && fsync(descriptor) != 0))
        return fail_closing(descriptor);
    return close(descriptor) == 0;
}

bool file_replace(const char *path, struct text bytes, struct arena *arena) {
    const char *beside = text_format(arena, "%s.new", path).bytes;
    if (file_write(beside, bytes, true) && file_rename(beside, path))
        return true;
    int error = errno;
    file_remove(beside);
    errno = error;
    return false;
}

bool file_write_at(int descriptor, struct text bytes, uint64_t offset) {
    while (bytes.size) {
        ssize_t put = pwrite(descriptor, bytes.bytes, bytes.size, (off_t)offset);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes = text_after(bytes, (size_t)put);
        offset += (uint64_t)put;
    }
    return true;
}

bool file_map(struct text *bytes, const char *path) {
    struct stat status;
    int descriptor = open_regular(path, &status);
    if (descriptor < 0)
        return false;
    size_t size = (size_t)status.st_size;
    void *map = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : NULL;
    if (map == MAP_FAILED)
        return fail_closing(descriptor);
    close(descriptor);
    *bytes = (struct text){map, size};
    return true;
}

void file_unmap(struct text bytes) {
    if (bytes.size)
        munmap((void *)(uintptr_t)bytes.bytes, bytes.size);
}

bool file_sync_folder(const char *path) {
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    /* Some file systems cannot sync a folder; they do not need it either. */
    if (fsync(descriptor) != 0 && errno != EINVAL)
        return fail_closing(descriptor);
    return close(descriptor) == 0;
}

bool file_rename(const char *from, const char *to) {
    return rename(from, to) == 0;
}

bool file_remove(const char *path) {
    return unlink(path) == 0 || errno == ENOENT;
}

bool file_exists(const char *path) {
    struct stat status;
    return stat(path, &status) == 0;
}

int file_lock(const char *path, bool wait) {
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return -1;
    if (flock(descriptor, LOCK_EX | (wait ? 0 : LOCK_NB)) != 0) {
        fail_closing(descriptor);
        return -1;
    }
    return descriptor;
}

void file_unlock(int descriptor) {
    close(descriptor);
}

struct text path_above(struct text path) {
    while (path.size && path.bytes[path.size - 1] != '/')
        path.size--;
    return path.size ? text_slice(path, 0, path.size - 1) : path;
}

struct text path_name(struct text path) {
    size_t start = path.size;
    while (start > 0 && path.bytes[start - 1] != '/')
        start--;
    return text_after(path, start);
}

const char *path_join(struct arena *arena, const char *folder, struct text name) {
    struct text base = text_of(folder);
    while (base.size > 1 && text_ends(base, TEXT("/")))
        base.size--;
    while (base.size && text_starts(name, TEXT("/")))
        name = text_after(name, 1);
    size_t slash = base.size && name.size && !text_ends(base, TEXT("/"));
    char *path = arena_alloc(arena, base.size + slash + name.size + 1);
    if (base.size)
        memcpy(path, base.bytes, base.size);
    if (slash)
        path[base.size] = '/';
    if (name.size)
        memcpy(path + base.size + slash, name.bytes, name.size);
    return path;
}

const char *path_real(const char *path, struct arena *arena) {
    char *real = realpath(path, NULL);
    const char *kept = real ? text_terminated(text_of(real), arena) : NULL;
    free(real);
    return kept;
}
