/* Numbers, postings and names, as format.h has them, and what is none of these. */
#include "search/format.h"
#include "support.h"

static void numbers_come_back(void **state) {
    (void)state;
    static const uint32_t numbers[] = {0, 1, 31, 32, 1023, 1024, 123456789, UINT32_MAX};
    struct buffer out = {0};
    size_t at = 0;
    uint32_t number;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        search_add_number(&out, numbers[i]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        assert_true(search_next_number(buffer_text(&out), &at, &number));
        assert_int_equal(number, numbers[i]);
    }
    assert_false(search_next_number(buffer_text(&out), &at, &number));
    buffer_free(&out);
}

static void what_is_no_number_is_refused(void **state) {
    (void)state;
    static const char *const wrong[] = {"", "g", "gggg", "!", "\xff", "______E", "________"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t at = 0;
        uint32_t number;
        assert_false(search_next_number(text_of(wrong[i]), &at, &number));
    }
}

/* The example of format.h. */
static void postings_come_back(void **state) {
    (void)state;
    static const struct search_posting given[] = {{2, 1, 0}, {2, 3, 2}, {4, 0, 3}};
    struct buffer out = {0};
    for (size_t i = 0; i < 3; i++)
        search_add_posting(&out, i ? &given[i - 1] : NULL, given[i]);
    assert_text(buffer_text(&out), "RBMPA");

    struct search_postings postings = {.bytes = buffer_text(&out)};
    struct search_posting posting;
    for (size_t i = 0; i < 3; i++) {
        assert_true(search_next_posting(&postings, &posting));
        assert_int_equal(posting.essay, given[i].essay);
        assert_int_equal(posting.unit, given[i].unit);
        assert_int_equal(posting.impact, given[i].impact);
    }
    assert_false(search_next_posting(&postings, &posting));
    buffer_free(&out);

    struct search_postings second_first = {.bytes = TEXT("MPA")};
    assert_false(search_next_posting(&second_first, &posting));
}

static void names_of_files(void **state) {
    (void)state;
    static const char *const names[][2] = {{"b", "b"}, {"café9", "caf_e9_9"}, {"中文", "_4e2d__6587_"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buffer out = {0};
        search_file_name(&out, text_of(names[i][0]));
        assert_text(buffer_text(&out), names[i][1]);
        buffer_free(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(postings_come_back),
        cmocka_unit_test(names_of_files),
    };
    return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
