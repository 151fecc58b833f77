/* Every target of the fuzzers over its corpus. */
#include "support.h"

#include "base/files.h"
#include "targets.h"

#include <time.h>

static void run_corpus(const char *name, void (*run)(struct text)) {
    struct arena arena = {0};
    struct file_list list = {0};
    struct file_listing listing = {0};
    const char *folder = path_join(&arena, "tests/fuzz/corpus", text_of(name));
    assert_true(folder_list(&list, folder, &listing, &arena));
    assert_true(list.count > 0);
    for (size_t i = 0; i < list.count; i++) {
        struct text bytes;
        assert_true(file_read(&bytes, path_join(&arena, folder, list.items[i].path), 1 << 20, &arena));
        clock_t before = clock();
        run(bytes);
        if (clock() - before > 10 * CLOCKS_PER_SEC)
            fail_msg("%s/%.*s takes too long", name, TEXT_ARGS(list.items[i].path));
    }
    arena_free(&arena);
}

#define CASE(name)                                                                                                             \
    static void corpus_##name(void **state) {                                                                                  \
        (void)state;                                                                                                           \
        run_corpus(#name, fuzz_##name);                                                                                        \
    }
FUZZ_TARGETS(CASE)

#define ENTRY(name) cmocka_unit_test(corpus_##name),

int main(void) {
    const struct CMUnitTest tests[] = {FUZZ_TARGETS(ENTRY)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
