#include "commands/version.h"

#include "base/digest.h"
#include "base/sha1.h"
#include "base/utf8.h"
#include "mustache/view.h"
#include "read/git/git.h"
#include "read/markdown/markdown.h"
#include "read/yaml/yaml.h"
#include "serve/http.h"

#include <stdio.h>

void version_print(bool with_libraries, struct arena *arena) {
    const struct library {
        const char *name;
        struct text version;
    } libraries[] = {
        {"cmark-gfm", text_of(markdown_library())},
        {"libyaml", text_of(yaml_library())},
        {"libgit2", git_library(arena)},
        {"zlib", text_of(git_zlib_library())},
        {"nettle", sha1_library(arena)},
        {"jansson", text_of(view_json_library())},
        {"xxHash", digest_library(arena)},
        {"utf8proc", text_of(utf8_library())},
        {"libmicrohttpd", text_of(http_library())},
    };
    puts("Colophon " COLOPHON_VERSION);
    for (size_t i = 0; with_libraries && i < sizeof libraries / sizeof *libraries; i++)
        printf("%s %.*s\n", libraries[i].name, TEXT_ARGS(libraries[i].version));
}
