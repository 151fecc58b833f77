#include "compose/links.h"

#include "base/arena.h"
#include "support.h"

static int set_up(void **state) {
    *state = calloc(1, sizeof(struct arena));
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    free(*state);
    return 0;
}

static struct text output_of(const char *address, struct arena *arena) {
    struct text path = TEXT("none");
    return link_output(&path, text_of(address), arena) ? path : TEXT("none");
}

static void finds_the_file_of_an_address(void **state) {
    assert_text(output_of("/", *state), "index.html");
    assert_text(output_of("/essays/a/", *state), "essays/a/index.html");
    assert_text(output_of("/old.html", *state), "old.html");
    assert_text(output_of("/2013/05/foo.html", *state), "2013/05/foo.html");
    assert_text(output_of("/media/100%.png", *state), "media/100%.png");
    assert_text(output_of("/topics/举国体制/", *state), "topics/举国体制/index.html");
}

static void never_leaves_the_output(void **state) {
    static const char *const bad[] = {"", "/..", "/../a/", "/a/../b/", "/./", "/a//b/", "//", "/a/\x01/", "/a\x7f.html"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_text(output_of(bad[i], *state), "none");
    char long_part[260] = "/";
    memset(long_part + 1, 'a', 256);
    assert_text(output_of(long_part, *state), "none");
    long_part[256] = '\0';
    assert_int_equal(output_of(long_part, *state).size, 255);
}

static void links_name_the_file_and_urls_do_not(void **state) {
    static const struct {
        const char *address, *clean, *for_disk;
    } links[] = {
        {"/", "", "index.html"},
        {"/#x", "#x", "index.html#x"},
        {"/essays/a/", "essays/a/", "essays/a/index.html"},
        {"/glossary/#x", "glossary/#x", "glossary/index.html#x"},
        {"/old.html", "old.html", "old.html"},
        {"/feed.xml", "feed.xml", "feed.xml"},
        {"/a b/", "a%20b/", "a%20b/index.html"},
        {"/\"'<>?%/", "%22%27%3C%3E%3F%25/", "%22%27%3C%3E%3F%25/index.html"},
    };
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        assert_text(link_to(text_of(links[i].address), false, *state), links[i].clean);
        assert_text(link_to(text_of(links[i].address), true, *state), links[i].for_disk);
    }
    assert_text(link_to_file(TEXT("media/a#b%.png"), *state), "media/a%23b%25.png");
    assert_text(link_anchor(TEXT("体"), *state), "#%E4%BD%93");
    assert_text(link_anchor(TEXT(""), *state), "");
    struct text base = TEXT("https://x.org/r/");
    assert_text(link_url(base, TEXT("/essays/a/#b"), *state), "https://x.org/r/essays/a/#b");
    assert_text(link_url(base, TEXT("/"), *state), "https://x.org/r/");
    assert_text(link_url(TEXT(""), TEXT("/a/"), *state), "");
}

static void reaches_the_root(void **state) {
    assert_text(link_root(TEXT("index.html"), *state), "./");
    assert_text(link_root(TEXT("a/index.html"), *state), "../");
    assert_text(link_root(TEXT("essays/a/index.html"), *state), "../../");
    assert_text(link_base_path(TEXT("https://x.org/")), "/");
    assert_text(link_base_path(TEXT("https://x.org/a/b/")), "/a/b/");
    assert_text(link_base_path(TEXT("")), "/");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_the_file_of_an_address, set_up, tear_down),
        cmocka_unit_test_setup_teardown(never_leaves_the_output, set_up, tear_down),
        cmocka_unit_test_setup_teardown(links_name_the_file_and_urls_do_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reaches_the_root, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
