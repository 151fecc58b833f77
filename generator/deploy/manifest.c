#include "deploy/manifest.h"

#include "base/array.h"

#include <stdlib.h>

#define FIRST_WORDS "# colophon manifest "

static const char first_lines[] =
    FIRST_WORDS "1\n"
                "# The files of this branch that colophon deploy wrote, and may replace and remove. "
                "It leaves all others alone.\n"
                "# A line is a path; control characters and % in it are written as %XX.\n";

/* Reading. */

static bool is_above(struct text path) {
    struct text part, rest = path;
    while (text_cut(&part, &rest, '/'))
        if (!part.size || text_equal(part, TEXT(".")) || text_equal(part, TEXT("..")) ||
            text_equal_ignoring_case(part, TEXT(".git")))
            return true;
    return text_ends(path, TEXT("/"));
}

/* False when a % is not followed by two digits, or stands for NUL. */
static bool decode(struct text *path, struct text line, struct arena *arena) {
    *path = line;
    if (text_find_char(line, '%', 0) == line.size)
        return true;
    char *bytes = arena_alloc(arena, line.size);
    size_t size = 0;
    for (size_t i = 0; i < line.size; i++) {
        int byte = line.bytes[i] == '%' ? text_percent_byte(line, i) : (unsigned char)line.bytes[i];
        if (byte <= 0)
            return false;
        bytes[size++] = (char)byte;
        i += line.bytes[i] == '%' ? 2 : 0;
    }
    *path = (struct text){bytes, size};
    return true;
}

static int by_bytes(const void *left, const void *right) {
    return text_compare(*(const struct text *)left, *(const struct text *)right);
}

/* Lines may have been put in another order by hand, or twice by a merge. */
static void sort(struct manifest *manifest) {
    size_t kept = 0;
    if (manifest->count)
        qsort(manifest->items, manifest->count, sizeof *manifest->items, by_bytes);
    for (size_t i = 0; i < manifest->count; i++)
        if (kept == 0 || !text_equal(manifest->items[kept - 1], manifest->items[i]))
            manifest->items[kept++] = manifest->items[i];
    manifest->count = kept;
}

static bool take_line(struct manifest *manifest, struct manifest_fault *fault, struct text line, struct arena *arena) {
    struct text path;
    fault->line++;
    if (text_ends(line, TEXT("\r")))
        line.size--;
    if (!line.size || text_starts(line, TEXT("#")))
        return true;
    if (!decode(&path, line, arena))
        fault->why = "% is not followed by two hexadecimal digits";
    else if (is_above(path))
        fault->why = "it is no path of a file below the root";
    else
        *array_add(manifest, arena) = path;
    return !fault->why;
}

bool manifest_read(struct manifest *manifest, struct manifest_fault *fault, struct text bytes, struct arena *arena) {
    struct text line, rest = bytes;
    *manifest = (struct manifest){0};
    *fault = (struct manifest_fault){0};
    if (!text_starts(bytes, TEXT(FIRST_WORDS))) {
        *fault = (struct manifest_fault){1, "it does not begin with \"" FIRST_WORDS "\" and a number"};
        return false;
    }
    while (text_cut(&line, &rest, '\n'))
        if (!take_line(manifest, fault, line, arena))
            return false;
    sort(manifest);
    return true;
}

/* Writing. */

static bool is_encoded(char c) {
    return (unsigned char)c < ' ' || c == 0x7f || c == '%';
}

/* A line that begins with '#' is none of a file. */
static void write_path(struct buffer *out, struct text path) {
    bool is_remark = text_starts(path, TEXT("#"));
    buffer_add(out, is_remark ? TEXT("%23") : TEXT(""));
    buffer_add_encoded(out, text_after(path, is_remark), is_encoded);
    buffer_add_char(out, '\n');
}

void manifest_write(struct buffer *out, const struct text *paths, size_t count) {
    buffer_add(out, text_of(first_lines));
    for (size_t i = 0; i < count; i++)
        write_path(out, paths[i]);
}

bool manifest_has(const struct manifest *manifest, struct text path) {
    return manifest->count && bsearch(&path, manifest->items, manifest->count, sizeof path, by_bytes);
}
