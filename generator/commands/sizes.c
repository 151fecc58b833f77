#include "commands/sizes.h"

#include "base/array.h"
#include "base/table.h"

#include <stdio.h>
#include <stdlib.h>

struct part {
    struct text name;
    size_t files;
    uint64_t bytes;
};

struct parts {
    struct part *items;
    size_t count, capacity;
    struct table by_name;
};

static struct text part_of(struct text path) {
    struct text folder = text_slice(path, 0, text_find_char(path, '/', 0));
    if (folder.size == path.size)
        return TEXT("(top)");
    if (text_ends(path, TEXT("/history/index.html")))
        return TEXT("histories");
    if (text_equal(folder, TEXT("versions")) && (text_contains(path, TEXT("/from/")) || text_contains(path, TEXT("/since/"))))
        return TEXT("differences");
    return folder;
}

static void add_file(struct parts *parts, const struct ledger_entry *file, struct arena *arena) {
    struct text name = part_of(file->path);
    uint32_t index = table_get(&parts->by_name, name);
    if (index == TABLE_NONE) {
        index = (uint32_t)parts->count;
        table_put(&parts->by_name, name, index, arena);
        array_add(parts, arena)->name = name;
    }
    parts->items[index].files++;
    parts->items[index].bytes += file->size_bytes;
}

static int by_bytes(const void *left, const void *right) {
    const struct part *a = left, *b = right;
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

static void tell_part(const struct part *part, uint64_t total) {
    uint64_t permille = total ? part->bytes * 1000 / total : 0;
    fprintf(stderr, "  %3llu.%llu %%  %-14.*s ", (unsigned long long)(permille / 10), (unsigned long long)(permille % 10),
            TEXT_ARGS(part->name));
    tell_size(part->files, part->bytes);
}

void sizes_tell(const struct ledger *files, struct arena *arena) {
    struct parts parts = {0};
    uint64_t total = 0;
    for (size_t i = 0; i < files->count; i++) {
        add_file(&parts, &files->items[i], arena);
        total += files->items[i].size_bytes;
    }
    if (parts.count)
        qsort(parts.items, parts.count, sizeof *parts.items, by_bytes);
    fputs("Site: ", stderr);
    tell_size(files->count, total);
    for (size_t i = 0; i < parts.count; i++)
        tell_part(&parts.items[i], total);
}
