#include "base/arena.h"
#include "base/buffer.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

static struct buffer buffer;

static int empty_buffer(void **state) {
    (void)state;
    buffer_free(&buffer);
    return 0;
}

static void bytes_are_appended(void **state) {
    (void)state;
    assert_text(buffer_text(&buffer), "");
    buffer_add(&buffer, TEXT("ab"));
    buffer_add(&buffer, (struct text){0});
    buffer_add_char(&buffer, 'c');
    buffer_add_bytes(&buffer, "de", 2);
    buffer_add_format(&buffer, "%d%s", 12, "!");
    assert_text(buffer_text(&buffer), "abcde12!");
    buffer_clear(&buffer);
    assert_text(buffer_text(&buffer), "");
    assert_true(buffer.capacity > 0);
}

static void growth_keeps_the_bytes(void **state) {
    (void)state;
    for (int i = 0; i < 100000; i++)
        buffer_add_char(&buffer, (char)('a' + i % 26));
    for (int i = 0; i < 100000; i++)
        assert_int_equal(buffer.bytes[i], 'a' + i % 26);
}

static void formats_of_any_size(void **state) {
    (void)state;
    char wide[600];
    memset(wide, 'w', sizeof wide);
    size_t total = 0;
    for (int size = 0; size < 600; size += 37) {
        buffer_add_format(&buffer, "%.*s|", size, wide);
        total += (size_t)size + 1;
        assert_int_equal(buffer.size, total);
        assert_int_equal(buffer.bytes[total - 1], '|');
    }
}

static void aligning_adds_zeroes(void **state) {
    (void)state;
    buffer_align(&buffer, 8);
    assert_int_equal(buffer.size, 0);
    buffer_add(&buffer, TEXT("abc"));
    buffer_align(&buffer, 8);
    assert_int_equal(buffer.size, 8);
    assert_memory_equal(buffer.bytes, "abc\0\0\0\0\0", 8);
    buffer_align(&buffer, 8);
    assert_int_equal(buffer.size, 8);
}

static void check_html(struct text given, const char *expected) {
    buffer_clear(&buffer);
    buffer_add_html(&buffer, given);
    assert_text(buffer_text(&buffer), expected);
}

static void html_escapes_four_characters(void **state) {
    (void)state;
    check_html(TEXT(""), "");
    check_html((struct text){0}, "");
    check_html(TEXT("plain 'text' of some length"), "plain 'text' of some length");
    check_html(TEXT("<a href=\"x\">&</a>"), "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;");
    check_html(TEXT("&amp;"), "&amp;amp;");
    check_html(TEXT("\xE4\xB8\xAD\xE6\x96\x87 < \xC3\xA9"), "\xE4\xB8\xAD\xE6\x96\x87 &lt; \xC3\xA9");
}

/* Each byte at each place of a block of eight: the fast scan may neither miss one nor mistake another for one. */
static void html_finds_every_byte_anywhere(void **state) {
    (void)state;
    for (int byte = 0; byte < 256; byte++)
        for (size_t place = 0; place < 20; place++) {
            char given[20];
            memset(given, 'x', sizeof given);
            given[place] = (char)byte;
            buffer_clear(&buffer);
            buffer_add_html(&buffer, (struct text){given, sizeof given});
            size_t more = byte == '&' ? 4 : byte == '<' || byte == '>' ? 3 : byte == '"' ? 5 : 0;
            assert_int_equal(buffer.size, sizeof given + more);
        }
}

static void check_url(struct text given, const char *expected) {
    buffer_clear(&buffer);
    buffer_add_url(&buffer, given);
    assert_text(buffer_text(&buffer), expected);
}

static void urls_are_encoded_once(void **state) {
    (void)state;
    check_url(TEXT("https://a.example/p/?q=1&r=2#f"), "https://a.example/p/?q=1&amp;r=2#f");
    check_url(TEXT("a b<>\"`{}|\\^"), "a%20b%3C%3E%22%60%7B%7D%7C%5C%5E");
    check_url(TEXT("already%20done%2f"), "already%20done%2f");
    check_url(TEXT("100% %zz %4"), "100%25%20%25zz%20%254");
    check_url(TEXT("%41"), "%41");
    check_url(TEXT("\xC3\xA9\xE4\xB8\xAD"), "%C3%A9%E4%B8%AD");
    check_url((struct text){"a\0b\x7F", 4}, "a%00b%7F");
    check_url(TEXT("-._~!$'()*+,;=:@"), "-._~!$'()*+,;=:@");
}

static void brackets_stay_in_hosts_only(void **state) {
    (void)state;
    check_url(TEXT("http://[::1]:80/[x]?[y]"), "http://[::1]:80/%5Bx%5D?%5By%5D");
    check_url(TEXT("//[::1]/"), "//[::1]/");
    check_url(TEXT("a//[b]"), "a//%5Bb%5D");
    check_url(TEXT("#[x]"), "#%5Bx%5D");
    check_url(TEXT("a#b#c"), "a#b%23c");
}

static void check_json(struct text given, const char *expected) {
    buffer_clear(&buffer);
    buffer_add_json(&buffer, given);
    assert_text(buffer_text(&buffer), expected);
}

static void json_escapes(void **state) {
    (void)state;
    check_json(TEXT("plain"), "plain");
    check_json(TEXT("\"\\/\b\f\n\r\t"), "\\\"\\\\/\\b\\f\\n\\r\\t");
    check_json((struct text){"\0\x1F\x7F", 3}, "\\u0000\\u001f\\u007f");
    check_json(TEXT("</script>"), "\\u003c/script>");
    check_json(TEXT("\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA"), "\\u2028\\u2029\\u202a");
    check_json(TEXT("\xE4\xB8\xAD\xF0\x9F\x98\x80"), "\xE4\xB8\xAD\xF0\x9F\x98\x80");
    check_json(TEXT("\xEF\xBF\xBF\xF0\x9F\xBF\xBE\xF4\x8F\xBF\xBF"), "\\uffff\\ud83f\\udffe\\udbff\\udfff");
    check_json(TEXT("\xEF\xBF\xBD"), "\xEF\xBF\xBD");
    check_json(TEXT("a\xFFz\xE4\xB8"), "a\\ufffdz\\ufffd\\ufffd");
}

/* Each of ASCII's characters is written in a long text as it is by itself. */
static void json_escapes_at_any_place(void **state) {
    (void)state;
    for (unsigned c = 0; c < 0x80; c++)
        for (size_t before = 0; before < 20; before++) {
            char given[28], expected[64], alone[8] = {0};
            buffer_clear(&buffer);
            buffer_add_json(&buffer, (struct text){(char[]){(char)c}, 1});
            memcpy(alone, buffer.bytes, buffer.size);
            memset(given, '~', sizeof given);
            given[before] = (char)c;
            sprintf(expected, "%.*s%s%.*s", (int)before, "~~~~~~~~~~~~~~~~~~~~", alone, (int)(27 - before),
                    "~~~~~~~~~~~~~~~~~~~~~~~~~~~");
            check_json((struct text){given, sizeof given}, expected);
        }
}

static void json_members_have_commas_between_them(void **state) {
    (void)state;
    buffer_clear(&buffer);
    buffer_add_char(&buffer, '{');
    buffer_add_json_member(&buffer, "a", TEXT("\"{"));
    buffer_add_json_member(&buffer, "b", TEXT(""));
    buffer_add_char(&buffer, '}');
    assert_text(buffer_text(&buffer), "{\"a\":\"\\\"{\",\"b\":\"\"}");
}

static void a_shell_takes_it_for_one_word(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_text(text_shell_word(TEXT("my-reader/a_b.c"), &arena), "my-reader/a_b.c");
    assert_text(text_shell_word(TEXT("it's new"), &arena), "'it'\\''s new'");
    assert_text(text_shell_word(TEXT("$(a) `b` \"c\" \\"), &arena), "'$(a) `b` \"c\" \\'");
    assert_text(text_shell_word(TEXT(""), &arena), "''");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(bytes_are_appended, empty_buffer),
        cmocka_unit_test_teardown(growth_keeps_the_bytes, empty_buffer),
        cmocka_unit_test_teardown(formats_of_any_size, empty_buffer),
        cmocka_unit_test_teardown(aligning_adds_zeroes, empty_buffer),
        cmocka_unit_test_teardown(html_escapes_four_characters, empty_buffer),
        cmocka_unit_test_teardown(html_finds_every_byte_anywhere, empty_buffer),
        cmocka_unit_test_teardown(urls_are_encoded_once, empty_buffer),
        cmocka_unit_test_teardown(brackets_stay_in_hosts_only, empty_buffer),
        cmocka_unit_test_teardown(a_shell_takes_it_for_one_word, empty_buffer),
        cmocka_unit_test_teardown(json_escapes, empty_buffer),
        cmocka_unit_test_teardown(json_members_have_commas_between_them, empty_buffer),
        cmocka_unit_test_teardown(json_escapes_at_any_place, empty_buffer),
    };
    return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
