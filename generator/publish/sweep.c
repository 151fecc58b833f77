#include "publish/sweep.h"
#include "base/files.h"
#include "publish/state.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { FILES_A_JOB = 1024, FEW_FILES = 2048 };

/* One path on its way through the job. */
struct item {
    const struct sweep *sweep;
    size_t index;
    const char *file; /* in the output */
    const struct ledger_entry *entry;
    enum { FILE_ABSENT, FILE_AS_WRITTEN, FILE_OTHER, FILE_UNKNOWN } standing;
    struct stat status; /* of the file, unless absent */
    struct swept swept;
};

/* As the ledger keeps it. */
static int64_t modified_ns(const struct stat *status) {
    return (int64_t)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
}

static bool is_as_written(const struct stat *status, const struct ledger_entry *entry) {
    return S_ISREG(status->st_mode) && (uint64_t)status->st_size == entry->size_bytes && modified_ns(status) == entry->time_ns;
}

bool sweep_unchanged(const struct stage *stage, const struct ledger_entry *entry, struct arena *arena) {
    struct stat status;
    errno = 0;
    return lstat(path_join(arena, stage->output, entry->path), &status) == 0 && is_as_written(&status, entry);
}

/* Files that are looked at from their common folder: the way to it is long, and there are many. */
struct look {
    int folder;
    const struct ledger *ledger;
};

static bool range_unchanged(const struct look *look, size_t from, size_t to) {
    struct buffer path = {0};
    bool unchanged = true;
    for (size_t i = from; i < to && unchanged; i++) {
        const struct ledger_entry *entry = &look->ledger->items[i];
        struct stat status;
        buffer_clear(&path);
        buffer_add(&path, entry->path);
        buffer_add_char(&path, '\0');
        unchanged = fstatat(look->folder, path.bytes, &status, AT_SYMLINK_NOFOLLOW) == 0 && is_as_written(&status, entry);
    }
    buffer_free(&path);
    return unchanged;
}

/* A workers_job: hands back something where anything of its range is not as it was written. */
static void look_job(size_t index, struct buffer *out, void *context) {
    const struct look *look = context;
    size_t from = index * FILES_A_JOB, to = from + FILES_A_JOB;
    if (!range_unchanged(look, from, to < look->ledger->count ? to : look->ledger->count))
        buffer_add_char(out, '!');
}

static bool jobs_unchanged(struct look *look, const struct workers *workers, struct arena *arena) {
    size_t jobs = (look->ledger->count + FILES_A_JOB - 1) / FILES_A_JOB;
    struct workers quiet = {.count = workers->count};
    struct workers_results results;
    bool unchanged = true;
    if (!workers_map(&results, jobs, look_job, look, &quiet, arena))
        return false;
    for (size_t i = 0; i < jobs; i++)
        unchanged &= results.items[i].state == WORK_DONE && results.items[i].bytes.size == 0;
    workers_release(&results);
    return unchanged;
}

bool sweep_all_unchanged(const struct stage *stage, const struct ledger *ledger, const struct workers *workers,
                         struct arena *arena) {
    struct look look = {open(stage->output, O_PATH | O_DIRECTORY | O_CLOEXEC), ledger};
    if (look.folder < 0)
        return ledger->count == 0;
    bool unchanged =
        ledger->count <= FEW_FILES ? range_unchanged(&look, 0, ledger->count) : jobs_unchanged(&look, workers, arena);
    close(look.folder);
    return unchanged;
}

static void look(struct item *item, struct arena *arena) {
    const struct publish_pages *pages = item->sweep->pages;
    struct text path = pages->path(item->index, pages->context);
    item->file = path_join(arena, item->sweep->stage->output, path);
    item->entry = ledger_find(item->sweep->old, path);
    int folder = item->sweep->folder;
    const char *from_there = item->file + (folder < 0 ? 0 : strlen(item->file) - path.size);
    if (fstatat(folder < 0 ? AT_FDCWD : folder, from_there, &item->status, AT_SYMLINK_NOFOLLOW) != 0)
        item->standing = errno == ENOENT || errno == ENOTDIR ? FILE_ABSENT : FILE_UNKNOWN;
    else
        item->standing = item->entry && is_as_written(&item->status, item->entry) ? FILE_AS_WRITTEN : FILE_OTHER;
}

static enum sweep_reason reason_to_make(const struct item *item) {
    if (!item->entry)
        return SWEEP_NEW;
    if (item->standing == FILE_ABSENT)
        return SWEEP_MISSING;
    if (item->standing == FILE_OTHER)
        return SWEEP_MEDDLED;
    return SWEEP_KEY;
}

static bool file_has(const struct item *item, struct text bytes) {
    struct text old;
    if (!S_ISREG(item->status.st_mode) || (size_t)item->status.st_size != bytes.size || !file_map(&old, item->file))
        return false;
    bool equal = text_equal(old, bytes);
    file_unmap(old);
    return equal;
}

static void note_file(struct swept *swept, const struct stat *status) {
    swept->entry.size_bytes = (uint64_t)status->st_size;
    swept->entry.time_ns = modified_ns(status);
}

static void refuse(struct item *item, int error, struct arena *arena) {
    item->swept.fate = SWEEP_UNWRITABLE;
    item->swept.failure = (struct diag_failure){text_copy(text_of(strerror(error)), arena), true};
}

static void stage(struct item *item, struct text bytes, struct arena *arena) {
    struct stat status;
    item->swept.fate = SWEEP_PLACED;
    item->swept.entry.size_bytes = bytes.size;
    if (item->sweep->dry_run)
        return;
    if (stage_write(&status, item->sweep->stage, item->index, bytes, arena)) {
        note_file(&item->swept, &status);
        return;
    }
    refuse(item, errno, arena);
}

/* The bytes have been made; whether they must be written depends on the file at their path. */
static void judge(struct item *item, struct text bytes, struct arena *arena) {
    struct swept *swept = &item->swept;
    swept->entry.content = digest_of(bytes);
    bool same = item->standing == FILE_AS_WRITTEN ? digest_equal(swept->entry.content, item->entry->content)
                                                  : item->standing == FILE_OTHER && file_has(item, bytes);
    if (same) {
        swept->fate = SWEEP_SAME;
        note_file(swept, &item->status);
    } else if (item->standing == FILE_OTHER && !item->entry && !S_ISDIR(item->status.st_mode)) {
        swept->fate = SWEEP_FOREIGN;
    } else {
        stage(item, bytes, arena);
    }
}

static void make(struct item *item, struct publish_made *made, struct arena *arena) {
    const struct publish_pages *pages = item->sweep->pages;
    const struct digest *known = NULL;
    if (item->standing == FILE_AS_WRITTEN)
        known = &item->entry->key;

    struct swept *swept = &item->swept;
    if (!pages->make(made, item->index, known, pages->context, arena)) {
        swept->fate = SWEEP_FAILED;
        swept->failure = made->failure;
    } else if (known && digest_equal(*known, made->key)) {
        swept->fate = SWEEP_KEPT;
        swept->entry = *item->entry;
    } else {
        swept->entry.key = made->key;
        swept->note = buffer_text(&made->note);
        swept->reason = (uint8_t)reason_to_make(item);
        judge(item, buffer_text(&made->bytes), arena);
    }
}

void sweep_job(size_t index, struct buffer *out, void *context) {
    struct item item = {.sweep = context, .index = index};
    struct publish_made made = {0};
    struct arena arena = {0};
    look(&item, &arena);
    if (item.standing == FILE_UNKNOWN)
        refuse(&item, errno, &arena);
    else
        make(&item, &made, &arena);

    const struct ledger_entry *entry = &item.swept.entry;
    state_put_number(out, item.swept.fate);
    state_put_number(out, item.swept.reason);
    state_put_digest(out, entry->key);
    state_put_digest(out, entry->content);
    state_put_number(out, entry->size_bytes);
    state_put_number(out, (uint64_t)entry->time_ns);
    state_put_number(out, item.swept.failure.of_machine);
    state_put_text(out, item.swept.failure.why);
    state_put_text(out, item.swept.note);
    publish_made_free(&made);
    arena_free(&arena);
}

struct swept sweep_replace(const struct sweep *sweep, const struct publish_replacement *replacement, struct arena *arena) {
    struct item item = {.sweep = sweep, .index = replacement->index};
    look(&item, arena);
    item.swept.entry.key = replacement->key;
    item.swept.reason = SWEEP_REPLACED;
    if (item.standing == FILE_AS_WRITTEN)
        judge(&item, replacement->bytes, arena);
    else
        item.swept =
            (struct swept){.fate = SWEEP_FAILED, .failure = {TEXT("its file changed during the build: build again"), true}};
    return item.swept;
}

static struct diag_failure failure_of(enum work_state state) {
    if (state == WORK_STARVED)
        return (struct diag_failure){TEXT("there is no memory left"), true};
    return (struct diag_failure){state == WORK_LATE ? TEXT("it took too long") : TEXT("the process that made it crashed"),
                                    false};
}

struct swept sweep_result(const struct work *work) {
    struct swept swept = {.fate = SWEEP_FAILED};
    uint64_t fate = 0, reason = 0, time_ns = 0, of_machine = 0;
    struct text rest = work->bytes;
    if (work->state == WORK_DONE && state_take_number(&fate, &rest) && state_take_number(&reason, &rest) &&
        state_take_digest(&swept.entry.key, &rest) && state_take_digest(&swept.entry.content, &rest) &&
        state_take_number(&swept.entry.size_bytes, &rest) && state_take_number(&time_ns, &rest) &&
        state_take_number(&of_machine, &rest) && state_take_text(&swept.failure.why, &rest) &&
        state_take_text(&swept.note, &rest)) {
        swept.failure.of_machine = of_machine != 0;
        swept.fate = (uint8_t)fate;
        swept.reason = (uint8_t)reason;
        swept.entry.time_ns = (int64_t)time_ns;
    } else {
        swept.failure = failure_of(work->state);
    }
    return swept;
}
