#include "commands/sizes.h"

#include "base/array.h"
#include "base/table.h"

#include <stdio.h>
#include <stdlib.h>

struct folder_size {
    struct text name;
    size_t files;
    uint64_t bytes;
};

struct folder_sizes {
    struct folder_size *items;
    size_t count, capacity;
    struct table by_name;
};

/* The folder under which a file is counted. */
static struct text folder_of(struct text path) {
    struct text folder = text_slice(path, 0, text_find_char(path, '/', 0));
    if (folder.size == path.size)
        return TEXT("(top)");
    if (text_ends(path, TEXT("/history/index.html")))
        return TEXT("histories");
    if (text_equal(folder, TEXT("versions")) && (text_contains(path, TEXT("/from/")) || text_contains(path, TEXT("/since/"))))
        return TEXT("differences");
    return folder;
}

static void add_file(struct folder_sizes *folders, const struct ledger_entry *file, struct arena *arena) {
    struct text name = folder_of(file->path);
    uint32_t index = table_get(&folders->by_name, name);
    if (index == NONE) {
        index = (uint32_t)folders->count;
        table_put(&folders->by_name, name, index, arena);
        array_add(folders, arena)->name = name;
    }
    folders->items[index].files++;
    folders->items[index].bytes += file->size_bytes;
}

static int by_bytes(const void *left, const void *right) {
    const struct folder_size *a = left, *b = right;
    if (a->bytes != b->bytes)
        return a->bytes > b->bytes ? -1 : 1;
    return text_compare(a->name, b->name);
}

/* Tenths of a megabyte. */
static void tell_size(size_t files, uint64_t bytes) {
    uint64_t tenths = (bytes + 50000) / 100000;
    fprintf(stderr, "%zu file%s, %llu.%llu MB\n", files, files == 1 ? "" : "s", (unsigned long long)(tenths / 10),
            (unsigned long long)(tenths % 10));
}

static void tell_folder(const struct folder_size *folder, uint64_t total) {
    uint64_t permille = total ? folder->bytes * 1000 / total : 0;
    fprintf(stderr, "  %3llu.%llu %%  %-14.*s ", (unsigned long long)(permille / 10), (unsigned long long)(permille % 10),
            TEXT_ARGS(folder->name));
    tell_size(folder->files, folder->bytes);
}

void sizes_tell(const struct ledger *files, struct arena *arena) {
    struct folder_sizes folders = {0};
    uint64_t total = 0;
    for (size_t i = 0; i < files->count; i++) {
        add_file(&folders, &files->items[i], arena);
        total += files->items[i].size_bytes;
    }
    if (folders.count)
        qsort(folders.items, folders.count, sizeof *folders.items, by_bytes);
    fputs("Site: ", stderr);
    tell_size(files->count, total);
    for (size_t i = 0; i < folders.count; i++)
        tell_folder(&folders.items[i], total);
}
