#include "base/diag.h"
#include "support.h"

#include <time.h>

/* What a test starts with: no problems, and a file that every path leads to. */
struct fixture {
    struct diag problems;
    const char *file; /* NULL: it cannot be read */
    char *printed;
};

static int set_up(void **state) {
    *state = calloc(1, sizeof(struct fixture));
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    diag_free(&fixture->problems);
    free(fixture->printed);
    free(fixture);
    return 0;
}

static bool read_file(struct text *bytes, struct text path, void *context) {
    const struct fixture *fixture = context;
    if (!fixture->file || path.size == 0)
        return false;
    *bytes = text_of(fixture->file);
    return true;
}

static struct diag_place at(const char *path, uint32_t line, uint32_t column, uint32_t width) {
    return (struct diag_place){.path = text_of(path), .line = line, .column = column, .width = width};
}

static void add(struct fixture *fixture, struct diag_place place, const char *message, const char *help) {
    diag_add(&fixture->problems, DIAG_ERROR, "E012", place, text_of(message), text_of(help));
}

static struct text print_with(struct fixture *fixture, struct diag_style style) {
    free(fixture->printed);
    size_t size = 0;
    FILE *stream = open_memstream(&fixture->printed, &size);
    style.read = read_file;
    style.context = fixture;
    diag_print(&fixture->problems, &style, stream);
    fclose(stream);
    return (struct text){fixture->printed, size};
}

static struct text print(struct fixture *fixture) {
    return print_with(fixture, (struct diag_style){0});
}

static void the_manuals_example(void **state) {
    struct fixture *fixture = *state;
    fixture->file = "---\ntitle: Impedance\nlang: en\nauthors: [shi-xianjn]\n---\n";
    add(fixture, at("content/essays/impedance.md", 4, 11, 10), "unknown author \"shi-xianjn\"",
        "did you mean \"shi-xianjin\"?");
    assert_text(print(fixture), "content/essays/impedance.md:4:11: error[E012]: unknown author \"shi-xianjn\"\n"
                                "  4 | authors: [shi-xianjn]\n"
                                "    |           ^^^^^^^^^^ did you mean \"shi-xianjin\"?\n");
}

static void without_an_excerpt_help_has_its_own_line(void **state) {
    struct fixture *fixture = *state;
    add(fixture, at("a.md", 4, 11, 1), "one", "do this");
    add(fixture, at("b.md", 0, 0, 0), "two", "");
    diag_fail(&fixture->problems, FAULT_MACHINE, "E003", (struct text){0}, TEXT("three"), TEXT("and that"));
    assert_text(print(fixture), "error[E003]: three\n"
                                "  help: and that\n"
                                "a.md:4:11: error[E012]: one\n"
                                "  help: do this\n"
                                "b.md: error[E012]: two\n");
}

static void a_line_without_a_column_has_no_caret(void **state) {
    struct fixture *fixture = *state;
    fixture->file = "one\r\ntwo\r\n";
    add(fixture, at("a.md", 2, 0, 0), "wrong", "right");
    assert_text(print(fixture), "a.md:2: error[E012]: wrong\n  2 | two\n  help: right\n");
}

static void carets_count_columns_of_the_terminal(void **state) {
    struct fixture *fixture = *state;
    fixture->file = "tags: [中文, e\xCC\x81x]\n\tx\ty: z\n";
    add(fixture, at("a.md", 1, 8, 2), "han", "");
    add(fixture, at("a.md", 1, 12, 3), "combined", "");
    add(fixture, at("a.md", 2, 4, 1), "tab", "");
    assert_text(print(fixture), "a.md:1:8: error[E012]: han\n"
                                "  1 | tags: [中文, e\xCC\x81x]\n"
                                "    |        ^^^^\n"
                                "a.md:1:12: error[E012]: combined\n"
                                "  1 | tags: [中文, e\xCC\x81x]\n"
                                "    |              ^^\n"
                                "a.md:2:4: error[E012]: tab\n"
                                "  2 |     x   y: z\n"
                                "    |         ^\n");
}

static void carets_at_and_behind_the_end(void **state) {
    struct fixture *fixture = *state;
    fixture->file = "abc\n";
    add(fixture, at("a.md", 1, 3, 99), "too wide", "");
    add(fixture, at("a.md", 1, 4, 0), "at the end", "");
    add(fixture, at("a.md", 1, 9, 1), "behind it", "");
    add(fixture, at("a.md", 2, 1, 1), "last line", "");
    add(fixture, at("a.md", 3, 1, 1), "no such line", "");
    assert_text(print(fixture), "a.md:1:3: error[E012]: too wide\n  1 | abc\n    |   ^\n"
                                "a.md:1:4: error[E012]: at the end\n  1 | abc\n    |    ^\n"
                                "a.md:1:9: error[E012]: behind it\n  1 | abc\n    |    ^\n"
                                "a.md:2:1: error[E012]: last line\n  2 | \n    | ^\n"
                                "a.md:3:1: error[E012]: no such line\n");
}

static void gutters_fit_their_number(void **state) {
    struct fixture *fixture = *state;
    static char file[1100];
    memset(file, '\n', 999);
    snprintf(file + 999, sizeof file - 999, "here\n");
    fixture->file = file;
    add(fixture, at("a.md", 1000, 1, 4), "far down", "");
    assert_text(print(fixture), "a.md:1000:1: error[E012]: far down\n  1000 | here\n       | ^^^^\n");
}

/* Columns of the excerpt's line and of its caret, without the gutter. */
static void measure(struct text printed, size_t *columns, size_t *caret) {
    struct text line = {0}, rest = printed;
    text_cut(&line, &rest, '\n');
    text_cut(&line, &rest, '\n');
    *columns = 0;
    for (size_t i = 0; i < line.size; i++)
        *columns += (line.bytes[i] & 0xC0) != 0x80;
    *columns -= 6;
    *caret = text_find_char(rest, '^', 0) - 6;
}

static void long_lines_are_cut_around_the_caret(void **state) {
    struct fixture *fixture = *state;
    static char file[1001];
    memset(file, '.', sizeof file - 1);
    file[1000] = 0;
    fixture->file = file;
    for (uint32_t column = 1; column <= 1000; column += 111) {
        file[column - 1] = 'X';
        diag_free(&fixture->problems);
        add(fixture, at("a.md", 1, column, 1), "here", "");
        struct text printed = print(fixture);
        size_t columns = 0, caret = 0;
        measure(printed, &columns, &caret);
        assert_in_range(columns, 100, 122);
        assert_true(caret < columns);

        struct text line = text_after(printed, text_find(printed, TEXT("| "), 0) + 2);
        bool cut_left = text_starts(line, TEXT("…"));
        assert_true(cut_left == (column > 61));
        assert_int_equal(line.bytes[caret + (cut_left ? 2 : 0)], 'X');
        file[column - 1] = '.';
    }
}

static void wide_lines_are_cut_between_characters(void **state) {
    struct fixture *fixture = *state;
    static char file[1201];
    for (size_t i = 0; i < 400; i++)
        memcpy(file + 3 * i, "中", 3);
    file[1200] = 0;
    fixture->file = file;
    add(fixture, at("a.md", 1, 200, 2), "here", "");
    struct text printed = print(fixture);
    assert_true(text_contains(printed, TEXT("| …中")));
    assert_true(text_contains(printed, TEXT("中…\n")));
    assert_true(text_contains(printed, TEXT(" ^^^^\n")));
}

static void control_characters_are_made_visible(void **state) {
    struct fixture *fixture = *state;
    fixture->file = "a\x1B[31mb\x7F\xE2\x80\xAE\xFF\n";
    add(fixture, at("a.md", 1, 7, 1), "has \x1B[2J\nin it", "drop \x07");
    assert_text(print(fixture), "a.md:1:7: error[E012]: has \\x1b[2J\\x0ain it\n"
                                "  1 | a\\x1b[31mb\\x7f\\u202e\xEF\xBF\xBD\n"
                                "    |          ^ drop \\x07\n");
}

static void problems_are_sorted(void **state) {
    struct fixture *fixture = *state;
    struct diag *problems = &fixture->problems;
    diag_add(problems, DIAG_WARNING, "E050", at("b.md", 2, 5, 1), TEXT("fourth"), (struct text){0});
    diag_add(problems, DIAG_ERROR, "E050", at("b.md", 2, 5, 1), TEXT("second"), (struct text){0});
    diag_add(problems, DIAG_NOTE, "E050", at("b.md", 2, 5, 1), TEXT("fifth"), (struct text){0});
    diag_add(problems, DIAG_ERROR, "E050", at("b.md", 2, 5, 1), TEXT("third"), (struct text){0});
    diag_add(problems, DIAG_NOTE, "E050", at("a.md", 10, 1, 1), TEXT("first"), (struct text){0});
    diag_add(problems, DIAG_NOTE, "E050", at("b.md", 10, 1, 1), TEXT("last"), (struct text){0});
    assert_text(print(fixture), "a.md:10:1: note[E050]: first\n"
                                "b.md:2:5: error[E050]: second\n"
                                "b.md:2:5: error[E050]: third\n"
                                "b.md:2:5: warning[E050]: fourth\n"
                                "b.md:2:5: note[E050]: fifth\n"
                                "b.md:10:1: note[E050]: last\n");
    assert_text(print_with(fixture, (struct diag_style){.quiet = true}), "b.md:2:5: error[E050]: second\n"
                                                                         "b.md:2:5: error[E050]: third\n");
}

static void the_same_problem_is_kept_once(void **state) {
    struct fixture *fixture = *state;
    add(fixture, at("a.md", 1, 1, 1), "one", "");
    add(fixture, at("a.md", 1, 1, 1), "one", "");
    add(fixture, at("a.md", 1, 2, 1), "one", "");
    add(fixture, at("a.md", 1, 1, 1), "two", "");
    assert_int_equal(fixture->problems.count, 3);
    assert_int_equal(fixture->problems.errors, 3);
}

static void what_is_given_is_copied(void **state) {
    struct fixture *fixture = *state;
    char path[] = "a.md", message[] = "gone", help[] = "soon";
    add(fixture, at(path, 1, 1, 1), message, help);
    path[0] = message[0] = help[0] = '!';
    assert_text(print(fixture), "a.md:1:1: error[E012]: gone\n  help: soon\n");
}

static void levels_and_faults_are_counted(void **state) {
    struct fixture *fixture = *state;
    struct diag *problems = &fixture->problems;
    diag_add(problems, DIAG_WARNING, "E001", at("a", 1, 1, 1), TEXT("w"), (struct text){0});
    diag_add(problems, DIAG_NOTE, "E001", at("a", 1, 1, 1), TEXT("n"), (struct text){0});
    assert_int_equal(problems->warnings, 1);
    assert_int_equal(problems->errors, 0);
    assert_int_equal(problems->fault, FAULT_CONTENT);
    diag_fail(problems, FAULT_MACHINE, "E002", TEXT("x"), TEXT("m"), (struct text){0});
    diag_fail(problems, FAULT_USAGE, "E002", TEXT("x"), TEXT("u"), (struct text){0});
    assert_int_equal(problems->errors, 2);
    assert_int_equal(problems->fault, FAULT_MACHINE);
}

static void strict_makes_errors_of_warnings(void **state) {
    struct fixture *fixture = *state;
    fixture->problems.strict = true;
    diag_add(&fixture->problems, DIAG_WARNING, "E001", at("a", 1, 1, 1), TEXT("w"), (struct text){0});
    diag_add(&fixture->problems, DIAG_NOTE, "E001", at("a", 1, 1, 1), TEXT("n"), (struct text){0});
    assert_int_equal(fixture->problems.errors, 1);
    assert_int_equal(fixture->problems.warnings, 0);
}

static void json_lines(void **state) {
    struct fixture *fixture = *state;
    fixture->file = "text\n";
    add(fixture, at("content/a.md", 4, 11, 10), "unknown author \"x\"", "did you mean \"y\"?");
    diag_add(&fixture->problems, DIAG_WARNING, "E050", at("z", 0, 0, 0), TEXT("\n"), (struct text){0});
    assert_text(print_with(fixture, (struct diag_style){.json = true}),
                "{\"reason\":\"diagnostic\",\"level\":\"error\",\"code\":\"E012\",\"path\":\"content/a.md\",\"line\":4,"
                "\"column\":11,\"message\":\"unknown author \\\"x\\\"\",\"help\":\"did you mean \\\"y\\\"?\"}\n"
                "{\"reason\":\"diagnostic\",\"level\":\"warning\",\"code\":\"E050\",\"path\":\"z\",\"line\":0,"
                "\"column\":0,\"message\":\"\\n\",\"help\":\"\"}\n");
}

static void colors(void **state) {
    struct fixture *fixture = *state;
    fixture->file = "text\n";
    add(fixture, at("a", 1, 1, 4), "m", "h");
    assert_text(print_with(fixture, (struct diag_style){.color = true}),
                "\033[1ma:1:1: \033[0m\033[1;31merror[E012]:\033[0m \033[1mm\033[0m\n"
                "  1 | text\n"
                "    | \033[1;31m^^^^\033[0m h\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void many_warnings_of_one_kind_are_grouped(void **state) {
    struct fixture *fixture = *state;
    for (uint32_t i = 1; i <= 7; i++)
        diag_add(&fixture->problems, DIAG_WARNING, "W050", at(i < 6 ? "a.md" : "b.md", i, 0, 0), TEXT("dropped"),
                 (struct text){0});
    for (uint32_t i = 1; i <= 6; i++)
        diag_add(&fixture->problems, DIAG_WARNING, "W057", at("c.md", i, 0, 0), TEXT("unused"), (struct text){0});
    for (uint32_t i = 1; i <= 8; i++)
        add(fixture, at("d.md", i, 0, 0), "wrong", "");
    struct text all = print(fixture);
    assert_true(text_contains(all, TEXT("b.md:7: warning[W050]: dropped\n")));
    struct text grouped = print_with(fixture, (struct diag_style){.group = true});
    assert_true(text_starts(grouped, TEXT("a.md:1: warning[W050]: dropped\na.md:2: warning[W050]: dropped\n"
                                          "a.md:3: warning[W050]: dropped\nc.md:1: warning[W057]: unused\n")));
    assert_true(text_contains(grouped, TEXT("c.md:6: warning[W057]: unused\nd.md:1: error[E012]: wrong\n")));
    assert_true(text_ends(grouped, TEXT("d.md:8: error[E012]: wrong\nwarning[W050]: 4 more like these, in 2 files\n"
                                        "  help: --verbose shows all, \"colophon explain W050\" what they mean\n")));
    grouped = print_with(fixture, (struct diag_style){.group = true, .json = true});
    assert_false(text_contains(grouped, TEXT("more like these")));
}

/* Problems cost what is shown of them, not the length of their line: minified JSON is one. */
static void a_line_of_megabytes(void **state) {
    struct fixture *fixture = *state;
    enum { SIZE = 4 << 20, PROBLEMS = 2000 };
    char *line = malloc(SIZE + 1);
    memset(line, 'x', SIZE);
    line[SIZE] = '\0';
    fixture->file = line;
    for (uint32_t i = 1; i <= PROBLEMS; i++)
        add(fixture, at("a.json", 1, i, 3), "a problem", "");
    clock_t before = clock();
    struct text printed = print(fixture);
    assert_true(clock() - before < 10 * CLOCKS_PER_SEC);
    assert_true(text_contains(printed, TEXT("x…\n")));
    free(line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(many_warnings_of_one_kind_are_grouped, set_up, tear_down),
        TEST(the_manuals_example),
        TEST(without_an_excerpt_help_has_its_own_line),
        TEST(a_line_without_a_column_has_no_caret),
        TEST(carets_count_columns_of_the_terminal),
        TEST(carets_at_and_behind_the_end),
        TEST(gutters_fit_their_number),
        TEST(long_lines_are_cut_around_the_caret),
        TEST(a_line_of_megabytes),
        TEST(wide_lines_are_cut_between_characters),
        TEST(control_characters_are_made_visible),
        TEST(problems_are_sorted),
        TEST(the_same_problem_is_kept_once),
        TEST(what_is_given_is_copied),
        TEST(levels_and_faults_are_counted),
        TEST(strict_makes_errors_of_warnings),
        TEST(json_lines),
        TEST(colors),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
