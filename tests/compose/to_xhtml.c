/*
 * to_xhtml: pages as books have them, for the judges of tests/compose/xhtml.sh.
 *
 *     build/tests/compose/to_xhtml FOLDER FILE...      # FOLDER/1.xhtml, 2.xhtml, ...
 */
#include "base/arena.h"
#include "base/files.h"
#include "compose/xhtml.h"

#include <stdio.h>

static bool convert(const char *path, const char *to) {
    struct arena arena = {0};
    struct buffer out = {0};
    struct text html;
    bool is_read = file_read(&html, path, 1 << 24, &arena);
    if (is_read)
        xhtml_write(&out, html);
    FILE *file = is_read ? fopen(to, "wb") : NULL;
    bool done = file && fwrite(out.bytes, 1, out.size, file) == out.size && fclose(file) == 0;
    buffer_free(&out);
    arena_free(&arena);
    return done;
}

int main(int count, char **arguments) {
    if (count < 3) {
        fprintf(stderr, "usage: to_xhtml FOLDER FILE...\n");
        return 2;
    }
    for (int i = 2; i < count; i++) {
        struct arena arena = {0};
        bool done = convert(arguments[i], text_format(&arena, "%s/%d.xhtml", arguments[1], i - 1).bytes);
        arena_free(&arena);
        if (!done) {
            fprintf(stderr, "%s cannot be read, or written\n", arguments[i]);
            return 1;
        }
    }
    return 0;
}
