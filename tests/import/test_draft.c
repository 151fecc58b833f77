#include "import/round_trip.h"
#include "support.h"

static struct arena arena;

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

#define LONG                                                                                                                   \
    "<p>This paragraph is long enough to be one, since it has many words, and a full stop at its end. It has another "         \
    "sentence, too.</p>"

/* The body that is made of a page, between two paragraphs. */
static struct text markdown_of(const char *html) {
    struct round_trip trip = round_trip_of(text_format(&arena, "<html><body>" LONG "%s" LONG, html), &arena);
    assert_text(trip.read_back, text_terminated(trip.kept, &arena));
    assert_int_equal(trip.lost, 0);
    size_t from = text_find(trip.draft, TEXT("too.\n\n"), 0) + 6, to = text_find(trip.draft, TEXT("This paragraph"), from);
    return text_trim(text_slice(trip.draft, from, to));
}

static void check(const char *html, const char *markdown) {
    assert_text(markdown_of(html), markdown);
}

static void what_could_be_markdown_is_escaped(void **state) {
    (void)state;
    check("<p># no heading</p>", "\\# no heading");
    check("<p>1. no list</p><p>- nor this</p>", "1\\. no list\n\n\\- nor this");
    check("<p>*a* _b_ snake_case `c` [d](e) &lt;f&gt; &amp;amp; a\\b ~~x~~ {% raw %} %% $x$</p>",
          "\\*a\\* \\_b\\_ snake_case \\`c\\` \\[d\\](e) \\<f> \\&amp; a\\\\b \\~\\~x\\~\\~ \\{% raw %} \\%\\% \\$x\\$");
    check("<p>a<br># b<br>1. c<br>= d</p>", "a\\\n\\# b\\\n1\\. c\\\n\\= d");
    check("<h3>C #</h3><p>x</p>", "### C \\#\n\nx");
}

static void emphasis_stands_only_where_it_reads_back(void **state) {
    (void)state;
    check("<p>a <b>b</b> <i>c</i> <b><i>d</i></b></p>", "a **b** *c* ***d***");
    check("<p>a<b> b </b>c</p>", "a **b** c");
    check("<p>1<b>st</b><b>x</b>2<i>(a)</i>b</p>", "1**stx**2(a)b");
    check("<p><b>a</b><i>b</i></p>", "**a**b");
}

static void links_are_written_in_full(void **state) {
    (void)state;
    check("<p>a <a href='/b (c)'>d</a> <a href='#e'>f</a> <a href='javascript:x'>g</a></p>",
          "a [d](https://example.org/b%20%28c%29) f g");
    check("<p>a <a href='../x'>b</a> <a href='//h.example/y'>c</a></p>",
          "a [b](https://example.org/x) [c](https://h.example/y)");
}

static void lists_and_quotations_nest(void **state) {
    (void)state;
    check("<ul><li>a<li>b<ol><li>c<li>d</ol></ul>", "- a\n- b\n  1. c\n  2. d");
    check("<ul><li><p>a</p><p>b</p><li>c</ul>", "- a\n\n  b\n- c");
    check("<blockquote><p>a<p>b</blockquote>", "> a\n>\n> b");
    check("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n<!-- -->\n\n- b");
}

static void code_has_fences_that_hold(void **state) {
    (void)state;
    check("<pre>a\n  ``` b\n# c</pre>", "````\na\n  ``` b\n# c\n````");
    check("<p><code>a`b</code></p>", "`` a`b ``");
}

static void tables_of_data_stay_tables(void **state) {
    (void)state;
    check("<table><tr><th>a<th>b|c<tr><td>d<td></table>", "| a | b\\|c |\n| --- | --- |\n| d |  |");
    check("<table><tr><td>a<td><p>b<p>c<tr><td>d<td>e</table>", "a\n\nb\n\nc\n\nd\n\ne");
}

static void verse_keeps_its_lines(void **state) {
    (void)state;
    struct round_trip trip =
        round_trip_of(TEXT("A long first paragraph, which has words enough to be sure that it is one of the text.\n\n"
                           "The sea is calm,\nThe tide is full,\nThe moon lies fair.\n\n"
                           "A long last paragraph, which has words enough to be sure that it is one of the text.\n"),
                      &arena);
    assert_text(trip.read_back, text_terminated(trip.kept, &arena));
    assert_true(text_contains(trip.draft, TEXT("The sea is calm,\\\nThe tide is full,\\\nThe moon lies fair.\n\n")));
}

static void the_same_input_gives_the_same_draft(void **state) {
    (void)state;
    struct text source = TEXT("<html><h1>T</h1>" LONG "<p>a</p>" LONG);
    assert_text(round_trip_of(source, &arena).draft, text_terminated(round_trip_of(source, &arena).draft, &arena));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_could_be_markdown_is_escaped, free_arena),
        cmocka_unit_test_teardown(emphasis_stands_only_where_it_reads_back, free_arena),
        cmocka_unit_test_teardown(links_are_written_in_full, free_arena),
        cmocka_unit_test_teardown(lists_and_quotations_nest, free_arena),
        cmocka_unit_test_teardown(code_has_fences_that_hold, free_arena),
        cmocka_unit_test_teardown(tables_of_data_stay_tables, free_arena),
        cmocka_unit_test_teardown(verse_keeps_its_lines, free_arena),
        cmocka_unit_test_teardown(the_same_input_gives_the_same_draft, free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
