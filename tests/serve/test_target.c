#include "base/arena.h"
#include "serve/target.h"
#include "support.h"

static struct arena arena;

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static void check(const char *path, const char *prefix, enum target_state wanted, const char *expected) {
    struct text address = {0};
    enum target_state got = target_address(&address, text_of(path), text_of(prefix), &arena);
    if (got != wanted)
        fail_msg("%s below %s: %d", path, prefix, (int)got);
    if (wanted == TARGET_FOUND)
        assert_text(address, expected);
}

static void paths_are_decoded(void **state) {
    (void)state;
    check("/", "/", TARGET_FOUND, "/");
    check("/essays/a%20b/", "/", TARGET_FOUND, "/essays/a b/");
    check("/%E4%BE%8b/", "/", TARGET_FOUND, "/例/");
    check("/%2e%2e/a", "/", TARGET_FOUND, "/../a");
    check("/a%252f", "/", TARGET_FOUND, "/a%2f");
}

static void what_is_no_path_is_refused(void **state) {
    (void)state;
    static const char *const paths[] = {"", "*", "a", "http://localhost/", "/%", "/%2", "/%zz", "/%ff", "/%c3", "/%ed%a0%80"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        check(paths[i], "/", TARGET_MALFORMED, "");
}

static void the_site_is_below_its_prefix(void **state) {
    (void)state;
    check("/x/a/", "/x/", TARGET_FOUND, "/a/");
    check("/x/", "/x/", TARGET_FOUND, "/");
    check("/x", "/x/", TARGET_AT_PREFIX, "");
    check("/", "/x/", TARGET_OUTSIDE, "");
    check("/xy/", "/x/", TARGET_OUTSIDE, "");
}

static void types_follow_names(void **state) {
    (void)state;
    assert_string_equal(target_type(TEXT("essays/a/index.html")), "text/html; charset=utf-8");
    assert_string_equal(target_type(TEXT("media/A.JPEG")), "image/jpeg");
    assert_string_equal(target_type(TEXT("media/jpeg")), "application/octet-stream");
    assert_string_equal(target_type(TEXT("addresses.txt")), "text/plain; charset=utf-8");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_decoded),
        cmocka_unit_test(what_is_no_path_is_refused),
        cmocka_unit_test(the_site_is_below_its_prefix),
        cmocka_unit_test(types_follow_names),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
