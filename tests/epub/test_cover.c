/* epub/cover.h and the lines that it is set in. tests/epub/judges.sh has books with such covers. */
#include "epub/cover.h"

#include "base/arena.h"
#include "epub/cover_lines.h"
#include "support.h"

static struct arena arena;

static int tear_down(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static void assert_lines(const char *text, uint32_t width, const char *wanted) {
    struct cover_lines lines;
    struct buffer out = {0};
    cover_lines_fit(&lines, text_of(text), width, &arena);
    for (size_t i = 0; i < lines.count; i++) {
        buffer_add(&out, i ? TEXT("|") : TEXT(""));
        buffer_add(&out, lines.items[i]);
    }
    assert_text(buffer_text(&out), wanted);
    buffer_free(&out);
}

static void breaks_where_readers_do(void **state) {
    (void)state;
    assert_lines("", 500, "");
    assert_lines("The argument in six steps", 800, "The argument|in six steps");
    assert_lines("self-sufficiency", 600, "self-|sufficiency");
    assert_lines("举国体制与技术", 400, "举国体制|与技术");
    assert_lines("举国体制，与技术", 400, "举国体|制，|与技术");
    assert_lines("论《举国体制》", 300, "论《举|国体|制》");
    assert_lines("举国体制：一个读本，兼论技术", 800, "举国体制：|一个读本，|兼论技术");
    assert_lines("Ce\xcc\x81"
                 "e",
                 60, "C|e\xcc\x81|e");
}

static void keeps_lines_even(void **state) {
    (void)state;
    assert_lines("one two three four", 850, "one two|three four");
    assert_lines("一二三四五六", 500, "一二三|四五六");
}

static void breaks_a_word_that_is_too_wide(void **state) {
    (void)state;
    struct cover_lines lines;
    cover_lines_fit(&lines, TEXT("Wissenschaftsgeschichte"), 700, &arena);
    assert_true(lines.has_broken_words);
    assert_int_equal(lines.count, 2);
    cover_lines_fit(&lines, TEXT("Wissenschafts geschichte"), 800, &arena);
    assert_false(lines.has_broken_words);
}

static struct text cover_of(const struct cover *cover) {
    struct buffer out = {0};
    cover_write(&out, cover);
    return buffer_take(&out, &arena);
}

static void fits_any_title(void **state) {
    (void)state;
    struct buffer title = {0};
    for (int i = 0; i < 400; i++)
        buffer_add(&title, TEXT("word 字 "));
    struct text cover =
        cover_of(&(struct cover){.title = buffer_text(&title), .subtitle = buffer_text(&title), .line = TEXT("A & B")});
    assert_true(text_contains(cover, TEXT("…</text>")));
    assert_true(text_contains(cover, TEXT(">A &amp; B</text>")));
    buffer_free(&title);
}

static void is_set_from_right_to_left(void **state) {
    (void)state;
    struct cover cover = {.title = TEXT("كتاب"), .language = TEXT("ar"), .is_rtl = true};
    struct text written = cover_of(&cover);
    assert_true(text_contains(written, TEXT("direction=\"rtl\"")));
    assert_true(text_contains(written, TEXT("<text x=\"1440\"")));
    cover.is_rtl = false;
    assert_true(text_contains(cover_of(&cover), TEXT("<text x=\"160\"")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(breaks_where_readers_do, tear_down),
        cmocka_unit_test_teardown(keeps_lines_even, tear_down),
        cmocka_unit_test_teardown(breaks_a_word_that_is_too_wide, tear_down),
        cmocka_unit_test_teardown(fits_any_title, tear_down),
        cmocka_unit_test_teardown(is_set_from_right_to_left, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
