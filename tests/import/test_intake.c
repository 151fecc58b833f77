#include "base/arena.h"
#include "base/buffer.h"
#include "import/intake.h"
#include "support.h"

static struct arena arena;

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

/* The blocks with bars between, each behind a letter for its kind and what it stands in. */
static struct text shown(const struct intake *intake) {
    struct buffer out = {0};
    for (size_t i = 0; i < intake->blocks.count; i++) {
        const struct intake_block *block = &intake->blocks.items[i];
        buffer_add(&out, i > 0 ? TEXT("|") : TEXT(""));
        for (uint32_t f = block->frame; f != NONE; f = intake->frames.items[f].parent)
            buffer_add_format(&out, intake->frames.items[f].is_item ? (intake->frames.items[f].number ? "%u." : "-") : ">",
                              intake->frames.items[f].number);
        buffer_add_format(&out, "%c", "pHcC"[block->kind]);
        if (block->kind == INTAKE_HEADING)
            buffer_add_format(&out, "%u", block->level);
        buffer_add(&out, TEXT(" "));
        buffer_add(&out, block->text);
    }
    return buffer_take(&out, &arena);
}

static size_t visible_sum(const struct intake *intake) {
    size_t sum = 0;
    for (size_t i = 0; i < intake->blocks.count; i++)
        sum += intake_visible(intake->blocks.items[i].text) + intake_visible(intake->blocks.items[i].mark);
    return sum;
}

static const struct intake *check_html(const char *html, const char *blocks) {
    const struct intake *intake = intake_of_html(text_of(html), &arena);
    assert_text(shown(intake), blocks);
    assert_int_equal(visible_sum(intake), intake->visible);
    return intake;
}

static const struct intake *check_text(const char *source, const char *blocks) {
    const struct intake *intake = intake_of_text(text_of(source), &arena);
    assert_text(shown(intake), blocks);
    assert_int_equal(visible_sum(intake), intake->visible);
    return intake;
}

static void elements_make_blocks(void **state) {
    (void)state;
    check_html("<h2>A <b>title</b></h2>\n<p>One\n  two</p>three<div>four</div>", "H2 A title|p One two|p three|p four");
    check_html("<ul><li>a<li>b<ol><li>c<li>d</ol></ul><blockquote><p>e</blockquote>", "-p a|-p b|1.-p c|2.-p d|>p e");
    check_html("<pre>\n a\n  b</pre><figcaption>c</figcaption>", "c  a\n  b|C c");
    check_html("a<br>b<br><br>c<br>", "p a\nb|p c");
    check_html("<p> <br> </p><p>&nbsp;</p><p>a</p>", "p a");
}

static void tables_have_rows_and_columns(void **state) {
    (void)state;
    const struct intake *intake = check_html("<table><tr><th>a<th>b<tr><td>c<td><p>d<p>e</table>", "p a|p b|p c|p d|p e");
    const struct intake_block *last = &intake->blocks.items[4];
    assert_true(intake->blocks.items[1].is_header);
    assert_int_equal(last->row, 1);
    assert_int_equal(last->column, 1);
    assert_int_equal(last->table, intake->blocks.items[0].table);
}

/* The run in which a word of the only block begins. */
static const struct intake_run *run_of(const struct intake *intake, const char *word) {
    size_t at = text_find(intake->blocks.items[0].text, text_of(word), 0);
    for (size_t i = 0; i < intake->runs.count; i++)
        if (intake->runs.items[i].from <= at && at < intake->runs.items[i].to)
            return &intake->runs.items[i];
    fail_msg("%s is in no run", word);
    return NULL;
}

static void runs_have_styles_and_links(void **state) {
    (void)state;
    const struct intake *intake =
        check_html("<p>a <em>b <strong>c</strong></em> <a href=x>d</a> <code>e</code></p>", "p a b c d e");
    assert_int_equal(run_of(intake, "a")->style, 0);
    assert_int_equal(run_of(intake, "b")->style, STYLE_EMPHASIS);
    assert_int_equal(run_of(intake, "c")->style, STYLE_EMPHASIS | STYLE_STRONG);
    assert_int_equal(run_of(intake, "e")->style, STYLE_CODE);
    assert_int_equal(run_of(intake, "c")->link, NONE);
    assert_text(intake->elements.items[run_of(intake, "d")->link].link, "x");
    assert_int_equal(intake->blocks.items[0].link_visible, 1);
}

static void what_is_not_shown_is_marked(void **state) {
    (void)state;
    const struct intake *intake =
        check_html("<p hidden>a</p><p style='display: none'>b</p><noscript>c</noscript><p>d</p>", "p a|p b|p c|p d");
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(intake->elements.items[intake->blocks.items[i].element].is_hidden, i < 3);
    check_html("<p>a<svg><symbol><title>An arrow</title><desc>to the right</desc><text>b</text></symbol></svg></p>", "p ab");
}

static void scripts_are_counted_and_facts_are_kept(void **state) {
    (void)state;
    const struct intake *intake =
        check_html("<html lang=en><title>T</title><meta name=Author content='Ada Editor'><style>x</style>"
                   "<script>var a</script><script type='application/ld+json'>{}</script><!-- c --><p>a<img src=x></p>",
                   "p a");
    assert_int_equal(intake->left_out.scripts, 2);
    assert_int_equal(intake->left_out.styles, 1);
    assert_int_equal(intake->left_out.comments, 1);
    assert_int_equal(intake->left_out.pictures, 1);
    assert_int_equal(intake->facts.count, 4);
    assert_text(intake->facts.items[2].name, "author");
    assert_text(intake->facts.items[3].value, "{}");
}

static void places_are_lines_and_columns(void **state) {
    (void)state;
    const struct intake *intake = check_html("<p>é</p>\n<p>ü <b>x</b></p>\n\n  <p>y", "p é|p ü x|p y");
    static const uint32_t lines[] = {1, 2, 4}, columns[] = {4, 4, 6};
    struct intake_spot spot = {0};
    for (size_t i = 0; i < 3; i++) {
        intake_spot_move(intake, &spot, intake->blocks.items[i].from);
        assert_int_equal(spot.line, lines[i]);
        assert_int_equal(spot.column, columns[i]);
    }
    intake_spot_move(intake, &spot, 0);
    assert_int_equal(spot.line, 1);
}

static void rare_spaces_and_soft_hyphens_are_changed(void **state) {
    (void)state;
    const struct intake *intake = check_html("<p>a&nbsp;b</p><p>c&shy;d</p>", "p a b|p cd");
    assert_int_equal(intake->blocks.items[0].changes, CHANGED_SPACES);
    assert_int_equal(intake->blocks.items[1].changes, CHANGED_HYPHENS);
}

static void any_depth_is_walked(void **state) {
    (void)state;
    struct buffer html = {0};
    for (int i = 0; i < 3000; i++)
        buffer_add(&html, TEXT("<div><blockquote><ul><li>"));
    buffer_add(&html, TEXT("a"));
    const struct intake *intake = intake_of_html(buffer_text(&html), &arena);
    assert_int_equal(intake->blocks.count, 1);
    buffer_free(&html);
}

static void lines_are_blocks(void **state) {
    (void)state;
    const struct intake *intake = check_text("One line.\n\n    Two\nThree\r\n\n\n", "p One line.|p Two|p Three");
    assert_false(intake->blocks.items[1].follows);
    assert_true(intake->blocks.items[2].follows);
    assert_int_equal(intake->blocks.items[1].changes, CHANGED_INDENT);
}

static void bullets_and_numbers_make_lists(void **state) {
    (void)state;
    const struct intake *intake =
        check_text("  • a\n  • b\n\n1. c\n2) d\n\n- \n1.5 is a number", "-p a|-p b|1.p c|2.p d|p -|p 1.5 is a number");
    assert_text(intake->blocks.items[0].mark, "•");
    assert_int_equal(intake->blocks.items[3].changes & CHANGED_MARK, CHANGED_MARK);
}

static void wrapped_lines_are_joined_and_verse_is_not(void **state) {
    (void)state;
    check_text("These lines were wrapped by somebody who wanted them to\nfit on a narrow page, so that they are one "
               "paragraph,\nwhich ends here.",
               "p These lines were wrapped by somebody who wanted them to fit on a narrow page, so that they are one "
               "paragraph, which ends here.");
    check_text("The sea is calm to-night\nThe tide is full, the moon lies fair\nUpon the straits",
               "p The sea is calm to-night|p The tide is full, the moon lies fair|p Upon the straits");
}

#define LONG                                                                                                                   \
    "This paragraph is long enough to be one, since it has more than five and twenty words, and a full stop at its end, as "   \
    "paragraphs have it, so that lines beside it count."

static void a_short_line_between_paragraphs_is_a_heading(void **state) {
    (void)state;
    check_text(LONG "\n\nA heading\n\n" LONG "\n\nNo heading.\n\n" LONG,
               "p " LONG "|H2 A heading|p " LONG "|p No heading.|p " LONG);
}

static void pages_are_told_from_texts(void **state) {
    (void)state;
    assert_true(intake_is_html(TEXT(" <!DOCTYPE html><p>x")));
    assert_true(intake_is_html(TEXT("<td>x")));
    assert_true(intake_is_html(TEXT("x <b>y</b> <i>z</i> <a>w</a>")));
    assert_false(intake_is_html(TEXT("a < b, and b > c; <3 you, says x@y.z <x@y.z>")));
    assert_false(intake_is_html(TEXT("< 5 is less")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(elements_make_blocks, free_arena),
        cmocka_unit_test_teardown(tables_have_rows_and_columns, free_arena),
        cmocka_unit_test_teardown(runs_have_styles_and_links, free_arena),
        cmocka_unit_test_teardown(what_is_not_shown_is_marked, free_arena),
        cmocka_unit_test_teardown(scripts_are_counted_and_facts_are_kept, free_arena),
        cmocka_unit_test_teardown(places_are_lines_and_columns, free_arena),
        cmocka_unit_test_teardown(rare_spaces_and_soft_hyphens_are_changed, free_arena),
        cmocka_unit_test_teardown(any_depth_is_walked, free_arena),
        cmocka_unit_test_teardown(lines_are_blocks, free_arena),
        cmocka_unit_test_teardown(bullets_and_numbers_make_lists, free_arena),
        cmocka_unit_test_teardown(wrapped_lines_are_joined_and_verse_is_not, free_arena),
        cmocka_unit_test_teardown(a_short_line_between_paragraphs_is_a_heading, free_arena),
        cmocka_unit_test_teardown(pages_are_told_from_texts, free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
