#include "base/array.h"
#include "chart/axis.h"
#include "chart/internal.h"
#include "chart/scale.h"
#include "support.h"

static struct arena arena;

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

/* Names with '|' between them. */
static struct axis read(const char *names) {
    struct text *list = arena_array(&arena, struct text, 200), name, rest = text_of(names);
    size_t count = 0;
    while (text_cut(&name, &rest, '|'))
        list[count++] = name;
    struct axis axis;
    axis_read(&axis, list, count, false, &arena);
    return axis;
}

static void check_distances(const char *names, uint8_t unit, const char *distances) {
    struct axis axis = read(names);
    assert_int_equal(axis.unit, unit);
    struct buffer out = {0};
    for (size_t i = 1; i < axis.count; i++)
        buffer_add_format(&out, "%s%lld", i > 1 ? " " : "", (long long)(axis.at[axis.order[i]] - axis.at[axis.order[i - 1]]));
    assert_text(buffer_text(&out), distances);
    buffer_free(&out);
}

static void dates_stand_at_distances_of_time(void **state) {
    (void)state;
    check_distances("2000|2005|2006", AXIS_YEARS, "5 1");
    check_distances("2006|2000|2005", AXIS_YEARS, "5 1");
    check_distances("2019-20|2020-21|2022-23", AXIS_YEARS, "1 2");
    check_distances("2009–10|2010–11|2011–12", AXIS_YEARS, "1 1");
    check_distances("1999/2000|2000/01|2002/2003", AXIS_YEARS, "1 2");
    check_distances("March 2024|June 2024|January 2025", AXIS_MONTHS, "3 7");
    check_distances("2010-11|2010-12|2011-03", AXIS_MONTHS, "1 3");
    check_distances("Q1 2023|Q2 2023|Q1 2024", AXIS_MONTHS, "3 9");
    check_distances("2023 Q4|2024-Q1", AXIS_MONTHS, "3");
    check_distances("H1 2023|H2 2023|S1 2024", AXIS_MONTHS, "6 6");
    check_distances("2024-03-19|2024-04-01|1. März 2025", AXIS_DAYS, "13 334");
    check_distances("2024年3月|2024年5月", AXIS_MONTHS, "2");
    check_distances("2023|June 2023|2024", AXIS_MONTHS, "5 7");
    check_distances("Canada|France", AXIS_NAMES, "1");
    check_distances("2019|2020|2021, half", AXIS_NAMES, "1 1");
}

static void numbers_stand_at_their_distances(void **state) {
    (void)state;
    check_distances("1|5|10|50", AXIS_NUMBERS, "4 5 40");
    check_distances("−1.5|0|10", AXIS_NUMBERS, "15 100");
    check_distances("1,000|500|20,000", AXIS_NUMBERS, "500 19000");
    check_distances("1|2|2", AXIS_NAMES, "1 1");
    check_distances("1 km|2 km|5 km", AXIS_NAMES, "1 1");
    check_distances("1|2|many", AXIS_NAMES, "1 1");
    check_distances("999999999999999|-999999999999999", AXIS_NUMBERS, "1999999999999998");
}

static void what_is_no_date_among_dates_is_found(void **state) {
    (void)state;
    assert_int_equal(read("2000|2005|2010 est.").odd, 2);
    assert_int_equal(read("All|2000|2005").odd, 0);
    assert_int_equal(read("Canada|2000|France").odd, 3);
    assert_int_equal(read("2000|2005").odd, 2);
    assert_int_equal(read("2000|2005|2000").twice, 2);
    assert_int_equal(read("2000|2005|2010").twice, 3);
}

static void check_labels(const char *names, bool is_small, const char *expected) {
    struct axis axis = read(names);
    struct axis_ticks ticks;
    axis_label(&ticks, &axis, is_small, &arena);
    struct buffer out = {0};
    for (size_t i = 0; i < ticks.count; i++)
        buffer_add_format(&out, "%s%.*s%s", i ? "|" : "", TEXT_ARGS(ticks.labels[i]), ticks.is_spare[i] ? "" : "!");
    assert_text(buffer_text(&out), expected);
    buffer_free(&out);
    assert_true(ticks.low <= axis.at[axis.order[0]] && ticks.high >= axis.at[axis.order[axis.count - 1]]);
}

static void labels_stand_at_equal_distances(void **state) {
    (void)state;
    check_labels("2000|2005|2010", false, "2000!|2005!|2010!");
    check_labels("2000|2001|2002|2003|2004", false, "2000!|2001|2002!|2003|2004!");
    check_labels("1990|1995|2007|2008|2013", false, "1990!|1995|2000|2005|2010|2015!");
    check_labels("2000|2019|2021", false, "2000!|2007|2014|2021!");
    check_labels("2000|2019|2021", true, "2000!|||2021!");
    check_labels("2019-20|2020-21|2024-25", false, "2019–20!||2021–22|||2024–25!");
    check_labels("2000年|2019年|2021年", false, "2000年!|2007年|2014年|2021年!");
    check_labels("1|5|10|50", false, "0!|10|20!|30|40|50!");
    check_labels("−1.5|0|3|4", false, "−2!|0!|2!|4!");
    check_labels("2024-01-03|2024-01-09|2024-02-28", false, "2024-01-03!|2024-02-28!");
    check_labels("United States of America|People's Republic of China|Federal Republic of Germany|Japan", false,
                 "United States of America!|||Japan!");
}

static void check_scale(int64_t low, int64_t high, int64_t new_low, int64_t new_high, int64_t step) {
    struct scale scale = {.low = low, .high = high};
    scale_round(&scale, 4);
    assert_int_equal(scale.low, new_low);
    assert_int_equal(scale.high, new_high);
    assert_int_equal(scale.step, step);
}

static void scales_have_round_steps(void **state) {
    (void)state;
    check_scale(3, 87, 0, 100, 20);
    check_scale(89, 493, 0, 500, 100);
    check_scale(700, 930, 700, 950, 50);
    check_scale(-96, 21, -100, 40, 20);
    check_scale(-93, -2, -100, 0, 20);
    check_scale(5, 5, 5, 6, 1);
    check_scale(0, 0, 0, 1, 1);
    check_scale(-999999999999999, 999999999999999, -1000000000000000, 1000000000000000, 200000000000000);
    struct scale scale = {.low = -10, .high = 30};
    assert_int_equal(scale_place(&scale, -10), 0);
    assert_int_equal(scale_place(&scale, 0), 250);
    assert_int_equal(scale_place(&scale, 30), 1000);
}

/* Of each number of labels, in places of a fixed disorder. */
static void labels_do_not_overlap(void **state) {
    (void)state;
    unsigned seed = 7;
    for (size_t count = 1; count <= 12; count++)
        for (int round = 0; round < 200; round++) {
            int places[12];
            unsigned sizes[12], rows[12];
            size_t order[12];
            struct chart_labels labels = {count, places, sizes, 48, rows, order};
            for (size_t i = 0; i < count; i++) {
                places[i] = (int)((seed = seed * 1103515245 + 12345) >> 16) % (round % 2 ? 1001 : 60);
                sizes[i] = seed >> 30 ? 2 : 4;
            }
            chart_push_apart(&labels, &arena);
            for (size_t i = 0; i < count; i++) {
                assert_true(rows[order[i]] + sizes[order[i]] <= 48);
                assert_true(i == 0 || rows[order[i]] >= rows[order[i - 1]] + sizes[order[i - 1]]);
                assert_true(i == 0 || places[order[i]] >= places[order[i - 1]]);
            }
        }
}

static void check_rows(int place, int other_place, unsigned size, unsigned row, unsigned other_row) {
    int places[] = {place, other_place};
    unsigned sizes[] = {size, 2}, rows[2];
    size_t order[2];
    struct chart_labels labels = {2, places, sizes, 24, rows, order};
    chart_push_apart(&labels, &arena);
    assert_int_equal(rows[0], row);
    assert_int_equal(rows[1], other_row);
}

static void a_label_alone_stands_at_its_place(void **state) {
    (void)state;
    check_rows(500, 900, 2, 11, 21);
    check_rows(1000, 0, 2, 22, 0);
    check_rows(500, 500, 2, 10, 12);
    check_rows(500, 900, 4, 10, 21);
    check_rows(900, 1000, 4, 18, 22);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_stand_at_distances_of_time),
        cmocka_unit_test(numbers_stand_at_their_distances),
        cmocka_unit_test(what_is_no_date_among_dates_is_found),
        cmocka_unit_test(labels_stand_at_equal_distances),
        cmocka_unit_test(scales_have_round_steps),
        cmocka_unit_test(labels_do_not_overlap),
        cmocka_unit_test(a_label_alone_stands_at_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
