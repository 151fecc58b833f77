#include "read/tree/tree.h"

#include "base/utf8.h"
#include "read/codes.h"

#include <stdlib.h>

/* What all kinds of trees share. */

size_t tree_lower_bound(const struct tree *tree, struct text path) {
    size_t from = 0, to = tree->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (text_compare(tree->files[middle].path, path) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

size_t tree_find(const struct tree *tree, struct text path) {
    size_t index = tree_lower_bound(tree, path);
    return index < tree->count && text_equal(tree->files[index].path, path) ? index : SIZE_MAX;
}

bool tree_read(const struct tree *tree, size_t index, struct text *bytes, struct diag *problems, struct arena *arena) {
    struct tree_trouble trouble = {0};
    if (tree->read(tree, index, bytes, &trouble, arena))
        return true;
    diag_fail(problems, FAULT_MACHINE, trouble.code, tree->files[index].path, trouble.why, trouble.help);
    return false;
}

bool tree_covers(struct text path) {
    static const struct text folders[] = {TEXT_INIT("content"), TEXT_INIT("layouts"), TEXT_INIT("assets")};
    struct text first = text_slice(path, 0, text_find_char(path, '/', 0));
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (text_equal(first, folders[i]))
            return true;
    return false;
}

static bool is_control(char c) {
    return (unsigned char)c < 0x20 || c == 0x7f;
}

const char *tree_odd_name(struct text path) {
    if (utf8_first_invalid(path) < path.size)
        return "the name is not UTF-8";
    for (size_t i = 0; i < path.size; i++)
        if (is_control(path.bytes[i]))
            return "the name has a control character in it";
    return NULL;
}

struct text tree_shown_path(struct text path, struct arena *arena) {
    if (!tree_odd_name(path))
        return path;
    struct text out = {0};
    for (size_t i = 0; i < path.size; i++) {
        char c = path.bytes[i];
        bool plain = !is_control(c) && (unsigned char)c < 0x80;
        out = text_join(arena, out, text_format(arena, plain ? "%c" : "\\x%02x", (unsigned char)c));
    }
    return out;
}

void tree_warn_odd(struct diag *problems, struct text path, const char *why) {
    struct arena scratch = {0};
    struct diag_place place = {.path = tree_shown_path(path, &scratch)};
    diag_add(problems, DIAG_WARNING, W_ODD_FILE, place, text_format(&scratch, "left out: %s", why), (struct text){0});
    arena_free(&scratch);
}

/* Trees of texts. */

static bool read_text(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                      struct arena *arena) {
    (void)trouble, (void)arena;
    *bytes = ((const struct tree_text *)tree->state)[index].bytes;
    return true;
}

static int by_path(const void *a, const void *b) {
    return text_compare(((const struct tree_text *)a)->path, ((const struct tree_text *)b)->path);
}

struct tree *tree_of_texts(const struct tree_text *texts, size_t count, struct arena *arena) {
    struct tree_text *sorted = arena_array(arena, struct tree_text, count);
    struct tree *tree = arena_new(arena, struct tree);
    *tree = (struct tree){.count = count, .root = TEXT("memory"), .read = read_text, .state = sorted};
    tree->files = arena_array(arena, struct tree_file, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = texts[i];
    qsort(sorted, count, sizeof *sorted, by_path);
    for (size_t i = 0; i < count; i++)
        tree->files[i] = (struct tree_file){sorted[i].path, digest_of(sorted[i].bytes), sorted[i].bytes.size};
    return tree;
}

/* Overlays. */

/* Where a file of an overlay is. */
struct layer {
    const struct tree *tree;
    size_t index;
};

static bool read_layer(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                       struct arena *arena) {
    const struct layer *layer = &((const struct layer *)tree->state)[index];
    return layer->tree->read(layer->tree, layer->index, bytes, trouble, arena);
}

struct tree *tree_overlay(const struct tree *over, const struct tree *under, struct arena *arena) {
    struct layer *layers = arena_array(arena, struct layer, over->count + under->count);
    struct tree *tree = arena_new(arena, struct tree);
    *tree = (struct tree){.root = over->root, .read = read_layer, .state = layers, .under = under};
    tree->files = arena_array(arena, struct tree_file, over->count + under->count);
    for (size_t i = 0, j = 0; i < over->count || j < under->count;) {
        int order = i == over->count ? 1 : j == under->count ? -1 : text_compare(over->files[i].path, under->files[j].path);
        struct layer layer = order <= 0 ? (struct layer){over, i} : (struct layer){under, j};
        i += order <= 0;
        j += order >= 0;
        tree->files[tree->count] = layer.tree->files[layer.index];
        layers[tree->count++] = layer;
    }
    return tree;
}
