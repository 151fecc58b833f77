#include "base/arena.h"
#include "base/written_date.h"
#include "support.h"

static void check_read(const char *text, const char *iso) {
    struct arena arena = {0};
    struct date date = {0};
    const char *why = NULL;
    if (!date_written(&date, &why, text_of(text), &arena))
        fail_msg("%s: %s", text, why);
    assert_text(date_iso(date, &arena), iso);
    arena_free(&arena);
}

static void check_refused(const char *text, const char *part) {
    struct arena arena = {0};
    struct date date = {.year = 7};
    const char *why = NULL;
    if (date_written(&date, &why, text_of(text), &arena))
        fail_msg("%s is read", text);
    if (!strstr(why, part))
        fail_msg("%s: \"%s\", not \"%s\"", text, why, part);
    assert_int_equal(date.year, 7);
    arena_free(&arena);
}

static void dates_in_words_are_read(void **state) {
    (void)state;
    check_read("March 3, 2024", "2024-03-03");
    check_read("Mar. 3rd, 2024", "2024-03-03");
    check_read("3 March 2024", "2024-03-03");
    check_read("the 3rd of March, 2024", "2024-03-03");
    check_read("Sunday, 3 March 2024", "2024-03-03");
    check_read("3. März 2024", "2024-03-03");
    check_read("1er février 2024", "2024-02-01");
    check_read("19 de marzo de 2024", "2024-03-19");
    check_read("19 мая 2024", "2024-05-19");
    check_read("19 مارس 2024", "2024-03-19");
    check_read("Sept 2024", "2024-09");
    check_read("2024 March", "2024-03");
    check_read("2024-Mar-19", "2024-03-19");
    check_read("19-Mar-2024", "2024-03-19");
}

static void dates_in_chinese_japanese_and_korean_are_read(void **state) {
    (void)state;
    check_read("2024年3月19日", "2024-03-19");
    check_read("2024 年 3 月", "2024-03");
    check_read("2024年", "2024");
    check_read("二〇二四年三月十九日", "2024-03-19");
    check_read("2024年10月二十日（日）", "2024-10-20");
    check_read("２０２４年３月９日", "2024-03-09");
    check_read("2024년 3월 19일", "2024-03-19");
}

static void numbers_with_one_reading_are_read(void **state) {
    (void)state;
    check_read("2024-3-9", "2024-03-09");
    check_read("2024/03/19", "2024-03-19");
    check_read("2024.03.19", "2024-03-19");
    check_read("20240319", "2024-03-19");
    check_read("19/03/2024", "2024-03-19");
    check_read("03/19/2024", "2024-03-19");
    check_read("03/03/2024", "2024-03-03");
    check_read("3.12.2021", "2021-12-03");
    check_read("03/2024", "2024-03");
}

static void times_have_zones(void **state) {
    (void)state;
    check_read("March 3, 2024 5:00 PM", "2024-03-03T17:00:00Z");
    check_read("March 3, 2024 at 12:05 a.m. EST", "2024-03-03T00:05:00-05:00");
    check_read("Sun, 03 Mar 2024 17:00:00 GMT", "2024-03-03T17:00:00Z");
    check_read("Sun, 3 Mar 2024 17:00:00 +0100", "2024-03-03T17:00:00+01:00");
    check_read("Sun Mar 03 2024 17:00:00 GMT+0100 (Central European Standard Time)", "2024-03-03T17:00:00+01:00");
    check_read("2024-03-03 17:00 CEST", "2024-03-03T17:00:00+02:00");
    check_read("2024/03/03 17:00", "2024-03-03T17:00:00Z");
    check_refused("2024-03-03 17:00 IST", "the zone \"IST\" is not known");
    check_refused("2024-03-03 17:00 Europe/Berlin", "the zone \"Europe/Berlin\" is not known");
    check_refused("March 3, 2024 25:00", "a day has no hour 25");
    check_refused("March 3, 2024 13:00 am", "a day has no hour 25");
}

static void what_could_be_another_day_is_refused(void **state) {
    (void)state;
    check_refused("03/12/2021", "it is 2021-12-03 or 2021-03-12: write the one that is meant");
    check_refused("3-12-2021", "it is 2021-12-03 or 2021-03-12");
    check_refused("03/12/21", "write the year with four digits");
    check_refused("March 3", "the year is missing");
    check_refused("soon", "a date is written as");
    check_refused("3 March 24", "write the year with four digits");
    check_refused("today", "write the day itself");
    check_refused("now", "write the day itself");
    check_refused("今天", "write the day itself");
    check_refused("circa 1890", "\"circa\" is not understood in it");
    check_refused("Spring 2024", "\"spring\" is not understood in it");
    check_refused("1914-1918", "it names two years");
    check_refused("1710849600", "if that is meant, write 2024-03-19T12:00:00Z");
    check_refused("Ju 3, 2024", "a date is written as");
    check_refused("30 February 2023", "February 2023 has no 30th day");
    check_refused("99999", "a year has four digits");
    check_refused("1 2 3 4 5", "it has more parts than a date");
    check_refused("", "a date is written as");
    check_refused("2024?", "a date is written as");
    check_refused("March 2024?", "a date is written as");
    check_refused("~2024-03", "a date is written as");
    check_refused("?", "a date is written as");
}

static void what_looks_like_a_date_is_seen(void **state) {
    (void)state;
    assert_true(looks_like_date(TEXT("2024-03-19")));
    assert_true(looks_like_date(TEXT("3 March 2024")));
    assert_false(looks_like_date(TEXT("2024")));
    assert_false(looks_like_date(TEXT("The 3rd of March")));
    assert_false(looks_like_date(TEXT("12")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_in_words_are_read),
        cmocka_unit_test(dates_in_chinese_japanese_and_korean_are_read),
        cmocka_unit_test(numbers_with_one_reading_are_read),
        cmocka_unit_test(times_have_zones),
        cmocka_unit_test(what_could_be_another_day_is_refused),
        cmocka_unit_test(what_looks_like_a_date_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
