/*
 * convert: works from one format to another, for the judges of tests/cite/works_judges.sh; problems go to standard error.
 *
 *     build/tests/cite/convert references.bib json >references.json
 *
 * The format of a file is that of its name; what is written is bib, ris or json. Status 1 when a problem is an error.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/files.h"
#include "cite/formats.h"

#include <stdio.h>

static struct text bytes;

static bool read_excerpt(struct text *wanted, struct text path, void *context) {
    (void)path;
    (void)context;
    *wanted = bytes;
    return true;
}

static bool read_file(struct buffer *out, const char *path) {
    FILE *file = fopen(path, "rb");
    char piece[65536];
    if (!file)
        return false;
    for (size_t size; (size = fread(piece, 1, sizeof piece, file)) > 0;)
        buffer_add_bytes(out, piece, size);
    return fclose(file) == 0;
}

int main(int count, char **arguments) {
    struct arena arena = {0};
    struct diag problems = {0};
    struct buffer in = {0}, out = {0};
    if (count != 3 || !read_file(&in, arguments[1])) {
        fprintf(stderr, "usage: convert FILE bib|ris|json\n");
        return 2;
    }
    struct text path = text_of(arguments[1]);
    bytes = buffer_text(&in);

    struct cited_works works = {0};
    works_read(&works, works_format_of(path), bytes, path, &problems, &arena);
    works_write(&out, works_format_of(text_format(&arena, ".%s", arguments[2])), works.items, works.count);
    fwrite(out.bytes, 1, out.size, stdout);
    diag_print(&problems, &(struct diag_style){.read = read_excerpt}, stderr);
    int status = problems.errors > 0;

    buffer_free(&in);
    buffer_free(&out);
    diag_free(&problems);
    arena_free(&arena);
    return status;
}
