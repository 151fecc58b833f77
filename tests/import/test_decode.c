#include "base/arena.h"
#include "import/decode.h"
#include "support.h"

static struct arena arena;

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct decoded decoded_as(struct text bytes, const char *named) {
    struct decoded decoded;
    assert_true(decode(&decoded, bytes, text_of(named), &arena));
    return decoded;
}

static void check(const char *bytes, const char *charset, const char *text) {
    struct decoded decoded = decoded_as(text_of(bytes), "");
    assert_text(decoded.charset, charset);
    assert_text(decoded.text, text);
}

static void a_mark_comes_first(void **state) {
    (void)state;
    check("\xef\xbb\xbf"
          "caf\xc3\xa9",
          "UTF-8", "café");
    struct decoded decoded = decoded_as(TEXT("\xff\xfe"
                                             "c\0a\0f\0\xe9\0"),
                                        "");
    assert_text(decoded.charset, "UTF-16LE");
    assert_text(decoded.text, "café");
    assert_text(decoded_as(TEXT("\xfe\xff\0c\0a\0f\0\xe9"), "").text, "café");
}

static void valid_utf8_beats_what_the_page_says(void **state) {
    (void)state;
    check("<meta charset=iso-8859-1>caf\xc3\xa9", "UTF-8", "<meta charset=iso-8859-1>café");
}

static void the_page_names_it(void **state) {
    (void)state;
    check("<meta charset=\"gb2312\">\xd6\xd0\xce\xc4", "GB18030", "<meta charset=\"gb2312\">中文");
    check("<meta content='text/html; charset=ISO-8859-1'>\x93"
          "caf\xe9\x94",
          "WINDOWS-1252", "<meta content='text/html; charset=ISO-8859-1'>“café”");
    check("<meta charset=windows-1251>\xcf\xf0\xe8\xe2\xe5\xf2", "WINDOWS-1251", "<meta charset=windows-1251>Привет");
}

static void the_editor_is_believed(void **state) {
    (void)state;
    assert_text(decoded_as(TEXT("<meta charset=utf-8>\xcf\xf0\xe8\xe2\xe5\xf2"), "windows-1251").text,
                "<meta charset=utf-8>Привет");
    struct decoded decoded;
    assert_false(decode(&decoded, TEXT("x"), TEXT("klingon"), &arena));
}

static void what_stands_for_nothing_is_counted(void **state) {
    (void)state;
    struct decoded decoded = decoded_as(TEXT("<meta charset=gbk>\xd6\xd0\xff"
                                             "a"),
                                        "");
    assert_int_equal(decoded.replaced, 1);
    assert_text(decoded.text, "<meta charset=gbk>中\xef\xbf\xbd"
                              "a");
    decoded = decoded_as(TEXT("éééééééééé éééééééééé éé\xff\0"), "");
    assert_text(decoded.charset, "UTF-8");
    assert_int_equal(decoded.replaced, 2);
    assert_text(decoded.text, "éééééééééé éééééééééé éé\xef\xbf\xbd\xef\xbf\xbd");
}

static void what_no_page_may_have_is_replaced(void **state) {
    (void)state;
    struct decoded decoded = decoded_as(TEXT("a\x1b"
                                             "b\xef\xbf\xbf"
                                             "c\f"),
                                        "");
    assert_text(decoded.text, "a\xef\xbf\xbd"
                              "b\xef\xbf\xbd"
                              "c ");
    assert_int_equal(decoded.replaced, 2);
}

static void mojibake_is_undone_where_it_is_sure(void **state) {
    (void)state;
    struct decoded decoded = decoded_as(TEXT("FranÃ§ais, Ã©tÃ©, â€œoâ€\xc2\x9d"), "");
    assert_text(decoded.text, "Français, été, “o”");
    assert_int_equal(decoded.mended, 5);
    check("CAFÉ» is no mojibake, nor is É» or É»", "UTF-8", "CAFÉ» is no mojibake, nor is É» or É»");
    check("Fran?ais stays, and so does one Ã© alone", "UTF-8", "Fran?ais stays, and so does one Ã© alone");
}

static void what_is_no_text_is_refused(void **state) {
    (void)state;
    assert_non_null(decode_refusal(TEXT("")));
    assert_non_null(decode_refusal(TEXT(" \n\t")));
    assert_non_null(strstr(decode_refusal(TEXT("%PDF-1.7 x"))->help, "pdftotext"));
    assert_non_null(decode_refusal(TEXT("PK\x03\x04 and more")));
    assert_non_null(decode_refusal(TEXT("\x01\x02\x03\x04\x05 and a little text")));
    assert_null(decode_refusal(TEXT("a text with \x1b[1m in it")));
    assert_null(decode_refusal(TEXT("\xff\xfe"
                                    "a\0b\0")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_mark_comes_first, free_arena),
        cmocka_unit_test_teardown(valid_utf8_beats_what_the_page_says, free_arena),
        cmocka_unit_test_teardown(the_page_names_it, free_arena),
        cmocka_unit_test_teardown(the_editor_is_believed, free_arena),
        cmocka_unit_test_teardown(what_stands_for_nothing_is_counted, free_arena),
        cmocka_unit_test_teardown(what_no_page_may_have_is_replaced, free_arena),
        cmocka_unit_test_teardown(mojibake_is_undone_where_it_is_sure, free_arena),
        cmocka_unit_test_teardown(what_is_no_text_is_refused, free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
