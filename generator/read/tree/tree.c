#include "read/tree/tree.h"

#include "base/utf8.h"
#include "read/codes.h"
#include "read/tree/private_names.h"

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

static const char not_utf8[] = "the name is not UTF-8";
static const char forbidden[] = "the name has a control character in it, or another that no page can have";

static bool is_control(char c) {
    return (unsigned char)c < 0x20 || c == 0x7f;
}

const char *tree_odd_name(struct text path) {
    if (utf8_first_invalid(path) < path.size)
        return not_utf8;
    for (size_t i = 0; i < path.size; i++)
        if (is_control(path.bytes[i]))
            return forbidden;
    return utf8_has_forbidden(path) ? forbidden : NULL;
}

/* What is left out. */

struct private_name {
    const char *pattern;
    struct tree_oddity oddity;
    bool is_private;
};

static const char private_help[] =
    "remove it, and replace it where it is used if it was ever in a commit or on a site; what is "
    "meant for all gets another name";
static const char litter_help[] = "remove it, or give it another name if it is meant";

#define ROW(pattern, what, is_private) {pattern, {W_PRIVATE_NAME, what, is_private ? private_help : litter_help}, is_private},
static const struct private_name private_names[] = {PRIVATE_NAMES(ROW)};
#undef ROW

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool matches(const char *pattern, struct text name) {
    for (size_t i = 0;; i++, pattern++) {
        if (*pattern == '*' || *pattern == '+') {
            for (; i <= name.size; i++) {
                if (matches(pattern + 1, text_after(name, i)))
                    return true;
                if (i < name.size && name.bytes[i] == '.' && *pattern == '+')
                    return false;
            }
            return false;
        }
        if (i == name.size || !*pattern)
            return i == name.size && !*pattern;
        if (small(name.bytes[i]) != *pattern)
            return false;
    }
}

static bool is_published_as_it_is(struct text path) {
    return text_starts(path, TEXT("content/media/")) || text_starts(path, TEXT("assets/"));
}

static const struct private_name *private_name_of(struct text name) {
    if (text_ends(name, TEXT(".md"))) /* most files, and none of the rows */
        return NULL;
    for (size_t i = 0; i < sizeof private_names / sizeof *private_names; i++)
        if (matches(private_names[i].pattern, name))
            return &private_names[i];
    return NULL;
}

static const struct tree_oddity not_told = {0};

static const struct tree_oddity *judge_private(struct text path, struct text name) {
    const struct private_name *found = text_starts(path, TEXT("layouts/")) ? NULL : private_name_of(name);
    if (!found)
        return text_starts(name, TEXT(".")) ? &not_told : NULL;
    return found->is_private || is_published_as_it_is(path) ? &found->oddity : &not_told;
}

bool tree_is_prose(struct text path) {
    static const char *const endings[] = {".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".mdx"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct text ending = text_of(endings[i]);
        if (path.size > ending.size && text_equal_ignoring_case(text_after(path, path.size - ending.size), ending))
            return true;
    }
    return false;
}

static bool is_held_text(struct text place) {
    return !is_published_as_it_is(place) && (tree_is_prose(place) || text_ends(place, TEXT(".yaml")));
}

const struct tree_oddity *tree_judge(struct text path, struct text place, bool is_folder) {
    static const struct tree_oddity encoding = {W_ODD_FILE, not_utf8, ""}, character = {W_ODD_FILE, forbidden, ""},
                                    text = {W_ODD_FILE,
                                            "a symbolic link to a text, which would be published with all that its front "
                                            "matter holds back",
                                            "put a copy in its place"},
                                    saved = {W_ODD_FILE,
                                             "a symbolic link to a text of content/sources, which is never published",
                                             "remove it"};
    struct text name = path_name(path);
    const char *why = tree_odd_name(name);
    if (why)
        return why == not_utf8 ? &encoding : &character;
    if (is_folder)
        return text_starts(name, TEXT(".")) ? &not_told : NULL;
    const struct tree_oddity *oddity = judge_private(path, name);
    if (oddity || text_equal(path, place))
        return oddity;
    if (text_starts(place, TEXT(SAVED_FOLDER)) && !text_starts(path, TEXT(SAVED_FOLDER)))
        return &saved;
    oddity = judge_private(path, path_name(place));
    return !oddity && is_published_as_it_is(path) && is_held_text(place) ? &text : oddity;
}

const char *tree_barred(struct text place) {
    for (struct text part, rest = place; text_cut(&part, &rest, '/');)
        if (text_starts(part, TEXT(".")))
            return "a symbolic link that leads to a hidden file or folder";
    return !place.size || tree_covers(place) ? NULL : "a symbolic link that leads out of content, layouts and assets";
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

void tree_warn_odd(struct diag *problems, struct text path, const struct tree_oddity *oddity) {
    struct arena scratch = {0};
    struct diag_place place = {.path = tree_shown_path(path, &scratch)};
    struct text why = text_format(&scratch, "left out: %s", oddity->why);
    bool is_root = text_find_char(path, '/', 0) == path.size; /* content itself: all that stands would vanish */
    if (oddity->code && is_root)
        diag_fail(problems, FAULT_USAGE, E_NO_READER, place.path, why,
                  *oddity->help ? text_of(oddity->help) : TEXT("put the folder itself in its place"));
    else if (oddity->code)
        diag_add(problems, DIAG_WARNING, oddity->code, place, why, text_of(oddity->help));
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
