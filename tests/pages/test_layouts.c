#include "pages/layouts.h"
#include "read/codes.h"
#include "support.h"

struct fixture {
    struct arena arena;
    struct diag problems;
};

static int set_up(void **state) {
    *state = calloc(1, sizeof(struct fixture));
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    diag_free(&fixture->problems);
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

/* Files as "path", "text", ..., NULL. */
static const struct tree *tree_of(struct fixture *fixture, const char *const *files) {
    struct tree_text *texts = arena_array(&fixture->arena, struct tree_text, 16);
    size_t count = 0;
    for (; files[2 * count]; count++)
        texts[count] = (struct tree_text){text_of(files[2 * count]), text_of(files[2 * count + 1])};
    return tree_of_texts(texts, count, &fixture->arena);
}

#define FILES(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct layouts *load(struct fixture *fixture, const char *const *files) {
    return layouts_load(&fixture->problems, tree_of(fixture, files), NULL, &fixture->arena);
}

static struct text render(struct fixture *fixture, const struct layouts *layouts, const char *name, const char *title) {
    struct view_map map = {0};
    view_put_text(&map, "title", text_of(title), &fixture->arena);
    struct buffer out = {0};
    struct text why;
    assert_non_null(layouts);
    assert_true(layouts_render(&out, layouts, text_of(name), view_of_map(&map, &fixture->arena), NULL, &why, &fixture->arena));
    return buffer_take(&out, &fixture->arena);
}

static bool same_digest(const struct layouts *a, const struct layouts *b, const char *name) {
    return digest_equal(layouts_digest(a, text_of(name)), layouts_digest(b, text_of(name)));
}

static void names_layouts_after_their_files(void **state) {
    struct fixture *fixture = *state;
    const struct layouts *layouts =
        load(fixture, FILES("content/layouts/no.html", "", "layouts/essay.html", "e", "layouts/feed.xml", "f",
                            "layouts/notes.md", "{{#", "layouts/parts/card.html", "c", "layouts/robots.txt", "r"));
    assert_non_null(layouts);
    assert_non_null(layouts_find(layouts, TEXT("essay")));
    assert_non_null(layouts_find(layouts, TEXT("parts/card")));
    assert_non_null(layouts_find(layouts, TEXT("feed.xml")));
    assert_non_null(layouts_find(layouts, TEXT("robots.txt")));
    assert_null(layouts_find(layouts, TEXT("essay.html")));
    assert_null(layouts_find(layouts, TEXT("notes.md")));
    assert_null(layouts_find(layouts, TEXT("no")));
}

static void puts_a_reader_over_the_defaults(void **state) {
    struct fixture *fixture = *state;
    const struct tree *own = tree_of(fixture, FILES("layouts/parts/card.html", "own {{title}}"));
    const struct tree *defaults =
        tree_of(fixture, FILES("layouts/essay.html", "<{{>parts/card}}>", "layouts/parts/card.html", "default"));
    const struct layouts *layouts =
        layouts_load(&fixture->problems, tree_overlay(own, defaults, &fixture->arena), NULL, &fixture->arena);
    assert_text(render(fixture, layouts, "essay", "T"), "<own T>");
    const struct layouts *plain = layouts_load(&fixture->problems, defaults, NULL, &fixture->arena);
    assert_text(render(fixture, plain, "essay", "T"), "<default>");
    assert_false(same_digest(layouts, plain, "essay"));
}

static void digests_all_that_a_layout_includes(void **state) {
    struct fixture *fixture = *state;
    const char *const a = "{{>b}}", *const b = "{{#title}}{{>c}}{{/title}}", *const other = "{{title}}";
    const struct layouts *before =
        load(fixture, FILES("layouts/a.html", a, "layouts/b.html", b, "layouts/c.html", "1", "layouts/other.html", other));
    const struct layouts *nested =
        load(fixture, FILES("layouts/a.html", a, "layouts/b.html", b, "layouts/c.html", "2", "layouts/other.html", other));
    const struct layouts *unrelated = load(fixture, FILES("layouts/a.html", a, "layouts/b.html", b, "layouts/c.html", "1",
                                                          "layouts/new.html", "", "layouts/other.html", "x"));
    assert_false(same_digest(before, nested, "a"));
    assert_false(same_digest(before, nested, "b"));
    assert_true(same_digest(before, nested, "other"));
    assert_true(same_digest(before, unrelated, "a"));
    assert_false(same_digest(before, unrelated, "other"));
    assert_false(digest_equal(layouts_digest(before, TEXT("a")), layouts_digest(before, TEXT("b"))));
}

static void digests_everything_where_names_are_dynamic(void **state) {
    struct fixture *fixture = *state;
    const struct layouts *before =
        load(fixture, FILES("layouts/a.html", "{{>b}}", "layouts/b.html", "{{>*title}}", "layouts/z.html", "1"));
    const struct layouts *after =
        load(fixture, FILES("layouts/a.html", "{{>b}}", "layouts/b.html", "{{>*title}}", "layouts/z.html", "2"));
    assert_false(same_digest(before, after, "a"));
    assert_false(same_digest(before, after, "z"));
    assert_text(render(fixture, after, "a", "z"), "2");
    assert_text(render(fixture, after, "a", "nowhere"), "");
}

static void assert_problem(const struct fixture *fixture, size_t index, const char *code, const char *path, uint32_t line,
                           uint32_t column) {
    assert_true(index < fixture->problems.count);
    const struct diag_item *item = &fixture->problems.items[index];
    assert_string_equal(item->code, code);
    assert_text(item->place.path, path);
    assert_int_equal(item->place.line, line);
    assert_int_equal(item->place.column, column);
}

static void suggests_a_name_for_a_missing_partial(void **state) {
    struct fixture *fixture = *state;
    assert_null(load(fixture, FILES("layouts/a.html", "x\n  {{> parts/crad }}{{<no-such-thing}}{{/no-such-thing}}",
                                    "layouts/parts/card.html", "")));
    assert_int_equal(fixture->problems.count, 2);
    assert_problem(fixture, 0, E_UNKNOWN_PARTIAL, "layouts/a.html", 2, 7);
    assert_text(fixture->problems.items[0].message, "there is no layout \"parts/crad\"");
    assert_text(fixture->problems.items[0].help, "did you mean \"parts/card\"?");
    assert_problem(fixture, 1, E_UNKNOWN_PARTIAL, "layouts/a.html", 2, 23);
    assert_text(fixture->problems.items[1].help, "write it in layouts/no-such-thing.html");
}

static void reports_syntax_errors_of_all_files(void **state) {
    struct fixture *fixture = *state;
    assert_null(load(fixture, FILES("layouts/a.html", "{{#x}}", "layouts/b.html", "{{>a}}\n{{/y}}")));
    assert_int_equal(fixture->problems.count, 2);
    assert_problem(fixture, 0, E_UNCLOSED_SECTION, "layouts/a.html", 1, 1);
    assert_problem(fixture, 1, E_STRAY_CLOSING_TAG, "layouts/b.html", 2, 1);
}

static void refuses_a_circle_without_a_section(void **state) {
    struct fixture *fixture = *state;
    assert_null(
        load(fixture, FILES("layouts/a.html", "{{>b}}", "layouts/b.html", "{{>c}}", "layouts/c.html", "x\n {{<b}}{{/b}}")));
    assert_int_equal(fixture->problems.count, 1);
    assert_problem(fixture, 0, E_LAYOUT_CIRCLE, "layouts/c.html", 2, 5);
    assert_text(fixture->problems.items[0].message, "a circle without end: b → c → b");
    assert_null(load(fixture, FILES("layouts/a.html", "{{>a}}")));
    assert_text(fixture->problems.items[1].message, "a circle without end: a → a");
}

static void allows_a_circle_with_a_section(void **state) {
    struct fixture *fixture = *state;
    const struct layouts *layouts =
        load(fixture, FILES("layouts/a.html", "({{#sub}}{{>b}}{{/sub}})", "layouts/b.html", "{{>a}}"));
    assert_text(render(fixture, layouts, "a", "T"), "()");
}

static void refuses_two_files_of_one_name(void **state) {
    struct fixture *fixture = *state;
    assert_null(load(fixture, FILES("layouts/feed.xml", "", "layouts/feed.xml.html", "")));
    assert_problem(fixture, 0, E_SAME_LAYOUT, "layouts/feed.xml.html", 0, 0);
}

static void says_why_a_page_has_no_end(void **state) {
    struct fixture *fixture = *state;
    const struct layouts *layouts =
        load(fixture, FILES("layouts/a.html", "{{^none}}{{>b}}{{/none}}", "layouts/b.html", "{{>a}}"));
    assert_non_null(layouts);
    struct buffer out = {0};
    struct text why;
    assert_false(layouts_render(&out, layouts, TEXT("a"), view_null(), NULL, &why, &fixture->arena));
    buffer_free(&out);
    assert_text(why, "inclusion has no end: layouts/b.html → layouts/a.html → layouts/b.html");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_layouts_after_their_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(puts_a_reader_over_the_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(digests_all_that_a_layout_includes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(digests_everything_where_names_are_dynamic, set_up, tear_down),
        cmocka_unit_test_setup_teardown(suggests_a_name_for_a_missing_partial, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_syntax_errors_of_all_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_a_circle_without_a_section, set_up, tear_down),
        cmocka_unit_test_setup_teardown(allows_a_circle_with_a_section, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_two_files_of_one_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_why_a_page_has_no_end, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
