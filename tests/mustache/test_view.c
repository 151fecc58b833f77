#include "mustache/view.h"
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

static void write_twice(struct buffer *out, const void *context) {
    buffer_add(out, text_of(context));
    buffer_add(out, text_of(context));
}

static const struct view *late(const char *words, bool truth, struct arena *arena) {
    return view_late(write_twice, words, truth, arena);
}

static const struct view *map_of(const char *key, const struct view *value, struct arena *arena) {
    struct view_map map = {0};
    view_put(&map, key, value, arena);
    return view_of_map(&map, arena);
}

static const struct view *list_of(const struct view *a, const struct view *b, struct arena *arena) {
    const struct view **items = arena_array(arena, const struct view *, 2);
    items[0] = a;
    items[1] = b;
    return view_list(items, b ? 2 : 1, arena);
}

static void knows_what_a_section_asks(void **state) {
    struct arena *arena = *state;
    assert_false(view_null()->truth);
    assert_false(view_boolean(false)->truth);
    assert_true(view_boolean(true)->truth);
    assert_false(view_number(0, arena)->truth);
    assert_true(view_number(-7, arena)->truth);
    assert_false(view_number_text(TEXT("-0.0e5"), arena)->truth);
    assert_true(view_number_text(TEXT("0.01"), arena)->truth);
    assert_false(view_text(TEXT(""), arena)->truth);
    assert_true(view_text(TEXT("0"), arena)->truth);
    assert_false(view_list(NULL, 0, arena)->truth);
    assert_true(list_of(view_null(), NULL, arena)->truth);
    assert_true(view_of_map(&(struct view_map){0}, arena)->truth);
    assert_true(late("a", true, arena)->truth);
    assert_false(late("a", false, arena)->truth);
}

static void leaves_out_what_is_not_there(void **state) {
    struct view_map map = {0};
    view_put(&map, "none", NULL, *state);
    view_put_text(&map, "empty", TEXT(""), *state);
    view_put_true(&map, "no", false, *state);
    assert_int_equal(map.count, 0);
    view_put_text(&map, "title", TEXT("T"), *state);
    view_put_true(&map, "yes", true, *state);
    view_put_number(&map, "count", 0, *state);
    const struct view *view = view_of_map(&map, *state);
    assert_int_equal(view->count, 3);
    assert_text(view_get(view, TEXT("title"))->text, "T");
    assert_text(view_get(view, TEXT("count"))->text, "0");
    assert_true(view_get(view, TEXT("yes"))->truth);
    assert_null(view_get(view, TEXT("no")));
    assert_null(view_get(view, TEXT("titles")));
    assert_null(view_get(view_get(view, TEXT("title")), TEXT("title")));
    assert_null(view_get(NULL, TEXT("title")));
}

static void writes_json(void **state) {
    struct arena *arena = *state;
    struct view_map map = {0};
    view_put_text(&map, "zebra", TEXT("a \"b\"\n<c>"), arena);
    view_put(&map, "ape", list_of(view_number(-3, arena), view_null(), arena), arena);
    view_put(&map, "late", late("x", true, arena), arena);
    view_put(&map, "none", view_list(NULL, 0, arena), arena);
    view_put(&map, "map", view_of_map(&(struct view_map){0}, arena), arena);
    view_put(&map, "in", map_of("yes", view_boolean(true), arena), arena);
    struct buffer out = {0};
    view_write_json(&out, view_of_map(&map, arena));
    struct text expected = TEXT("{\n  \"zebra\": \"a \\\"b\\\"\\n\\u003cc>\",\n  \"ape\": [\n    -3,\n    null\n  ],\n"
                                "  \"late\": \"xx\",\n  \"none\": [],\n  \"map\": {},\n  \"in\": {\n    \"yes\": true\n  }\n}");
    struct text written = buffer_take(&out, arena);
    assert_int_equal(written.size, expected.size);
    assert_memory_equal(written.bytes, expected.bytes, expected.size);
}

static struct text there_and_back(const char *json, struct arena *arena) {
    const char *why = NULL;
    uint32_t line, column;
    const struct view *view = view_read_json(text_of(json), &why, &line, &column, arena);
    if (!view)
        return text_of(why);
    struct buffer out = {0};
    view_write_json(&out, view);
    return buffer_take(&out, arena);
}

static void reads_json_in_its_order(void **state) {
    const char *json = "{\n  \"z\": 1,\n  \"a\": [\n    true,\n    false,\n    null,\n"
                       "    \"\\\"\u00e9\u96fb\\u2028\"\n  ],\n  \"m\": {}\n}";
    assert_text(there_and_back(json, *state), json);
    assert_text(there_and_back("\"x\"", *state), "\"x\"");
    assert_text(there_and_back(" [ ] ", *state), "[]");
}

static void keeps_numbers_short(void **state) {
    assert_text(there_and_back("1.21", *state), "1.21");
    assert_text(there_and_back("0.1", *state), "0.1");
    assert_text(there_and_back("-0.30000000000000004", *state), "-0.30000000000000004");
    assert_text(there_and_back("9007199254740993", *state), "9007199254740993");
    assert_text(there_and_back("1e300", *state), "1e+300");
}

static void assert_bad(const char *json, uint32_t line, uint32_t column, const char *part, struct arena *arena) {
    const char *why = NULL;
    uint32_t at_line = 0, at_column = 0;
    assert_null(view_read_json(text_of(json), &why, &at_line, &at_column, arena));
    assert_int_equal(at_line, line);
    assert_int_equal(at_column, column);
    assert_true(text_contains(text_of(why), text_of(part)));
}

static void says_where_json_is_wrong(void **state) {
    assert_bad("{\n  \"a\": 1,\n  \"b\": x\n}", 3, 8, "invalid token near 'x'", *state);
    assert_bad("", 1, 1, "unexpected", *state);
    assert_null(view_read_json_as_browsers(TEXT("{\"a\": x}"), *state));
    const struct view *twice = view_read_json_as_browsers(TEXT("{\"a\": 1, \"a\": \"2\"}"), *state);
    assert_text(view_get(twice, TEXT("a"))->text, "2");
    assert_bad("[1, 2", 1, 5, "']' expected", *state);
    assert_bad("{\"a\": 1, \"a\": 2}", 1, 12, "duplicate", *state);
    assert_bad("[1] 2", 1, 5, "end of file expected", *state);
    assert_bad("\"\xff\"", 1, 1, "byte 0xff", *state);
}

static unsigned times_made;

static const struct view *make_map(const void *context, struct arena *arena) {
    times_made++;
    return map_of("words", view_text(text_of(context), arena), arena);
}

static void makes_late_maps_once_and_only_when_asked(void **state) {
    struct arena *arena = *state;
    const struct view *late_map = view_late_map(make_map, "said", arena);
    const struct view *whole = map_of("inside", late_map, arena);
    times_made = 0;
    assert_true(late_map->truth);
    assert_int_equal(times_made, 0);
    assert_text(view_get(view_get(whole, TEXT("inside")), TEXT("words"))->text, "said");
    assert_null(view_get(late_map, TEXT("nothing")));
    struct buffer json = {0};
    view_write_json(&json, whole);
    assert_true(text_contains(buffer_text(&json), TEXT("\"words\": \"said\"")));
    buffer_free(&json);
    assert_int_equal(times_made, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(knows_what_a_section_asks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaves_out_what_is_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(writes_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_json_in_its_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_numbers_short, set_up, tear_down),
        cmocka_unit_test_setup_teardown(makes_late_maps_once_and_only_when_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_where_json_is_wrong, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
