#include "publish/publish.h"
#include "base/array.h"
#include "base/files.h"
#include "publish/folders.h"
#include "publish/foreign.h"
#include "publish/journal.h"
#include "publish/standing.h"
#include "publish/sweep.h"
#include "read/codes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_POLL_MS = 50 };

struct publish_run {
    const struct publish_pages *pages;
    const struct publish_options *options;
    struct published *result;
    struct diag *problems;
    struct arena *arena;
    struct stage stage;
    struct ledger old, new;
    struct foreign_files foreign;
    bool *leaving; /* for each entry of the old ledger: its file will be removed */
    bool ledger_differs;
    struct journal journal;
    struct text placed_in;                 /* the folder that check_way looked for last */
    bool way_ends;                         /* before that folder */
    size_t errors_before, warnings_before; /* of the caller */
};

static bool stopped(const struct publish_options *options) {
    return options->stop && options->stop();
}

static void fail_machine(struct publish_run *run, struct text path, const char *what, int error) {
    diag_fail(run->problems, FAULT_MACHINE, E_CANNOT_WRITE, path, text_format(run->arena, "%s: %s", what, strerror(error)),
              (struct text){0});
}

/* The folder that is in the way of making `path`: it, or the nearest one above it that is there. */
static const char *nearest_folder(struct publish_run *run, const char *path) {
    struct text above = text_of(path);
    while (above.size > 1 && !file_exists(text_terminated(above, run->arena)))
        above = path_above(above);
    return above.size > 0 ? text_terminated(above, run->arena) : "/";
}

static struct text help_for(int error) {
    if (error == ENOSPC || error == EDQUOT)
        return TEXT("make room there, and build again");
    if (error == EACCES || error == EPERM || error == EROFS)
        return TEXT("make that folder writable, or name another folder for the site with --output");
    return (struct text){0};
}

/* What goes wrong beside the output is told of the output, which is what the curator named. */
static void fail_output(struct publish_run *run, const char *path, int error) {
    diag_fail(run->problems, FAULT_MACHINE, E_CANNOT_WRITE, text_of(publish_shown(run->options)),
              text_format(run->arena, "the site cannot be written, since %s cannot be: %s", path, strerror(error)),
              help_for(error));
}

static struct text shown_path(const struct publish_run *run, struct text path) {
    return text_of(path_join(run->arena, publish_shown(run->options), path));
}

static struct text path_at(const struct publish_run *run, size_t index) {
    return run->pages->path(index, run->pages->context);
}

/* Before anything else. */

static bool output_is_folder(struct publish_run *run) {
    struct stat status;
    if (stat(run->stage.output, &status) == 0 && !S_ISDIR(status.st_mode)) {
        diag_fail(run->problems, FAULT_MACHINE, E_OUTPUT_NO_FOLDER, text_of(publish_shown(run->options)),
                  TEXT("the output is a file, not a folder"), TEXT("remove the file, or name another folder with --output"));
        return false;
    }
    return true;
}

static void report_failure(struct publish_run *run, const struct journal_failure *failure) {
    struct text help = {0};
    if (failure->begun)
        help = TEXT("the files are safe: the next build continues from here");
    bool is_whole = text_starts(failure->what, TEXT("/"));
    if (is_whole && !failure->begun) {
        fail_output(run, text_terminated(failure->what, run->arena), failure->error);
        return;
    }
    diag_fail(run->problems, FAULT_MACHINE, E_CANNOT_WRITE,
              is_whole ? text_of(publish_shown(run->options)) : shown_path(run, failure->what),
              text_format(run->arena, "cannot be published: %s", strerror(failure->error)), help);
}

static int wait_for_lock(struct publish_run *run) {
    int lock = file_lock(run->stage.lock, false);
    if (lock < 0 && errno == EWOULDBLOCK && run->options->waiting)
        run->options->waiting(run->options->waiting_context);
    while (lock < 0 && errno == EWOULDBLOCK && !stopped(run->options)) {
        nanosleep(&(struct timespec){.tv_nsec = LOCK_POLL_MS * 1000000L}, NULL);
        lock = file_lock(run->stage.lock, false);
    }
    return lock;
}

/* Of the two folders that are needed, the one that cannot be made or written. */
static void fail_lock(struct publish_run *run, int error) {
    const char *state = nearest_folder(run, run->stage.state), *home = nearest_folder(run, run->stage.home);
    fail_output(run, access(state, W_OK | X_OK) == 0 ? home : state, error);
}

int publish_lock(const struct publish_options *options, struct diag *problems, struct arena *arena) {
    struct publish_run run = {
        .options = options, .problems = problems, .arena = arena, .stage = stage_at(options->output, options->state, arena)};
    if (!output_is_folder(&run))
        return -1;

    int lock = stage_make_state(&run.stage, arena) ? wait_for_lock(&run) : -1;
    if (lock < 0 && errno != EWOULDBLOCK)
        fail_lock(&run, errno);

    struct journal_failure failure;
    if (lock >= 0 && !journal_recover(&failure, &run.stage, arena)) {
        report_failure(&run, &failure);
        publish_unlock(lock);
        return -1;
    }
    return lock;
}

void publish_unlock(int lock) {
    if (lock >= 0)
        file_unlock(lock);
}

/* What will be removed. */

static void report_changed(struct publish_run *run, const struct ledger_entry *entry) {
    diag_add(run->problems, DIAG_WARNING, W_CHANGED_LEFT, (struct diag_place){.path = shown_path(run, entry->path)},
             TEXT("this page is gone from the reader, but somebody changed its file, so the file is kept"),
             TEXT("remove it by hand; later builds ignore it"));
}

static void let_leave(struct publish_run *run, const struct ledger_entry *entry) {
    run->ledger_differs = true;
    if (sweep_unchanged(&run->stage, entry, run->arena)) {
        run->leaving[entry - run->old.items] = true;
        *array_add(&run->journal, run->arena) = (struct journal_step){.kind = JOURNAL_REMOVE, .path = entry->path};
        *array_add(&run->result->changes, run->arena) = text_format(run->arena, "%.*s (removed)", TEXT_ARGS(entry->path));
        run->result->removed++;
    } else if (errno == 0) {
        report_changed(run, entry);
    } else if (errno != ENOENT && errno != ENOTDIR) {
        fail_machine(run, shown_path(run, entry->path), "cannot be looked at", errno);
    }
}

/* Both lists are sorted: what the ledger owns and the publication lacks is found in one pass. */
static void find_leaving(struct publish_run *run) {
    size_t next = 0;
    run->leaving = arena_array(run->arena, bool, run->old.count);
    for (size_t i = 0; i < run->old.count; i++) {
        const struct ledger_entry *entry = &run->old.items[i];
        while (next < run->pages->count && text_compare(path_at(run, next), entry->path) < 0)
            next++;
        if (next == run->pages->count || !text_equal(path_at(run, next), entry->path))
            let_leave(run, entry);
    }
}

/* What is in the way. */

static bool is_leaving(const struct publish_run *run, struct text path) {
    const struct ledger_entry *entry = ledger_find(&run->old, path);
    return entry && run->leaving[entry - run->old.items];
}

/* A folder in the place of a file is in the way unless it will be empty by then. */
static void check_folder(struct publish_run *run, struct text path) {
    struct file_list list = {0};
    const char *folder = path_join(run->arena, run->stage.output, path);
    bool listed = folder_list(&list, folder, &(struct file_listing){.hidden = true}, run->arena);
    for (size_t i = 0; i < list.count && listed; i++) {
        struct text inside = text_format(run->arena, "%.*s/%.*s", TEXT_ARGS(path), TEXT_ARGS(list.items[i].path));
        if (!is_leaving(run, inside))
            foreign_add(&run->foreign, inside, "a file", run->arena);
    }
}

/* Whether `path`, which leads through `part`, can be made: each part of it is a folder, is missing, or will be removed. */
static bool check_part(struct publish_run *run, struct text part) {
    struct stat status;
    if (lstat(path_join(run->arena, run->stage.output, part), &status) != 0)
        return false;
    if (!S_ISDIR(status.st_mode) && !is_leaving(run, part))
        foreign_add(&run->foreign, part, "a file in place of a folder", run->arena);
    return S_ISDIR(status.st_mode);
}

static bool leads_to_folder(struct publish_run *run, struct text path) {
    for (size_t slash = text_find_char(path, '/', 0); slash < path.size; slash = text_find_char(path, '/', slash + 1))
        if (!check_part(run, text_slice(path, 0, slash)))
            return false;
    return true;
}

/* Paths come sorted: the folder of the one before is mostly this one's, too. */
static void check_way(struct publish_run *run, struct text path) {
    struct text folder = path_above(path);
    struct stat status;
    if (!text_equal(folder, run->placed_in)) {
        run->placed_in = folder;
        run->way_ends = !leads_to_folder(run, path);
    }
    if (!run->way_ends && lstat(path_join(run->arena, run->stage.output, path), &status) == 0 && S_ISDIR(status.st_mode))
        check_folder(run, path);
}

static void fail_folder(struct publish_run *run, struct text path) {
    int error = errno;
    if (error != EXDEV) {
        fail_machine(run, shown_path(run, path), "its folder cannot be written", error);
        return;
    }
    diag_fail(run->problems, FAULT_MACHINE, E_CANNOT_WRITE, shown_path(run, path),
              TEXT("its folder is a mount, and nothing can be renamed into it from beside the output"),
              TEXT("put the whole output inside the mount: --output MOUNT/site"));
}

/* Whatever can be known to fail should fail before the journal, not after it. */
static bool prepare_folders(struct publish_run *run) {
    struct folders folders = {0};
    struct text failed;
    for (size_t i = 0; i < run->journal.count; i++)
        if (!folders_find(&folders, &run->stage, run->journal.items[i].path, run->arena)) {
            fail_folder(run, run->journal.items[i].path);
            return false;
        }
    if (folders_make(&failed, &folders, &run->stage, run->arena))
        return true;
    fail_machine(run, shown_path(run, failed), "the folder cannot be made", errno);
    return false;
}

/* What the workers found. */

static void add_reason(struct publish_run *run, struct text path, const struct swept *swept) {
    static const char *const words[] = {
        [SWEEP_NEW] = "new",
        [SWEEP_KEY] = "layout or inputs changed",
        [SWEEP_MISSING] = "missing from the output",
        [SWEEP_MEDDLED] = "changed in the output by someone else",
        [SWEEP_REPLACED] = "only its text changed",
    };
    if (run->options->explain && swept->reason != SWEEP_NO_REASON)
        *array_add(&run->result->reasons, run->arena) =
            text_format(run->arena, "%.*s: %s%s", TEXT_ARGS(path), words[swept->reason],
                        swept->fate == SWEEP_SAME ? ", with the same bytes" : "");
}

static void place(struct publish_run *run, size_t index, struct text path, const struct swept *swept) {
    *array_add(&run->journal, run->arena) = (struct journal_step){.kind = JOURNAL_PLACE, .number = index, .path = path};
    *array_add(&run->result->changes, run->arena) = path;
    run->result->changed++;
    run->result->bytes += swept->entry.size_bytes;
    check_way(run, path);
}

static void take(struct publish_run *run, size_t index, const struct swept *swept) {
    struct text path = path_at(run, index);
    struct ledger_entry *entry = array_add(&run->new, run->arena);
    *entry = swept->entry;
    entry->path = path;

    run->result->made += swept->fate != SWEEP_KEPT;
    run->result->kept += swept->fate == SWEEP_KEPT;
    run->ledger_differs |= swept->fate != SWEEP_KEPT;
    add_reason(run, path, swept);
    if (run->pages->noted && swept->note.size)
        run->pages->noted(swept->entry.key, swept->note, run->pages->context);
    if (swept->fate == SWEEP_PLACED)
        place(run, index, path, swept);
    else if (swept->fate == SWEEP_FOREIGN)
        foreign_add(&run->foreign, path, "a file", run->arena);
    else if (swept->fate == SWEEP_UNWRITABLE)
        diag_fail(run->problems, FAULT_MACHINE, E_CANNOT_WRITE, shown_path(run, path),
                  text_format(run->arena, "cannot be written: %.*s", TEXT_ARGS(swept->failure.why)), (struct text){0});
    else if (swept->fate == SWEEP_FAILED)
        diag_fail(run->problems, swept->failure.of_machine ? FAULT_MACHINE : FAULT_CONTENT, E_PAGE_FAILED,
                  shown_path(run, path),
                  text_format(run->arena, "this page cannot be made: %.*s", TEXT_ARGS(swept->failure.why)), (struct text){0});
}

static bool sweep(struct publish_run *run) {
    struct sweep sweep = {
        .pages = run->pages,
        .old = &run->old,
        .stage = &run->stage,
        .folder = open(run->stage.output, O_PATH | O_DIRECTORY | O_CLOEXEC),
        .dry_run = run->options->dry_run,
    };
    struct workers_results results;
    bool swept_all = workers_map(&results, run->pages->count, sweep_job, &sweep, &run->options->workers, run->arena);
    int error = errno;
    if (sweep.folder >= 0)
        close(sweep.folder);
    if (!swept_all) {
        if (!stopped(run->options))
            diag_fail(run->problems, FAULT_MACHINE, E_CANNOT_WORK, (struct text){0},
                      text_format(run->arena, "pages cannot be made: %s", strerror(error)), (struct text){0});
        return false;
    }
    array_reserve(&run->new, run->pages->count, run->arena);
    for (size_t i = 0; i < run->pages->count; i++) {
        struct swept swept = sweep_result(&results.items[i]);
        take(run, i, &swept);
    }
    workers_release(&results);
    return true;
}

/* When there is nothing to do. */

static const struct standing *standing_of(const struct publish_options *options, struct arena *arena) {
    return options->standing ? options->standing : standing_read(options->output, options->state, arena);
}

bool publish_untouched(const struct publish_options *options, struct arena *arena) {
    const struct standing *standing = standing_of(options, arena);
    return !standing->error && sweep_all_unchanged(&standing->stage, &standing->ledger, &options->workers, arena);
}

static struct text path_in_ledger(size_t index, const void *context) {
    return ((const struct ledger *)context)->items[index].path;
}

size_t publish_count_pages(const struct publish_pages *pages) {
    size_t count = 0;
    for (size_t i = 0; i < pages->count; i++)
        count += text_ends(pages->path(i, pages->context), TEXT(".html"));
    return count;
}

bool publish_is_known(struct published *result, const struct publish_options *options, struct arena *arena) {
    const struct standing *standing = standing_of(options, arena);
    const struct ledger *files = &standing->ledger;
    struct digest input = options->input;
    if (standing->error || (input.low == 0 && input.high == 0) || !digest_equal(files->input, input))
        return false;
    struct publish_pages pages = {.count = files->count, .path = path_in_ledger, .context = files};
    *result =
        (struct published){.total = files->count, .pages = publish_count_pages(&pages), .kept = files->count, .files = files};
    return true;
}

bool publish_stands(struct published *result, const struct publish_options *options, struct arena *arena) {
    struct published known;
    bool stands = publish_is_known(&known, options, arena) && publish_untouched(options, arena);
    if (stands)
        *result = known;
    return stands;
}

/* The end. */

static bool write_new_ledger(struct publish_run *run) {
    struct buffer file = {0};
    ledger_write(&file, &run->new);
    bool written = file_write(run->stage.new_ledger, buffer_text(&file), false);
    if (!written)
        fail_output(run, run->stage.new_ledger, errno);
    buffer_free(&file);
    return written;
}

static bool commit(struct publish_run *run) {
    struct journal_failure failure;
    if (!write_new_ledger(run)) {
        journal_drop(&run->stage, run->arena);
        return false;
    }
    if (journal_commit(&failure, &run->journal, &run->stage, run->arena))
        return true;
    report_failure(run, &failure);
    return false;
}

/* The last chance to turn back: nothing of the site has been changed yet. */
static bool may_commit(struct publish_run *run) {
    bool good = run->problems->errors == run->errors_before && (run->options->dry_run || prepare_folders(run));
    return good && !stopped(run->options);
}

/* Commits what was found, unless that is what stands already. */
static bool finish(struct publish_run *run, bool good) {
    const struct publish_options *options = run->options;
    good = good && may_commit(run);
    if (run->problems->warnings == run->warnings_before)
        run->new.input = options->input;
    run->ledger_differs |= !digest_equal(run->new.input, run->old.input);
    run->result->stopped = stopped(options);
    if (options->dry_run)
        return good;
    if (good && run->ledger_differs)
        good = commit(run);
    else
        journal_drop(&run->stage, run->arena);
    if (!good)
        return false;
    struct ledger *files = arena_new(run->arena, struct ledger);
    *files = run->new;
    run->result->files = files;
    return true;
}

bool publish_run(struct published *result, const struct publish_pages *pages, const struct publish_options *options,
                 struct diag *problems, struct arena *arena) {
    struct publish_run run = {.pages = pages, .options = options, .result = result, .problems = problems, .arena = arena};
    const struct standing *standing = standing_of(options, arena);
    run.errors_before = problems->errors;
    run.warnings_before = problems->warnings;
    *result = (struct published){.total = pages->count, .pages = publish_count_pages(pages)};
    run.stage = standing->stage;
    run.old = standing->ledger;
    if (!output_is_folder(&run))
        return false;

    if (standing->error) {
        diag_fail(problems, FAULT_MACHINE, E_CANNOT_READ, text_of(run.stage.ledger),
                  text_format(arena, "cannot be read: %s", strerror(standing->error)), (struct text){0});
        return false;
    }
    find_leaving(&run);
    bool good = sweep(&run);
    foreign_report(&run.foreign, &run.old, options, problems, arena);
    if (run.old.damaged)
        foreign_report_unknown(pages, options, problems, arena);
    return finish(&run, good);
}

bool publish_replace(struct published *result, const struct publish_replacement *items, size_t count,
                     const struct publish_options *options, struct diag *problems, struct arena *arena) {
    const struct standing *standing = standing_of(options, arena);
    const struct ledger *old = &standing->ledger;
    struct publish_pages pages = {.count = old->count, .path = path_in_ledger, .context = old};
    struct publish_run run = {.pages = &pages, .options = options, .result = result, .problems = problems, .arena = arena};
    struct sweep sweep = {.pages = &pages, .old = old, .stage = &standing->stage, .folder = -1};
    size_t next = 0;
    run.errors_before = problems->errors;
    run.warnings_before = problems->warnings;
    *result = (struct published){.total = old->count, .pages = publish_count_pages(&pages)};
    run.stage = standing->stage;
    run.old = *old;
    find_leaving(&run);
    array_reserve(&run.new, old->count, arena);
    for (size_t i = 0; i < old->count; i++) {
        struct swept swept = {.fate = SWEEP_KEPT, .entry = old->items[i]};
        if (next < count && items[next].index == i)
            swept = sweep_replace(&sweep, &items[next++], arena);
        take(&run, i, &swept);
    }
    return finish(&run, true);
}
