#include "read/markdown/lengths.h"

#include "support.h"

static void assert_length(const char *written, enum length_kind kind, uint32_t thousandths) {
    uint32_t found = 7;
    assert_int_equal(length_of(&found, text_of(written)), kind);
    assert_int_equal(found, thousandths);
}

static void reads_what_is_so_many_pixels(void **state) {
    (void)state;
    assert_length("300", LENGTH_ABSOLUTE, 300000);
    assert_length(" 300px ", LENGTH_ABSOLUTE, 300000);
    assert_length("12.3456PX", LENGTH_ABSOLUTE, 12345);
    assert_length(".5in", LENGTH_ABSOLUTE, 48000);
    assert_length("2.54cm", LENGTH_ABSOLUTE, 95999);
    assert_length("72pt", LENGTH_ABSOLUTE, 95976);
    assert_length("999999", LENGTH_ABSOLUTE, 999999000);
}

static void knows_what_hangs_on_what_is_around(void **state) {
    (void)state;
    assert_length("50%", LENGTH_RELATIVE, 0);
    assert_length("1.5em", LENGTH_RELATIVE, 0);
    assert_length("100vw", LENGTH_RELATIVE, 0);
}

static void takes_nothing_else(void **state) {
    (void)state;
    static const char *const others[] = {"",          "px",
                                         "0",         "0.0001",
                                         "-3",        "+3",
                                         "1e3",       "300 wide",
                                         "1000000",   "99999999999999999999999",
                                         "999999in",  "50%;color:red",
                                         "calc(1px)", "auto"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_length(others[i], LENGTH_NONE, 0);
}

static void cuts_numbers_off(void **state) {
    (void)state;
    struct text rest = TEXT("1.25,7");
    assert_int_equal(length_cut_number(&rest), 1250);
    assert_true(text_equal(rest, TEXT(",7")));
    assert_int_equal(length_cut_number(&rest), 0);
    assert_true(text_equal(rest, TEXT(",7")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_so_many_pixels),
        cmocka_unit_test(knows_what_hangs_on_what_is_around),
        cmocka_unit_test(takes_nothing_else),
        cmocka_unit_test(cuts_numbers_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
