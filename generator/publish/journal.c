#include "publish/journal.h"
#include "base/array.h"
#include "base/files.h"
#include "publish/folders.h"
#include "publish/state.h"
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#define FIRST_LINE TEXT("colophon journal 1\n")

static bool fail(struct journal_failure *failure, struct text what) {
    failure->what = what;
    failure->error = errno;
    return false;
}

static bool write_journal(const struct journal *journal, const struct stage *stage) {
    struct buffer payload = {0}, file = {0};
    for (size_t i = 0; i < journal->count; i++) {
        state_put_number(&payload, journal->items[i].kind);
        state_put_number(&payload, journal->items[i].number);
        state_put_text(&payload, journal->items[i].path);
    }
    state_seal(&file, FIRST_LINE, buffer_text(&payload));
    bool written = file_write(stage->new_journal, buffer_text(&file), true) &&
                   file_rename(stage->new_journal, stage->journal) && file_sync_folder(stage->state);
    buffer_free(&payload);
    buffer_free(&file);
    return written;
}

enum journal_state { JOURNAL_WHOLE, JOURNAL_NONE, JOURNAL_UNREADABLE };

static enum journal_state read_journal(struct journal *journal, const struct stage *stage, struct arena *arena) {
    struct text bytes, rest, path;
    uint64_t kind, number;
    if (!file_read(&bytes, stage->journal, SIZE_MAX, arena))
        return errno == ENOENT ? JOURNAL_NONE : JOURNAL_UNREADABLE;
    if (!state_unseal(&rest, bytes, FIRST_LINE))
        return JOURNAL_NONE;
    while (rest.size > 0) {
        if (!state_take_number(&kind, &rest) || !state_take_number(&number, &rest) || !state_take_path(&path, &rest))
            return JOURNAL_NONE;
        *array_add(journal, arena) = (struct journal_step){(uint8_t)kind, number, path};
    }
    return JOURNAL_WHOLE;
}

/* A folder may be kept by somebody else's file in it, by its permissions, or by a file system mounted on it. */
static bool may_stay(int error) {
    return error == ENOTEMPTY || error == EEXIST || error == ENOTDIR || error == EBUSY || error == EACCES || error == EPERM;
}

/*
 * Where the paths of each step are put together. Allocated before the first step: running out of memory must not leave a site
 * half way.
 */
struct step_paths {
    const struct stage *stage;
    char *from, *to;
    size_t size;
};

static void paths_start(struct step_paths *paths, const struct journal *journal, const struct stage *stage,
                        struct arena *arena) {
    enum { NUMBER_BYTES = 32 };
    size_t output = text_of(stage->output).size, staged = text_of(stage->folder).size, longest = 0;
    for (size_t i = 0; i < journal->count; i++)
        longest = journal->items[i].path.size > longest ? journal->items[i].path.size : longest;
    *paths = (struct step_paths){.stage = stage, .size = (output > staged ? output : staged) + longest + NUMBER_BYTES};
    paths->from = arena_array(arena, char, paths->size);
    paths->to = arena_array(arena, char, paths->size);
}

static const char *in_output(const struct step_paths *paths, struct text path) {
    snprintf(paths->to, paths->size, "%s/%.*s", paths->stage->output, TEXT_ARGS(path));
    return paths->to;
}

static const char *in_stage(const struct step_paths *paths, uint64_t number) {
    snprintf(paths->from, paths->size, "%s/%llu", paths->stage->folder, (unsigned long long)number);
    return paths->from;
}

/* Removes the folders that became empty when `path` was removed, but not the output itself. */
static bool remove_empty_folders(const struct step_paths *paths, struct text path) {
    for (struct text folder = path_above(path); folder.size > 0; folder = path_above(folder))
        if (!folder_remove_if_empty(in_output(paths, folder)) && errno != ENOENT)
            return may_stay(errno);
    return true;
}

static bool remove_page(const struct step_paths *paths, struct text path) {
    bool gone = file_remove(in_output(paths, path)) || errno == ENOTDIR || errno == EISDIR;
    return gone && remove_empty_folders(paths, path);
}

static bool place_page(const struct step_paths *paths, const struct journal_step *step) {
    const char *from = in_stage(paths, step->number), *to = in_output(paths, step->path);
    if (file_rename(from, to))
        return true;
    if (errno == EISDIR)
        return folder_remove_if_empty(to) && file_rename(from, to);
    if (errno != ENOENT)
        return false;
    /* It was placed before, unless even that cannot be looked at. */
    if (!file_exists(from))
        return errno == ENOENT;
    return folder_make(in_output(paths, path_above(step->path))) && file_rename(from, in_output(paths, step->path));
}

static bool do_steps(struct journal_failure *failure, const struct journal *journal, const struct step_paths *paths) {
    if (!folder_make(paths->stage->output))
        return fail(failure, text_of(paths->stage->output));
    for (size_t i = 0; i < journal->count; i++) {
        const struct journal_step *step = &journal->items[i];
        bool done = step->kind == JOURNAL_REMOVE ? remove_page(paths, step->path) : place_page(paths, step);
        if (!done)
            return fail(failure, step->path);
    }
    return true;
}

/* A new folder's name is in the folder above it, so all folders up to the output are made durable as well. */
static bool sync_folders_to(const struct stage *stage, struct text path, struct arena *arena) {
    do {
        path = path_above(path);
        if (!file_sync_folder(path_join(arena, stage->output, path)) && errno != ENOENT && errno != ENOTDIR)
            return false;
    } while (path.size > 0);
    return true;
}

static bool sync_output(const struct journal *journal, const struct stage *stage, struct arena *arena) {
    if (journal->count > STAGE_FEW)
        return stage_sync_all(stage->output);

    struct text last = {0};
    for (size_t i = 0; i < journal->count; i++) {
        struct text path = journal->items[i].path;
        if (i > 0 && text_equal(path_above(path), path_above(last)))
            continue;
        if (!sync_folders_to(stage, path, arena))
            return false;
        last = path;
    }
    return true;
}

static bool finish_once(struct journal_failure *failure, const struct journal *journal, const struct stage *stage,
                        struct arena *arena) {
    struct step_paths paths;
    failure->begun = true;
    paths_start(&paths, journal, stage, arena);
    if (!do_steps(failure, journal, &paths))
        return false;
    if (!sync_output(journal, stage, arena))
        return fail(failure, text_of(stage->output));
    if (!file_rename(stage->new_ledger, stage->ledger) && errno != ENOENT)
        return fail(failure, text_of(stage->ledger));
    if (!file_sync_folder(stage->state) || !file_remove(stage->journal))
        return fail(failure, text_of(stage->journal));
    folders_keep(stage);
    stage_drop(stage);
    return true;
}

/* From the commit point to the end. A failure may be temporary, and a second try is better than a site left half way. */
static bool finish(struct journal_failure *failure, const struct journal *journal, const struct stage *stage,
                   struct arena *arena) {
    return finish_once(failure, journal, stage, arena) || finish_once(failure, journal, stage, arena);
}

static bool make_stage_durable(const struct journal *journal, const struct stage *stage, struct arena *arena) {
    uint64_t *numbers = arena_array(arena, uint64_t, journal->count);
    size_t count = 0;
    for (size_t i = 0; i < journal->count; i++)
        if (journal->items[i].kind == JOURNAL_PLACE)
            numbers[count++] = journal->items[i].number;
    return stage_make_durable(stage, numbers, count, arena);
}

void journal_drop(const struct stage *stage, struct arena *arena) {
    folders_undo(stage, arena);
    stage_drop(stage);
}

bool journal_commit(struct journal_failure *failure, const struct journal *journal, const struct stage *stage,
                    struct arena *arena) {
    *failure = (struct journal_failure){0};
    if (!make_stage_durable(journal, stage, arena) || !write_journal(journal, stage)) {
        fail(failure, text_of(stage->state));
        /* The journal needs its stage. */
        failure->begun = !file_remove(stage->journal);
        if (!failure->begun)
            journal_drop(stage, arena);
        return false;
    }
    return finish(failure, journal, stage, arena);
}

bool journal_recover(struct journal_failure *failure, const struct stage *stage, struct arena *arena) {
    struct journal journal = {0};
    *failure = (struct journal_failure){0};
    enum journal_state reading = read_journal(&journal, stage, arena);
    if (reading == JOURNAL_WHOLE)
        return finish(failure, &journal, stage, arena);
    failure->begun = reading == JOURNAL_UNREADABLE;
    if (failure->begun)
        return fail(failure, text_of(stage->journal));

    file_remove(stage->journal);
    journal_drop(stage, arena);
    return true;
}
