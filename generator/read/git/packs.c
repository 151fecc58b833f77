/*
 * Packs are libgit2's to read. Their indexes are looked at before: 1.5.1 follows an offset that leads out of its pack to memory
 * that is not there. What comes out must have its name (names.c). An index is 256 counts, then a name, a checksum and an offset
 * for each object, and the offsets of 64 bits that others point to; see git's Documentation/gitformat-pack.
 */
#include "base/files.h"
#include "read/git/internal.h"

#include <git2/sys/odb_backend.h>

#include <dirent.h>
#include <errno.h>
#include <string.h>

enum {
    FANOUT_BYTES = 256 * 4,
    HEAD_BYTES = 8, /* of version 2; version 1 has none */
    NAME_BYTES = 20,
    ENTRY_BYTES = 20 + 4 + 4, /* name, checksum, offset */
    OLD_ENTRY_BYTES = 4 + 20, /* version 1: offset, name */
    TRAILER_BYTES = 20 + 20,
    LEAST_PACK_BYTES = 12 + 20,
};

#define IS_LONG ((uint32_t)1 << 31)

static uint32_t word_at(struct text bytes, size_t offset) {
    const unsigned char *at = (const unsigned char *)bytes.bytes + offset;
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Whether an object can begin at `offset` of a pack that ends with a digest. */
static bool is_within(uint64_t offset, uint64_t pack_bytes) {
    return pack_bytes >= LEAST_PACK_BYTES && offset >= 12 && offset < pack_bytes - NAME_BYTES;
}

static bool old_offsets_are_sound(struct text index, uint64_t pack_bytes) {
    size_t count = word_at(index, FANOUT_BYTES - 4);
    if (index.size < FANOUT_BYTES + count * OLD_ENTRY_BYTES + TRAILER_BYTES)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!is_within(word_at(index, FANOUT_BYTES + i * OLD_ENTRY_BYTES), pack_bytes))
            return false;
    return true;
}

static bool offsets_are_sound(struct text index, uint64_t pack_bytes) {
    size_t count = index.size < HEAD_BYTES + FANOUT_BYTES ? 0 : word_at(index, HEAD_BYTES + FANOUT_BYTES - 4);
    size_t offsets = HEAD_BYTES + FANOUT_BYTES + count * (NAME_BYTES + 4), longs = offsets + count * 4;
    if (index.size < HEAD_BYTES + FANOUT_BYTES + count * ENTRY_BYTES + TRAILER_BYTES)
        return false;
    size_t long_count = (index.size - TRAILER_BYTES - longs) / 8;
    for (size_t i = 0; i < count; i++) {
        uint64_t offset = word_at(index, offsets + i * 4);
        if (offset & IS_LONG) {
            size_t at = longs + (size_t)(offset & ~IS_LONG) * 8;
            if ((offset & ~IS_LONG) >= long_count)
                return false;
            offset = (uint64_t)word_at(index, at) << 32 | word_at(index, at + 4);
        }
        if (!is_within(offset, pack_bytes))
            return false;
    }
    return true;
}

static bool fail(const char *path, const char *why) {
    struct arena scratch = {0};
    git_error_set_str(GIT_ERROR_ODB, text_format(&scratch, "%s: %s", path, why).bytes);
    arena_free(&scratch);
    return false;
}

/* An index whose pack is gone is passed over, as libgit2 does. */
static bool index_is_sound(const char *folder, struct text name, struct arena *arena) {
    const char *path = path_join(arena, folder, name);
    struct text pack = text_format(arena, "%.*s.pack", (int)(name.size - strlen(".idx")), name.bytes), index;
    struct stat status;
    if (stat(path_join(arena, folder, pack), &status) != 0)
        return errno == ENOENT || fail(path, strerror(errno));
    if (!file_map(&index, path))
        return fail(path, strerror(errno));
    bool is_old = index.size < HEAD_BYTES || word_at(index, 0) != 0xff744f63;
    bool is_sound =
        index.size >= FANOUT_BYTES && (is_old ? old_offsets_are_sound : offsets_are_sound)(index, (uint64_t)status.st_size);
    file_unmap(index);
    return is_sound ||
           fail(path, "the index of this pack is damaged: it leads out of the pack; `git index-pack` makes it again");
}

bool git_packs_are_sound(const char *objects, struct arena *arena) {
    const char *folder = path_join(arena, objects, TEXT("pack"));
    DIR *entries = opendir(folder);
    if (!entries)
        return errno == ENOENT || errno == ENOTDIR || fail(folder, strerror(errno));
    bool are_sound = true;
    struct dirent *entry;
    while (are_sound && (entry = readdir(entries)))
        if (text_ends(text_of(entry->d_name), TEXT(".idx")))
            are_sound = index_is_sound(folder, text_of(entry->d_name), arena);
    closedir(entries);
    return are_sound;
}

/* Reading. */

/* libgit2's own ways of reading from packs. */
static struct {
    int (*read)(void **, size_t *, git_object_t *, git_odb_backend *, const git_oid *);
    int (*read_prefix)(git_oid *, void **, size_t *, git_object_t *, git_odb_backend *, const git_oid *, size_t);
} own;

static int checked(const git_oid *id, void *bytes, size_t size, git_object_t type, git_odb_backend *backend) {
    if (git_is_named(id, type, (struct text){bytes, size}))
        return GIT_OK;
    git_odb_backend_data_free(backend, bytes);
    return GIT_EMISMATCH;
}

static int read_object(void **bytes, size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id) {
    int result = own.read(bytes, size, type, backend, id);
    return result == GIT_OK ? checked(id, *bytes, *size, *type, backend) : result;
}

static int read_prefix(git_oid *found, void **bytes, size_t *size, git_object_t *type, git_odb_backend *backend,
                       const git_oid *digits, size_t count) {
    int result = own.read_prefix(found, bytes, size, type, backend, digits, count);
    return result == GIT_OK ? checked(found, *bytes, *size, *type, backend) : result;
}

git_odb_backend *git_packed_objects(const char *objects) {
    git_odb_backend *packed = NULL;
    if (git_odb_backend_pack(&packed, objects) != 0)
        return NULL;
    own.read = packed->read;
    own.read_prefix = packed->read_prefix;
    packed->read = read_object;
    packed->read_prefix = read_prefix;
    return packed;
}
