/* Lists of addresses: what is written is read again, and lines that are none are named. */
#include "read/address_list.h"

#include "base/arena.h"
#include "support.h"

static void what_is_written_is_read(void **state) {
    static const struct text lines = TEXT_INIT("/\n"
                                               "/essays/a/ first p-7k2m9q4 p-abcdefg=p-hijklmn\n"
                                               "/essays/a%20b/ 100%25 %C2%A0 ~%7Ehere ~p-abcdefg\n"
                                               "/essays/new/ ~ p-7k2m9q4\n"
                                               "/essays/old/ > /essays/a/\n"
                                               "/topics/\xe8\x8c\xb6/ \xe8\x8c\xb6\n");
    (void)state;
    struct arena arena = {0};
    struct address_list list;
    struct address_list_fault fault;
    struct buffer out = {0};
    assert_true(address_list_read(&list, &fault, lines, &arena));
    assert_int_equal(list.count, 6);
    const struct listed_address *b = address_list_find(&list, TEXT("/essays/a b/"));
    assert_non_null(b);
    assert_int_equal(b->line, 3);
    assert_non_null(address_list_id(b, TEXT("100%")));
    assert_true(address_list_id(b, TEXT("~here"))->is_pending);
    assert_false(address_list_id(b, TEXT("100%"))->is_pending);
    assert_true(address_list_find(&list, TEXT("/essays/new/"))->is_pending);
    assert_text(address_list_find(&list, TEXT("/essays/old/"))->to, "/essays/a/");
    assert_text(address_list_id(address_list_find(&list, TEXT("/essays/a/")), TEXT("p-abcdefg"))->now, "p-hijklmn");
    address_list_write(&out, &list);
    assert_int_equal(text_equal(buffer_text(&out), TEXT("/\n"
                                                        "/essays/a%20b/ 100%25 \xc2\xa0 ~%7Ehere ~p-abcdefg\n"
                                                        "/essays/a/ first p-7k2m9q4 p-abcdefg=p-hijklmn\n"
                                                        "/essays/new/ ~ p-7k2m9q4\n"
                                                        "/essays/old/ > /essays/a/\n"
                                                        "/topics/\xe8\x8c\xb6/ \xe8\x8c\xb6\n")),
                     1);
    buffer_free(&out);
    arena_free(&arena);
}

/* As git's union of two branches leaves them. */
static void lines_for_one_address_are_one(void **state) {
    static const struct text lines = TEXT_INIT("# a comment\r\n"
                                               "/b/ one ~two\r\n"
                                               "/a/ > /c/\n"
                                               "\n"
                                               "/b/ ~ two three=p-x\n"
                                               "/a/ > /d/\n");
    (void)state;
    struct arena arena = {0};
    struct address_list list;
    struct address_list_fault fault;
    struct buffer out = {0};
    assert_true(address_list_read(&list, &fault, lines, &arena));
    address_list_write(&out, &list);
    assert_text(buffer_text(&out), "/a/ > /d/\n/b/ one two three=p-x\n");
    assert_null(address_list_find(&list, TEXT("/c/")));
    buffer_free(&out);
    arena_free(&arena);
}

static void bad_lines_are_named(void **state) {
    static const struct {
        struct text bytes;
        size_t line;
        const char *why;
    } cases[] = {
        {TEXT_INIT("/a/\nessays/b/\n"), 2, "an address begins with \"/\""},
        {TEXT_INIT("<<<<<<< HEAD\n"), 1, "an address begins with \"/\""},
        {TEXT_INIT("/a/ >\n"), 1, "behind \">\" stands an address"},
        {TEXT_INIT("/a/ > b\n"), 1, "behind \">\" stands an address"},
        {TEXT_INIT("\n/a%2\n"), 2, "\"%\" must be followed by two hexadecimal digits"},
        {TEXT_INIT("/a/ %zz\n"), 1, "\"%\" must be followed by two hexadecimal digits"},
        {TEXT_INIT("/a/ =p-x\n"), 1, "there is an id without a name"},
    };
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct address_list list;
        struct address_list_fault fault;
        assert_false(address_list_read(&list, &fault, cases[i].bytes, &arena));
        assert_int_equal(fault.line, cases[i].line);
        assert_string_equal(fault.why, cases[i].why);
    }
    arena_free(&arena);
}

static void an_old_address_shows_a_page(void **state) {
    static const struct text lines = TEXT_INIT("/a/ > /b/#x\n/b/ > /c/\n/c/ one\n/d/ > /e/\n/e/ > /d/\n/f/ > /gone/\n");
    (void)state;
    struct arena arena = {0};
    struct address_list list;
    struct address_list_fault fault;
    assert_true(address_list_read(&list, &fault, lines, &arena));
    const struct listed_address *page = address_list_find(&list, TEXT("/c/"));
    assert_ptr_equal(address_list_shown(&list, address_list_find(&list, TEXT("/a/"))), page);
    assert_ptr_equal(address_list_shown(&list, page), page);
    assert_non_null(address_list_shown(&list, address_list_find(&list, TEXT("/d/"))));
    assert_text(address_list_shown(&list, address_list_find(&list, TEXT("/f/")))->address, "/f/");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(lines_for_one_address_are_one),
        cmocka_unit_test(bad_lines_are_named),
        cmocka_unit_test(an_old_address_shows_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
