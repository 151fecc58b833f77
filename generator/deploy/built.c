#include "deploy/built.h"

#include "base/array.h"
#include "base/files.h"
#include "read/codes.h"
#include "read/git/git.h"

#include <errno.h>
#include <string.h>

/* What the workers are given. */
struct to_name {
    const char *output;
    const struct ledger *ledger;
    const size_t *unknown; /* indexes of the ledger's files */
};

static struct digest key_of(const struct ledger_entry *entry) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("git's name of a published file"));
    hasher_add_digest(&hasher, entry->content);
    hasher_add_number(&hasher, entry->size_bytes);
    return hasher_end(&hasher);
}

/* The name, or nothing where the file cannot be read. */
static void name_job(size_t index, struct buffer *out, void *context) {
    const struct to_name *to_name = context;
    const char *path;
    struct text bytes;
    struct arena scratch = {0};
    path = path_join(&scratch, to_name->output, to_name->ledger->items[to_name->unknown[index]].path);
    if (file_map(&bytes, path)) {
        struct git_id id = repository_name_of(bytes);
        buffer_add(out, text_of(id.hex));
        file_unmap(bytes);
    } else if (errno != ENOENT) {
        workers_fail(errno);
    }
    arena_free(&scratch);
}

static bool fail(struct diag *problems, struct text path, const char *why) {
    diag_fail(problems, FAULT_MACHINE, E_CANNOT_READ, path, text_of(why), TEXT("nothing was published: deploy again"));
    return false;
}

static bool name_unknown(struct branch_files *files, const struct to_name *to_name, size_t count, struct remembered *remembered,
                         const struct workers *workers, struct diag *problems, struct arena *arena) {
    struct workers_results results;
    bool good = true;
    if (!workers_map(&results, count, name_job, (void *)(uintptr_t)to_name, workers, arena))
        return errno == EINTR ? false : fail(problems, text_of(to_name->output), strerror(errno));
    for (size_t i = 0; i < count && good; i++) {
        struct branch_file *file = &files->items[to_name->unknown[i]];
        file->id = text_copy(results.items[i].bytes, arena);
        if (results.items[i].state == WORK_DONE && file->id.size)
            remembered_add(remembered, key_of(&to_name->ledger->items[to_name->unknown[i]]), file->id);
        else
            good = fail(problems, file->path, "cannot be read");
    }
    workers_release(&results);
    return good;
}

bool built_files(struct branch_files *files, const char *output, const struct ledger *ledger, struct remembered *remembered,
                 const struct workers *workers, struct diag *problems, struct arena *arena) {
    size_t *unknown = arena_array(arena, size_t, ledger->count), count = 0;
    array_reserve(files, ledger->count + 1, arena);
    for (size_t i = 0; i < ledger->count; i++) {
        struct branch_file *file = array_add(files, arena);
        *file = (struct branch_file){.path = ledger->items[i].path, .mode = TEXT(MODE_FILE)};
        if (!remembered_find(remembered, &file->id, key_of(&ledger->items[i])))
            unknown[count++] = i;
    }
    struct to_name to_name = {output, ledger, unknown};
    return name_unknown(files, &to_name, count, remembered, workers, problems, arena);
}

void built_add(struct branch_files *files, struct text path, struct text bytes, struct arena *arena) {
    struct git_id id = repository_name_of(bytes);
    size_t at = files->count;
    array_add(files, arena);
    for (; at > 0 && text_compare(files->items[at - 1].path, path) > 0; at--)
        files->items[at] = files->items[at - 1];
    files->items[at] = (struct branch_file){.path = path, .mode = TEXT(MODE_FILE), .id = text_copy(text_of(id.hex), arena)};
}
