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

static const struct language *speaking(const char *tag, struct arena *arena) {
    return language_load(NULL, tree_of_texts(NULL, 0, arena), text_of(tag), arena);
}

static struct text marked_in(const char *tag, const char *text, const char *han, struct arena *arena) {
    const struct view *view = values_marked(text_of(text), text_of(han), speaking(tag, arena), arena);
    struct buffer out = {0};
    if (view->kind == VIEW_TEXT)
        return view->text;
    view->late.write(&out, view->late.context);
    return buffer_take(&out, arena);
}

static struct text marked(const char *text, const char *han, struct arena *arena) {
    return marked_in("en", text, han, arena);
}

static void isolates_what_runs_the_other_way(void **state) {
    assert_text(marked("ابن سينا", "zh-Hans", *state), "<bdi>ابن سينا</bdi>");
    assert_text(marked("1. ابن", "zh-Hans", *state), "<bdi>1. ابن</bdi>");
    assert_text(marked("On ابن", "zh-Hans", *state), "On ابن");
    assert_text(marked_in("ar", "ابن سينا", "zh-Hans", *state), "ابن سينا");
    assert_text(marked_in("ar", "Ann Bee", "zh-Hans", *state), "<bdi>Ann Bee</bdi>");
    assert_text(marked_in("he", "2024", "zh-Hans", *state), "2024");
}

static void the_script_tells_the_language_of_han(void **state) {
    assert_text(marked("東京の夜", "zh-Hans", *state), "<span lang=\"ja\">東京の夜</span>");
    assert_text(marked("한국 漢字", "zh-Hans", *state), "한국 <span lang=\"ko\">漢字</span>");
}

static void marks_and_escapes(void **state) {
    assert_text(marked("plain 'words'", "zh-Hans", *state), "plain 'words'");
    assert_text(marked("a < b & \"c\"", "zh-Hans", *state), "a &lt; b &amp; &quot;c&quot;");
    assert_text(marked("é 体", "zh-Hans", *state), "é <span lang=\"zh-Hans\">体</span>");
    assert_text(marked("体", "", *state), "体");
}

/* A member that is absent would be looked for in the maps around: nothing is null, not absent. */
static void puts_null_for_nothing(void **state) {
    struct gathering *g = gathering_new(GATHER_VIEW, NULL, speaking("en", *state), *state);
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
    const struct view *date =
        values_date((struct date){.precision = DATE_MONTH, .year = 2024, .month = 3}, speaking("en", *state), *state);
    assert_text(view_get(date, TEXT("iso"))->text, "2024-03");
    assert_text(view_get(date, TEXT("words"))->text, "March 2024");
    assert_text(view_get(date, TEXT("year"))->text, "2024");
    assert_text(view_get(date, TEXT("rfc3339"))->text, "2024-03-01T00:00:00Z");
    const struct language *english = speaking("en", *state);
    const struct view *one = values_count(1, english, *state), *none = values_count(0, english, *state);
    assert_true(view_get(one, TEXT("one"))->truth);
    assert_false(view_get(none, TEXT("one"))->truth);
    assert_false(view_get(none, TEXT("number"))->truth);
    assert_text(view_get(none, TEXT("number"))->text, "0");
}

/* The names of the plural forms that are true. */
static const char *forms(const char *tag, size_t number, struct arena *arena) {
    const struct view *count = values_count(number, speaking(tag, arena), arena);
    struct text said = {0};
    for (int i = 0; i < PLURAL_COUNT; i++)
        if (view_get(count, text_of(plural_names[i]))->truth)
            said = text_format(arena, "%.*s%s%s", TEXT_ARGS(said), said.size ? " " : "", plural_names[i]);
    return text_terminated(said, arena);
}

static void counts_in_the_forms_of_a_language(void **state) {
    assert_string_equal(forms("en", 0, *state), "zero other");
    assert_string_equal(forms("en", 1, *state), "one");
    assert_string_equal(forms("fr", 0, *state), "zero one");
    assert_string_equal(forms("fr", 2000000, *state), "many");
    assert_string_equal(forms("ar", 0, *state), "zero other");
    assert_string_equal(forms("ar", 2, *state), "two");
    assert_string_equal(forms("ar", 103, *state), "few");
    assert_string_equal(forms("ar", 11, *state), "many");
    assert_string_equal(forms("ar", 100, *state), "other");
    assert_string_equal(forms("lv", 10, *state), "zero other");
    /* For layouts that write an English plural: there is no singular in these languages. */
    assert_string_equal(forms("ja", 1, *state), "one");
    assert_string_equal(forms("zh-Hant", 2, *state), "other");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_the_first_sentence, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_and_escapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(isolates_what_runs_the_other_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_script_tells_the_language_of_han, set_up, tear_down),
        cmocka_unit_test_setup_teardown(puts_null_for_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_dates_and_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_in_the_forms_of_a_language, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
