#include "chart/drawings.h"
#include "support.h"

#include <time.h>

static struct arena arena;

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static void check_problems(const char *kind, const char *rows, const char *expected) {
    struct table_drawn drawn = draw(kind, rows, &arena);
    assert_text(buffer_text(&drawn.problems), expected);
    assert_true(!drawn.chart == text_contains(text_of(expected), TEXT("error")));
    drawn_free(&drawn);
}

static void assert_contains(struct text html, const char *part) {
    if (!text_contains(html, text_of(part)))
        fail_msg("\"%s\" is not in %.*s", part, TEXT_ARGS(html));
}

/* The paths that are lines: neither what stands behind them nor dots. */
static size_t lines_in(struct path *lines, size_t most, struct text html) {
    size_t count = 0;
    struct path path;
    html = text_slice(html, 0, text_find(html, TEXT("chart-leads\">"), 0));
    for (size_t at = 0; path_next(&path, html, &at, &arena);)
        if (path.class.size == 0 && !text_equal(path.width, TEXT("6")) && count < most)
            lines[count++] = path;
    return count;
}

static struct text bar(const struct chart *chart, size_t row, size_t column) {
    struct buffer out = {0};
    chart_write_bar(&out, chart, row, column);
    return buffer_take(&out, &arena);
}

/* Where a bar begins and ends. */
static void check_bar(const struct chart *chart, size_t row, size_t column, int from, int to) {
    struct path path;
    size_t at = 0;
    assert_true(path_next(&path, bar(chart, row, column), &at, &arena));
    assert_int_equal(path.spots[0].x, from);
    assert_int_equal(path.spots[1].x, to);
}

static void bars_begin_at_zero(void **state) {
    (void)state;
    struct table_drawn drawn =
        draw("bars", "| | 2022 | 2023 |\n| A | 50 | 200 |\n| B | – | 0.1 |\n| C | (none yet) | 1 |", &arena);
    assert_text(buffer_text(&drawn.problems), "");
    check_bar(drawn.chart, 1, 1, 0, 250);
    check_bar(drawn.chart, 1, 2, 0, 1000);
    check_bar(drawn.chart, 2, 2, 0, 1);
    assert_false(text_contains(bar(drawn.chart, 2, 1), TEXT("<path")));
    assert_text(bar(drawn.chart, 3, 1), "");
    assert_text(bar(drawn.chart, 0, 1), "");
    assert_text(bar(drawn.chart, 1, 0), "");
    assert_text(buffer_text(&drawn.html), "");
    drawn_free(&drawn);

    drawn = draw("bars", "| | Change |\n| A | −30 |\n| B | 10 |\n| C | 0 |", &arena);
    check_bar(drawn.chart, 1, 1, 750, 0);
    check_bar(drawn.chart, 2, 1, 750, 1000);
    check_bar(drawn.chart, 3, 1, 750, 750);
    assert_contains(bar(drawn.chart, 2, 1), "<path class=\"bar-zero\" d=\"M750 0V8\"/>");
    assert_contains(bar(drawn.chart, 2, 1), "aria-hidden=\"true\"");
    drawn_free(&drawn);
}

static void columns_of_one_unit_have_one_scale(void **state) {
    (void)state;
    struct table_drawn drawn = draw("bars",
                                    "| | Patents (thousands) | Staff (millions) | Designs (thousands) | Where |\n"
                                    "| A | 50 | 2 | 100 | here |\n| B | 25 | 1 | 10 | there |",
                                    &arena);
    assert_text(buffer_text(&drawn.problems), "");
    check_bar(drawn.chart, 1, 1, 0, 500);
    check_bar(drawn.chart, 1, 2, 0, 1000);
    check_bar(drawn.chart, 1, 3, 0, 1000);
    assert_text(bar(drawn.chart, 1, 4), "");
    drawn_free(&drawn);
    drawn = draw("bars", "| | A | B |\n| x | $50 | 2 % |\n| y | 25 | 1 % |", &arena);
    check_bar(drawn.chart, 2, 1, 0, 500);
    check_bar(drawn.chart, 1, 2, 0, 1000);
    drawn_free(&drawn);
}

#define LACKS                                                                                                                  \
    "it has no unit, and other numbers of its column have one | write it behind each number, or behind none and in "           \
    "parentheses behind the name of the column\n"

/* A number whose unit others have would have a bar as if it had another size. Where only the first has a sign all have it. */
static void what_lacks_the_unit_of_others_is_told(void **state) {
    (void)state;
    check_problems("bars", "| | A |\n| x | 1.2 million |\n| y | 12 |\n| z | 300 |", "error 2 1: " LACKS);
    check_problems("bars", "| | A |\n| x | 12 % |\n| y | 1,200 |\n| z | 14 % |", "error 2 1: " LACKS);
    check_problems("bars", "| | A |\n| x | 12 |\n| y | 14 % |", "error 1 1: " LACKS);
    check_problems("bars", "| | A |\n| x | $12 bn |\n| y | $500 |", "error 2 1: " LACKS);
    check_problems("bars", "| | A |\n| x | 12 % |\n| y | 13 |\n| z | 14 |", "");
    check_problems("bars", "| | A |\n| x | $12 |\n| y | 13 |\n| z | 14 |", "");
    check_problems("bars", "| | A |\n| x | 12 % |\n| y | 0 |\n| z | 14 % |", "");
    check_problems("bars", "| | A (%) |\n| x | 12 |\n| y | 13 % |\n| z | 14 |", "");
    check_problems("lines", "| | A | B |\n| 2019 | 1 % | 2 % |\n| 2020 | 1 | 3 |", "");
}

/* Nobody could say what is drawn; and a header's second row, as of cells that were merged, is drawn as numbers. */
static void what_has_no_name_is_told(void **state) {
    (void)state;
    check_problems("bars", "| | A | |\n| | 2019 | 2020 |\n| x | 1 | 3000 |",
                   "error 0 2: what is drawn here has no name | write one in this cell\n"
                   "error 1 0: what is drawn here has no name | write one in this cell; a second row of names for the columns "
                   "cannot be told from numbers\n");
    check_problems("bars", "| | A | |\n| x | 1 | here |\n| | – | |\n| y | 2 | |", "");
}

#define TOTAL                                                                                                                  \
    "this is the sum of the rows above, and is drawn as one of them | leave it out of the table, and say it in the caption\n"

static void a_total_is_told(void **state) {
    (void)state;
    check_problems("bars", "| | A |\n| x | 1.5 |\n| y | 2 |\n| z | 3 |\n| Total | 6.5 |", "warning 4 0: " TOTAL);
    check_problems("dots", "| | A | B |\n| x | 1 | 1 |\n| y | 2 | 5 |\n| z | 3 | 2 |\n| All | 6 | 8 |", "warning 4 0: " TOTAL);
    check_problems("dots", "| | A | B |\n| x | 1 | 1 |\n| y | 2 | 5 |\n| z | 3 | 2 |\n| Other | 6 | 7 |", "");
    check_problems("bars", "| | A |\n| x | 1 |\n| y | 2 |\n| z | 3 |", "");
    check_problems("lines", "| | 2019 | 2020 |\n| x | 1 | 1 |\n| y | 2 | 5 |\n| z | 3 | 2 |\n| All | 6 | 8 |", "");
}

/* Thousands as another language divides them are decimals here. */
static void thousands_that_look_like_decimals_are_told(void **state) {
    (void)state;
    check_problems("bars", "| | A |\n| x | 950 |\n| y | 1.234 |\n| z | 7.100 |",
                   "warning 2 1: it is read as a number with decimals, beside others that have none | write 1,234 if it is "
                   "thousands, or all numbers with as many decimals: 1.234 and 950.000\n");
    check_problems("bars", "| | A |\n| x | 950 |\n| y | 1.2345 |\n| z | 7.100 |", "");
    check_problems("bars", "| | A |\n| x | 1 |\n| y | 0.234 |\n| z | 0.500 |", "");
    struct table_drawn drawn = draw_in("bars", TEXT("de"), TEXT("| | A |\n| x | 950 |\n| y | 1,234 |"), &arena);
    assert_contains(buffer_text(&drawn.problems), "warning 2 1: it is read as a number with decimals");
    drawn_free(&drawn);
}

static void a_date_that_might_be_two_is_told(void **state) {
    (void)state;
    const char *told =
        "warning 1 0: it cannot be told which date this is, so that all stand at equal distances, whatever time is "
        "between | write the year first: 2020-04-03\n";
    check_problems("lines", "| | A |\n| 3/4/2020 | 1 |\n| 5/4/2020 | 2 |\n| 13/5/2020 | 2 |", told);
    check_problems("lines", "| | A |\n| 3/4/20 | 1 |\n| 5/4/20 | 2 |", told);
    check_problems("lines", "| | A |\n| 13/4/2020 | 1 |\n| 15/4/2020 | 2 |", "");
    check_problems("lines", "| | A |\n| 1/2 | 1 |\n| 3/4 | 2 |", "");
}

static void what_is_wrong_is_told_at_its_cell(void **state) {
    (void)state;
    check_problems(
        "bars", "| | A |\n| x | 1 |\n| y | about 2 |\n| z | 1,5 |",
        "error 2 1: \"about 2\" is no number: it does not begin with a number | write the number alone: 1,234 or 12.5 %\n"
        "error 3 1: \"1,5\" is no number: its thousands are not divided into threes | write 1,234,567, 1 234 567 or "
        "1234567, and decimals behind a point: 12.5\n");
    check_problems(
        "bars", "| | A |\n| x | 1 |\n| y | 2 |\n| z | the same |",
        "error 3 1: \"the same\" is no number | write a number, – where there is none, or why there is none, in parentheses\n");
    check_problems("bars", "| | A |\n| x | here |\n| y | there |",
                   "error: the table has no column of numbers | write numbers in the cells below a name, and leave the chart "
                   "out where there are none\n");
    check_problems(
        "bars", "| | A | B |\n| x | 1 | here |\n| y | 2 | 3 |\n| z | 2 | there |",
        "warning 0 2: the column is taken for one of words and is not drawn, though some are numbers | write numbers in "
        "all of its cells, and – or a remark in parentheses where there is none\n");
    check_problems("bars", "| | A |\n| x | 1 million |\n| y | 2 bn |",
                   "error 2 1: its unit is not that of the numbers above it | write all numbers of a column in one unit\n");
    check_problems("lines", "| | A | B |\n| 2019 | 1 % | $2 |\n| 2020 | 1 % | $3 |",
                   "error 1 1: it has no unit, and other numbers have one; all are drawn on one scale | write the unit behind "
                   "each number or behind none, or draw them as bars\n");
    check_problems(
        "lines", "| | A | B |\n| 2019 | 1 % | 2 km |\n| 2020 | 1 % | 3 km |",
        "error 1 2: its unit is not that of other numbers, and all are drawn on one scale | write all in one unit, or draw "
        "them as bars\n");
    check_problems("lines", "| | A |\n| 2019 | 1 |",
                   "error: a line needs two points or more | draw it as bars, or give the table another row\n");
    check_problems("lines", "| | A |\n| 2019 | 1 |\n| 2020 | 2 |\n| 2019 | 3 |",
                   "error 3 0: this date is there twice | put the numbers of one date into one row or column, or write the "
                   "month or day, too\n");
    check_problems("lines", "| | |\n| 2019 | 1 |\n| 2020 | 2 |",
                   "error 0 1: what is drawn here has no name | write one in this cell\n");
    check_problems("bars", "| A |",
                   "error: the table has nothing to draw | the first row names the columns, the first column names "
                   "the rows\n");
}

static void what_misleads_is_warned_of(void **state) {
    (void)state;
    check_problems(
        "bars", "| | Founded |\n| x | 1954 |\n| y | 2001 |",
        "warning 0 1: the column's numbers are years, and a bar from zero says nothing of a year | draw it as dots or "
        "lines\n");
    check_problems(
        "bars", "| | A |\n| x | 98.1 |\n| y | 98.4 |\n| z | 99 |",
        "warning 0 1: the column's bars, which begin at zero, differ by less than a twentieth of their length | draw it as "
        "dots, which need not begin at zero\n");
    check_problems("bars", "| | A | B |\n| x | 1 | 590 |\n| y | 2 | 300 |",
                   "warning 0 1: the column's bars are too short to be seen beside those of another column | if it has another "
                   "unit say so in parentheses behind its name, and it has a scale of its own\n");
    check_problems("bars", "| | A (persons) | B |\n| x | 1 | 590 |\n| y | 2 | 300 |", "");
    check_problems("bars small", "| | A |\n| x | 1 |\n| y | 2 |",
                   "warning: bars have a panel for each column without \"small\" | leave out \"small\"\n");
    check_problems(
        "lines", "| | A |\n| 2000 | 1 |\n| 2010 | 2 |\n| 2011, half | 3 |",
        "warning 3 0: this is no date, as most others are, so that all stand at equal distances, whatever time is between "
        "| write a date, such as 2019, 2019-20, March 2024 or 2024-03-19\n");
    check_problems("lines", "| | A |\n| Canada | 1 |\n| France | 2 |",
                   "warning 1 0: a line joins these names, which are no dates and have no order | draw them as dots or bars\n");
    check_problems("dots", "| | A |\n| Canada | 1 |\n| France | 2 |", "");
    check_problems("slopes", "| | 2000 | 2020 |\n| A | 1 | 2 |\n| B | – | – |",
                   "warning 2 0: there is no number for this, so it is not drawn | \n");
}

static void kinds_have_words(void **state) {
    (void)state;
    assert_int_equal(chart_kind_of(TEXT("bars")), CHART_BARS);
    assert_int_equal(chart_kind_of(TEXT("lines")), CHART_LINES);
    assert_int_equal(chart_kind_of(TEXT("slopes")), CHART_SLOPES);
    assert_int_equal(chart_kind_of(TEXT("dots")), CHART_DOTS);
    assert_int_equal(chart_kind_of(TEXT("pie")), CHART_NONE);
    assert_int_equal(chart_kind_of(TEXT("")), CHART_NONE);
}

/* A table of so many points and lines, with a gap here and there; `numbers` are what stands in it, in 1/100. */
static struct text make_table(int *numbers, size_t lines, size_t points, unsigned seed) {
    struct buffer rows = {0};
    buffer_add(&rows, TEXT("| "));
    for (size_t line = 0; line < lines; line++)
        buffer_add_format(&rows, "| Country %zu ", line);
    for (size_t point = 0; point < points; point++) {
        buffer_add_format(&rows, "|\n| %zu ", 1990 + point);
        for (size_t line = 0; line < lines; line++) {
            seed = seed * 1103515245 + 12345;
            int number = (int)((seed >> 16) % 20000) - 5000;
            numbers[line * points + point] = number;
            if (seed >> 28 == 0 && point % (points - 1))
                numbers[line * points + point] = INT32_MAX;
            if (numbers[line * points + point] == INT32_MAX)
                buffer_add(&rows, TEXT("| – "));
            else
                buffer_add_format(&rows, "| %s%d.%02d %%", number < 0 ? "−" : "", abs(number) / 100, abs(number) % 100);
        }
    }
    return buffer_take(&rows, &arena);
}

/* What a scale's labels say of its ends, which are the first and the last of them. */
static void scale_ends(int *low, int *high, struct text html) {
    html = text_after(html, text_find(html, TEXT("chart-scale\"><span>"), 0) + strlen("chart-scale\"><span>"));
    struct text whole = text_slice(html, 0, text_find(html, TEXT("</div>"), 0));
    *high = atoi(text_terminated(whole, &arena)) * 100;
    size_t last = 0;
    for (size_t at = 0; at < whole.size; at = text_find(whole, TEXT("<span>"), at + 1))
        last = at;
    struct text lowest = text_after(whole, last + strlen("<span>"));
    bool is_negative = text_starts(lowest, TEXT("−"));
    *low = atoi(text_terminated(text_after(lowest, is_negative ? strlen("−") : 0), &arena)) * (is_negative ? -100 : 100);
}

static void numbers_are_read_back_from_the_paths(void **state) {
    (void)state;
    enum { LINES = 5, POINTS = 30 };
    for (unsigned seed = 1; seed <= 200; seed++) {
        int numbers[LINES * POINTS], low, high;
        struct table_drawn drawn = draw_in("lines", TEXT("en"), make_table(numbers, LINES, POINTS, seed), &arena);
        struct path lines[LINES + 1];
        assert_int_equal(lines_in(lines, LINES + 1, buffer_text(&drawn.html)), LINES);
        scale_ends(&low, &high, buffer_text(&drawn.html));
        for (size_t line = 0; line < LINES; line++) {
            size_t spot = 0;
            for (int point = 0; point < POINTS; point++) {
                int number = numbers[line * POINTS + (size_t)point];
                if (number == INT32_MAX)
                    continue;
                struct path_spot read = lines[line].spots[spot++];
                assert_int_equal(read.x, (point * 2000 + POINTS - 1) / (2 * (POINTS - 1)));
                assert_true(abs((high - number) * 1000 - read.y * (high - low)) * 2 <= high - low);
                assert_true(read.is_moved == (point == 0 || numbers[line * POINTS + (size_t)point - 1] == INT32_MAX));
                bool is_last = point + 1 == POINTS || numbers[line * POINTS + (size_t)point + 1] == INT32_MAX;
                spot += read.is_moved && is_last; /* "h0" */
            }
            assert_int_equal(spot, lines[line].count);
        }
        drawn_free(&drawn);
    }
}

static void lines_are_told_apart_without_colours(void **state) {
    (void)state;
    int numbers[8 * 10];
    struct table_drawn drawn = draw_in("lines", TEXT("en"), make_table(numbers, 8, 10, 3), &arena);
    struct path lines[9];
    assert_int_equal(lines_in(lines, 9, buffer_text(&drawn.html)), 8);
    for (size_t i = 0; i < 8; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(text_equal(lines[i].dashes, lines[j].dashes) && text_equal(lines[i].width, lines[j].width));
    assert_false(text_contains(buffer_text(&drawn.html), TEXT("style=")));
    assert_false(text_contains(buffer_text(&drawn.html), TEXT("#")));
    assert_false(text_contains(buffer_text(&drawn.html), TEXT("id=")));
    drawn_free(&drawn);
}

static void time_has_its_distances(void **state) {
    (void)state;
    struct table_drawn drawn = draw("lines", "| | A |\n| 2000 | 1 |\n| 2009 | 2 |\n| 2010 | 3 |", &arena);
    struct path line[2];
    assert_int_equal(lines_in(line, 2, buffer_text(&drawn.html)), 1);
    assert_int_equal(line[0].spots[1].x, 900);
    drawn_free(&drawn);
    drawn = draw("lines", "| | A |\n| 2010 | 3 |\n| 2009 | 2 |\n| 2000 | 1 |", &arena);
    assert_int_equal(lines_in(line, 2, buffer_text(&drawn.html)), 1);
    assert_int_equal(line[0].spots[0].x, 0);
    assert_int_equal(line[0].spots[1].x, 900);
    assert_text(drawn.sentence, "A: from 1 (2000) to 3 (2010); lowest 1, highest 3.");
    drawn_free(&drawn);
}

static void lines_go_where_time_goes(void **state) {
    (void)state;
    struct table_drawn drawn = draw("lines", "| | 2000 | 2010 | 2020 |\n| A | 1 | 3 | 2 |\n| B | 2 | 2 | 1 |", &arena);
    assert_text(drawn.sentence, "A: from 1 (2000) to 2 (2020); lowest 1, highest 3. "
                                "B: from 2 (2000) to 1 (2020); lowest 1, highest 2. "
                                "The greatest change from one number to the next is that of A, from 1 (2000) to 3 (2010).");
    drawn_free(&drawn);
    drawn = draw("slopes", "| | A | B |\n| 2000 | 1 | 2 |\n| 2020 | 3 | 1 |", &arena);
    assert_text(drawn.sentence, "A: from 1 (2000) to 3 (2020). B: from 2 (2000) to 1 (2020). "
                                "The greatest change from one number to the next is that of A, from 1 (2000) to 3 (2020).");
    drawn_free(&drawn);
    drawn = draw("slopes", "| | Before | After |\n| A | 1 % | 3 % |\n| B <x> | – | 1 % |", &arena);
    assert_text(drawn.sentence,
                "A: from 1 % (Before) to 3 % (After). B <x>: from 1 % (After) to 1 % (After). "
                "The greatest change from one number to the next is that of A, from 1 % (Before) to 3 % (After).");
    assert_contains(buffer_text(&drawn.html), "<span>B &lt;x&gt; <b>1 %</b></span>");
    drawn_free(&drawn);
    drawn = draw("dots", "| | A |\n| x | 3 |\n| y | 1 |\n| z | 2 |", &arena);
    assert_text(drawn.sentence, "A: from 1 (y) to 3 (x).");
    drawn_free(&drawn);
}

/* Chinese and Japanese put no space between sentences. */
static void sentences_are_joined_as_their_language_does(void **state) {
    (void)state;
    static const struct chart_words chinese = {TEXT_INIT("{name}：{first}。"), TEXT_INIT("{name}。"),
                                               TEXT_INIT("{name}：{first}。")};
    struct table_drawn drawn = draw("lines", "| | A | B |\n| 2000 | 1 | 2 |\n| 2020 | 3 | 1 |", &arena);
    assert_text(chart_sentence(drawn.chart, &chinese, &arena), "A：1。B：2。A。");
    drawn_free(&drawn);
}

static void dots_stand_at_their_numbers(void **state) {
    (void)state;
    struct table_drawn drawn = draw("dots", "| | 2000 | 2020 |\n| x | 0 | 20 |\n| y | 5 | – |", &arena);
    struct path path, dots[8];
    size_t count = 0;
    for (size_t at = text_find(buffer_text(&drawn.html), TEXT("chart-plot"), 0);
         path_next(&path, buffer_text(&drawn.html), &at, &arena);)
        if (path.cap.size && path.class.size == 0)
            dots[count++] = path;
    assert_int_equal(count, 2);
    assert_int_equal(dots[0].spots[0].x, 0);
    assert_int_equal(dots[0].spots[0].y, 250);
    assert_int_equal(dots[0].spots[2].x, 250);
    assert_int_equal(dots[0].spots[2].y, 750);
    assert_int_equal(dots[1].spots[0].x, 1000);
    assert_int_equal(dots[1].count, 2);
    drawn_free(&drawn);
}

static void what_has_no_room_is_left_out(void **state) {
    (void)state;
    struct table_drawn drawn = draw("dots", "| | A |\n| x | 0 km per hour |\n| y | 1,900,000 km per hour |", &arena);
    assert_contains(buffer_text(&drawn.html), "<span>0</span> <i></i><span class=\"chart-spare\">1,000,000</span> <i></i>"
                                              "<span>2,000,000</span> </div>");
    drawn_free(&drawn);
    drawn = draw("slopes", "| | Before the reform of 1999 | After it |\n| A | 1 | 2 |", &arena);
    assert_contains(buffer_text(&drawn.html), "<div class=\"chart-axis chart-ends\"><span>Before the reform of 1999</span> "
                                              "<span>After it</span> </div>");
    drawn_free(&drawn);
}

static size_t occurrences(struct text text, const char *part) {
    size_t count = 0;
    for (size_t at = 0; (at = text_find(text, text_of(part), at)) < text.size; at++)
        count++;
    return count;
}

static void small_gives_a_panel_to_each(void **state) {
    (void)state;
    struct table_drawn drawn = draw("lines small", "| | A | B | C |\n| 2000 | 1 | 2 | 3 |\n| 2020 | 3 | 1 | 100 |", &arena);
    struct text html = buffer_text(&drawn.html);
    assert_int_equal(occurrences(html, "<div class=\"chart-panel\">"), 3);
    assert_int_equal(occurrences(html, "<span>100</span>"), 3);
    assert_contains(html, "<div class=\"chart-title\">C <b>100</b></div>");
    assert_int_equal(occurrences(html, "aria-label="), 1);
    drawn_free(&drawn);
}

static void a_number_between_gaps_is_a_dot(void **state) {
    (void)state;
    struct table_drawn drawn =
        draw("lines", "| | A |\n| 2000 | 1 |\n| 2001 | – |\n| 2002 | 2 |\n| 2003 | |\n| 2004 | 3 |", &arena);
    assert_contains(buffer_text(&drawn.html), " d=\"M0 667h0M500 333h0M1000 0h0\"/>");
    drawn_free(&drawn);
}

static void numbers_keep_the_words_of_their_language(void **state) {
    (void)state;
    struct table_drawn drawn = draw_in("lines", TEXT("de"), TEXT("| | A |\n| 2000 | 1.500,5 € |\n| 2010 | 2.500 € |"), &arena);
    assert_text(buffer_text(&drawn.problems), "");
    assert_contains(buffer_text(&drawn.html), "<span>2.600\u00a0€</span> <span>2.400</span>");
    drawn_free(&drawn);
    drawn = draw_in("lines", TEXT("fr"), TEXT("| | A |\n| 2000 | 0,5 % |\n| 2010 | 0,8 % |"), &arena);
    assert_contains(buffer_text(&drawn.html), "<span>0,8\u00a0%</span> <span>0,7</span>");
    drawn_free(&drawn);
}

static void a_chart_is_small_and_quick(void **state) {
    (void)state;
    enum { LINES = 5, POINTS = 30, ROUNDS = 100 };
    int numbers[LINES * POINTS];
    struct text rows = make_table(numbers, LINES, POINTS, 1);
    struct table_drawn drawn = draw_in("lines", TEXT("en"), rows, &arena);
    size_t bytes = drawn.html.size;
    if (bytes > 4096)
        fail_msg("%zu bytes", bytes);
    drawn_free(&drawn);
    clock_t start = clock();
    for (int i = 0; i < ROUNDS; i++) {
        drawn = draw_in("lines", TEXT("en"), rows, &arena);
        drawn_free(&drawn);
    }
    double each_ms = 1000.0 * (double)(clock() - start) / CLOCKS_PER_SEC / ROUNDS;
    if (getenv("SHOW"))
        print_message("%zu bytes, %.3f ms\n", bytes, each_ms);
    assert_true(each_ms < 1 * 20); /* twenty times what it may take, for a busy machine, or one with sanitizers */
}

static void check_time(const char *kind, struct text rows) {
    clock_t start = clock();
    struct table_drawn drawn = draw_in(kind, TEXT("en"), rows, &arena);
    if (clock() - start > 5 * CLOCKS_PER_SEC)
        fail_msg("%s take too long", kind);
    drawn_free(&drawn);
}

/* Tables of 80,000 cells, wide and high, and with numbers at their ends only. */
static void time_grows_with_the_cells(void **state) {
    (void)state;
    static const char *const kinds[] = {"bars", "lines", "lines small", "dots small", "slopes small"};
    struct buffer wide = {0}, high = {0};
    buffer_add(&high, TEXT("| | A |\n"));
    for (int row = 0; row < 4; row++)
        for (int column = 0; column < 20000; column++)
            buffer_add_format(&wide, column ? "| %d unit%d" : "\n| %d x" + !row, 2000 + row * column, row ? column : 7);
    for (int row = 0; row < 80000; row++)
        buffer_add_format(&high, "| x%d | %s |\n", row, row < 40000 ? "1" : "");
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        check_time(kinds[i], buffer_text(&wide));
        check_time(kinds[i], buffer_text(&high));
    }
    buffer_free(&wide);
    buffer_free(&high);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_begin_at_zero),
        cmocka_unit_test(columns_of_one_unit_have_one_scale),
        cmocka_unit_test(what_is_wrong_is_told_at_its_cell),
        cmocka_unit_test(what_lacks_the_unit_of_others_is_told),
        cmocka_unit_test(what_has_no_name_is_told),
        cmocka_unit_test(a_total_is_told),
        cmocka_unit_test(thousands_that_look_like_decimals_are_told),
        cmocka_unit_test(a_date_that_might_be_two_is_told),
        cmocka_unit_test(what_misleads_is_warned_of),
        cmocka_unit_test(kinds_have_words),
        cmocka_unit_test(numbers_are_read_back_from_the_paths),
        cmocka_unit_test(lines_are_told_apart_without_colours),
        cmocka_unit_test(time_has_its_distances),
        cmocka_unit_test(lines_go_where_time_goes),
        cmocka_unit_test(sentences_are_joined_as_their_language_does),
        cmocka_unit_test(dots_stand_at_their_numbers),
        cmocka_unit_test(what_has_no_room_is_left_out),
        cmocka_unit_test(small_gives_a_panel_to_each),
        cmocka_unit_test(a_number_between_gaps_is_a_dot),
        cmocka_unit_test(numbers_keep_the_words_of_their_language),
        cmocka_unit_test(a_chart_is_small_and_quick),
        cmocka_unit_test(time_grows_with_the_cells),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
