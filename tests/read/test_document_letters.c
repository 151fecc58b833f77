/* The digests from which passages' ids are made. Their values stand in people's citations: a changed one here breaks those. */
#include "parsed.h"

/* The digest of the block `index` of this Markdown. */
static uint64_t letters_of(const char *markdown, uint32_t index) {
    struct parsed parsed;
    parse(&parsed, markdown);
    assert_true(index < parsed.body->blocks.count);
    uint64_t letters = DOC_ITEMS(parsed.body, blocks, struct doc_block)[index].letters;
    parsed_free(&parsed);
    return letters;
}

static void test_letters_and_digits_in_order(void **state) {
    (void)state;
    assert_int_equal(letters_of("One, *two* &amp; 3!\n", 0), text_hash(TEXT("Onetwo3")));
    assert_int_equal(letters_of("Größe 中文——ok\n", 0), text_hash(TEXT("Größe中文ok")));
    assert_int_equal(letters_of("## A heading\n", 0), text_hash(TEXT("Aheading")));
    assert_int_equal(letters_of("```c\nint x;\n```\n", 0), text_hash(TEXT("intx")));
    assert_int_equal(letters_of("***\n", 0), text_hash(TEXT("")));
}

static void test_form_makes_no_difference(void **state) {
    (void)state;
    uint64_t plain = letters_of("It's \"one\" word -- or two\n", 0);
    assert_int_equal(letters_of("It’s **“one”** word\n– or [two](https://example.org/x?y=1&z=2 \"t\")\n", 0), plain);
    struct parsed parsed;
    struct parse_options options = usual_options();
    options.smart = false;
    parse_text(&parsed, TEXT("It's \"one\" word -- or two\n"), &options);
    assert_int_equal(DOC_ITEMS(parsed.body, blocks, struct doc_block)->letters, plain);
    parsed_free(&parsed);
}

static void test_references_say_what_they_say(void **state) {
    (void)state;
    assert_int_equal(letters_of("See [[a-b]].\n", 0), text_hash(TEXT("Seeab")));
    assert_int_equal(letters_of("See [[a-b|these words]].\n", 0), text_hash(TEXT("Seethesewords")));
    assert_int_equal(letters_of("See [these words](c.md).\n", 0), text_hash(TEXT("Seethesewords")));
    assert_int_equal(letters_of("![Alt](x.png)\n", 0), text_hash(TEXT("xpng")));
    assert_int_equal(letters_of("![Alt](x.png \"Two words\")\n", 0), text_hash(TEXT("xpngTwowords")));
}

static void test_blocks_hold_what_is_in_them(void **state) {
    (void)state;
    const char *markdown = "> - a b\n>\n> - c\n\nd\n";
    static const char *const expected[] = {"abc", "ab", "ab", "c", "c", "d"};
    for (uint32_t i = 0; i < 6; i++)
        assert_int_equal(letters_of(markdown, i), text_hash(text_of(expected[i])));
}

/* What marks a note on a page is not what somebody wrote; its mark in the text always counted. */
static void test_notes_have_no_numbers(void **state) {
    (void)state;
    static const char *const expected[] = {"a1", "bc", "b", "c"};
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(letters_of("a[^n]\n\n[^n]: b\n\n    c\n", i), text_hash(text_of(expected[i])));
    assert_int_equal(letters_of("a[^n]\n\n[^n]: ```\n    ef\n    ```\n", 1), text_hash(TEXT("ef")));
}

static void test_long_passages_count_their_letters(void **state) {
    (void)state;
    char long_text[5002] = {0}, longer[5003] = {0};
    memset(long_text, 'a', 5000);
    memset(longer, 'a', 5001);
    long_text[5000] = longer[5001] = '\n';
    assert_int_not_equal(letters_of(long_text, 0), letters_of(longer, 0));
    assert_int_equal(letters_of(long_text, 0), letters_of(long_text, 0));
}

/* The values themselves. */
static void test_values_last(void **state) {
    (void)state;
    assert_int_equal(letters_of("The quick brown fox.\n", 0), UINT64_C(0x1dd88fd8164576a0));
    assert_int_equal(letters_of("道可道，非常道。\n", 0), UINT64_C(0xce942658a0dbc8eb));
    char long_text[5002] = {0};
    memset(long_text, 'a', 5000);
    assert_int_equal(letters_of(long_text, 0), UINT64_C(0xb424756f0fe0ea46));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters_and_digits_in_order),
        cmocka_unit_test(test_form_makes_no_difference),
        cmocka_unit_test(test_references_say_what_they_say),
        cmocka_unit_test(test_blocks_hold_what_is_in_them),
        cmocka_unit_test(test_notes_have_no_numbers),
        cmocka_unit_test(test_long_passages_count_their_letters),
        cmocka_unit_test(test_values_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
