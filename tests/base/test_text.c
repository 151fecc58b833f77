#include "base/arena.h"
#include "base/text.h"
#include "support.h"

static const struct text nothing;

static void comparing(void **state) {
    (void)state;
    assert_true(text_equal(nothing, TEXT("")));
    assert_true(text_equal(TEXT("ab"), text_of("ab")));
    assert_false(text_equal(TEXT("ab"), TEXT("abc")));
    assert_false(text_equal(TEXT("ab"), TEXT("aB")));
    assert_true(text_equal_ignoring_case(TEXT("aB-9"), TEXT("Ab-9")));
    assert_false(text_equal_ignoring_case(TEXT("@["), TEXT("`{")));
    assert_true(text_compare(TEXT("a"), TEXT("b")) < 0);
    assert_true(text_compare(TEXT("b"), TEXT("ab")) > 0);
    assert_true(text_compare(TEXT("a"), TEXT("ab")) < 0);
    assert_true(text_compare(TEXT("\x7f"), TEXT("\xc3")) < 0);
    assert_int_equal(text_compare(nothing, TEXT("")), 0);
}

static void finding(void **state) {
    (void)state;
    struct text text = TEXT("to be or not to be");
    assert_int_equal(text_find(text, TEXT("be"), 0), 3);
    assert_int_equal(text_find(text, TEXT("be"), 3), 3);
    assert_int_equal(text_find(text, TEXT("be"), 4), 16);
    assert_int_equal(text_find(text, TEXT("bee"), 0), text.size);
    assert_int_equal(text_find(text, TEXT("to"), 99), text.size);
    assert_int_equal(text_find(text, nothing, 5), 5);
    assert_int_equal(text_find(nothing, TEXT("a"), 0), 0);
    assert_int_equal(text_find_char(text, 'o', 2), 6);
    assert_int_equal(text_find_char(text, 'z', 0), text.size);
    assert_int_equal(text_find_char(nothing, 'z', 0), 0);
    assert_true(text_starts(text, TEXT("to ")) && text_starts(nothing, nothing));
    assert_false(text_starts(TEXT("t"), text));
    assert_true(text_ends(text, TEXT(" be")) && text_ends(text, nothing));
    assert_false(text_ends(TEXT("e"), text));
    assert_true(text_contains(text, TEXT("not")) && text_contains(text, TEXT("be")) && text_contains(nothing, nothing));
    assert_false(text_contains(text, TEXT("notto")));
}

static void slicing(void **state) {
    (void)state;
    struct text text = TEXT("abcdef");
    assert_text(text_slice(text, 1, 3), "bc");
    assert_text(text_slice(text, 4, 99), "ef");
    assert_text(text_slice(text, 99, 2), "");
    assert_text(text_slice(nothing, 1, 2), "");
    assert_text(text_after(text, 4), "ef");
    assert_text(text_after(text, 7), "");
    struct text rest = text;
    assert_text(text_take(&rest, 4), "abcd");
    assert_text(rest, "ef");
    assert_text(text_take(&rest, 9), "ef");
    assert_text(rest, "");
    assert_text(text_trim(TEXT(" \t\r\n\v\f a b \n")), "a b");
    assert_text(text_trim(TEXT(" \n ")), "");
    assert_text(text_trim(nothing), "");
    assert_text(text_host(TEXT("https://www.example.org:80/a?b")), "www.example.org:80");
    assert_text(text_host(TEXT("https://who:word@example.org?a@b")), "example.org");
    assert_text(text_host(TEXT("//[::1]#a")), "[::1]");
    assert_text(text_host(TEXT("/a//b")), "");
    assert_text(text_host(TEXT("mailto:a@b")), "");
    assert_text(text_between(text.bytes, text.bytes + 2), "ab");
    assert_text(text_of(NULL), "");
}

static void cutting(void **state) {
    (void)state;
    struct text part, rest = TEXT("one,,two");
    assert_true(text_cut(&part, &rest, ','));
    assert_text(part, "one");
    assert_true(text_cut(&part, &rest, ','));
    assert_text(part, "");
    assert_true(text_cut(&part, &rest, ','));
    assert_text(part, "two");
    assert_false(text_cut(&part, &rest, ','));
    assert_text(part, "two");
    rest = TEXT("last,");
    assert_true(text_cut(&part, &rest, ','));
    assert_false(text_cut(&part, &rest, ','));
    rest = nothing;
    assert_false(text_cut(&part, &rest, ','));
}

static void copies_are_terminated(void **state) {
    (void)state;
    struct arena arena = {0};
    struct text copy = text_copy(TEXT("abc"), &arena);
    assert_text(copy, "abc");
    assert_int_equal(copy.bytes[3], 0);
    assert_string_equal(text_terminated(text_slice(TEXT("abcdef"), 1, 3), &arena), "bc");
    assert_string_equal(text_terminated(nothing, &arena), "");
    assert_text(text_join(&arena, TEXT("ab"), TEXT("cd")), "abcd");
    assert_text(text_join(&arena, nothing, nothing), "");
    assert_text(text_lower_ascii(TEXT("AZ[\xC3\x84]"), &arena), "az[\xC3\x84]");
    arena_free(&arena);
}

/* Each byte, at any place of a text. */
static void capitals_become_small(void **state) {
    (void)state;
    for (size_t from = 0; from < 256; from++)
        for (size_t size = 0; size < 20; size++) {
            char bytes[20];
            for (size_t i = 0; i < size; i++)
                bytes[i] = (char)(from + i * 7);
            text_make_lower_ascii(bytes, size);
            for (size_t i = 0; i < size; i++) {
                unsigned char was = (unsigned char)(from + i * 7);
                assert_int_equal((unsigned char)bytes[i], was >= 'A' && was <= 'Z' ? was + 32 : was);
            }
        }
}

static void formats_short_and_long(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_text(text_format(&arena, "%d-%s", 7, "x"), "7-x");
    assert_text(text_format(&arena, "%s", ""), "");
    char wide[1000];
    memset(wide, 'w', sizeof wide);
    for (int size = 250; size < 262; size++) {
        struct text text = text_format(&arena, "%.*s", size, wide);
        assert_int_equal(text.size, size);
        assert_int_equal(text.bytes[size - 1], 'w');
        assert_int_equal(text.bytes[size], 0);
    }
    assert_int_equal(text_format(&arena, "%.*s%d", 999, wide, 5).size, 1000);
    arena_free(&arena);
}

static void hashes_are_the_published_ones(void **state) {
    (void)state;
    /* From the test vectors of XXH3: the same on every machine. */
    assert_true(text_hash(nothing) == UINT64_C(0x2d06800538d394c2));
    assert_true(text_hash(TEXT("")) == text_hash(nothing));
    assert_true(text_hash(TEXT("a")) != text_hash(TEXT("b")));
}

static void distances(void **state) {
    (void)state;
    assert_int_equal(text_distance(nothing, nothing, 3), 0);
    assert_int_equal(text_distance(TEXT("abc"), nothing, 3), 3);
    assert_int_equal(text_distance(nothing, TEXT("abc"), 2), 3);
    assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting"), 5), 3);
    assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting"), 2), 3);
    assert_int_equal(text_distance(TEXT("ab"), TEXT("ba"), 3), 1);
    assert_int_equal(text_distance(TEXT("title"), TEXT("titel"), 3), 1);
    assert_int_equal(text_distance(TEXT("abcdef"), TEXT("badcfe"), 3), 3);
    assert_int_equal(text_distance(TEXT("abcdef"), TEXT("ghijkl"), 3), 4);
    assert_int_equal(text_distance(TEXT("abcdef"), TEXT("ghijkl"), 10), 6);
    assert_int_equal(text_distance(TEXT("same"), TEXT("same"), 0), 0);
    assert_int_equal(text_distance(TEXT("same"), TEXT("sane"), 0), 1);
}

static void the_nearest_is_found(void **state) {
    (void)state;
    const struct text slugs[] = {
        TEXT_INIT("shi-xianjin"), TEXT_INIT("cai-cuihong"),       TEXT_INIT("title"),
        TEXT_INIT("subtitle"),    TEXT_INIT("impedance-reducer"), TEXT_INIT("tag"),
    };
    enum { COUNT = sizeof slugs / sizeof *slugs };
    assert_int_equal(text_nearest(TEXT("shi-xianjn"), slugs, COUNT), 0);
    assert_int_equal(text_nearest(TEXT("titel"), slugs, COUNT), 2);
    assert_int_equal(text_nearest(TEXT("subtitle"), slugs, COUNT), 3);
    assert_int_equal(text_nearest(TEXT("TITLE"), slugs, COUNT), 2);
    assert_int_equal(text_nearest(TEXT("impedance"), slugs, COUNT), 4);
    assert_true(text_nearest(TEXT("impedanc"), slugs, COUNT) == SIZE_MAX);
    assert_int_equal(text_nearest(TEXT("tug"), slugs, COUNT), 5);
    assert_true(text_nearest(TEXT("tugs"), slugs, COUNT) == SIZE_MAX);
    assert_true(text_nearest(TEXT("zebra"), slugs, COUNT) == SIZE_MAX);
    assert_true(text_nearest(nothing, slugs, COUNT) == SIZE_MAX);
    const struct text equals[] = {TEXT_INIT("cat"), TEXT_INIT("car")};
    assert_int_equal(text_nearest(TEXT("cas"), equals, 2), 0);
}

static void test_percent_byte(void **state) {
    static const struct {
        struct text text;
        size_t at;
        int byte;
    } cases[] = {
        {TEXT_INIT("a%2Fb"), 1, '/'}, {TEXT_INIT("%fF"), 0, 255}, {TEXT_INIT("%00"), 0, 0},
        {TEXT_INIT("a%2F"), 0, -1},   {TEXT_INIT("%2"), 0, -1},   {TEXT_INIT("%g0"), 0, -1},
        {TEXT_INIT("%0g"), 0, -1},    {TEXT_INIT(""), 0, -1},     {TEXT_INIT("%20"), 9, -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(text_percent_byte(cases[i].text, cases[i].at), cases[i].byte);
}

static void tags_begin_with_a_language(void **state) {
    (void)state;
    assert_text(text_primary_subtag(TEXT("zh-Hant-TW")), "zh");
    assert_text(text_primary_subtag(TEXT("de")), "de");
    assert_true(text_has_primary_subtag(TEXT("EN-gb"), "en"));
    assert_false(text_has_primary_subtag(TEXT("enm"), "en"));
    assert_false(text_has_primary_subtag(TEXT(""), "en"));
}

static void digits_are_found(void **state) {
    (void)state;
    assert_true(text_has_digit(TEXT("a9")));
    assert_false(text_has_digit(TEXT("/:")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_begin_with_a_language),
        cmocka_unit_test(digits_are_found),
        cmocka_unit_test(comparing),
        cmocka_unit_test(finding),
        cmocka_unit_test(slicing),
        cmocka_unit_test(cutting),
        cmocka_unit_test(copies_are_terminated),
        cmocka_unit_test(capitals_become_small),
        cmocka_unit_test(formats_short_and_long),
        cmocka_unit_test(hashes_are_the_published_ones),
        cmocka_unit_test(distances),
        cmocka_unit_test(the_nearest_is_found),
        cmocka_unit_test(test_percent_byte),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
