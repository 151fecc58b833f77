#include "pages/parts.h"

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
    return parts_first_sentence(text_of(text));
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
    assert_text(parts_names(names, 0, *state), "");
    assert_text(parts_names(names, 1, *state), "A");
    assert_text(parts_names(names, 2, *state), "A and B");
    assert_text(parts_names(names, 4, *state), "A, B, C and D");
}

static void marks_and_escapes(void **state) {
    struct text han = TEXT("zh-Hans");
    assert_text(parts_marked(TEXT("plain 'words'"), han, *state), "plain 'words'");
    assert_text(parts_marked(TEXT("a < b & \"c\""), han, *state), "a &lt; b &amp; &quot;c&quot;");
    assert_text(parts_marked(TEXT("é 体"), han, *state), "é <span lang=\"zh-Hans\">体</span>");
    assert_text(parts_marked(TEXT("体"), TEXT(""), *state), "体");
}

/* A member that is absent would be looked for in the maps around: nothing is null, not absent. */
static void puts_null_for_nothing(void **state) {
    struct view_map map = parts_map(6, *state);
    parts_put_text(&map, "text", (struct text){0}, *state);
    parts_put_date(&map, "date", (struct date){0}, *state);
    parts_put_list(&map, "list", "has_list", &(struct parts_list){0}, *state);
    parts_put(&map, "map", NULL, *state);
    const struct view *view = view_of_map(&map, *state);
    assert_int_equal(view->count, 5);
    assert_int_equal(view_get(view, TEXT("text"))->kind, VIEW_NULL);
    assert_int_equal(view_get(view, TEXT("date"))->kind, VIEW_NULL);
    assert_int_equal(view_get(view, TEXT("list"))->kind, VIEW_NULL);
    assert_int_equal(view_get(view, TEXT("map"))->kind, VIEW_NULL);
    assert_false(view_get(view, TEXT("has_list"))->truth);
}

static void says_dates_and_counts(void **state) {
    const struct view *date = parts_date((struct date){.precision = DATE_MONTH, .year = 2024, .month = 3}, *state);
    assert_text(view_get(date, TEXT("iso"))->text, "2024-03");
    assert_text(view_get(date, TEXT("words"))->text, "March 2024");
    assert_text(view_get(date, TEXT("year"))->text, "2024");
    assert_text(view_get(date, TEXT("rfc3339"))->text, "2024-03-01T00:00:00Z");
    const struct view *one = parts_count(1, *state), *none = parts_count(0, *state);
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
