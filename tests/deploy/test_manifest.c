/* deploy/manifest.h */
#include "base/arena.h"
#include "deploy/manifest.h"
#include "support.h"

static struct arena arena;

static const char first[] = "# colophon manifest 1\n";

/* What is written is read again as it was. */
static void test_round(void **state) {
    (void)state;
    struct text paths[] = {TEXT("# odd"),        TEXT("100%.html"),       TEXT("404.html"),
                           TEXT("a\nb\x7f.txt"), TEXT("a b/c#d/x?.html"), TEXT("essays/\xc3\xbc/index.html")};
    enum { COUNT = sizeof paths / sizeof *paths };
    struct buffer out = {0};
    struct manifest manifest;
    struct manifest_fault fault;
    manifest_write(&out, paths, COUNT);
    assert_true(text_starts(buffer_text(&out), text_of(first)));
    assert_true(text_contains(buffer_text(&out), TEXT("\n%23 odd\n100%25.html\n404.html\na%0Ab%7F.txt\n")));
    assert_true(manifest_read(&manifest, &fault, buffer_text(&out), &arena));
    assert_int_equal(manifest.count, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_true(text_equal(manifest.items[i], paths[i]) && manifest_has(&manifest, paths[i]));
    assert_false(manifest_has(&manifest, TEXT("other.html")));
    buffer_free(&out);
}

/* As somebody left it: lines moved, twice, ended by CR LF, of a later version. */
static void test_by_others(void **state) {
    (void)state;
    struct manifest manifest;
    struct manifest_fault fault;
    assert_true(manifest_read(&manifest, &fault, TEXT("# colophon manifest 7 of later\n# more: 5\nb\r\na\n\nb\n"), &arena));
    assert_int_equal(manifest.count, 2);
    assert_text(manifest.items[0], "a");
    assert_text(manifest.items[1], "b");
    assert_true(manifest_read(&manifest, &fault, text_of(first), &arena));
    assert_int_equal(manifest.count, 0);
    assert_false(manifest_has(&manifest, TEXT("a")));
}

/* Nothing but a file below the root may be owned. */
static void test_faults(void **state) {
    (void)state;
    static const char *const wrong[] = {"../x",        "a/../x",   "/x", "a//x", "a/",   ".",    "./x",
                                        ".git/config", "a/.GIT/x", "a%", "a%2",  "a%zz", "a%00b"};
    struct manifest manifest;
    struct manifest_fault fault;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct text bytes = text_format(&arena, "%sgood\n%s\n", first, wrong[i]);
        assert_false(manifest_read(&manifest, &fault, bytes, &arena));
        assert_int_equal(fault.line, 3);
        assert_non_null(fault.why);
    }
    assert_false(manifest_read(&manifest, &fault, TEXT("index.html\n"), &arena));
    assert_int_equal(fault.line, 1);
    assert_false(manifest_read(&manifest, &fault, TEXT(""), &arena));
}

static int free_all(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round),
        cmocka_unit_test(test_by_others),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, free_all);
}
