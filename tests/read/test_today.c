/* Where today comes from, and how long what depends on it stays right. */
#include "base/arena.h"
#include "read/codes.h"
#include "read/today.h"
#include "support.h"

#include <time.h>

struct found {
    struct today today;
    struct diag problems;
    struct arena arena;
    bool good;
};

static void find(struct found *found, const char *epoch, const char *day) {
    *found = (struct found){0};
    if (epoch)
        setenv("SOURCE_DATE_EPOCH", epoch, 1);
    else
        unsetenv("SOURCE_DATE_EPOCH");
    found->good = today_find(&found->today, day, &found->problems, &found->arena);
    unsetenv("SOURCE_DATE_EPOCH");
}

static void drop(struct found *found) {
    diag_free(&found->problems);
    arena_free(&found->arena);
}

static void check_found(const char *epoch, const char *day, int64_t now, enum today_source source) {
    struct found found;
    find(&found, epoch, day);
    assert_true(found.good);
    assert_int_equal(found.today.now, now);
    assert_int_equal(found.today.source, source);
    drop(&found);
}

static void the_day_goes_before_the_variable_and_that_before_the_clock(void **state) {
    (void)state;
    check_found("1710806400", NULL, 1710806400, TODAY_EPOCH);
    check_found("1710806400", "2027-03-03", 1804032000, TODAY_DAY);
    check_found(NULL, "3 March 2027", 1804032000, TODAY_DAY);
    struct found found;
    int64_t before = time(NULL);
    find(&found, NULL, NULL);
    assert_true(found.good && found.today.now >= before && found.today.now <= time(NULL));
    assert_int_equal(found.today.source, TODAY_CLOCK);
    drop(&found);
}

static void check_refused(const char *epoch, const char *day, const char *code) {
    struct found found;
    find(&found, epoch, day);
    assert_false(found.good);
    assert_int_equal(found.problems.count, 1);
    assert_string_equal(found.problems.items[0].code, code);
    assert_int_equal(found.problems.fault, FAULT_USAGE);
    drop(&found);
}

static void what_is_no_time_is_refused(void **state) {
    (void)state;
    check_refused("yesterday", NULL, E_SOURCE_DATE_EPOCH);
    check_refused("-1", NULL, E_SOURCE_DATE_EPOCH);
    check_refused("17108064001710806400", NULL, E_SOURCE_DATE_EPOCH);
    check_refused("1 ", "2027-03-03", E_SOURCE_DATE_EPOCH);
    check_refused(NULL, "soon", E_USAGE);
}

static void a_site_is_right_between_two_moments(void **state) {
    (void)state;
    struct validity validity = VALIDITY_ALWAYS;
    const int64_t moments[] = {50, 10, 200, 120, MOMENT_FIRST, MOMENT_NEVER, 100};
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
        validity_narrow(&validity, moments[i], 100);
    assert_int_equal(validity.from, 100);
    assert_int_equal(validity.until, 120);
    assert_true(validity_has(&validity, 100) && validity_has(&validity, 119));
    assert_false(validity_has(&validity, 99) || validity_has(&validity, 120));
}

static void a_moment_is_a_day_where_it_begins_one(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_text(date_iso(moment_date(1804032000), &arena), "2027-03-03");
    assert_text(date_iso(moment_date(1804032001), &arena), "2027-03-03T00:00:01Z");
    assert_int_equal(moment_date(MOMENT_NEVER).precision, DATE_NONE);
    assert_int_equal(moment_date(MOMENT_FIRST).precision, DATE_NONE);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_day_goes_before_the_variable_and_that_before_the_clock),
        cmocka_unit_test(what_is_no_time_is_refused),
        cmocka_unit_test(a_site_is_right_between_two_moments),
        cmocka_unit_test(a_moment_is_a_day_where_it_begins_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
