#include "base/files.h"
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* What a test starts with: an empty folder, and what it was told of while listing. */
struct fixture {
    struct arena arena;
    char folder[64];
    struct buffer odd;
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/test_files.XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    bool removed = folder_remove_all(fixture->folder) && !file_exists(fixture->folder);
    arena_free(&fixture->arena);
    buffer_free(&fixture->odd);
    free(fixture);
    return removed ? 0 : -1;
}

static const char *in(struct fixture *fixture, const char *name) {
    return path_join(&fixture->arena, fixture->folder, text_of(name));
}

static void put(struct fixture *fixture, const char *name, const char *bytes) {
    struct text folder = text_of(in(fixture, name));
    while (!text_ends(folder, TEXT("/")))
        folder.size--;
    assert_true(folder_make(text_terminated(folder, &fixture->arena)));
    assert_true(file_write(in(fixture, name), text_of(bytes), false));
}

static void what_was_written_is_read(void **state) {
    struct fixture *fixture = *state;
    struct text bytes = {0};
    put(fixture, "a", "first, and longer");
    put(fixture, "a", "second");
    assert_true(file_read(&bytes, in(fixture, "a"), 6, &fixture->arena));
    assert_text(bytes, "second");
    assert_true(file_write(in(fixture, "a"), (struct text){0}, true));
    assert_true(file_read(&bytes, in(fixture, "a"), 0, &fixture->arena));
    assert_text(bytes, "");
}

static void what_is_no_file_is_refused(void **state) {
    struct fixture *fixture = *state;
    struct text bytes = TEXT("kept");
    put(fixture, "a", "seven b");
    assert_false(file_read(&bytes, in(fixture, "a"), 6, &fixture->arena));
    assert_int_equal(errno, EFBIG);
    assert_false(file_read(&bytes, in(fixture, "none"), 6, &fixture->arena));
    assert_int_equal(errno, ENOENT);
    assert_false(file_read(&bytes, fixture->folder, 6, &fixture->arena));
    assert_int_equal(errno, EISDIR);
    assert_int_equal(mkfifo(in(fixture, "fifo"), 0600), 0);
    assert_false(file_read(&bytes, in(fixture, "fifo"), 6, &fixture->arena));
    assert_int_equal(errno, EINVAL);
    assert_false(file_map(&bytes, in(fixture, "fifo")));
    assert_int_equal(errno, EINVAL);
    assert_text(bytes, "kept");
}

static void streams_are_read_to_their_end(void **state) {
    struct fixture *fixture = *state;
    struct buffer big = {0}, got = {0};
    for (int i = 0; i < 200000; i++)
        buffer_add_char(&big, (char)i);
    assert_true(file_write(in(fixture, "big"), buffer_text(&big), false));
    int descriptor = open(in(fixture, "big"), O_RDONLY);
    assert_true(file_read_stream(&got, descriptor, 200000));
    assert_true(text_equal(buffer_text(&got), buffer_text(&big)));
    assert_int_equal(lseek(descriptor, 0, SEEK_SET), 0);
    buffer_clear(&got);
    assert_false(file_read_stream(&got, descriptor, 199999));
    assert_int_equal(errno, EFBIG);
    close(descriptor);
    buffer_free(&big);
    buffer_free(&got);
}

static void modes_follow_the_umask(void **state) {
    struct fixture *fixture = *state;
    struct stat status;
    mode_t before = umask(027);
    assert_true(file_write(in(fixture, "a"), TEXT("x"), false));
    umask(before);
    assert_int_equal(stat(in(fixture, "a"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void maps(void **state) {
    struct fixture *fixture = *state;
    struct text bytes = {0};
    put(fixture, "a", "mapped");
    put(fixture, "empty", "");
    assert_true(file_map(&bytes, in(fixture, "a")));
    assert_text(bytes, "mapped");
    file_unmap(bytes);
    assert_true(file_map(&bytes, in(fixture, "empty")));
    assert_text(bytes, "");
    file_unmap(bytes);
    assert_false(file_map(&bytes, in(fixture, "none")));
    assert_int_equal(errno, ENOENT);
}

static void folders_are_made_and_removed(void **state) {
    struct fixture *fixture = *state;
    assert_true(folder_make(in(fixture, "a/b/c")));
    assert_true(folder_make(in(fixture, "a/b/c/")));
    assert_true(folder_make(in(fixture, "a/b")));
    put(fixture, "file", "");
    assert_false(folder_make(in(fixture, "file")));
    assert_false(folder_make(in(fixture, "file/x")));
    assert_int_equal(errno, ENOTDIR);
    assert_false(folder_remove_if_empty(in(fixture, "a")));
    assert_true(folder_remove_if_empty(in(fixture, "a/b/c")));
    assert_true(file_sync_folder(in(fixture, "a")));
    assert_false(file_sync_folder(in(fixture, "file")));
    assert_true(file_remove(in(fixture, "file")) && file_remove(in(fixture, "file")));
    assert_false(file_exists(in(fixture, "file")));
    assert_true(file_rename(in(fixture, "a/b"), in(fixture, "d")) && file_exists(in(fixture, "d")));
    assert_true(folder_remove_all(in(fixture, "never was")));
}

static void removing_all_does_not_follow_links(void **state) {
    struct fixture *fixture = *state;
    put(fixture, "kept/file", "x");
    put(fixture, "gone/.hidden/file", "x");
    assert_int_equal(symlink("../kept", in(fixture, "gone/link")), 0);
    assert_int_equal(symlink("nowhere", in(fixture, "gone/broken")), 0);
    assert_true(folder_remove_all(in(fixture, "gone")));
    assert_false(file_exists(in(fixture, "gone")));
    assert_true(file_exists(in(fixture, "kept/file")));
    assert_int_equal(symlink("kept", in(fixture, "link")), 0);
    assert_true(folder_remove_all(in(fixture, "link")));
    assert_true(file_exists(in(fixture, "kept/file")));
}

static void note_odd(struct text path, const char *why, void *context) {
    struct fixture *fixture = context;
    buffer_add_format(&fixture->odd, "%.*s: %s\n", TEXT_ARGS(path), why);
}

static bool skip_build(struct text path, struct text place, bool is_folder, void *context) {
    (void)place, (void)context;
    return is_folder && text_equal(path, TEXT("build"));
}

/* The paths below `name`, with a space behind each. */
static struct text list_of(struct fixture *fixture, const char *name, bool hidden) {
    struct file_listing listing = {.hidden = hidden, .skip = skip_build, .odd = note_odd, .context = fixture};
    struct file_list list = {0};
    struct text paths = {0};
    assert_true(folder_list(&list, in(fixture, name), &listing, &fixture->arena));
    for (size_t i = 0; i < list.count; i++)
        paths = text_format(&fixture->arena, "%.*s%.*s ", TEXT_ARGS(paths), TEXT_ARGS(list.items[i].path));
    return paths;
}

static void listings_are_sorted_by_bytes(void **state) {
    struct fixture *fixture = *state;
    static const char *const names[] = {"b",         "a/z",  "a-b",     "a.md",      "A", "a/b/c",
                                        ".hidden/x", "a/.h", "build/o", "a/build/o", "中"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        put(fixture, names[i], "12345");
    assert_text(list_of(fixture, "", false), "A a-b a.md a/b/c a/build/o a/z b 中 ");
    assert_text(list_of(fixture, "", true), ".hidden/x A a-b a.md a/.h a/b/c a/build/o a/z b 中 ");
    assert_text(list_of(fixture, "a/b", false), "c ");
    assert_text(buffer_text(&fixture->odd), "");

    struct file_list list = {0};
    assert_true(folder_list(&list, fixture->folder, &(struct file_listing){0}, &fixture->arena));
    assert_int_equal(list.items[0].status.st_size, 5);
    assert_false(folder_list(&list, in(fixture, "none"), &(struct file_listing){0}, &fixture->arena));
    assert_int_equal(errno, ENOENT);
}

static void links_are_followed_inside_only(void **state) {
    struct fixture *fixture = *state;
    put(fixture, "in/a/file", "123");
    put(fixture, "out/secret", "x");
    put(fixture, "in-too/secret", "x");
    assert_int_equal(symlink("a/file", in(fixture, "in/to-file")), 0);
    assert_int_equal(symlink("a", in(fixture, "in/to-folder")), 0);
    assert_int_equal(symlink("../out", in(fixture, "in/leaves")), 0);
    assert_int_equal(symlink("../../in-too/secret", in(fixture, "in/a/leaves-too")), 0);
    assert_int_equal(symlink("..", in(fixture, "in/a/up")), 0);
    assert_int_equal(symlink(in(fixture, "in/a/file"), in(fixture, "in/absolute")), 0);
    assert_int_equal(symlink("absolute", in(fixture, "in/by-absolute")), 0);
    assert_int_equal(symlink("../in/a/file", in(fixture, "in/out-and-back")), 0);
    assert_int_equal(symlink("to-folder/../a/./file", in(fixture, "in/winding")), 0);
    assert_int_equal(symlink("nowhere", in(fixture, "in/broken")), 0);
    assert_int_equal(symlink("itself", in(fixture, "in/itself")), 0);
    assert_text(list_of(fixture, "in", false), "a/file to-file to-folder/file winding ");
    assert_text(buffer_text(&fixture->odd), "a/leaves-too: a symbolic link that leads out of the folder\n"
                                            "a/up: a symbolic link that leads back to a folder that it is in\n"
                                            "absolute: a symbolic link to an absolute path\n"
                                            "broken: a symbolic link that leads nowhere\n"
                                            "by-absolute: a symbolic link to an absolute path\n"
                                            "itself: a symbolic link that leads nowhere\n"
                                            "leaves: a symbolic link that leads out of the folder\n"
                                            "out-and-back: a symbolic link that leads out of the folder\n"
                                            "to-folder/leaves-too: a symbolic link that leads out of the folder\n"
                                            "to-folder/up: a symbolic link that leads back to a folder that it is in\n");
}

static void folders_that_link_to_each_other_end(void **state) {
    struct fixture *fixture = *state;
    put(fixture, "a/file", "");
    put(fixture, "b/file", "");
    assert_int_equal(symlink("../b", in(fixture, "a/b")), 0);
    assert_int_equal(symlink("../a", in(fixture, "b/a")), 0);
    assert_text(list_of(fixture, "", false), "a/b/file a/file b/a/file b/file ");
    assert_text(buffer_text(&fixture->odd), "a/b/a: a symbolic link that leads back to a folder that it is in\n"
                                            "b/a/b: a symbolic link that leads back to a folder that it is in\n");
}

static void odd_entries_are_told(void **state) {
    struct fixture *fixture = *state;
    assert_int_equal(mkfifo(in(fixture, "fifo"), 0600), 0);
    put(fixture, "bad\xFF", "");
    assert_text(list_of(fixture, "", false), "");
    assert_text(buffer_text(&fixture->odd), "bad\xFF: the name is not UTF-8\n"
                                            "fifo: neither a file nor a folder\n");
}

static void a_lock_keeps_others_out(void **state) {
    struct fixture *fixture = *state;
    const char *path = in(fixture, "lock");
    int lock = file_lock(path, false);
    assert_true(lock >= 0);
    assert_int_equal(file_lock(path, false), -1);
    assert_int_equal(errno, EWOULDBLOCK);
    file_unlock(lock);
    lock = file_lock(path, true);
    assert_true(lock >= 0);
    file_unlock(lock);
    assert_int_equal(file_lock(in(fixture, "no/lock"), false), -1);
    assert_int_equal(errno, ENOENT);
}

static void paths_are_joined_with_one_slash(void **state) {
    struct fixture *fixture = *state;
    struct arena *arena = &fixture->arena;
    assert_string_equal(path_join(arena, "a/b", TEXT("c")), "a/b/c");
    assert_string_equal(path_join(arena, "a/b//", TEXT("/c")), "a/b/c");
    assert_string_equal(path_join(arena, "", TEXT("c")), "c");
    assert_string_equal(path_join(arena, NULL, TEXT("/c")), "/c");
    assert_string_equal(path_join(arena, "a", TEXT("")), "a");
    assert_string_equal(path_join(arena, "/", TEXT("c")), "/c");
    assert_string_equal(path_join(arena, "", TEXT("")), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_was_written_is_read),
        TEST(what_is_no_file_is_refused),
        TEST(streams_are_read_to_their_end),
        TEST(modes_follow_the_umask),
        TEST(maps),
        TEST(folders_are_made_and_removed),
        TEST(removing_all_does_not_follow_links),
        TEST(listings_are_sorted_by_bytes),
        TEST(links_are_followed_inside_only),
        TEST(folders_that_link_to_each_other_end),
        TEST(odd_entries_are_told),
        TEST(a_lock_keeps_others_out),
        TEST(paths_are_joined_with_one_slash),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
