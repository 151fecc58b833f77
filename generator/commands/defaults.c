#include "commands/defaults.h"

#include "base/files.h"
#include "read/codes.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* A tree without some of its files. */
struct selection {
    const struct tree *tree;
    size_t *indexes;
};

static bool read_selected(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                          struct arena *arena) {
    const struct selection *selection = tree->state;
    return selection->tree->read(selection->tree, selection->indexes[index], bytes, trouble, arena);
}

/* When the program was not installed, the folder is itself a reader, whose content must not get into other readers. */
static const struct tree *without_content(const struct tree *tree, struct arena *arena) {
    struct selection *selection = arena_new(arena, struct selection);
    struct tree *chosen = arena_new(arena, struct tree);
    *selection = (struct selection){tree, arena_array(arena, size_t, tree->count)};
    *chosen = (struct tree){.root = tree->root, .read = read_selected, .state = selection};
    chosen->files = arena_array(arena, struct tree_file, tree->count);
    for (size_t i = 0; i < tree->count; i++)
        if (!text_starts(tree->files[i].path, TEXT("content/"))) {
            selection->indexes[chosen->count] = i;
            chosen->files[chosen->count++] = tree->files[i];
        }
    return chosen;
}

static const char *beside_program(const char *relative, struct arena *arena) {
    char path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path);
    while (size > 0 && path[size - 1] != '/')
        size--;
    struct text folder = {path, size > 0 ? (size_t)size : 0};
    return path_join(arena, text_terminated(folder, arena), text_of(relative));
}

static bool has_layouts(const char *folder, struct arena *arena) {
    return file_exists(path_join(arena, folder, TEXT("layouts")));
}

static const char *find_folder(struct arena *arena) {
    const char *named = getenv("COLOPHON_DATA");
    if (named && *named != '\0')
        return has_layouts(named, arena) ? named : NULL;
    const char *installed = beside_program("../share/colophon", arena), *built = beside_program("..", arena);
    if (has_layouts(installed, arena))
        return installed;
    return has_layouts(built, arena) ? built : NULL;
}

const struct tree *defaults_under(const struct tree *over, struct remembered *remembered, struct diag *problems,
                                  struct arena *arena) {
    const char *folder = find_folder(arena);
    if (!folder) {
        diag_fail(problems, FAULT_MACHINE, E_NO_DEFAULTS, (struct text){0}, TEXT("the default layouts cannot be found"),
                  TEXT("install the program, or set COLOPHON_DATA to the folder that contains layouts/ and assets/"));
        return NULL;
    }
    const struct tree *under = tree_open_folder(problems, folder, NULL, remembered, arena);
    return under ? tree_overlay(over, without_content(under, arena), arena) : NULL;
}
