#include "publish/folders.h"
#include "base/array.h"
#include "base/files.h"
#include "publish/state.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_LINE TEXT("colophon folders 1\n")

static const char *in_output(const struct stage *stage, struct text folder, struct arena *arena) {
    return path_join(arena, stage->output, folder);
}

/* Sorted paths of one folder follow each other: if the folder is in the list, it is the last item or contains it. */
static bool is_listed(const struct folders *folders, struct text folder) {
    if (folders->count == 0)
        return false;
    struct text last = folders->items[folders->count - 1];
    bool is_in = folder.size == 0 || (last.size > folder.size && last.bytes[folder.size] == '/');
    return text_equal(last, folder) || (is_in && text_starts(last, folder));
}

/* Two mounts of one device have different ids, and rename fails between them too. Before Linux 5.8 every id is 0. */
static bool mount_of(struct folders_mount *mount, const char *path) {
    struct statx status;
    if (statx(AT_FDCWD, path, 0, STATX_BASIC_STATS | STATX_MNT_ID, &status) != 0)
        return false;
    uint64_t id = status.stx_mask & STATX_MNT_ID ? status.stx_mnt_id : 0;
    *mount = (struct folders_mount){id, status.stx_dev_major, status.stx_dev_minor};
    return true;
}

static bool is_of_stage(struct folders *folders, const struct stage *stage, const char *path) {
    struct folders_mount mount;
    bool known = folders->mount.major || folders->mount.minor || mount_of(&folders->mount, stage->home);
    if (!known || !mount_of(&mount, path))
        return false;
    bool same = mount.id == folders->mount.id && mount.major == folders->mount.major && mount.minor == folders->mount.minor;
    if (!same)
        errno = EXDEV;
    return same;
}

static bool add_missing(struct folders *folders, const struct stage *stage, struct text folder, struct arena *arena) {
    if (is_listed(folders, folder) || is_of_stage(folders, stage, in_output(stage, folder, arena)))
        return true;
    if (errno != ENOENT)
        return false;
    *array_add(folders, arena) = folder;
    return true;
}

static bool add_all_missing(struct folders *folders, const struct stage *stage, struct text folder, struct arena *arena) {
    bool good = add_missing(folders, stage, (struct text){0}, arena);
    for (size_t slash = text_find_char(folder, '/', 0); slash < folder.size && good;
         slash = text_find_char(folder, '/', slash + 1))
        good = add_missing(folders, stage, text_slice(folder, 0, slash), arena);
    return good;
}

bool folders_find(struct folders *folders, const struct stage *stage, struct text path, struct arena *arena) {
    while (path.size > 0 && path.bytes[path.size - 1] != '/')
        path.size--;
    struct text folder = path.size > 0 ? text_slice(path, 0, path.size - 1) : path;
    struct text inside = text_join(arena, path, TEXT("."));
    if (is_listed(folders, folder))
        return true;
    if (access(in_output(stage, inside, arena), W_OK | X_OK) == 0)
        return is_of_stage(folders, stage, in_output(stage, folder, arena));
    /* A file that will be removed is where the folder will be. */
    if (errno == ENOTDIR)
        return true;
    return errno == ENOENT && add_all_missing(folders, stage, path, arena);
}

static bool write_list(const struct folders *folders, const struct stage *stage) {
    struct buffer payload = {0}, file = {0};
    for (size_t i = 0; i < folders->count; i++)
        state_put_text(&payload, folders->items[i]);
    state_seal(&file, FIRST_LINE, buffer_text(&payload));
    bool written = file_write(stage->folders, buffer_text(&file), false);
    buffer_free(&payload);
    buffer_free(&file);
    return written;
}

bool folders_make(struct text *failed, const struct folders *folders, const struct stage *stage, struct arena *arena) {
    *failed = (struct text){0};
    if (folders->count > 0 && !write_list(folders, stage))
        return false;
    for (size_t i = 0; i < folders->count; i++)
        if (!folder_make(in_output(stage, folders->items[i], arena))) {
            *failed = folders->items[i];
            return false;
        }
    return true;
}

static bool remove_empty(const char *folder) {
    return folder_remove_if_empty(folder) || errno == ENOENT || errno == ENOTEMPTY || errno == EEXIST;
}

void folders_undo(const struct stage *stage, struct arena *arena) {
    struct folders folders = {0};
    struct text bytes, rest, folder;
    bool done = file_read(&bytes, stage->folders, SIZE_MAX, arena);
    if (done && state_unseal(&rest, bytes, FIRST_LINE))
        while (state_take_text(&folder, &rest))
            *array_add(&folders, arena) = folder;
    for (size_t i = folders.count; i > 0; i--)
        done = remove_empty(in_output(stage, folders.items[i - 1], arena)) && done;
    /* Otherwise the next run tries again. */
    if (done)
        folders_keep(stage);
}

void folders_keep(const struct stage *stage) {
    file_remove(stage->folders);
}
