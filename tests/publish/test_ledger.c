#include "publish/ledger.h"
#include "base/array.h"
#include "base/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/colophon-ledger-XXXXXX";

static int open_file(void **state) {
    (void)state;
    int descriptor = mkstemp(path);
    if (descriptor >= 0)
        close(descriptor);
    return descriptor < 0;
}

static int remove_file(void **state) {
    (void)state;
    return unlink(path);
}

static struct ledger sample(struct arena *arena) {
    struct ledger ledger = {0};
    *array_add(&ledger, arena) = (struct ledger_entry){TEXT("404.html"), {1, 2}, {3, 4}, 5, 6};
    *array_add(&ledger, arena) = (struct ledger_entry){TEXT("essays/a/index.html"), {7, 8}, {9, 10}, 0, -11};
    *array_add(&ledger, arena) =
        (struct ledger_entry){TEXT("media/new\nline.png"), {0, 0}, {UINT64_MAX, 1}, UINT64_MAX, INT64_MAX};
    return ledger;
}

/* The file of the sample, with byte `damaged` flipped where that is inside, cut to `size`. */
static void write_sample(size_t damaged, size_t size, struct arena *arena) {
    struct ledger ledger = sample(arena);
    struct buffer file = {0};
    ledger_write(&file, &ledger);
    if (damaged < file.size)
        file.bytes[damaged] ^= 1;
    assert_true(file_write(path, text_slice(buffer_text(&file), 0, size), false));
    buffer_free(&file);
}

static size_t sample_size(struct arena *arena) {
    struct ledger ledger = sample(arena);
    struct buffer file = {0};
    ledger_write(&file, &ledger);
    size_t size = file.size;
    buffer_free(&file);
    return size;
}

static void what_is_written_is_read(void **state) {
    (void)state;
    struct arena arena = {0};
    struct ledger ledger, expected = sample(&arena);
    write_sample(SIZE_MAX, SIZE_MAX, &arena);
    ledger_read(&ledger, path, &arena);
    assert_int_equal(ledger.count, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct ledger_entry *read = &ledger.items[i], *entry = &expected.items[i];
        assert_true(text_equal(read->path, entry->path));
        assert_true(digest_equal(read->key, entry->key));
        assert_true(digest_equal(read->content, entry->content));
        assert_true(read->size_bytes == entry->size_bytes);
        assert_true(read->time_ns == entry->time_ns);
    }
    arena_free(&arena);
}

static void a_path_is_found_or_not(void **state) {
    (void)state;
    struct arena arena = {0};
    struct ledger ledger = sample(&arena), empty = {0};
    for (size_t i = 0; i < ledger.count; i++)
        assert_ptr_equal(ledger_find(&ledger, ledger.items[i].path), &ledger.items[i]);
    assert_null(ledger_find(&ledger, TEXT("")));
    assert_null(ledger_find(&ledger, TEXT("essays/a/index.htm")));
    assert_null(ledger_find(&ledger, TEXT("zzz")));
    assert_null(ledger_find(&empty, TEXT("404.html")));
    arena_free(&arena);
}

static void a_damaged_byte_anywhere_makes_it_none(void **state) {
    (void)state;
    struct arena arena = {0};
    struct ledger ledger;
    size_t size = sample_size(&arena);
    for (size_t i = 0; i < size; i++) {
        write_sample(i, SIZE_MAX, &arena);
        ledger_read(&ledger, path, &arena);
        assert_int_equal(ledger.count, 0);
        assert_true(ledger.damaged);
    }
    arena_free(&arena);
}

static void a_short_file_is_none(void **state) {
    (void)state;
    struct arena arena = {0};
    struct ledger ledger;
    size_t size = sample_size(&arena);
    for (size_t i = 0; i < size; i++) {
        write_sample(SIZE_MAX, i, &arena);
        ledger_read(&ledger, path, &arena);
        assert_int_equal(ledger.count, 0);
    }
    ledger_read(&ledger, "/nowhere/ledger", &arena);
    assert_int_equal(ledger.count, 0);
    assert_false(ledger.damaged);
    arena_free(&arena);
}

static void put_file(struct buffer *payload, const struct ledger_entry *entry) {
    state_put_digest(payload, entry->content);
    state_put_number(payload, entry->size_bytes);
    state_put_number(payload, (uint64_t)entry->time_ns);
}

static void seal_file(struct text first_line, struct buffer *payload) {
    struct buffer file = {0};
    state_seal(&file, first_line, buffer_text(payload));
    assert_true(file_write(path, buffer_text(&file), false));
    buffer_free(&file);
    buffer_free(payload);
}

/* The sample's files are owned, and nothing else is known of them. */
static void check_owned(struct arena *arena) {
    struct ledger ledger, expected = sample(arena);
    assert_true(ledger_read(&ledger, path, arena));
    assert_int_equal(ledger.count, 3);
    assert_false(ledger.damaged);
    assert_true(digest_equal(ledger.input, (struct digest){0}));
    for (size_t i = 0; i < 3; i++) {
        assert_true(text_equal(ledger.items[i].path, expected.items[i].path));
        assert_true(digest_equal(ledger.items[i].content, expected.items[i].content));
        assert_true(ledger.items[i].size_bytes == expected.items[i].size_bytes);
        assert_true(ledger.items[i].time_ns == expected.items[i].time_ns);
        assert_true(digest_equal(ledger.items[i].key, (struct digest){0}));
    }
}

static void the_files_of_an_earlier_version_are_owned(void **state) {
    (void)state;
    for (unsigned version = 1; version <= 2; version++) {
        struct arena arena = {0};
        struct buffer payload = {0};
        struct ledger ledger = sample(&arena);
        if (version == 2)
            state_put_digest(&payload, (struct digest){12, 13});
        for (size_t i = 0; i < ledger.count; i++) {
            state_put_text(&payload, ledger.items[i].path);
            state_put_digest(&payload, (struct digest){14, 15});
            put_file(&payload, &ledger.items[i]);
        }
        seal_file(text_format(&arena, "colophon ledger %u\n", version), &payload);
        check_owned(&arena);
        arena_free(&arena);
    }
}

static void the_files_of_a_later_version_are_owned(void **state) {
    (void)state;
    struct arena arena = {0};
    struct buffer payload = {0};
    struct ledger ledger = sample(&arena);
    state_put_number(&payload, ledger.count);
    for (size_t i = 0; i < ledger.count; i++) {
        state_put_text(&payload, ledger.items[i].path);
        put_file(&payload, &ledger.items[i]);
    }
    buffer_add(&payload, TEXT("what a later version adds"));
    seal_file(TEXT("colophon ledger 40\n"), &payload);
    check_owned(&arena);
    arena_free(&arena);
}

/* What a hostile reader could bring along: a ledger, whole, that owns what is not in the output. */
static void a_path_outside_makes_it_none(void **state) {
    (void)state;
    static const char *const outside[] = {"../index.html", "a/../../b", "/etc/passwd", "..", "a//b", "a/./b", ""};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        struct ledger ledger = sample(&arena);
        struct buffer file = {0};
        ledger.items[1].path = text_of(outside[i]);
        ledger_write(&file, &ledger);
        assert_true(file_write(path, buffer_text(&file), false));
        ledger_read(&ledger, path, &arena);
        assert_int_equal(ledger.count, 0);
        buffer_free(&file);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(a_path_is_found_or_not),
        cmocka_unit_test(a_damaged_byte_anywhere_makes_it_none),
        cmocka_unit_test(a_short_file_is_none),
        cmocka_unit_test(the_files_of_an_earlier_version_are_owned),
        cmocka_unit_test(the_files_of_a_later_version_are_owned),
        cmocka_unit_test(a_path_outside_makes_it_none),
    };
    return cmocka_run_group_tests_name("ledger", tests, open_file, remove_file);
}
