#include "publish/stage.h"
#include "base/digest.h"
#include "base/files.h"
#include "publish/publish.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static struct text without_last_slashes(struct text path) {
    while (path.size > 1 && path.bytes[path.size - 1] == '/')
        path.size--;
    return path;
}

/* PARENT, with the '/' at its end; empty for a relative path of one part. */
static struct text parent_of(struct text path) {
    return text_slice(path, 0, path.size - path_name(path).size);
}

static const char *ignored_folder(const char *output, struct arena *arena) {
    struct text parent = parent_of(without_last_slashes(text_of(output)));
    return text_terminated(text_join(arena, parent, TEXT(".colophon")), arena);
}

const char *publish_state_beside(const char *output, struct arena *arena) {
    return path_join(arena, ignored_folder(output, arena), path_name(without_last_slashes(text_of(output))));
}

/* Named after the state, so that two states of one output (of two users, say) keep out of each other's stage. */
static const char *folder_beside(struct text parent, const char *state, struct arena *arena) {
    unsigned long long number = digest_of(text_of(state)).low;
    return text_terminated(text_format(arena, "%.*s.colophon-%016llx", TEXT_ARGS(parent), number), arena);
}

struct stage stage_at(const char *output, const char *state, struct arena *arena) {
    const char *beside = publish_state_beside(output, arena);
    struct text path = without_last_slashes(text_of(output)), parent = parent_of(path);
    bool is_apart = state && !text_equal(text_of(state), text_of(beside));
    state = is_apart ? state : beside;
    return (struct stage){
        .output = text_terminated(path, arena),
        .state = state,
        .is_apart = is_apart,
        .home = !is_apart         ? state
                : parent.size > 0 ? text_terminated(without_last_slashes(parent), arena)
                                  : ".",
        .folder = is_apart ? folder_beside(parent, state, arena) : path_join(arena, state, TEXT("stage")),
        .ledger = path_join(arena, state, TEXT("ledger")),
        .new_ledger = path_join(arena, state, TEXT("ledger.new")),
        .journal = path_join(arena, state, TEXT("journal")),
        .new_journal = path_join(arena, state, TEXT("journal.new")),
        .folders = path_join(arena, state, TEXT("folders")),
        .lock = path_join(arena, state, TEXT("lock")),
    };
}

/* Written whole or not at all, since it is never written again. Another run may be doing the same. */
bool stage_ignore(const char *folder, struct arena *arena) {
    const char *path = path_join(arena, folder, TEXT(".gitignore")), *beside = text_format(arena, "%s.new", path).bytes;
    return file_exists(path) || (file_write(beside, TEXT("*\n"), false) && file_rename(beside, path)) || file_exists(path);
}

bool stage_make_state(const struct stage *stage, struct arena *arena) {
    if (stage->is_apart)
        return folder_make(stage->state) && folder_make(stage->home) && access(stage->home, W_OK | X_OK) == 0;
    return folder_make(stage->state) && stage_ignore(ignored_folder(stage->output, arena), arena);
}

static const char *path_of(const struct stage *stage, uint64_t number, struct arena *arena) {
    return text_terminated(text_format(arena, "%s/%llu", stage->folder, (unsigned long long)number), arena);
}

bool stage_write(struct stat *status, const struct stage *stage, uint64_t number, struct text bytes, struct arena *arena) {
    const char *path = path_of(stage, number, arena);
    bool written = file_write(path, bytes, false);
    if (!written && errno == ENOENT && folder_make(stage->folder))
        written = file_write(path, bytes, false);
    return written && lstat(path, status) == 0;
}

static bool sync_with(const char *path, int (*sync_descriptor)(int)) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    bool done = sync_descriptor(descriptor) == 0;
    int error = errno;
    close(descriptor);
    errno = error;
    return done;
}

static bool sync_one(const char *path) {
    return sync_with(path, fsync);
}

bool stage_sync_all(const char *path) {
    return sync_with(path, syncfs);
}

bool stage_make_durable(const struct stage *stage, const uint64_t *numbers, size_t count, struct arena *arena) {
    if (count > STAGE_FEW)
        return stage_sync_all(stage->home) && (!stage->is_apart || stage_sync_all(stage->state));

    for (size_t i = 0; i < count; i++)
        if (!sync_one(path_of(stage, numbers[i], arena)))
            return false;
    bool placed = count == 0 || (sync_one(stage->folder) && (!stage->is_apart || sync_one(stage->home)));
    return placed && sync_one(stage->new_ledger) && sync_one(stage->state);
}

void stage_drop(const struct stage *stage) {
    folder_remove_all(stage->folder);
    file_remove(stage->new_ledger);
    file_remove(stage->new_journal);
}
