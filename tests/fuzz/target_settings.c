#include "kinds/settings.h"
#include "targets.h"

void fuzz_settings(struct text input) {
    struct arena arena = {0};
    struct diag problems = {0};
    struct tree_text file = {SETTINGS_PATH, input};
    struct settings settings = {0};
    bool read = settings_read(&settings, tree_of_texts(&file, 1, &arena), &problems, &arena);
    fuzz_check(read || problems.errors > 0, "the settings fail without a problem", input);
    struct parse_options options = settings_parse_options(
        &settings, language_load(NULL, tree_of_texts(NULL, 0, &arena), settings.language, &arena), &arena);
    fuzz_check(!read || (options.language.size > 0 && settings.title.size > 0), "a setting without its default", input);
    fuzz_check(settings.base_url.size == 0 || text_contains(settings.base_url, TEXT("://")), "base_url is no URL",
               settings.base_url);
    fuzz_print(&problems, input);
    diag_free(&problems);
    arena_free(&arena);
}
