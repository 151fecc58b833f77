#include "base/arena.h"
#include "base/date.h"
#include "support.h"

static struct arena arena;

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct date read(const char *text) {
    struct date date = {0};
    const char *why = NULL;
    if (!date_parse(&date, &why, text_of(text), &arena))
        fail_msg("%s: %s", text, why);
    return date;
}

static void check_reads_as(const char *text, const char *iso, enum date_precision precision) {
    struct date date = read(text);
    assert_int_equal(date.precision, precision);
    assert_text(date_iso(date, &arena), iso);
}

static void every_form_is_read(void **state) {
    (void)state;
    check_reads_as("2024", "2024", DATE_YEAR);
    check_reads_as("2024-03", "2024-03", DATE_MONTH);
    check_reads_as(" 2024-03-19\n", "2024-03-19", DATE_DAY);
    check_reads_as("2024-3-9", "2024-03-09", DATE_DAY);
    check_reads_as("2015-06-15T12:30:00Z", "2015-06-15T12:30:00Z", DATE_SECOND);
    check_reads_as("2015-06-15t12:30:00.123456789012z", "2015-06-15T12:30:00Z", DATE_SECOND);
    check_reads_as("2015-06-15T12:30:00+02:00", "2015-06-15T12:30:00+02:00", DATE_SECOND);
    check_reads_as("2015-06-15T12:30:00-09:30", "2015-06-15T12:30:00-09:30", DATE_SECOND);
    check_reads_as("2015-06-15 12:30:00 -0400", "2015-06-15T12:30:00-04:00", DATE_SECOND);
    check_reads_as("2015-06-15 12:30:00 -4", "2015-06-15T12:30:00-04:00", DATE_SECOND);
    check_reads_as("2015-06-15 12:30:00 +05", "2015-06-15T12:30:00+05:00", DATE_SECOND);
    check_reads_as("2015-06-15 12:30:00", "2015-06-15T12:30:00Z", DATE_SECOND);
    check_reads_as("2015-06-15 12:30", "2015-06-15T12:30:00Z", DATE_SECOND);
    check_reads_as("2015-06-15  9:05 UTC", "2015-06-15T09:05:00Z", DATE_SECOND);
    check_reads_as("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", DATE_SECOND);
    check_reads_as("0001-01-01", "0001-01-01", DATE_DAY);
    check_reads_as("9999-12-31", "9999-12-31", DATE_DAY);
}

static void check_refused(const char *text, const char *expected) {
    struct date date = {.year = 7};
    const char *why = NULL;
    assert_false(date_parse(&date, &why, text_of(text), &arena));
    assert_string_equal(why, expected);
    assert_int_equal(date.year, 7);
}

static void impossible_dates_say_why(void **state) {
    (void)state;
    check_refused("2023-02-29", "February 2023 has no 29th day");
    check_refused("1900-02-29", "February 1900 has no 29th day");
    check_refused("2024-04-31", "April 2024 has no 31st day");
    check_refused("2024-02-32", "February 2024 has no 32nd day");
    check_refused("2024-12-00", "December 2024 has no 0th day");
    check_refused("2024-13", "there is no 13th month");
    check_refused("2024-22-01", "there is no 22nd month");
    check_refused("2024-00-01", "there is no 0th month");
    check_refused("0000", "there is no year 0");
    check_refused("2024-01-01T24:00:00Z", "a day has no hour 24");
    check_refused("2024-01-01T23:60:00Z", "an hour has no minute 60");
    check_refused("2024-01-01T23:00:61Z", "a minute has no second 61");
    check_refused("2024-01-01T23:00:00+24:00", "an offset from UTC is less than 24 hours");
}

static void leap_days_are_days(void **state) {
    (void)state;
    check_reads_as("2024-02-29", "2024-02-29", DATE_DAY);
    check_reads_as("2000-02-29", "2000-02-29", DATE_DAY);
}

static void other_forms_are_refused(void **state) {
    (void)state;
    static const char *const others[] = {
        "",
        "soon",
        "24",
        "20240",
        "2024-",
        "2024-03-",
        "2024-03-019",
        "2024/03/19",
        "19.03.2024",
        "March 2024",
        "2024-03-19T",
        "2024-03-19 12",
        "2024-03-19 12:3",
        "2024-03-19x",
        "2024-03-19T12:30:00Zx",
        "2024-03-19T12:30:00.Z",
        "2024-03-19T12:30:00+",
        "2024-03-19T12:30:00+01:60",
        "2024-03 12:00",
        "-2024",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        check_refused(others[i], "a date is written as 2024, 2024-03, 2024-03-19 or 2024-03-19T12:30:00Z");
}

static void seconds_of_dates(void **state) {
    (void)state;
    assert_int_equal(date_seconds(read("1970")), 0);
    assert_int_equal(date_seconds(read("1970-01-01T00:00:01Z")), 1);
    assert_int_equal(date_seconds(read("1969-12-31T23:59:59Z")), -1);
    assert_int_equal(date_seconds(read("2000-03-01")), 951868800);
    assert_int_equal(date_seconds(read("2015-06-15T12:30:00Z")), 1434371400);
    assert_int_equal(date_seconds(read("2015-06-15T14:30:00+02:00")), 1434371400);
    assert_int_equal(date_seconds(read("2015-06-15 08:30:00 -0400")), 1434371400);
    assert_true(date_seconds(read("0001-01-01")) == INT64_C(-62135596800));
    assert_true(date_seconds(read("9999-12-31T23:59:59Z")) == INT64_C(253402300799));
    assert_int_equal(date_seconds((struct date){0}), 0);
}

static void every_day_goes_there_and_back(void **state) {
    (void)state;
    int64_t first = date_seconds(read("0001-01-01")), last = date_seconds(read("9999-12-31"));
    struct date before = {0};
    for (int64_t seconds = first; seconds <= last; seconds += 86400) {
        struct date date = date_from_seconds(seconds, 0);
        if (date_seconds(date) != seconds || date.hour || date_compare(before, date) >= 0)
            fail_msg("%lld", (long long)seconds);
        before = date;
    }
}

static void moments_with_offsets(void **state) {
    (void)state;
    assert_text(date_iso(date_from_seconds(1434371400, -240), &arena), "2015-06-15T08:30:00-04:00");
    assert_text(date_iso(date_from_seconds(-1, 0), &arena), "1969-12-31T23:59:59Z");
    assert_text(date_iso(date_from_seconds(86399, 1), &arena), "1970-01-02T00:00:59+00:01");
    assert_text(date_iso(date_from_seconds(INT64_MAX, 0), &arena), "9999-12-31T23:59:59Z");
    assert_text(date_iso(date_from_seconds(INT64_MIN, 0), &arena), "0001-01-01T00:00:00Z");
}

static void comparing(void **state) {
    (void)state;
    assert_true(date_compare((struct date){0}, read("0001")) < 0);
    assert_true(date_compare(read("0001"), (struct date){0}) > 0);
    assert_int_equal(date_compare((struct date){0}, (struct date){0}), 0);
    assert_true(date_compare(read("2024"), read("2024-01")) < 0);
    assert_true(date_compare(read("2024-01-01"), read("2024-01")) > 0);
    assert_true(date_compare(read("2024-01-02"), read("2024")) > 0);
    assert_true(date_compare(read("2024-01-01T00:30:00+01:00"), read("2024-01-01T00:00:00Z")) < 0);
    assert_int_equal(date_compare(read("2024-05"), read("2024-05")), 0);
}

static void writing(void **state) {
    (void)state;
    assert_text(date_iso((struct date){0}, &arena), "");
    assert_text(date_rfc3339(read("2024"), &arena), "2024-01-01T00:00:00Z");
    assert_text(date_rfc3339(read("2024-03-19"), &arena), "2024-03-19T00:00:00Z");
    assert_text(date_rfc3339(read("2024-03-19T01:02:03-00:30"), &arena), "2024-03-19T01:02:03-00:30");
    assert_text(date_rfc3339((struct date){0}, &arena), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_read),
        cmocka_unit_test(impossible_dates_say_why),
        cmocka_unit_test(leap_days_are_days),
        cmocka_unit_test(other_forms_are_refused),
        cmocka_unit_test(seconds_of_dates),
        cmocka_unit_test(every_day_goes_there_and_back),
        cmocka_unit_test(moments_with_offsets),
        cmocka_unit_test(comparing),
        cmocka_unit_test(writing),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, free_arena);
}
