#include "base/array.h"
#include "base/table.h"
#include "targets.h"
#include "whole.h"

struct files {
    struct tree_text *items;
    size_t count, capacity;
};

/* A tree never lists what these turn away. */
static bool can_be_listed(struct text path, struct table *known, struct arena *arena) {
    struct text part, rest = path;
    while (text_cut(&part, &rest, '/'))
        if (part.size == 0 || part.bytes[0] == '.')
            return false;
    return tree_covers(path) && text_find_char(path, '/', 0) < path.size && !tree_odd_name(path) &&
           !text_ends(path, TEXT("/")) && table_put(known, path, 1, arena) == NONE;
}

/* "@@ path" begins each file; what stands before the first is an essay. */
void fuzz_site(struct text input) {
    struct arena arena = {0};
    struct files files = {0};
    struct table known = {0};
    struct text rest = input, first = fuzz_cut(&rest, TEXT("\n@@ "));
    *array_add(&files, &arena) = (struct tree_text){TEXT("content/essays/a.md"), first};
    table_put(&known, TEXT("content/essays/a.md"), 1, &arena);
    for (unsigned count = 0; rest.size > 0 && count < 4; count++) {
        struct text bytes = fuzz_cut(&rest, TEXT("\n@@ ")), path = fuzz_cut(&bytes, TEXT("\n"));
        if (can_be_listed(path, &known, &arena) && !text_starts(path, TEXT("layouts/")))
            *array_add(&files, &arena) = (struct tree_text){path, bytes};
    }
    whole_build(files.items, files.count, (struct text){0});
    arena_free(&arena);
}
