#include "compose/gather.h"
#include "compose/values.h"

#include "support.h"

static int set_up(void **state) {
    *state = calloc(1, sizeof(struct arena));
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    free(*state);
    return 0;
}

static struct text first_of(const char *text) {
    return values_first_sentence(text_of(text));
}

static void finds_the_first_sentence(void **state) {
    (void)state;
    assert_text(first_of("Trade is exchange between people. It is old."), "Trade is exchange between people.");
    assert_text(first_of("Dr. A. Smith of St. Mary was there with all the others! And?"),
                "Dr. A. Smith of St. Mary was there with all the others!");
    assert_text(first_of("It fell by 2.5 points in the year, i.e. by a fifth. Then it rose."),
                "It fell by 2.5 points in the year, i.e. by a fifth.");
    assert_text(first_of("\xe4\xb8\x80\xe4\xba\x8c\xe3\x80\x82\xe4\xb8\x89\xe3\x80\x82"),
                "\xe4\xb8\x80\xe4\xba\x8c\xe3\x80\x82");
    assert_text(first_of("No end in sight"), "No end in sight");
    assert_text(first_of(""), "");
    assert_text(first_of(". "), ". ");
}

static void joins_names(void **state) {
    static const struct text names[] = {TEXT_INIT("A"), TEXT_INIT("B"), TEXT_INIT("C"), TEXT_INIT("D")};
    assert_text(values_names(names, 0, *state), "");
    assert_text(values_names(names, 1, *state), "A");
    assert_text(values_names(names, 2, *state), "A and B");
    assert_text(values_names(names, 4, *state), "A, B, C and D");
}

static struct text marked(const char *text, const char *han, struct arena *arena) {
    const struct view *view = values_marked(text_of(text), text_of(han), arena);
    struct buffer out = {0};
    if (view->kind == VIEW_TEXT)
        return view->text;
    view->late.write(&out, view->late.context);
    struct text copy = text_copy(buffer_text(&out), arena);
    buffer_free(&out);
    return copy;
}

static void marks_and_escapes(void **state) {
    assert_text(marked("plain 'words'", "zh-Hans", *state), "plain 'words'");
    assert_text(marked("a < b & \"c\"", "zh-Hans", *state), "a &lt; b &amp; &quot;c&quot;");
    assert_text(marked("é 体", "zh-Hans", *state), "é <span lang=\"zh-Hans\">体</span>");
    assert_text(marked("体", "", *state), "体");
}

/* A member that is absent would be looked for in the maps around: nothing is null, not absent. */
static void puts_null_for_nothing(void **state) {
    struct gathering *g = gathering_new(GATHER_VIEW, NULL, *state);
    gather_text(g, "text", (struct text){0});
    gather_date(g, "date", (struct date){0});
    gather_open_list(g, "list");
    gather_close(g);
    gather_has(g, "has_list", "list", NULL);
    gather_none(g, "map");
    const struct view *view = gathering_view(g);
    assert_int_equal(view->count, 5);
    assert_int_equal(view_get(view, TEXT("text"))->kind, VIEW_NULL);
    assert_int_equal(view_get(view, TEXT("date"))->kind, VIEW_NULL);
    assert_int_equal(view_get(view, TEXT("list"))->kind, VIEW_NULL);
    assert_int_equal(view_get(view, TEXT("map"))->kind, VIEW_NULL);
    assert_false(view_get(view, TEXT("has_list"))->truth);
}

static void says_dates_and_counts(void **state) {
    const struct view *date = values_date((struct date){.precision = DATE_MONTH, .year = 2024, .month = 3}, *state);
    assert_text(view_get(date, TEXT("iso"))->text, "2024-03");
    assert_text(view_get(date, TEXT("words"))->text, "March 2024");
    assert_text(view_get(date, TEXT("year"))->text, "2024");
    assert_text(view_get(date, TEXT("rfc3339"))->text, "2024-03-01T00:00:00Z");
    const struct view *one = values_count(1, *state), *none = values_count(0, *state);
    assert_true(view_get(one, TEXT("one"))->truth);
    assert_false(view_get(none, TEXT("one"))->truth);
    assert_false(view_get(none, TEXT("number"))->truth);
    assert_text(view_get(none, TEXT("number"))->text, "0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_the_first_sentence, set_up, tear_down),
        cmocka_unit_test_setup_teardown(joins_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_and_escapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(puts_null_for_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_dates_and_counts, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
