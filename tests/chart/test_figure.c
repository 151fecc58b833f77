#include "base/array.h"
#include "chart/figure.h"
#include "support.h"

static struct figure read(const char *words, bool is_comma) {
    struct figure figure;
    figure_read(&figure, text_of(words), is_comma);
    return figure;
}

static void check_number(const char *words, bool is_comma, int64_t value, unsigned decimals, const char *unit) {
    struct figure figure = read(words, is_comma);
    if (figure.kind != FIGURE_NUMBER)
        fail_msg("\"%s\": %s", words, figure.why ? figure.why : "no number");
    assert_int_equal(figure.value, value);
    assert_int_equal(figure.decimals, decimals);
    assert_text(figure.unit, unit);
}

static void numbers_are_read_as_they_are_written(void **state) {
    (void)state;
    check_number("0", false, 0, 0, "");
    check_number("7.50", false, 750, 2, "");
    check_number("1,234", false, 1234, 0, "");
    check_number("1,234,567.8", false, 12345678, 1, "");
    check_number("1 234 567", false, 1234567, 0, "");
    check_number("1\u00a0234", false, 1234, 0, "");
    check_number("1\u202f234", false, 1234, 0, "");
    check_number("1\u2009234", false, 1234, 0, "");
    check_number("1’234.5", false, 12345, 1, "");
    check_number("1'234", false, 1234, 0, "");
    check_number("12345", false, 12345, 0, "");
    check_number(".5", false, 5, 1, "");
    check_number("-3", false, -3, 0, "");
    check_number("−3.25", false, -325, 2, "");
    check_number("–3", false, -3, 0, "");
    check_number("+3", false, 3, 0, "");
    check_number("−$3", false, -3, 0, "");
    check_number("$−3", false, -3, 0, "");
    check_number(" 12\u00a0", false, 12, 0, "");
    check_number("١٬٢٣٤٫٥", false, 12345, 1, "");
    check_number("１２", false, 12, 0, "");
    check_number("999999999999999", false, 999999999999999, 0, "");
}

static void a_unit_may_stand_on_either_side(void **state) {
    (void)state;
    check_number("12.5 %", false, 125, 1, "%");
    check_number("12.5%", false, 125, 1, "%");
    check_number("12.5\u202f%", false, 125, 1, "%");
    check_number("1.2 million", false, 12, 1, "million");
    check_number("500 m²", false, 500, 0, "m²");
    check_number("3 CO2", false, 3, 0, "CO2");
    check_number("1,234 km/h", false, 1234, 0, "km/h");
    check_number("30万", false, 30, 0, "万");
    check_number("12.5 %*", false, 125, 1, "%");
    check_number("12†", false, 12, 0, "");
    check_number("$1,234.5 bn", false, 12345, 1, "bn");
    assert_text(read("$1,234.5 bn", false).before, "$");
    assert_text(read("US$ 30", false).before, "US$");
    assert_text(read("€30", false).before, "€");
    assert_text(read("£30", false).before, "£");
    assert_true(read("5 %", false).is_apart);
    assert_false(read("5%", false).is_apart);
    assert_text(read("1,234 %", false).divider, ",");
}

static void languages_divide_decimals_by_a_point_or_a_comma(void **state) {
    (void)state;
    check_number("1,5", true, 15, 1, "");
    check_number("1.234", true, 1234, 0, "");
    check_number("1.234,5", true, 12345, 1, "");
    check_number("1 234,5 %", true, 12345, 1, "%");
    check_number("1,234", true, 1234, 3, "");
    static const char *const commas[] = {"de", "fr", "es", "it", "pt-BR", "ru", "de-AT"};
    static const char *const points[] = {"en", "zh", "zh-Hans", "zh-Hant", "ja", "ar", "de-CH", "es-MX", "it-CH", ""};
    for (size_t i = 0; i < COUNT_OF(commas); i++)
        assert_true(figure_has_comma(text_of(commas[i])));
    for (size_t i = 0; i < COUNT_OF(points); i++)
        assert_false(figure_has_comma(text_of(points[i])));
}

static void gaps_are_no_numbers(void **state) {
    (void)state;
    static const char *const gaps[] = {"", " ", "–", "—", "-", "−", "n/a", "N/A", "n.a.", "…", "..", "\u00a0"};
    for (size_t i = 0; i < COUNT_OF(gaps); i++)
        if (read(gaps[i], false).kind != FIGURE_GAP)
            fail_msg("\"%s\" is no gap", gaps[i]);
    assert_int_equal(read("about the same", false).kind, FIGURE_WORDS);
    assert_int_equal(read("(about the same)", false).kind, FIGURE_REMARK);
    assert_int_equal(read("（持平）", false).kind, FIGURE_REMARK);
}

static void check_wrong(const char *words, bool is_comma, const char *why) {
    struct figure figure = read(words, is_comma);
    if (figure.kind != FIGURE_WRONG)
        fail_msg("\"%s\" is read", words);
    assert_string_equal(figure.why, why);
}

static void what_is_no_number_says_why(void **state) {
    (void)state;
    static const char threes[] = "its thousands are not divided into threes",
                      more[] = "more than a number and its unit stands in it";
    check_wrong("1,5", false, threes);
    check_wrong("1.5", true, threes);
    check_wrong("1,00,000", false, threes);
    check_wrong("1,234 567", false, "two numbers stand in it");
    check_wrong("1234,567", false, threes);
    check_wrong("12 5", false, "two numbers stand in it");
    check_wrong("1.234,5", false, more);
    check_wrong("3–5", false, more);
    check_wrong("3/4", false, more);
    check_wrong("3/4/2020", false, more);
    check_wrong("3-5", false, more);
    check_wrong("3 to 5", false, more);
    check_wrong("3 ± 1", false, more);
    check_wrong("12 (2019)", false, more);
    check_wrong("10⁶", false, more);
    check_wrong("12¹ m", false, more);
    check_wrong("1½", false, more);
    check_wrong("1e6", false, more);
    check_wrong("2.5E−3 km", false, more);
    check_wrong("about 40", false, "it does not begin with a number");
    check_wrong("<0.1", false, "it does not begin with a number");
    check_wrong("(3)", false, "it does not begin with a number");
    check_wrong("1000000000000000", false, "it has more than 15 digits");
    check_wrong("0.1234567890123456", false, "it has more than 15 digits");
}

static void check_written(int64_t value, unsigned decimals, const char *divider, bool is_comma, const char *expected) {
    struct buffer out = {0};
    figure_write(&out, value, decimals, text_of(divider), is_comma);
    assert_text(buffer_text(&out), expected);
    buffer_free(&out);
}

static void numbers_are_written_as_the_table_does(void **state) {
    (void)state;
    check_written(0, 3, ",", false, "0");
    check_written(1234500, 2, ",", false, "12,345");
    check_written(1234567, 0, "\u202f", true, "1\u202f234\u202f567");
    check_written(-250, 2, "", true, "−2,5");
    check_written(5, 3, "", false, "0.005");
    check_written(100000, 0, "", false, "100000");
}

static void numbers_are_counted_with_exactly(void **state) {
    (void)state;
    struct figure figure = read("−1.25", false);
    assert_int_equal(figure_scaled(&figure, 4), -12500);
    assert_int_equal(figure_scaled(&figure, 1), -13);
    figure = read("1.25", false);
    assert_int_equal(figure_scaled(&figure, 1), 13);
    assert_int_equal(figure_scaled(&figure, 0), 1);
    figure = read("999999999999999", false);
    assert_int_equal(figure_room(&figure), 0);
    figure = read("1.5", false);
    assert_int_equal(figure_room(&figure), 14);
    figure = read("0", false);
    assert_int_equal(figure_room(&figure), FIGURE_DIGITS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_as_they_are_written),
        cmocka_unit_test(a_unit_may_stand_on_either_side),
        cmocka_unit_test(languages_divide_decimals_by_a_point_or_a_comma),
        cmocka_unit_test(gaps_are_no_numbers),
        cmocka_unit_test(what_is_no_number_says_why),
        cmocka_unit_test(numbers_are_written_as_the_table_does),
        cmocka_unit_test(numbers_are_counted_with_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
