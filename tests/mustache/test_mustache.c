#include "mustache/mustache.h"
#include "read/codes.h"
#include "support.h"

#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diag problems;
    struct buffer out;
    struct text why;
};

static int set_up(void **state) {
    *state = calloc(1, sizeof(struct fixture));
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    diag_free(&fixture->problems);
    buffer_free(&fixture->out);
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

static struct template *compile(struct fixture *fixture, const char *source) {
    return mustache_compile(TEXT("layouts/a.html"), text_of(source), &fixture->problems, &fixture->arena);
}

/* The one partial, "self", that the tests here need: the template that is being rendered. */
static const struct template *find_self(struct text name, void *context) {
    return text_equal(name, TEXT("self")) ? context : NULL;
}

static bool render_view(struct fixture *fixture, const char *source, const struct view *view) {
    struct template *template = compile(fixture, source);
    assert_non_null(template);
    struct mustache_set set = {.find = find_self, .context = template};
    buffer_clear(&fixture->out);
    return mustache_render(&fixture->out, template, view, &set, &fixture->why, &fixture->arena);
}

static struct text render(struct fixture *fixture, const char *source, const char *json) {
    const char *why = NULL;
    uint32_t line, column;
    const struct view *view = view_read_json(text_of(json), &why, &line, &column, &fixture->arena);
    assert_non_null(view);
    assert_true(render_view(fixture, source, view));
    return buffer_text(&fixture->out);
}

static void write_markup(struct buffer *out, const void *context) {
    buffer_add_format(out, "<%s>", (const char *)context);
}

static void writes_values_of_each_kind(void **state) {
    struct fixture *fixture = *state;
    assert_text(
        render(
            fixture, "{{t}}{{{t}}}{{&t}} {{n}} {{yes}} {{no}} [{{list}}{{map}}{{null}}{{none}}]",
            "{\"t\": \"<&>\", \"n\": 1.5, \"yes\": true, \"no\": false, \"list\": [1], \"map\": {\"a\": 1}, \"null\": null}"),
        "&lt;&amp;&gt;<&><&> 1.5 true false []");
}

static void writes_late_texts_when_they_are_asked_for(void **state) {
    struct fixture *fixture = *state;
    struct view_map map = {0};
    view_put(&map, "body", view_late(write_markup, "p", true, &fixture->arena), &fixture->arena);
    view_put(&map, "none", view_late(write_markup, "p", false, &fixture->arena), &fixture->arena);
    const struct view *view = view_of_map(&map, &fixture->arena);
    const char *source = "{{{body}}} {{body}} {{#body}}[{{{.}}}]{{/body}}{{#none}}x{{/none}}{{^none}}none{{/none}}";
    assert_true(render_view(fixture, source, view));
    assert_text(buffer_text(&fixture->out), "<p> &lt;p&gt; [<p>]none");
}

static void looks_names_up_from_the_inside(void **state) {
    struct fixture *fixture = *state;
    const char *json = "{\"a\": \"outer\", \"m\": {\"b\": {\"c\": \"deep\"}}, \"list\": [{\"a\": \"1\"}, {}, {\"a\": null}]}";
    assert_text(render(fixture, "{{m.b.c}} {{#m}}{{b.c}}{{a}}{{/m}} {{#list}}({{a}}){{/list}}", json),
                "deep deepouter (1)(outer)()");
}

static void renders_trees(void **state) {
    struct fixture *fixture = *state;
    assert_text(render(fixture, "{{n}}{{#sub}}({{>self}}){{/sub}}",
                       "{\"n\":1,\"sub\":[{\"n\":2,\"sub\":[{\"n\":3,\"sub\":[]}]},{\"n\":4,\"sub\":[]}]}"),
                "1(2(3))(4)");
}

static void indents_lines_and_not_values(void **state) {
    struct fixture *fixture = *state;
    assert_text(render(fixture, "{{#a}}\n<p>\n{{{b}}}{{b}}\n\n{{#c}}\n  {{>self}}\n{{/c}}\n</p>\n{{/a}}\n",
                       "{\"a\": true, \"b\": \"1\\n2\", \"c\": {\"b\": \"3\\n4\", \"c\": false}}"),
                "<p>\n1\n21\n2\n\n  <p>\n  3\n43\n4\n\n  </p>\n</p>\n");
}

static void stops_when_inclusion_has_no_end(void **state) {
    struct fixture *fixture = *state;
    assert_false(render_view(fixture, "x{{>self}}", view_null()));
    assert_text(fixture->why, "inclusion has no end: layouts/a.html → layouts/a.html");
    assert_false(render_view(fixture, "{{<self}}{{$a}}{{$a}}{{/a}}{{/a}}{{/self}}{{$a}}{{/a}}", view_null()));
}

/* Each of sixty sections does what is inside twice. */
static void stops_when_there_is_too_much_work(void **state) {
    struct fixture *fixture = *state;
    struct buffer source = {0};
    for (int i = 0; i < 60; i++)
        buffer_add(&source, TEXT("{{#a}}"));
    buffer_add(&source, TEXT("x"));
    for (int i = 0; i < 60; i++)
        buffer_add(&source, TEXT("{{/a}}"));
    struct template *template =
        mustache_compile(TEXT("layouts/a.html"), buffer_text(&source), &fixture->problems, &fixture->arena);
    assert_non_null(template);
    const char *why = NULL;
    uint32_t line, column;
    const struct view *view = view_read_json(TEXT("{\"a\":[1,2]}"), &why, &line, &column, &fixture->arena);
    struct mustache_set set = {.find = find_self, .most_work = 100000};
    assert_false(mustache_render(&fixture->out, template, view, &set, &fixture->why, &fixture->arena));
    assert_text(fixture->why, "rendering takes too much work in layouts/a.html");
    buffer_free(&source);
}

static void stops_when_the_output_is_too_large(void **state) {
    struct fixture *fixture = *state;
    char *megabyte = memory_alloc(1 << 20);
    memset(megabyte, 'x', 1 << 20);
    const struct view *items[300];
    for (size_t i = 0; i < 300; i++)
        items[i] = view_text((struct text){megabyte, 1 << 20}, &fixture->arena);
    const struct view *list = view_list(items, 300, &fixture->arena);
    struct template *template = compile(fixture, "{{#.}}{{.}}{{/.}}");
    struct mustache_set set = {.find = find_self};
    assert_false(mustache_render(&fixture->out, template, list, &set, &fixture->why, &fixture->arena));
    assert_text(fixture->why, "the output becomes too large in layouts/a.html");
    free(megabyte);
}

static void lists_what_a_template_includes(void **state) {
    struct fixture *fixture = *state;
    const struct template *template =
        compile(fixture, "{{>a}}\n é{{#x}}{{> parts/b }}{{/x}}{{<c}}{{$y}}{{>d}}{{/y}}{{/c}}{{>*e}}");
    const struct mustache_uses *uses = mustache_uses(template);
    assert_int_equal(uses->count, 4);
    assert_true(uses->dynamic);
    assert_text(uses->items[1].name, "parts/b");
    assert_int_equal(uses->items[1].place.line, 2);
    assert_int_equal(uses->items[1].place.column, 13);
    assert_int_equal(uses->items[1].place.width, 7);
    assert_text(uses->items[1].place.path, "layouts/a.html");
    assert_true(uses->items[0].always);
    assert_false(uses->items[1].always);
    assert_text(uses->items[2].name, "c");
    assert_true(uses->items[2].always);
    assert_false(uses->items[3].always);
    assert_false(mustache_uses(compile(fixture, "{{a}}{{>b}}"))->dynamic);
}

struct wrong {
    const char *source, *code;
    uint32_t line, column, width;
    const char *message, *help;
};

static const struct wrong wrongs[] = {
    {"a\n {{title", E_UNCLOSED_TAG, 2, 2, 2, "this tag is never closed", "end it with }}"},
    {"{{title\n<p>{{x}}", E_UNCLOSED_TAG, 1, 1, 2, "this tag is never closed", "end it with }}"},
    {"{{{title}}", E_UNCLOSED_TAG, 1, 1, 2, "this tag is never closed", "end it with }}}"},
    {"{{! no end", E_UNCLOSED_TAG, 1, 1, 2, "this tag is never closed", "end it with }}"},
    {"電 {{#essays}}\n{{title}}\n", E_UNCLOSED_SECTION, 1, 3, 11, "the section \"essays\" is never closed",
     "write {{/essays}} where it ends"},
    {"{{^a}}", E_UNCLOSED_SECTION, 1, 1, 6, "the section \"a\" is never closed", "write {{/a}} where it ends"},
    {"{{$main}}", E_UNCLOSED_BLOCK, 1, 1, 9, "the block \"main\" is never closed", "write {{/main}} where it ends"},
    {"{{<*base}}", E_UNCLOSED_BLOCK, 1, 1, 10, "the parent \"base\" is never closed", "write {{/*base}} where it ends"},
    {"{{#a}}\n{{#b}}\n{{/a}}", E_UNCLOSED_SECTION, 2, 1, 6, "the section \"b\" is never closed",
     "it is still open at {{/a}} on line 3"},
    {"x\n{{/a}}", E_STRAY_CLOSING_TAG, 2, 1, 6, "{{/a}} closes nothing: no section is open here",
     "remove it, or write the tag that opens the section"},
    {"{{#author}}\n\n  {{/authors}}", E_WRONG_CLOSING_TAG, 3, 3, 12,
     "{{/authors}} closes nothing: {{#author}} is open here, since line 1", "write {{/author}} where it ends"},
    {"{{#a}}{{/topics}}{{/a}}", E_WRONG_CLOSING_TAG, 1, 7, 11, "{{/topics}} closes nothing: {{#a}} is open here, since line 1",
     "write {{/a}} where it ends"},
    {"a {{}}", E_TAG_WITHOUT_NAME, 1, 3, 4, "this tag has no name", "write the name of what stands here"},
    {"{{# }}", E_TAG_WITHOUT_NAME, 1, 1, 6, "this tag has no name", "write the name of what stands here"},
    {"{{>*}}", E_TAG_WITHOUT_NAME, 1, 1, 6, "this tag has no name", "write the name of what stands here"},
    {"{{ title words }}", E_BAD_TAG_NAME, 1, 9, 1, "a name cannot hold a space",
     "a tag is one name, such as {{title}}, {{#essays}} or {{>card}}: a layout cannot compute"},
    {"{{upper(title)}}", E_BAD_TAG_NAME, 1, 8, 1, "a name cannot hold (",
     "a tag is one name, such as {{title}}, {{#essays}} or {{>card}}: a layout cannot compute"},
    {"{{a..b}}", E_BAD_TAG_NAME, 1, 3, 4, "a name between dots is missing",
     "write {{author.name}}, or {{.}} for the value itself"},
    {"{{#a.}}{{/a.}}", E_BAD_TAG_NAME, 1, 4, 2, "a name between dots is missing",
     "write {{author.name}}, or {{.}} for the value itself"},
    {"{{=<%=}}", E_BAD_DELIMITERS, 1, 1, 8, "this does not name two delimiters",
     "write the opening and the closing one with a space between: {{=<% %>=}}"},
    {"{{=a b c=}}", E_BAD_DELIMITERS, 1, 1, 11, "this does not name two delimiters",
     "write the opening and the closing one with a space between: {{=<% %>=}}"},
    {"a\n\xc3", E_NOT_UTF8, 2, 1, 1, "a byte that is not UTF-8, or NUL", "save the file as UTF-8"},
};

static void says_what_is_wrong_and_where(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        struct fixture fixture = {0};
        assert_null(compile(&fixture, wrongs[i].source));
        const struct diag_item *item = fixture.problems.items;
        assert_text(item->message, wrongs[i].message);
        assert_text(item->help, wrongs[i].help);
        assert_string_equal(item->code, wrongs[i].code);
        assert_int_equal(item->place.line, wrongs[i].line);
        assert_int_equal(item->place.column, wrongs[i].column);
        assert_int_equal(item->place.width, wrongs[i].width);
        diag_free(&fixture.problems);
        arena_free(&fixture.arena);
    }
}

static void reports_all_of_a_file(void **state) {
    struct fixture *fixture = *state;
    assert_null(compile(fixture, "{{}}\n{{#author}}\n{{a b}}\n{{/authors}}\n{{#x}}\n{{$y}}\n{{=x=}}\n{{z"));
    const char *codes[] = {E_TAG_WITHOUT_NAME,  E_BAD_TAG_NAME,     E_BAD_DELIMITERS, E_UNCLOSED_TAG,
                           E_WRONG_CLOSING_TAG, E_UNCLOSED_SECTION, E_UNCLOSED_BLOCK};
    assert_int_equal(fixture->problems.count, 7);
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(fixture->problems.items[i].code, codes[i]);
}

static void warns_of_what_a_parent_ignores(void **state) {
    struct fixture *fixture = *state;
    assert_non_null(compile(fixture, "{{<base}} words {{! fine }}{{$a}}{{x}}{{/a}}\n{{#b}}{{$c}}{{/c}}{{/b}}\n{{/base}}"));
    assert_int_equal(fixture->problems.warnings, 1);
    assert_string_equal(fixture->problems.items[0].code, W_TAG_IGNORED);
    assert_int_equal(fixture->problems.items[0].place.line, 2);
    assert_int_equal(fixture->problems.items[0].place.width, 6);
}

static void warns_of_what_would_be_lost_between_pieces(void **state) {
    struct fixture *fixture = *state;
    assert_non_null(
        compile(fixture, "{{<joined:c}} {{! fine }}\n{{#b}}{{$c}}{{/c}}{{/b}}\n{{x}}{{#d}}, {{$e}}{{/e}}{{/d}}{{/joined:c}}"));
    assert_int_equal(fixture->problems.warnings, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(fixture->problems.items[i].code, W_TAG_IGNORED);
        assert_int_equal(fixture->problems.items[i].place.line, 3);
    }
    assert_int_equal(fixture->problems.items[1].place.column, 12);
    assert_int_equal(fixture->problems.items[1].place.width, 1);
}

static void bounds_nesting(void **state) {
    struct fixture *fixture = *state;
    struct buffer source = {0};
    for (int i = 0; i < 64; i++)
        buffer_add(&source, TEXT("{{#a}}"));
    for (int i = 0; i < 64; i++)
        buffer_add(&source, TEXT("{{/a}}"));
    assert_non_null(mustache_compile(TEXT("a"), buffer_text(&source), &fixture->problems, &fixture->arena));
    buffer_clear(&source);
    for (int i = 0; i < 100000; i++)
        buffer_add(&source, TEXT("{{#a}}"));
    assert_null(mustache_compile(TEXT("a"), buffer_text(&source), &fixture->problems, &fixture->arena));
    buffer_free(&source);
    assert_int_equal(fixture->problems.count, 1);
    assert_string_equal(fixture->problems.items[0].code, E_TAGS_TOO_DEEP);
    assert_int_equal(fixture->problems.items[0].place.column, 64 * 6 + 1);
}

/* Each of these once took a search to the end of the file: half a minute in all. */
static void stays_fast_when_nothing_is_closed(void **state) {
    struct fixture *fixture = *state;
    const char *const openings[] = {"{{{", "{{", "{{!", "{{=", "{{/a}}"};
    struct buffer source = {0};
    alarm(60);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        buffer_clear(&source);
        for (int j = 0; j < 100000; j++)
            buffer_add(&source, text_of(openings[i]));
        size_t before = fixture->problems.errors;
        assert_null(mustache_compile(TEXT("a"), buffer_text(&source), &fixture->problems, &fixture->arena));
        assert_true(fixture->problems.errors > before);
    }
    alarm(0);
    buffer_free(&source);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_values_of_each_kind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(writes_late_texts_when_they_are_asked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(looks_names_up_from_the_inside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(renders_trees, set_up, tear_down),
        cmocka_unit_test_setup_teardown(indents_lines_and_not_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stops_when_inclusion_has_no_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stops_when_there_is_too_much_work, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stops_when_the_output_is_too_large, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_what_a_template_includes, set_up, tear_down),
        cmocka_unit_test(says_what_is_wrong_and_where),
        cmocka_unit_test_setup_teardown(reports_all_of_a_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(warns_of_what_a_parent_ignores, set_up, tear_down),
        cmocka_unit_test_setup_teardown(warns_of_what_would_be_lost_between_pieces, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bounds_nesting, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stays_fast_when_nothing_is_closed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
