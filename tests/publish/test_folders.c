#include "publish/folders.h"
#include "base/array.h"
#include "base/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* An output "site" with a folder "essays" and a file "topics", of which nothing is listed yet. */
struct fixture {
    struct arena arena;
    char root[32];
    struct stage stage;
    struct folders folders;
};

static const char *in_output(struct fixture *fixture, const char *path) {
    return path_join(&fixture->arena, fixture->stage.output, text_of(path));
}

static int set_up(void **state) {
    static struct fixture fixture;
    fixture = (struct fixture){.root = "/tmp/colophon-folders-XXXXXX"};
    assert_non_null(mkdtemp(fixture.root));
    fixture.stage = stage_at(path_join(&fixture.arena, fixture.root, TEXT("site")), NULL, &fixture.arena);
    assert_true(stage_make_state(&fixture.stage, &fixture.arena));
    assert_true(folder_make(in_output(&fixture, "essays")));
    assert_true(file_write(in_output(&fixture, "topics"), TEXT("a file"), false));
    *state = &fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    bool removed = folder_remove_all(fixture->root);
    arena_free(&fixture->arena);
    return removed ? 0 : -1;
}

static bool find(struct fixture *fixture, const char *path) {
    return folders_find(&fixture->folders, &fixture->stage, text_of(path), &fixture->arena);
}

static void make(struct fixture *fixture) {
    struct text failed;
    assert_true(folders_make(&failed, &fixture->folders, &fixture->stage, &fixture->arena));
}

static void only_missing_folders_are_found_once(void **state) {
    struct fixture *fixture = *state;
    static const char *const paths[] = {
        "404.html",           "essays/a/index.html", "essays/b/deep/index.html", "essays/b/index.html", "essays/index.html",
        "lists/x/index.html", "lists/y/index.html",  "topics/index.html",        "topics/x/index.html"};
    static const char *const missing[] = {"essays/a", "essays/b", "essays/b/deep", "lists", "lists/x", "lists/y"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_true(find(fixture, paths[i]));
    assert_int_equal(fixture->folders.count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_true(text_equal(fixture->folders.items[i], text_of(missing[i])));
}

static void the_output_is_one_of_them(void **state) {
    struct fixture *fixture = *state;
    assert_true(folder_remove_all(fixture->stage.output));
    assert_true(find(fixture, "a/index.html") && find(fixture, "index.html"));
    assert_int_equal(fixture->folders.count, 2);
    make(fixture);
    assert_true(file_exists(in_output(fixture, "a")));
    folders_undo(&fixture->stage, &fixture->arena);
    assert_false(file_exists(fixture->stage.output));
    assert_false(file_exists(fixture->stage.folders));
}

static void what_is_empty_is_undone(void **state) {
    struct fixture *fixture = *state;
    assert_true(find(fixture, "essays/b/deep/index.html") && find(fixture, "lists/x/index.html"));
    make(fixture);
    assert_true(file_exists(in_output(fixture, "essays/b/deep")) && file_exists(fixture->stage.folders));
    assert_true(file_write(in_output(fixture, "lists/mine.txt"), TEXT("mine"), false));
    folders_undo(&fixture->stage, &fixture->arena);
    assert_false(file_exists(in_output(fixture, "essays/b")));
    assert_true(file_exists(in_output(fixture, "essays")));
    assert_false(file_exists(in_output(fixture, "lists/x")));
    assert_true(file_exists(in_output(fixture, "lists/mine.txt")));
    assert_false(file_exists(fixture->stage.folders));
}

static void what_is_kept_is_not(void **state) {
    struct fixture *fixture = *state;
    assert_true(find(fixture, "lists/x/index.html"));
    make(fixture);
    folders_keep(&fixture->stage);
    folders_undo(&fixture->stage, &fixture->arena);
    assert_true(file_exists(in_output(fixture, "lists/x")));
}

static void a_damaged_list_undoes_nothing(void **state) {
    struct fixture *fixture = *state;
    assert_true(find(fixture, "lists/x/index.html"));
    make(fixture);
    assert_int_equal(truncate(fixture->stage.folders, 30), 0);
    folders_undo(&fixture->stage, &fixture->arena);
    assert_true(file_exists(in_output(fixture, "lists/x")));
    assert_false(file_exists(fixture->stage.folders));
}

static void what_cannot_be_made_is_named(void **state) {
    struct fixture *fixture = *state;
    struct text failed;
    assert_true(find(fixture, "lists/x/index.html"));
    assert_true(file_write(in_output(fixture, "lists"), TEXT("in the way"), false));
    assert_false(folders_make(&failed, &fixture->folders, &fixture->stage, &fixture->arena));
    assert_int_equal(errno, ENOTDIR);
    assert_true(text_equal(failed, TEXT("lists")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(only_missing_folders_are_found_once),
        TEST(the_output_is_one_of_them),
        TEST(what_is_empty_is_undone),
        TEST(what_is_kept_is_not),
        TEST(a_damaged_list_undoes_nothing),
        TEST(what_cannot_be_made_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
