/*
 * A work directory as a tree. The digests of its files are remembered in one table for each folder, with the status that each
 * file had. A file that was changed too shortly before it was read is not in the table, since another change might not show in
 * its times (what git calls racy).
 */
#include "read/tree/tree.h"

#include "base/array.h"
#include "base/build.h"
#include "base/remembered.h"
#include "read/codes.h"
#include "read/git/ignored.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const size_t largest_file_bytes = (size_t)1 << 30;
static const int64_t racy_ns = 2000000000; /* the coarsest resolution of times in any file system */

/* One file in the remembered table; the paths' bytes follow the rows, which are sorted by path. */
struct file_row {
    struct digest id;
    int64_t modified_ns, changed_ns;
    uint64_t size, inode;
    uint32_t path_offset, path_size;
};

struct table_view {
    const struct file_row *rows;
    size_t count;
    struct text paths;
};

/* Listing. */
struct tree_lister {
    struct ignored *ignored; /* NULL: git ignores nothing */
    bool warn;
    bool has_failed; /* git cannot say what it ignores; told */
    struct diag *problems;
};

static void leave_out(const struct tree_lister *lister, struct text path, const struct tree_oddity *oddity) {
    if (lister->warn && tree_covers(path))
        tree_warn_odd(lister->problems, path, oddity);
}

/* What begins with a dot is never listed: an editor's lock is a link of such a name that leads nowhere. */
static void note_odd(struct text path, const char *why, void *context) {
    if (!text_starts(path_name(path), TEXT(".")))
        leave_out(context, path, &(struct tree_oddity){W_ODD_FILE, why, ""});
}

static const struct tree_oddity git_ignores_it = {
    W_IGNORED_BY_GIT, "git ignores it",
    "`git check-ignore -v FILE` names the rule; to publish it all the same: `git add -f FILE`"};

/* Whether it is the folder of saved texts, or in it. */
static bool is_saved(struct text path) {
    return text_starts(path, TEXT(SAVED_FOLDER)) ||
           text_equal(path, text_slice(TEXT(SAVED_FOLDER), 0, sizeof SAVED_FOLDER - 2));
}

/* Files beside the three folders, and files that are called like one of them, are none of the reader's. */
static bool skip(struct text path, struct text place, bool is_folder, void *context) {
    struct tree_lister *lister = context;
    if (!tree_covers(path) || (!is_folder && text_find_char(path, '/', 0) == path.size))
        return true;
    const struct tree_oddity *oddity = tree_judge(path, place, is_folder);
    bool is_ignored = false;
    if (!oddity && lister->ignored && !ignored_has(&is_ignored, lister->ignored, place, is_folder, lister->problems))
        lister->has_failed = true;
    if (is_ignored)
        oddity = &git_ignores_it;
    /* Saved texts are never published: that one may not be committed, either, is meant. */
    if (oddity && !(is_ignored && is_saved(path)))
        leave_out(lister, path, oddity);
    return oddity;
}

static const char *barred(struct text place, void *context) {
    (void)context;
    return tree_barred(place);
}

bool tree_list_folder(struct file_list *list, const char *folder, const struct repository *repository, bool warn,
                      struct diag *problems, struct arena *arena) {
    struct tree_lister lister = {.warn = warn, .problems = problems};
    struct file_listing options = {.hidden = true, .skip = skip, .barred = barred, .odd = note_odd, .context = &lister};
    *list = (struct file_list){0};
    if (repository && !ignored_open(&lister.ignored, repository, problems, arena))
        return false;
    bool listed = folder_list(list, folder, &options, arena);
    if (!listed)
        diag_fail(problems, FAULT_MACHINE, E_FILE_UNREADABLE, (struct text){0},
                  text_format(arena, "cannot list the files of %s: %s", folder, strerror(errno)), (struct text){0});
    ignored_close(lister.ignored);
    return listed && !lister.has_failed;
}

/* The table of digests. */

static int64_t nanoseconds(struct timespec time) {
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static struct digest table_key(const char *folder) {
    char *real = realpath(folder, NULL);
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("digests of a folder's files"));
    hasher_add_text(&hasher, build_name());
    hasher_add_text(&hasher, text_of(real ? real : folder));
    free(real);
    return hasher_end(&hasher);
}

static struct table_view table_find(struct remembered *remembered, struct digest key) {
    struct text bytes;
    struct table_view table = {0};
    uint64_t count;
    if (!remembered || !remembered_find(remembered, &bytes, key) || bytes.size < 16)
        return table;
    memcpy(&count, bytes.bytes, sizeof count);
    if (count > (bytes.size - 16) / sizeof *table.rows)
        return table;
    table.count = (size_t)count;
    table.rows = (const struct file_row *)(const void *)(bytes.bytes + 16);
    table.paths = text_after(bytes, 16 + table.count * sizeof *table.rows);
    return table;
}

static struct text row_path(const struct table_view *table, const struct file_row *row) {
    return text_slice(table->paths, row->path_offset, row->path_offset + row->path_size);
}

/* The row of `path`, searched from `*next` on, where the last search ended. NULL when there is none. */
static const struct file_row *table_next(const struct table_view *table, size_t *next, struct text path) {
    while (*next < table->count) {
        int order = text_compare(row_path(table, &table->rows[*next]), path);
        if (order > 0)
            return NULL;
        (*next)++;
        if (order == 0)
            return &table->rows[*next - 1];
    }
    return NULL;
}

static bool row_matches(const struct file_row *row, const struct stat *status) {
    return row->modified_ns == nanoseconds(status->st_mtim) && row->changed_ns == nanoseconds(status->st_ctim) &&
           row->size == (uint64_t)status->st_size && row->inode == status->st_ino;
}

static struct text table_bytes(struct buffer *buffer, const struct file_row *rows, size_t count, struct text paths) {
    uint64_t head[2] = {count};
    buffer_add_bytes(buffer, head, sizeof head);
    buffer_add_bytes(buffer, rows, count * sizeof *rows);
    buffer_add(buffer, paths);
    return buffer_text(buffer);
}

/* Leaves out the files that were changed just before `started_ns`. */
static void table_add(struct remembered *remembered, struct digest key, const struct file_list *list, const struct tree *tree,
                      int64_t started_ns) {
    struct file_row *rows = memory_alloc(list->count * sizeof *rows);
    struct buffer paths = {0}, bytes = {0};
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct stat *status = &list->items[i].status;
        struct text path = list->items[i].path;
        struct file_row row = {
            tree->files[i].id, nanoseconds(status->st_mtim), nanoseconds(status->st_ctim), (uint64_t)status->st_size,
            status->st_ino,    (uint32_t)paths.size,         (uint32_t)path.size};
        if (row.modified_ns > started_ns - racy_ns || row.changed_ns > started_ns - racy_ns)
            continue;
        buffer_add(&paths, path);
        rows[count++] = row;
    }
    remembered_add(remembered, key, table_bytes(&bytes, rows, count, buffer_text(&paths)));
    buffer_free(&bytes);
    buffer_free(&paths);
    free(rows);
}

/* Reading. */

static bool read_file(struct text *bytes, const char *folder, struct text path, struct tree_trouble *trouble,
                      struct arena *arena) {
    const char *whole = path_join(arena, folder, path);
    if (file_read(bytes, whole, largest_file_bytes, arena))
        return true;
    bool gone = errno == ENOENT || errno == ENOTDIR;
    trouble->code = gone ? E_FILE_CHANGED : E_FILE_UNREADABLE;
    trouble->why = gone ? TEXT("removed while it was being read") : text_format(arena, "cannot be read: %s", strerror(errno));
    trouble->help = gone ? TEXT("run again when nothing is writing to the reader") : (struct text){0};
    return false;
}

static bool read_unchanged(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                           struct arena *arena) {
    if (!read_file(bytes, tree->state, tree->files[index].path, trouble, arena))
        return false;
    if (digest_equal(digest_of(*bytes), tree->files[index].id))
        return true;
    trouble->code = E_FILE_CHANGED;
    trouble->why = TEXT("changed while it was being read");
    trouble->help = TEXT("run again when nothing is writing to the reader");
    return false;
}

static bool digest_file(struct tree_file *file, const char *folder, struct diag *problems) {
    struct arena scratch = {0};
    struct tree_trouble trouble = {0};
    struct text bytes;
    bool read = read_file(&bytes, folder, file->path, &trouble, &scratch);
    if (read) {
        file->id = digest_of(bytes);
        file->size_bytes = bytes.size;
    } else {
        diag_fail(problems, FAULT_MACHINE, trouble.code, file->path, trouble.why, trouble.help);
    }
    arena_free(&scratch);
    return read;
}

/* Sets the files' digests, from the table where possible; `*fresh` counts those that had to be read. */
static bool digest_files(struct tree *tree, size_t *fresh, const struct file_list *list, const struct table_view *table,
                         struct diag *problems) {
    bool read = true;
    size_t next = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct stat *status = &list->items[i].status;
        struct tree_file *file = &tree->files[i];
        *file = (struct tree_file){.path = list->items[i].path, .size_bytes = (uint64_t)status->st_size};
        const struct file_row *row = table_next(table, &next, file->path);
        if (row && row_matches(row, status)) {
            file->id = row->id;
            continue;
        }
        read = digest_file(file, tree->state, problems) && read;
        ++*fresh;
    }
    return read;
}

struct tree *tree_open_folder(struct diag *problems, const char *folder, const struct repository *repository,
                              struct remembered *remembered, struct arena *arena) {
    struct timespec started;
    clock_gettime(CLOCK_REALTIME, &started);
    struct file_list list = {0};
    if (!tree_list_folder(&list, folder, repository, true, problems, arena))
        return NULL;
    struct tree *tree = arena_new(arena, struct tree);
    *tree = (struct tree){.count = list.count, .root = text_copy(text_of(folder), arena), .read = read_unchanged};
    tree->state = text_terminated(text_of(folder), arena);
    tree->files = arena_array(arena, struct tree_file, list.count);

    struct digest key = table_key(folder);
    struct table_view table = table_find(remembered, key);
    size_t fresh = 0;
    if (!digest_files(tree, &fresh, &list, &table, problems))
        return NULL;
    if (remembered && (fresh || table.count != list.count))
        table_add(remembered, key, &list, tree, nanoseconds(started));
    return tree;
}
