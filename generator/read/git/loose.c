/*
 * The repository's objects: packs are libgit2's to read, loose objects, each a file of its own, are read here. libgit2 1.5.1
 * turns for ever inside of inflate() when such a file ends early, as a full disk, a killed copy or a power cut leaves it.
 *
 * A loose object is a zlib stream of "TYPE SIZE\0BYTES". Turned down: looking at each file before libgit2 reads it, which
 * inflates everything twice, and misses the objects that libgit2 looks up by a part of their name.
 */
#include "base/array.h"
#include "base/files.h"
#include "read/git/internal.h"

#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { LARGEST_HEAD_BYTES = 32, DEEPEST_ALTERNATE = 5, LOOSE_PRIORITY = 1, PACKED_PRIORITY = 2 };

#define LARGEST_OBJECT_BYTES ((size_t)1 << 30)
#define LARGEST_ALTERNATES_BYTES ((size_t)1 << 20)

/* The loose objects below one folder. libgit2 knows it by its first member. */
struct loose_objects {
    git_odb_backend backend;
    const char *folder;
    struct arena arena;
};

/* An object while it is inflated. */
struct inflating {
    z_stream stream;
    char head[LARGEST_HEAD_BYTES];
    size_t head_bytes; /* with the NUL */
    size_t inflated;   /* bytes of `head`, of which those after the NUL begin the object's own */
    git_object_t type;
    size_t size;
};

static int damaged(const git_oid *id, const char *how) {
    struct arena scratch = {0};
    struct git_id name = git_id_of(id);
    git_error_set_str(GIT_ERROR_ODB, text_format(&scratch, "loose object %s is damaged: %s", name.hex, how).bytes);
    arena_free(&scratch);
    return GIT_ERROR;
}

/* Inflating. */

/* "tree 123" */
static bool read_head(struct inflating *inflating) {
    struct text head = {inflating->head, inflating->inflated};
    size_t space = text_find_char(head, ' ', 0), end = text_find_char(head, '\0', 0);
    char type[LARGEST_HEAD_BYTES + 1] = {0};
    inflating->size = 0;
    if (end == head.size || space + 1 >= end)
        return false;
    memcpy(type, head.bytes, space);
    inflating->type = git_object_string2type(type);
    for (size_t i = space + 1; i < end; i++) {
        if (head.bytes[i] < '0' || head.bytes[i] > '9' || inflating->size > LARGEST_OBJECT_BYTES)
            return false;
        inflating->size = inflating->size * 10 + (size_t)(head.bytes[i] - '0');
    }
    inflating->head_bytes = end + 1;
    return git_object_typeisloose(inflating->type);
}

/* Inflates the beginning. NULL, or what is wrong. End with inflateEnd. */
static const char *inflate_head(struct inflating *inflating, struct text file) {
    *inflating = (struct inflating){.stream = {.next_in = (Bytef *)(uintptr_t)file.bytes, .avail_in = (uInt)file.size}};
    z_stream *stream = &inflating->stream;
    if (file.size > UINT32_MAX)
        return "it is too large";
    if (inflateInit(stream) != Z_OK)
        return "it cannot be inflated";
    stream->next_out = (Bytef *)inflating->head;
    stream->avail_out = sizeof inflating->head;
    int result = inflate(stream, Z_SYNC_FLUSH);
    inflating->inflated = sizeof inflating->head - stream->avail_out;
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
        return "it is no zlib stream";
    return read_head(inflating) ? NULL : "it does not begin with its type and size";
}

/* Inflates all into `bytes`, which has room for inflating->size and one more. NULL, or what is wrong. */
static const char *inflate_rest(struct inflating *inflating, char *bytes) {
    z_stream *stream = &inflating->stream;
    size_t begun = inflating->inflated - inflating->head_bytes;
    if (begun > inflating->size)
        return "it is longer than it says";
    memcpy(bytes, inflating->head + inflating->head_bytes, begun);
    /* One byte more than there should be: so the end of the stream is seen, and what is too long. */
    stream->next_out = (Bytef *)bytes + begun;
    stream->avail_out = (uInt)(inflating->size - begun + 1);
    int result = inflate(stream, Z_FINISH);
    if (result == Z_BUF_ERROR && stream->avail_out > 0)
        return "it ends early";
    if (result != Z_STREAM_END)
        return result == Z_DATA_ERROR ? "its bytes were changed" : "it is longer than it says";
    if (stream->avail_out != 1)
        return "it is shorter than it says";
    bytes[inflating->size] = '\0';
    return stream->avail_in ? "something follows it" : NULL;
}

/* What libgit2 asks for. */

/* GIT_ENOTFOUND when there is no such file. */
static int read_file(struct text *file, const git_odb_backend *backend, const git_oid *id, struct arena *arena) {
    const struct loose_objects *objects = (const struct loose_objects *)backend;
    struct git_id name = git_id_of(id);
    const char *path = text_format(arena, "%s/%.2s/%s", objects->folder, name.hex, name.hex + 2).bytes;
    git_reading(id);
    if (file_read(file, path, LARGEST_OBJECT_BYTES, arena))
        return GIT_OK;
    return errno == ENOENT || errno == ENOTDIR ? GIT_ENOTFOUND : damaged(id, strerror(errno));
}

static int read_object(void **bytes, size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id) {
    struct arena scratch = {0};
    struct inflating inflating;
    struct text file;
    int result = read_file(&file, backend, id, &scratch);
    if (result == GIT_OK) {
        const char *wrong = inflate_head(&inflating, file);
        *bytes = wrong ? NULL : git_odb_backend_data_alloc(backend, inflating.size + 1);
        *size = inflating.size;
        *type = inflating.type;
        wrong = wrong ? wrong : inflate_rest(&inflating, *bytes);
        inflateEnd(&inflating.stream);
        result = wrong ? damaged(id, wrong) : git_is_named(id, *type, (struct text){*bytes, *size}) ? GIT_OK : GIT_EMISMATCH;
        if (result != GIT_OK)
            git_odb_backend_data_free(backend, *bytes);
    }
    arena_free(&scratch);
    return result;
}

static int read_header(size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id) {
    struct arena scratch = {0};
    struct inflating inflating;
    struct text file;
    int result = read_file(&file, backend, id, &scratch);
    if (result == GIT_OK) {
        const char *wrong = inflate_head(&inflating, file);
        *size = inflating.size;
        *type = inflating.type;
        inflateEnd(&inflating.stream);
        result = wrong ? damaged(id, wrong) : GIT_OK;
    }
    arena_free(&scratch);
    return result;
}

static int exists(git_odb_backend *backend, const git_oid *id) {
    struct arena scratch = {0};
    const struct loose_objects *objects = (const struct loose_objects *)backend;
    struct git_id name = git_id_of(id);
    bool found = file_exists(text_format(&scratch, "%s/%.2s/%s", objects->folder, name.hex, name.hex + 2).bytes);
    arena_free(&scratch);
    return found;
}

/* The object whose name begins with these digits. GIT_ENOTFOUND for none, GIT_EAMBIGUOUS for several. */
static int find_prefix(git_oid *found, const struct loose_objects *objects, const git_oid *digits, size_t count) {
    struct arena scratch = {0};
    struct git_id name = git_id_of(digits);
    DIR *folder = opendir(text_format(&scratch, "%s/%.2s", objects->folder, name.hex).bytes);
    bool is_unreadable = !folder && errno != ENOENT && errno != ENOTDIR;
    size_t matches = 0;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (strlen(entry->d_name) != GIT_OID_HEXSZ - 2 || strncmp(entry->d_name, name.hex + 2, count - 2) != 0)
            continue;
        matches++;
        git_oid_fromstr(found, text_format(&scratch, "%.2s%s", name.hex, entry->d_name).bytes);
    }
    if (folder)
        closedir(folder);
    arena_free(&scratch);
    if (is_unreadable)
        return damaged(digits, "its folder cannot be read");
    return matches == 1 ? GIT_OK : matches ? GIT_EAMBIGUOUS : GIT_ENOTFOUND;
}

static int read_prefix(git_oid *found, void **bytes, size_t *size, git_object_t *type, git_odb_backend *backend,
                       const git_oid *digits, size_t count) {
    git_oid id;
    int result = find_prefix(&id, (const struct loose_objects *)backend, digits, count);
    if (result == GIT_OK)
        result = read_object(bytes, size, type, backend, &id);
    if (result == GIT_OK)
        *found = id;
    return result;
}

static void free_loose(git_odb_backend *backend) {
    arena_free(&((struct loose_objects *)backend)->arena);
    free(backend);
}

static git_odb_backend *loose_backend(const char *folder) {
    struct loose_objects *objects = memory_alloc_zeroed(1, sizeof *objects);
    git_odb_init_backend(&objects->backend, GIT_ODB_BACKEND_VERSION);
    objects->folder = text_terminated(text_of(folder), &objects->arena);
    objects->backend.read = read_object;
    objects->backend.read_header = read_header;
    objects->backend.read_prefix = read_prefix;
    objects->backend.exists = exists;
    objects->backend.free = free_loose;
    return &objects->backend;
}

/* Folders of objects. */

/* Those that have been added: alternates may lead in circles. */
struct object_folders {
    git_odb *objects;
    ino_t *items;
    size_t count, capacity;
    struct arena *arena;
};

static bool add_folder(struct object_folders *folders, const char *folder, unsigned depth);

static bool fail_by_errno(void) {
    git_error_set_str(GIT_ERROR_OS, strerror(errno));
    return false;
}

/* The folders named in info/alternates, one a line, from which a clone borrows objects. */
static bool add_alternates(struct object_folders *folders, const char *folder, unsigned depth) {
    struct arena *arena = folders->arena;
    struct text lines, line;
    if (!file_read(&lines, path_join(arena, folder, TEXT("info/alternates")), LARGEST_ALTERNATES_BYTES, arena))
        return errno == ENOENT || errno == ENOTDIR || fail_by_errno();
    while (text_cut(&line, &lines, '\n')) {
        if (!line.size || text_starts(line, TEXT("#")))
            continue;
        const char *path = text_starts(line, TEXT("/")) ? text_terminated(line, arena) : path_join(arena, folder, line);
        if (!add_folder(folders, path, depth + 1))
            return false;
    }
    return true;
}

static bool add_backend(git_odb *objects, git_odb_backend *backend, int priority) {
    if (git_odb_add_backend(objects, backend, priority) == 0)
        return true;
    backend->free(backend);
    return false;
}

/* A folder that is not there is passed over, as git does: an object that is then missing is told by its name. */
static bool add_folder(struct object_folders *folders, const char *folder, unsigned depth) {
    struct stat status;
    if (depth > DEEPEST_ALTERNATE)
        return true;
    if (stat(folder, &status) != 0)
        return errno == ENOENT || errno == ENOTDIR || fail_by_errno();
    for (size_t i = 0; i < folders->count; i++)
        if (folders->items[i] == status.st_ino)
            return true;
    *array_add(folders, folders->arena) = status.st_ino;
    git_odb_backend *packed = git_packs_are_sound(folder, folders->arena) ? git_packed_objects(folder) : NULL;
    return packed && add_backend(folders->objects, packed, PACKED_PRIORITY) &&
           add_backend(folders->objects, loose_backend(folder), LOOSE_PRIORITY) && add_alternates(folders, folder, depth);
}

bool git_open_objects(git_odb **objects, git_repository *handle) {
    struct arena scratch = {0};
    git_buf folder = {0};
    *objects = NULL;
    bool opened = git_repository_item_path(&folder, handle, GIT_REPOSITORY_ITEM_OBJECTS) == 0 && git_odb_new(objects) == 0;
    struct object_folders folders = {.objects = *objects, .arena = &scratch};
    opened = opened && add_folder(&folders, folder.ptr, 0) && git_repository_set_odb(handle, *objects) == 0;
    if (!opened) {
        git_odb_free(*objects);
        *objects = NULL;
    }
    git_buf_dispose(&folder);
    arena_free(&scratch);
    return opened;
}

const char *git_zlib_library(void) {
    return zlibVersion();
}
