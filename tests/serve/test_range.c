#include "serve/range.h"
#include "support.h"

static void check_part(const char *header, size_t size, size_t from, size_t to) {
    struct byte_range range;
    assert_int_equal(range_parse(&range, text_of(header), size), RANGE_PART);
    assert_int_equal(range.from, from);
    assert_int_equal(range.to, to);
}

static void check_state(const char *header, size_t size, enum range_state wanted) {
    struct byte_range range;
    if (range_parse(&range, text_of(header), size) != wanted)
        fail_msg("%s of %zu", header, size);
}

static void parts_are_read(void **state) {
    (void)state;
    check_part("bytes=0-0", 10, 0, 1);
    check_part("bytes=2-4", 10, 2, 5);
    check_part("bytes=2-", 10, 2, 10);
    check_part("bytes=2-99", 10, 2, 10);
    check_part("bytes=-3", 10, 7, 10);
    check_part("bytes=-99", 10, 0, 10);
    check_part("bytes=3-99999999999999999999999", 10, 3, 10);
    check_part("bytes=-99999999999999999999999", 10, 0, 10);
    check_part("bytes=3-18446744073709551615", 10, 3, 10);
}

static void what_is_not_there_is_refused(void **state) {
    (void)state;
    check_state("bytes=10-", 10, RANGE_OUTSIDE);
    check_state("bytes=10-12", 10, RANGE_OUTSIDE);
    check_state("bytes=0-", 0, RANGE_OUTSIDE);
    check_state("bytes=-0", 10, RANGE_OUTSIDE);
    check_state("bytes=99999999999999999999999-", 10, RANGE_OUTSIDE);
    check_state("bytes=18446744073709551616-", 10, RANGE_OUTSIDE);
    check_state("bytes=-5", 0, RANGE_OUTSIDE);
}

static void what_cannot_be_read_is_ignored(void **state) {
    (void)state;
    static const char *const headers[] = {"",
                                          "bytes",
                                          "bytes=",
                                          "bytes=-",
                                          "bytes=a-b",
                                          "bytes=5-2",
                                          "bytes=1-2,4-5",
                                          "lines=1-2",
                                          "bytes=1",
                                          "bytes=--5",
                                          "bytes=99999999999999999999999-5"};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        check_state(headers[i], 10, RANGE_NONE);
}

static void tags_are_found(void **state) {
    (void)state;
    assert_true(tag_is_among(TEXT("\"a\""), TEXT("\"a\"")));
    assert_true(tag_is_among(TEXT("\"a\""), TEXT("\"b\", W/\"a\"")));
    assert_true(tag_is_among(TEXT("\"a\""), TEXT("*")));
    assert_false(tag_is_among(TEXT("\"a\""), TEXT("\"ab\"")));
    assert_false(tag_is_among(TEXT("\"a\""), TEXT("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_read),
        cmocka_unit_test(what_is_not_there_is_refused),
        cmocka_unit_test(what_cannot_be_read_is_ignored),
        cmocka_unit_test(tags_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
