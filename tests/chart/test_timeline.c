#include "chart/timeline.h"

#include "base/arena.h"
#include "base/array.h"
#include "support.h"

static struct arena arena;
static struct buffer out;

static int tear_down(void **state) {
    (void)state;
    buffer_free(&out);
    arena_free(&arena);
    return 0;
}

static struct date date_of(const char *written) {
    struct date date = {0};
    const char *why;
    assert_true(date_parse(&date, &why, text_of(written), &arena));
    return date;
}

static long day_of(const char *written) {
    return (long)(date_seconds(date_of(written)) / (24 * 60 * 60));
}

/* The last path of what was written: that of the things themselves. */
static struct text path_of_things(void) {
    struct text svg = buffer_text(&out), path = {0};
    for (size_t at = 0; (at = text_find(svg, TEXT(" d=\""), at)) < svg.size; at++)
        path = text_slice(svg, at + 4, text_find_char(svg, '"', at + 4));
    return path;
}

static long take_long(struct text *rest) {
    long number = 0;
    bool is_negative = rest->size && rest->bytes[0] == '-';
    *rest = text_after(*rest, is_negative);
    for (; rest->size && rest->bytes[0] >= '0' && rest->bytes[0] <= '9'; *rest = text_after(*rest, 1))
        number = number * 10 + rest->bytes[0] - '0';
    return is_negative ? -number : number;
}

static void take_letter(struct text *rest, char letter) {
    assert_true(rest->size && rest->bytes[0] == letter);
    *rest = text_after(*rest, 1);
}

/* "M146 40v-12H328v12z": that bar begins and ends within these years and is 12 high. Returns its height. */
static long take_bar(struct text *rest, const struct timeline_axis *axis, int first, int last) {
    long zero = day_of(text_format(&arena, "%04d", axis->first).bytes), from, to, height;
    take_letter(rest, 'M');
    from = take_long(rest);
    take_letter(rest, ' ');
    take_long(rest);
    take_letter(rest, 'v');
    height = -take_long(rest);
    take_letter(rest, 'H');
    to = take_long(rest);
    take_letter(rest, 'v');
    assert_int_equal(take_long(rest), height);
    take_letter(rest, 'z');
    assert_true(from + zero >= day_of(text_format(&arena, "%04d-01-01", first).bytes));
    assert_true(to > from);
    assert_true(to + zero <= day_of(text_format(&arena, "%04d-12-31", last).bytes) + 1);
    return height;
}

static void axes_are_round_and_short(void **state) {
    (void)state;
    for (int first = 1; first < 9999; first += 37)
        for (int last = first; last <= 9999; last = last * 3 / 2 + 1) {
            struct timeline_axis axis = timeline_axis_of(first, last);
            assert_true(axis.first <= first && axis.first + axis.step > first);
            assert_true(axis.first + axis.step * axis.spans > last);
            assert_true(axis.first + axis.step * (axis.spans - 1) <= last);
            assert_true(axis.first % axis.step == 0 && axis.spans <= 6);
        }
}

static void bars_are_the_counts(void **state) {
    (void)state;
    static const struct timeline_year years[] = {{1998, 1}, {1999, 12}, {2004, 10000}, {2024, 3}};
    struct timeline_axis axis = timeline_axis_of(1998, 2024);
    timeline_strip(&out, &axis, years, COUNT_OF(years), TEXT("a < b"));
    struct text rest = path_of_things();
    for (size_t i = 0; i < COUNT_OF(years); i++)
        assert_int_equal(take_bar(&rest, &axis, years[i].year, years[i].year), years[i].count);
    assert_int_equal(rest.size, 0);
    assert_true(text_contains(buffer_text(&out), TEXT("aria-label=\"a &lt; b\"")));
    assert_true(text_contains(buffer_text(&out), TEXT(" 10000\" preserve")));
}

/* Three centuries: no bar is lost, and each stands for five years. */
static void many_years_share_bars(void **state) {
    (void)state;
    struct timeline_year years[300];
    struct timeline_axis axis = timeline_axis_of(1700, 1999);
    for (int i = 0; i < 300; i++)
        years[i] = (struct timeline_year){1700 + i, (uint32_t)i};
    timeline_strip(&out, &axis, years, 300, TEXT("x"));
    struct text rest = path_of_things();
    for (int i = 0; i < 300; i += 5)
        assert_int_equal(take_bar(&rest, &axis, 1700 + i, 1704 + i), 5 * i + 10);
    assert_int_equal(rest.size, 0);
    assert_true(out.size < 4096);
}

static struct timeline_mark mark(const char *from, const char *until) {
    return (struct timeline_mark){date_of(from), until ? date_of(until) : (struct date){0}};
}

static void dots_stand_on_their_days(void **state) {
    (void)state;
    struct timeline_mark marks[] = {mark("1999-12-31", NULL), mark("2001", NULL), mark("2001-02", NULL),
                                    mark("2001-03-04", NULL)};
    struct timeline_axis axis = timeline_axis_of(1999, 2001);
    timeline_lane(&out, &axis, TIMELINE_DOTS, marks, COUNT_OF(marks), TEXT("x"));
    /* 364 days of 1999, 366 of 2000; the year has all its days, and what falls into it lies above it. */
    assert_text(path_of_things(), "M364 15H364M731 15H1095M762 9H789M793 3H793");
    assert_true(text_contains(buffer_text(&out), TEXT("height=\"36\" viewBox=\"0 0 1096 18\"")));
}

static void ticks_bound_a_span(void **state) {
    (void)state;
    struct timeline_mark marks[] = {mark("1999-01-02", NULL), mark("2000", "2001-01")};
    struct timeline_axis axis = timeline_axis_of(1999, 2001);
    timeline_lane(&out, &axis, TIMELINE_TICKS, marks, COUNT_OF(marks), TEXT("x"));
    assert_text(path_of_things(), "M1 1v4M365 1v4m0-2H761m0-2v4");
}

/* As many as can be drawn one by one, on the worst of axes, and as can be told at all. */
static void lanes_stay_small(void **state) {
    (void)state;
    enum { DAYS = 10000 };
    struct timeline_mark *marks = arena_array(&arena, struct timeline_mark, DAYS);
    struct timeline_axis axis = timeline_axis_of(1, 9998);
    size_t drawn = 0;
    for (int i = 0; i < TIMELINE_MARKS; i++)
        marks[drawn++] =
            (struct timeline_mark){.from = {.precision = DATE_DAY, .year = (int16_t)(100 + i / 5 * 370), .month = 7, .day = 1},
                                   .until = {.precision = DATE_YEAR, .year = (int16_t)(102 + i / 5 * 370)}};
    timeline_lane(&out, &axis, TIMELINE_TICKS, marks, drawn, TEXT("x"));
    assert_true(text_contains(buffer_text(&out), TEXT("stroke-width=\"3\"")));
    assert_true(out.size < 4096);
    buffer_clear(&out);
    for (int i = 0; i < DAYS; i++)
        marks[i].from = date_from_seconds((int64_t)i * 24 * 60 * 60, 0);
    axis = timeline_axis_of(1970, 1997);
    timeline_lane(&out, &axis, TIMELINE_DOTS, marks, DAYS, TEXT("x"));
    assert_true(out.size < 4096);
    struct text rest = path_of_things();
    for (int year = 1970; year <= 1996; year++)
        assert_int_equal(take_bar(&rest, &axis, year, year), year % 4 == 0 ? 366 : 365);
    assert_int_equal(take_bar(&rest, &axis, 1997, 1997), DAYS - 27 * 365 - 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(axes_are_round_and_short),
        cmocka_unit_test_teardown(bars_are_the_counts, tear_down),
        cmocka_unit_test_teardown(many_years_share_bars, tear_down),
        cmocka_unit_test_teardown(dots_stand_on_their_days, tear_down),
        cmocka_unit_test_teardown(ticks_bound_a_span, tear_down),
        cmocka_unit_test_teardown(lanes_stay_small, tear_down),
    };
    return cmocka_run_group_tests_name("timeline", tests, NULL, tear_down);
}
