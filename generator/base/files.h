/*
 * files: all access to the file system. Paths are terminated UTF-8; functions that fail return false and leave the reason in
 * errno.
 */
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include "base/arena.h"
#include "base/buffer.h"
#include <sys/stat.h>

/* Reads a whole regular file into `arena`. EFBIG when it is larger than `limit_bytes`; EISDIR, EINVAL when not regular. */
bool file_read(struct text *bytes, const char *path, size_t limit_bytes, struct arena *arena);

/* Reads a stream to its end into `buffer`. */
bool file_read_stream(struct buffer *buffer, int descriptor, size_t limit_bytes);

/* Creates or overwrites a file, with mode 0666 less the umask. `durable` also fsyncs it. */
bool file_write(const char *path, struct text bytes, bool durable);

/* The same, but what was there before stays whole until all is written: into PATH.new, which then takes its place. */
bool file_replace(const char *path, struct text bytes, struct arena *arena);

/* Writes all of `bytes` at `offset` of an open file. */
bool file_write_at(int descriptor, struct text bytes, uint64_t offset);

/* Maps a file read-only; an empty file gives the empty text. Release with file_unmap. */
bool file_map(struct text *bytes, const char *path);
void file_unmap(struct text bytes);

bool file_sync_folder(const char *path);
bool file_rename(const char *from, const char *to);
bool file_remove(const char *path); /* true also when it is not there */
bool folder_make(const char *path); /* with all parents; true also when it is there */
bool folder_remove_if_empty(const char *path);
bool folder_remove_all(const char *path); /* with everything in it; does not follow symbolic links */
bool file_exists(const char *path);

/* One entry of a listing; `path` is relative to the folder that was listed, with '/' between parts. */
struct file_entry {
    struct text path;
    struct stat status; /* of what a symbolic link leads to */
};

struct file_list {
    struct file_entry *items;
    size_t count, capacity;
};

/*
 * Lists the regular files below `folder`, sorted by the bytes of their paths. Symbolic links are followed where each step stays
 * inside `folder`, none is an absolute path, and they do not loop; names that start with '.' are left out unless `hidden`.
 * Links that lead outside, loops, devices, FIFOs and names that are not UTF-8 are reported to `odd` (may be NULL) and left out.
 * A place is where an entry is when all links on its path are resolved.
 */
struct file_listing {
    bool hidden;
    /* Whether a file or folder is left out without a word (may be NULL: none is). */
    bool (*skip)(struct text path, struct text place, bool is_folder, void *context);
    /* Why a link may not lead to a place or through it; NULL when it may (may be NULL: all may). */
    const char *(*barred)(struct text place, void *context);
    void (*odd)(struct text path, const char *why, void *context);
    void *context;
};
bool folder_list(struct file_list *list, const char *folder, const struct file_listing *options, struct arena *arena);

/*
 * Takes an exclusive lock on a file, which is created if need be. Returns a descriptor, or -1 (EWOULDBLOCK: someone else has
 * it).
 */
int file_lock(const char *path, bool wait);
void file_unlock(int descriptor);

/* "a/b" + "c" with one '/' between; an empty side gives the other. */
const char *path_join(struct arena *arena, const char *folder, struct text name);

/* An absolute path without links, "." and ".."; NULL with errno when it leads nowhere. */
const char *path_real(const char *path, struct arena *arena);

/* The folder of a relative path, without the '/' at its end; "" for a path without folders. */
struct text path_above(struct text path);

/* What stands behind the last '/' of a path: the name of the file or folder. */
struct text path_name(struct text path);

#endif
