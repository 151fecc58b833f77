/*
 * shim: preloaded, it counts the calls of a program and all its children to the system, and makes some of them fail or fatal.
 *
 *     FAULTS=control LD_PRELOAD=shim.so colophon build ...
 *
 * The file named by FAULTS is a struct control, shared by all processes. Calls whose kind is in `kinds` are counted; those
 * numbered from `first` to `last` fail with `error`, or end the process, or all of them, before they are made, or transfer only
 * half of the bytes.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind {
    ALLOCATE = 1 << 0,
    WRITE = 1 << 1,
    SYNC = 1 << 2,
    RENAME = 1 << 3,
    OPEN = 1 << 4,
    MAP = 1 << 5,
    FORK = 1 << 6,
    READ = 1 << 7,
    FOLDER = 1 << 8, /* mkdir, rmdir, unlink, ftruncate, flock, opendir */
    STATUS = 1 << 9,
};

enum mode { FAIL, KILL_PROCESS, KILL_ALL, HALVE };

struct control {
    _Atomic uint64_t count; /* of the calls so far */
    uint64_t first, last;   /* counting from 1; 0 for none */
    uint32_t kinds, mode, error;
    _Atomic uint32_t hits;
    char name[32]; /* of the first call that was hit */
};

static struct control *control;

__attribute__((constructor)) static void start(void) {
    const char *path = getenv("FAULTS");
    long file = path ? syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0)
        return;
    long map = syscall(SYS_mmap, NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    syscall(SYS_close, file);
    if (map != -1)
        control = (struct control *)map;
}

/* Whether this call is to fail; sets errno. */
static int hit(enum kind kind, const char *name) {
    if (!control || !(control->kinds & kind))
        return 0;
    uint64_t number = atomic_fetch_add(&control->count, 1) + 1;
    if (control->first == 0 || number < control->first || number > control->last)
        return 0;
    if (atomic_fetch_add(&control->hits, 1) == 0)
        for (size_t i = 0; i + 1 < sizeof control->name && (control->name[i] = name[i]); i++)
            continue;
    if (control->mode == KILL_PROCESS)
        kill(getpid(), SIGKILL);
    if (control->mode == KILL_ALL)
        kill(0, SIGKILL);
    errno = (int)control->error;
    return 1;
}

/* Memory: the C library's own names, because looking others up allocates. */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size) {
    return hit(ALLOCATE, "malloc") ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return hit(ALLOCATE, "calloc") ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return hit(ALLOCATE, "realloc") ? NULL : __libc_realloc(old, size);
}

/* Everything else: look up once, ask, pass on. */

#define WRAP(kind, type, failure, name, parameters, arguments)                                                                 \
    type name parameters {                                                                                                     \
        static type(*real) parameters;                                                                                         \
        if (!real)                                                                                                             \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                                                         \
        return hit(kind, #name) ? failure : real arguments;                                                                    \
    }

/* Of calls with bytes, which may transfer fewer of them. */
#define WRAP_TRANSFER(kind, name, parameters, arguments)                                                                       \
    ssize_t name parameters {                                                                                                  \
        static ssize_t(*real) parameters;                                                                                      \
        if (!real)                                                                                                             \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                                                         \
        int is_hit = hit(kind, #name);                                                                                         \
        if (is_hit && control->mode == HALVE)                                                                                  \
            size = (size + 1) / 2;                                                                                             \
        else if (is_hit)                                                                                                       \
            return -1;                                                                                                         \
        return real arguments;                                                                                                 \
    }

WRAP_TRANSFER(WRITE, write, (int file, const void *bytes, size_t size), (file, bytes, size))
WRAP_TRANSFER(WRITE, pwrite, (int file, const void *bytes, size_t size, off_t at), (file, bytes, size, at))
WRAP_TRANSFER(WRITE, pwrite64, (int file, const void *bytes, size_t size, off_t at), (file, bytes, size, at))
WRAP_TRANSFER(READ, read, (int file, void *bytes, size_t size), (file, bytes, size))
WRAP_TRANSFER(READ, pread, (int file, void *bytes, size_t size, off_t at), (file, bytes, size, at))
WRAP_TRANSFER(READ, pread64, (int file, void *bytes, size_t size, off_t at), (file, bytes, size, at))
WRAP(SYNC, int, -1, fsync, (int file), (file))
WRAP(SYNC, int, -1, fdatasync, (int file), (file))
WRAP(SYNC, int, -1, syncfs, (int file), (file))
WRAP(RENAME, int, -1, rename, (const char *from, const char *to), (from, to))
WRAP(MAP, void *, MAP_FAILED, mmap, (void *at, size_t size, int protection, int flags, int file, off_t offset),
     (at, size, protection, flags, file, offset))
WRAP(MAP, void *, MAP_FAILED, mmap64, (void *at, size_t size, int protection, int flags, int file, off_t offset),
     (at, size, protection, flags, file, offset))
WRAP(FORK, pid_t, -1, fork, (void), ())
WRAP(FORK, int, -1, pipe2, (int ends[2], int flags), (ends, flags))
WRAP(FOLDER, int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP(FOLDER, int, -1, rmdir, (const char *path), (path))
WRAP(FOLDER, int, -1, unlink, (const char *path), (path))
WRAP(FOLDER, int, -1, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
WRAP(FOLDER, int, -1, ftruncate, (int file, off_t size), (file, size))
WRAP(FOLDER, int, -1, ftruncate64, (int file, off_t size), (file, size))
WRAP(FOLDER, int, -1, flock, (int file, int operation), (file, operation))
WRAP(OPEN, DIR *, NULL, opendir, (const char *path), (path))
WRAP(OPEN, DIR *, NULL, fdopendir, (int file), (file))
WRAP(OPEN, int, -1, memfd_create, (const char *name, unsigned flags), (name, flags))
WRAP(OPEN, int, -1, mkostemp, (char *path, int flags), (path, flags))
WRAP(OPEN, int, -1, mkostemp64, (char *path, int flags), (path, flags))
WRAP(OPEN, FILE *, NULL, tmpfile, (void), ())
WRAP(OPEN, FILE *, NULL, tmpfile64, (void), ())
WRAP(OPEN, FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode))
WRAP(OPEN, FILE *, NULL, fopen64, (const char *path, const char *mode), (path, mode))
WRAP(STATUS, int, -1, stat, (const char *path, struct stat *status), (path, status))
WRAP(STATUS, int, -1, lstat, (const char *path, struct stat *status), (path, status))
WRAP(STATUS, int, -1, fstat, (int file, struct stat *status), (file, status))
WRAP(STATUS, int, -1, fstatat, (int folder, const char *path, struct stat *status, int flags), (folder, path, status, flags))
WRAP(STATUS, int, -1, stat64, (const char *path, struct stat64 *status), (path, status))
WRAP(STATUS, int, -1, lstat64, (const char *path, struct stat64 *status), (path, status))
WRAP(STATUS, int, -1, fstat64, (int file, struct stat64 *status), (file, status))
WRAP(STATUS, char *, NULL, realpath, (const char *path, char *real_path), (path, real_path))
WRAP(STATUS, int, -1, access, (const char *path, int mode), (path, mode))
WRAP(STATUS, int, -1, statx, (int folder, const char *path, int flags, unsigned mask, struct statx *status),
     (folder, path, flags, mask, status))

#define WRAP_OPEN(name)                                                                                                        \
    int name(const char *path, int flags, ...) {                                                                               \
        static int (*real)(const char *, int, ...);                                                                            \
        va_list rest;                                                                                                          \
        va_start(rest, flags);                                                                                                 \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                                \
        va_end(rest);                                                                                                          \
        if (!real)                                                                                                             \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                                                         \
        return hit(OPEN, #name) ? -1 : real(path, flags, mode);                                                                \
    }

WRAP_OPEN(open)
WRAP_OPEN(open64)

#define WRAP_OPENAT(name)                                                                                                      \
    int name(int folder, const char *path, int flags, ...) {                                                                   \
        static int (*real)(int, const char *, int, ...);                                                                       \
        va_list rest;                                                                                                          \
        va_start(rest, flags);                                                                                                 \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                                \
        va_end(rest);                                                                                                          \
        if (!real)                                                                                                             \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                                                         \
        return hit(OPEN, #name) ? -1 : real(folder, path, flags, mode);                                                        \
    }

WRAP_OPENAT(openat)
WRAP_OPENAT(openat64)
