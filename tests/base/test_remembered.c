#include "base/remembered.h"

#include "base/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* What each test starts with: an arena, and the name of a folder that is not there yet. */
struct fixture {
    struct arena arena;
    char parent[64];
    char folder[80];
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    snprintf(fixture->parent, sizeof fixture->parent, "/tmp/test_remembered.XXXXXX");
    assert_non_null(mkdtemp(fixture->parent));
    snprintf(fixture->folder, sizeof fixture->folder, "%s/a/b", fixture->parent);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    folder_remove_all(fixture->parent);
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

static struct digest key_of(unsigned number) {
    return digest_of((struct text){(const char *)&number, sizeof number});
}

/* Bytes that differ from number to number, in content and in size. */
static struct text bytes_of(unsigned number, struct arena *arena) {
    size_t size = number % 7 * 100 + number % 5;
    char *bytes = arena_alloc(arena, size);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(number + i * 31);
    return (struct text){bytes, size};
}

static void add_range(struct remembered *remembered, unsigned from, unsigned to, struct arena *arena) {
    for (unsigned i = from; i < to; i++)
        remembered_add(remembered, key_of(i), bytes_of(i, arena));
}

/* How many of a range can be found; each that is must be right. */
static unsigned found_in(struct remembered *remembered, unsigned from, unsigned to, struct arena *arena) {
    unsigned found = 0;
    for (unsigned i = from; i < to; i++) {
        struct text bytes;
        if (!remembered_find(remembered, &bytes, key_of(i)))
            continue;
        struct text expected = bytes_of(i, arena);
        assert_int_equal(bytes.size, expected.size);
        assert_true(text_equal(bytes, expected));
        assert_int_equal((uintptr_t)bytes.bytes % 16, 0);
        found++;
    }
    return found;
}

static void write_range(const char *folder, unsigned from, unsigned to, struct arena *arena) {
    struct remembered *remembered = remembered_open(folder, arena);
    add_range(remembered, from, to, arena);
    assert_true(remembered_save(remembered));
    remembered_close(remembered);
}

static unsigned found_after_opening(const char *folder, unsigned from, unsigned to, struct arena *arena) {
    struct remembered *remembered = remembered_open(folder, arena);
    unsigned found = found_in(remembered, from, to, arena);
    remembered_close(remembered);
    return found;
}

static struct file_list files_in(const char *folder, struct arena *arena) {
    struct file_list list = {0};
    struct file_listing all = {.hidden = true};
    assert_true(folder_list(&list, folder, &all, arena));
    return list;
}

static uint64_t size_of_all(const struct file_list *list) {
    uint64_t size = 0;
    for (size_t i = 0; i < list->count; i++)
        size += (uint64_t)list->items[i].status.st_size;
    return size;
}

static void test_finds_what_was_added(void **state) {
    struct fixture *fixture = *state;
    struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
    struct text bytes;
    assert_false(remembered_find(remembered, &bytes, key_of(1)));
    add_range(remembered, 0, 50, &fixture->arena);
    assert_int_equal(found_in(remembered, 0, 60, &fixture->arena), 50);
    assert_true(remembered_save(remembered));
    assert_int_equal(found_in(remembered, 0, 60, &fixture->arena), 50);
    remembered_close(remembered);
    assert_int_equal(found_after_opening(fixture->folder, 0, 60, &fixture->arena), 50);
}

static void test_what_lies_aside(void **state) {
    struct fixture *fixture = *state;
    for (int run = 0; run < 3; run++) {
        struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
        struct remembered *aside = remembered_aside(remembered);
        assert_ptr_equal(aside, remembered_aside(remembered));
        assert_int_equal(found_in(aside, 0, 60, &fixture->arena), run ? 50 : 0);
        assert_int_equal(found_in(remembered, 0, 60, &fixture->arena), run == 2 ? 10 : 0);
        if (run == 0)
            add_range(aside, 0, 50, &fixture->arena);
        if (run == 1)
            add_range(remembered, 0, 10, &fixture->arena);
        remembered_asked_for_all(remembered);
        assert_true(remembered_save(remembered));
        remembered_close(remembered);
    }
    assert_int_equal(files_in(fixture->folder, &fixture->arena).count, 2);
    assert_int_equal(found_after_opening(fixture->folder, 0, 60, &fixture->arena), 10);
}

static void test_without_a_folder(void **state) {
    struct fixture *fixture = *state;
    struct remembered *remembered = remembered_open(NULL, &fixture->arena);
    add_range(remembered, 0, 50, &fixture->arena);
    assert_int_equal(found_in(remembered, 0, 60, &fixture->arena), 50);
    assert_true(remembered_save(remembered));
    remembered_close(remembered);
}

static void test_unwritable_folder(void **state) {
    struct fixture *fixture = *state;
    snprintf(fixture->folder, sizeof fixture->folder, "%s/file", fixture->parent);
    assert_true(file_write(fixture->folder, TEXT("a file, not a folder"), false));

    struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
    add_range(remembered, 0, 50, &fixture->arena);
    assert_false(remembered_save(remembered));
    assert_int_equal(found_in(remembered, 0, 50, &fixture->arena), 50);
    remembered_close(remembered);
}

static void test_nothing_added_writes_nothing(void **state) {
    struct fixture *fixture = *state;
    struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
    assert_true(remembered_save(remembered));
    remembered_close(remembered);
    assert_false(file_exists(fixture->folder));

    write_range(fixture->folder, 0, 10, &fixture->arena);
    struct file_list before = files_in(fixture->folder, &fixture->arena);
    write_range(fixture->folder, 0, 10, &fixture->arena); /* the same again */
    struct file_list after = files_in(fixture->folder, &fixture->arena);
    assert_int_equal(before.count, 1);
    assert_int_equal(after.count, 1);
    assert_true(text_equal(before.items[0].path, after.items[0].path));
}

static void test_unsaved_leaves_no_trace(void **state) {
    struct fixture *fixture = *state;
    struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
    size_t size = 9 << 20; /* more than stays in memory */
    remembered_add(remembered, key_of(1), (struct text){arena_alloc(&fixture->arena, size), size});
    remembered_add(remembered, key_of(2), (struct text){arena_alloc(&fixture->arena, size), size});
    remembered_close(remembered);
    assert_int_equal(files_in(fixture->folder, &fixture->arena).count, 0);
}

static void test_newest_value_of_a_key_wins(void **state) {
    struct fixture *fixture = *state;
    static const char *const values[] = {"first", "second", "third", "fourth"};
    for (size_t i = 0; i < 4; i++) {
        struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
        struct text found;
        if (i) {
            assert_true(remembered_find(remembered, &found, key_of(7)));
            assert_true(text_equal(found, text_of(values[i - 1])));
        }
        remembered_add(remembered, key_of(7), TEXT("for a moment"));
        remembered_add(remembered, key_of(7), text_of(values[i]));
        add_range(remembered, (unsigned)i * 100 + 100, (unsigned)i * 100 + 200, &fixture->arena);
        assert_true(remembered_find(remembered, &found, key_of(7)));
        assert_true(text_equal(found, text_of(values[i])));
        assert_true(remembered_save(remembered));
        remembered_close(remembered);
    }
    assert_int_equal(found_after_opening(fixture->folder, 100, 500, &fixture->arena), 400);
}

static void test_large_results_and_many_chunks(void **state) {
    struct fixture *fixture = *state;
    struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
    struct text kept[12];
    for (unsigned i = 0; i < 12; i++) {
        size_t size = ((size_t)i + 1) * 700001;
        char *bytes = arena_alloc(&fixture->arena, size);
        memset(bytes, (int)i + 1, size);
        kept[i] = (struct text){bytes, size};
        remembered_add(remembered, key_of(i), kept[i]);
    }
    struct text found, first;
    assert_true(remembered_find(remembered, &first, key_of(0)));
    for (int round = 0; round < 2; round++) {
        for (unsigned i = 0; i < 12; i++) {
            assert_true(remembered_find(remembered, &found, key_of(i)));
            assert_true(text_equal(found, kept[i]));
        }
        assert_true(remembered_save(remembered));
    }
    assert_true(text_equal(first, kept[0]));
    remembered_close(remembered);

    remembered = remembered_open(fixture->folder, &fixture->arena);
    for (unsigned i = 0; i < 12; i++) {
        assert_true(remembered_find(remembered, &found, key_of(i)));
        assert_true(text_equal(found, kept[i]));
    }
    remembered_close(remembered);
}

static void test_saves_of_one_run(void **state) {
    struct fixture *fixture = *state;
    write_range(fixture->folder, 0, 5, &fixture->arena);
    struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
    for (unsigned i = 1; i < 6; i++) {
        add_range(remembered, i * 10, i * 10 + 5, &fixture->arena);
        remembered_add(remembered, key_of(1000), text_format(&fixture->arena, "%u", i));
        assert_true(remembered_save(remembered));
    }
    remembered_close(remembered);

    remembered = remembered_open(fixture->folder, &fixture->arena);
    struct text last;
    assert_int_equal(found_in(remembered, 0, 100, &fixture->arena), 30);
    assert_true(remembered_find(remembered, &last, key_of(1000)));
    assert_true(text_equal(last, TEXT("5")));
    remembered_close(remembered);
}

static void test_segments_stay_few(void **state) {
    struct fixture *fixture = *state;
    for (unsigned i = 0; i < 200; i++)
        write_range(fixture->folder, i * 3, i * 3 + 3, &fixture->arena);
    assert_true(files_in(fixture->folder, &fixture->arena).count <= 8);
    assert_int_equal(found_after_opening(fixture->folder, 0, 600, &fixture->arena), 600);
}

/* A run that uses little of much drops the rest. */
static void test_waste_is_dropped(void **state) {
    struct fixture *fixture = *state;
    struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
    size_t size = 1 << 20;
    for (unsigned i = 0; i < 20; i++) {
        char *bytes = arena_alloc(&fixture->arena, size);
        memset(bytes, (int)i, size);
        remembered_add(remembered, key_of(i), (struct text){bytes, size});
    }
    assert_true(remembered_save(remembered));
    remembered_close(remembered);

    remembered = remembered_open(fixture->folder, &fixture->arena);
    struct text found;
    assert_true(remembered_find(remembered, &found, key_of(3)));
    assert_true(remembered_has(remembered, key_of(7))); /* wanted, although nobody looks at it now */
    assert_false(remembered_has(remembered, key_of(100)));
    remembered_add(remembered, key_of(100), TEXT("new"));
    assert_true(remembered_has(remembered, key_of(100)));
    remembered_asked_for_all(remembered);
    assert_true(remembered_save(remembered));
    assert_true(remembered_find(remembered, &found, key_of(19))); /* still, in this run */
    remembered_close(remembered);

    struct file_list files = files_in(fixture->folder, &fixture->arena);
    assert_int_equal(files.count, 1);
    assert_true(size_of_all(&files) < 3 * size);
    remembered = remembered_open(fixture->folder, &fixture->arena);
    assert_true(remembered_find(remembered, &found, key_of(3)));
    assert_true(remembered_find(remembered, &found, key_of(7)));
    assert_true(remembered_find(remembered, &found, key_of(100)));
    assert_false(remembered_find(remembered, &found, key_of(4)));
    remembered_close(remembered);
}

/* A run that ended before it needed the rest knows nothing of it. */
static void test_what_a_short_run_left_aside_is_kept(void **state) {
    struct fixture *fixture = *state;
    struct text found, large = {arena_alloc(&fixture->arena, 20 << 20), 20 << 20};
    struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
    remembered_add(remembered, key_of(1), large);
    assert_true(remembered_save(remembered));
    remembered_close(remembered);

    remembered = remembered_open(fixture->folder, &fixture->arena);
    remembered_add(remembered, key_of(2), TEXT("new"));
    assert_true(remembered_save(remembered));
    remembered_close(remembered);

    remembered = remembered_open(fixture->folder, &fixture->arena);
    assert_true(remembered_find(remembered, &found, key_of(1)));
    assert_true(remembered_find(remembered, &found, key_of(2)));
    remembered_close(remembered);
}

/* What another edition uses is not dropped when two are built in turn. */
static void test_editions_in_turn(void **state) {
    struct fixture *fixture = *state;
    for (unsigned round = 0; round < 4; round++) {
        struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
        unsigned edition = round % 2 * 1000;
        unsigned found = found_in(remembered, edition, edition + 300, &fixture->arena);
        assert_int_equal(found, round < 2 ? 0 : 300);
        add_range(remembered, edition, edition + 300, &fixture->arena);
        remembered_add(remembered, key_of(5000 + round), TEXT("something new each time"));
        assert_true(remembered_save(remembered));
        remembered_close(remembered);
    }
}

static struct text first_segment(struct fixture *fixture, const char **path) {
    struct file_list files = files_in(fixture->folder, &fixture->arena);
    assert_int_equal(files.count, 1);
    struct text bytes;
    *path = path_join(&fixture->arena, fixture->folder, files.items[0].path);
    assert_true(file_read(&bytes, *path, SIZE_MAX, &fixture->arena));
    return bytes;
}

static void test_truncated_at_any_place(void **state) {
    struct fixture *fixture = *state;
    const char *path = NULL;
    write_range(fixture->folder, 0, 20, &fixture->arena);
    struct text whole = first_segment(fixture, &path);
    for (size_t size = 0; size < whole.size; size += 7) {
        struct arena scratch = {0};
        assert_true(file_write(path, text_slice(whole, 0, size), false));
        assert_int_equal(found_after_opening(fixture->folder, 0, 20, &scratch), 0);
        arena_free(&scratch);
    }
    assert_true(file_write(path, whole, false));
    assert_int_equal(found_after_opening(fixture->folder, 0, 20, &fixture->arena), 20);
}

static uint64_t random_next(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void test_flipped_bits(void **state) {
    struct fixture *fixture = *state;
    const char *path = NULL;
    write_range(fixture->folder, 0, 20, &fixture->arena);
    struct text whole = first_segment(fixture, &path);
    uint64_t seed = 20240319;
    for (int round = 0; round < 1000; round++) {
        struct arena scratch = {0};
        char *bytes = (char *)(uintptr_t)text_copy(whole, &scratch).bytes;
        uint64_t bit = random_next(&seed) % (whole.size * 8);
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
        assert_true(file_write(path, (struct text){bytes, whole.size}, false));
        /* found_in asserts that whatever is found is right; a bit of padding may be without effect. */
        assert_true(found_after_opening(fixture->folder, 0, 20, &scratch) <= 20);
        arena_free(&scratch);
    }
}

/* A result that is damaged is computed and added again, and then found. */
static void test_damage_is_healed(void **state) {
    struct fixture *fixture = *state;
    const char *path = NULL;
    write_range(fixture->folder, 6, 7, &fixture->arena);
    struct text whole = first_segment(fixture, &path);
    ((char *)(uintptr_t)whole.bytes)[40] ^= 1; /* a byte of the only result */
    assert_true(file_write(path, whole, false));
    assert_int_equal(found_after_opening(fixture->folder, 6, 7, &fixture->arena), 0);
    write_range(fixture->folder, 6, 7, &fixture->arena);
    assert_int_equal(found_after_opening(fixture->folder, 6, 7, &fixture->arena), 1);
}

static void test_garbage_is_swept(void **state) {
    struct fixture *fixture = *state;
    write_range(fixture->folder, 0, 3, &fixture->arena);
    assert_true(file_write(path_join(&fixture->arena, fixture->folder, TEXT("0-abcdef.results")), TEXT("?"), false));
    assert_true(file_write(path_join(&fixture->arena, fixture->folder, TEXT("new-abcdef")), TEXT("half"), false));
    assert_true(file_write(path_join(&fixture->arena, fixture->folder, TEXT("note.txt")), TEXT("not ours"), false));
    write_range(fixture->folder, 3, 6, &fixture->arena);
    struct file_list files = files_in(fixture->folder, &fixture->arena);
    assert_int_equal(files.count, 2);
    assert_true(text_equal(files.items[1].path, TEXT("note.txt")));
    assert_int_equal(found_after_opening(fixture->folder, 0, 6, &fixture->arena), 6);
}

static void test_garbage_is_swept_by_a_save_of_nothing(void **state) {
    struct fixture *fixture = *state;
    write_range(fixture->folder, 0, 3, &fixture->arena);
    assert_true(file_write(path_join(&fixture->arena, fixture->folder, TEXT("new-abcdef")), TEXT("half"), false));
    struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
    assert_true(remembered_save(remembered));
    remembered_close(remembered);
    assert_int_equal(files_in(fixture->folder, &fixture->arena).count, 1);
    assert_int_equal(found_after_opening(fixture->folder, 0, 3, &fixture->arena), 3);
}

static void test_two_at_once(void **state) {
    struct fixture *fixture = *state;
    write_range(fixture->folder, 0, 100, &fixture->arena);
    struct remembered *one = remembered_open(fixture->folder, &fixture->arena);
    struct remembered *two = remembered_open(fixture->folder, &fixture->arena);
    add_range(one, 100, 200, &fixture->arena);
    add_range(two, 150, 250, &fixture->arena);
    assert_true(remembered_save(one));
    assert_int_equal(found_in(two, 0, 100, &fixture->arena), 100);
    assert_true(remembered_save(two));
    remembered_close(one);
    remembered_close(two);
    assert_int_equal(found_after_opening(fixture->folder, 0, 250, &fixture->arena), 250);
}

static void run_child(const struct fixture *fixture, unsigned child) {
    for (unsigned round = 0; round < 20; round++) {
        struct arena arena = {0};
        unsigned from = child * 1000 + round * 10;
        struct remembered *remembered = remembered_open(fixture->folder, &arena);
        found_in(remembered, 0, 4000, &arena);
        add_range(remembered, from, from + 10, &arena);
        bool saved = remembered_save(remembered);
        remembered_close(remembered);
        arena_free(&arena);
        if (!saved)
            _exit(1);
    }
    _exit(0);
}

/* Many writers may lose each other's results (a replaced file), but never damage them. */
static void test_many_processes(void **state) {
    struct fixture *fixture = *state;
    pid_t children[4];
    for (unsigned i = 0; i < 4; i++) {
        children[i] = fork();
        if (children[i] == 0)
            run_child(fixture, i);
    }
    for (size_t i = 0; i < 4; i++) {
        int status = 0;
        waitpid(children[i], &status, 0);
        assert_int_equal(status, 0);
    }
    assert_int_equal(found_after_opening(fixture->folder, 0, 4000, &fixture->arena), 800);
}

static void test_children_find(void **state) {
    struct fixture *fixture = *state;
    write_range(fixture->folder, 0, 100, &fixture->arena);
    struct remembered *remembered = remembered_open(fixture->folder, &fixture->arena);
    add_range(remembered, 100, 110, &fixture->arena);
    pid_t child = fork();
    if (child == 0)
        _exit(found_in(remembered, 0, 200, &fixture->arena) == 110 ? 0 : 1);
    int status = 0;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    assert_true(remembered_save(remembered));
    remembered_close(remembered);
}

int main(void) {
#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(test_finds_what_was_added),
        CASE(test_what_lies_aside),
        CASE(test_without_a_folder),
        CASE(test_unwritable_folder),
        CASE(test_nothing_added_writes_nothing),
        CASE(test_unsaved_leaves_no_trace),
        CASE(test_newest_value_of_a_key_wins),
        CASE(test_large_results_and_many_chunks),
        CASE(test_saves_of_one_run),
        CASE(test_segments_stay_few),
        CASE(test_waste_is_dropped),
        CASE(test_what_a_short_run_left_aside_is_kept),
        CASE(test_editions_in_turn),
        CASE(test_truncated_at_any_place),
        CASE(test_flipped_bits),
        CASE(test_damage_is_healed),
        CASE(test_garbage_is_swept),
        CASE(test_garbage_is_swept_by_a_save_of_nothing),
        CASE(test_two_at_once),
        CASE(test_many_processes),
        CASE(test_children_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
