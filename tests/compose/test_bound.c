#include "compose/bound.h"

#include "base/arena.h"
#include "support.h"

struct test {
    struct arena arena;
    struct buffer out;
    struct bound bound;
};

/* A book that has the essay "two", a picture and a drawing, and no other text. */
static struct bound_link lead(struct text href, bool is_picture, void *context, struct arena *arena) {
    struct test *test = context;
    assert_ptr_equal(arena, &test->arena);
    assert_false(text_starts(href, TEXT("#")));
    if (is_picture)
        return (struct bound_link){.href = text_equal(href, TEXT("/media/a.png")) ? TEXT("m1.png") : (struct text){0}};
    if (text_starts(href, TEXT("/essays/two/")))
        return (struct bound_link){.href = text_join(arena, TEXT("c02.xhtml"), text_after(href, strlen("/essays/two/")))};
    if (text_starts(href, TEXT("/")))
        return (struct bound_link){.href = text_join(arena, TEXT("https://here.example"), href), .is_outside = true};
    if (text_contains(href, TEXT("://")))
        return (struct bound_link){.href = href, .is_outside = true};
    return (struct bound_link){0};
}

static int set_up(void **state) {
    struct test *test = calloc(1, sizeof *test);
    test->bound = (struct bound){.id_prefix = TEXT("one."), .lead = lead, .context = test, .arena = &test->arena};
    test->bound.has_epub_types = true;
    *state = test;
    return 0;
}

static int tear_down(void **state) {
    struct test *test = *state;
    buffer_free(&test->out);
    arena_free(&test->arena);
    free(test);
    return 0;
}

static struct text bound_of(struct test *test, const char *html) {
    buffer_clear(&test->out);
    bound_write(&test->out, &test->bound, text_of(html));
    return buffer_text(&test->out);
}

#define assert_bound(test, html, expected) assert_text_at(bound_of((test), (html)), text_of(expected), __FILE__, __LINE__)

static void gives_each_id_and_what_names_it_the_prefix(void **state) {
    assert_bound(*state, "<p id=\"p-1\">A</p><p aria-labelledby=\"p-1 none\"><a href=\"#p-1\">B</a></p>",
                 "<p id=\"one.p-1\">A</p><p aria-labelledby=\"one.p-1\"><a href=\"#one.p-1\">B</a></p>");
    assert_bound(*state, "<table><tr><th id=h>A</th><td headers='h'>B</td></tr></table>",
                 "<table><tr><th id=\"one.h\">A</th><td headers=\"one.h\">B</td></tr></table>");
    assert_bound(
        *state,
        "<span class=\"cited\" id=\"_cite-1\"><a role=\"doc-biblioref\" href=\"#_ref-x\">X</a></span><i id=\"_ref-x\"></i>",
        "<span class=\"cited\" id=\"one._cite-1\"><a href=\"#one._ref-x\" role=\"doc-biblioref\">X</a></span>"
        "<i id=\"one._ref-x\"></i>");
    assert_bound(*state, "<svg><path id=\"a\"/><use href=\"#a\" fill=\"url(#a)\"/></svg>",
                 "<svg><path id=\"one.a\"/><use href=\"#one.a\" fill=\"url(#one.a)\"/></svg>");
}

static void writes_ids_as_names_of_xml(void **state) {
    struct test *test = *state;
    assert_text(bound_id(TEXT("c."), TEXT("体(a:b)’"), &test->arena), "c.体_28a_3ab_29_2019");
    assert_text(bound_id(TEXT(""), TEXT("a(b"), &test->arena), "a(b");
    assert_bound(test, "<a href=\"#a%28%E4%BD%93\">A</a><b id=\"a(体\"></b>",
                 "<a href=\"#one.a_28%E4%BD%93\">A</a><b id=\"one.a_28体\"></b>");
}

static void writes_an_id_once(void **state) {
    assert_bound(*state, "<h2><a name=\"a\">A</a></h2><h3 id=\"a\">B</h3><a name=\"c\">C</a><a name=\"c\">D</a>",
                 "<h2>A</h2><h3 id=\"one.a\">B</h3><span id=\"one.c\">C</span>D");
    assert_bound(*state, "<p id=\"a\">A</p><p id=\"a\">B</p><a name=\"c\"></a>",
                 "<p id=\"one.a\">A</p><p>B</p><span id=\"one.c\"></span>");
}

static void keeps_the_words_of_links_that_lead_nowhere(void **state) {
    assert_bound(*state, "<a href=\"#none\">A</a> <a class=\"reference\" href=\"other.md\">B</a> <a href=\"#\">C</a>", "A B C");
    assert_bound(*state, "<a class=\"verified\" href=\"#p-2\">verified</a> <a href=\"x.md\" lang=\"zh\">体</a>",
                 "<span class=\"verified\">✓\u00a0verified</span> <span lang=\"zh\">体</span>");
    assert_bound(*state, "<blockquote cite=\"x.md\"><p>A</p></blockquote>", "<blockquote><p>A</p></blockquote>");
}

static void leads_where_the_book_says(void **state) {
    assert_bound(*state, "<a class=\"reference\" href=\"/essays/two/#p-1\" title=\"Two\">A</a>",
                 "<a href=\"c02.xhtml#p-1\" class=\"reference\" title=\"Two\">A</a>");
    assert_bound(*state, "<a class=\"verified older\" href=\"/essays/two/\">A</a>",
                 "<a href=\"c02.xhtml\" class=\"verified older\">≈\u00a0A</a>");
    assert_bound(*state, "<blockquote cite=\"/essays/two/#p-1\"><p>A</p></blockquote> <a class=\"verified\" href=\"/a/\">V</a>",
                 "<blockquote cite=\"c02.xhtml#p-1\"><p>A</p></blockquote> "
                 "<a href=\"https://here.example/a/\" class=\"verified\">✓\u00a0V</a>");
    assert_bound(*state, "<a href=\"https://a.org/?b&amp;c\" target=\"_blank\">A <a href=\"/essays/two/\">B</a> C</a>",
                 "<a href=\"https://a.org/?b&amp;c\">A </a><a href=\"c02.xhtml\">B</a> C");
}

static const char notes[] =
    "<h2 id=\"h\"><a class=\"number\" href=\"#h\" aria-hidden=\"true\" tabindex=\"-1\"></a>Title<sup class=\"note-ref\"><a "
    "id=\"note-ref-1\" href=\"#note-1\" role=\"doc-noteref\" aria-label=\"Note "
    "1\">1</a></sup>"
    "</h2>\n"
    "<section class=\"notes\" aria-label=\"Notes\">\n"
    "<aside class=\"note\" role=\"doc-footnote\" id=\"note-1\"><span class=\"place\" id=\"p-1\"></span>\n"
    "<p><span class=\"note-number\">1</span> Words. <a class=\"note-back\" href=\"#note-ref-1\" "
    "role=\"doc-backlink\" aria-label=\"Back\">↩</a></p>\n</aside>\n</section>\n<aside>Others</aside>\n";

static void shows_notes_as_pop_ups(void **state) {
    assert_bound(
        *state, notes,
        "<h2 id=\"one.h\">Title<a class=\"note-ref\" epub:type=\"noteref\" id=\"one.note-ref-1\" href=\"#one.note-1\" "
        "role=\"doc-noteref\" aria-label=\"Note 1\">1</a></h2>\n"
        "<section class=\"notes\" aria-label=\"Notes\" epub:type=\"footnotes\">\n"
        "<aside class=\"note\" role=\"doc-footnote\" id=\"one.note-1\" epub:type=\"footnote\">"
        "<span class=\"place\" id=\"one.p-1\"></span>\n<p><span class=\"note-number\">1</span> Words. "
        "<a href=\"#one.note-ref-1\" class=\"note-back\" role=\"doc-backlink\" aria-label=\"Back\">↩</a></p>\n</aside>\n"
        "</section>\n<aside>Others</aside>\n");
}

static void has_no_types_of_an_epub_on_paper(void **state) {
    struct test *test = *state;
    test->bound.has_epub_types = false;
    assert_false(text_contains(bound_of(test, notes), TEXT("epub:")));
    assert_true(text_contains(bound_of(test, notes), TEXT("role=\"doc-footnote\"")));
    assert_bound(test, "<p><a class=\"number\" href=\"#x\" data-n=\"1\"></a>A</p>",
                 "<p><span class=\"number\" id=\"one._passage-1\" data-n=\"1\"></span>A</p>");
    assert_bound(test, "<section class=\"works\" role=\"doc-bibliography\" aria-label=\"Works\"></section>",
                 "<section class=\"works\"></section>");
}

static void keeps_a_reference_whose_note_is_not_there(void **state) {
    const char *html = "<sup class=\"note-ref\"><a id=\"note-ref-1\" href=\"#note-1\" role=\"doc-noteref\">1</a></sup>";
    assert_bound(*state, html, "<sup class=\"note-ref\"><span id=\"one.note-ref-1\">1</span></sup>");
    assert_bound(*state, "<sup class=\"note-ref\" id=\"note-ref-1\">1</sup>",
                 "<sup class=\"note-ref\" id=\"one.note-ref-1\">1</sup>");
}

static void counts_passages_as_pages(void **state) {
    struct test *test = *state;
    assert_bound(
        test, "<p id=\"p-a\"><a class=\"number\" href=\"#p-a\" data-n=\"1\" aria-hidden=\"true\" tabindex=\"-1\"></a>A</p>",
        "<p id=\"one.p-a\"><span class=\"number\" id=\"one._passage-1\" epub:type=\"pagebreak\" role=\"doc-pagebreak\" "
        "aria-label=\"1\"></span>A</p>");
    bound_of(test, "<p><a class=\"number\" href=\"#x\" data-n=\"2\"></a>B</p>");
    assert_int_equal(test->bound.pages.count, 2);
    assert_text(test->bound.pages.items[1].id, "one._passage-2");
    assert_int_equal(test->bound.pages.items[1].number, 2);
    assert_bound(test, "<a class=\"number\" href=\"/essays/two/\">Words</a>",
                 "<a href=\"c02.xhtml\" class=\"number\">Words</a>");
}

static void leaves_out_how_a_passage_read_at_first(void **state) {
    assert_bound(*state, "<p>A<span class=\"reworded\" role=\"note\" hidden><span>B <q>C</q></span></span>D</p>", "<p>AD</p>");
    assert_bound(*state, "<p>A<span class=\"reworded\">B</span></p>", "<p>A<span class=\"reworded\">B</span></p>");
    assert_bound(*state, "<p>A<span class=\"reworded\" hidden>B", "<p>A<span class=\"reworded\" hidden>B</span></p>");
}

static void notes_each_address_once_behind_the_notes(void **state) {
    struct test *test = *state;
    test->bound.addresses = BOUND_NOTED;
    test->bound.has_epub_types = false;
    assert_bound(
        test,
        "<p><a href=\"https://a.org/\">A</a> <a href=\"https://a.org/\">B</a> <a href=\"https://c.org/\">c.org</a> "
        "<a href=\"/essays/two/\">D</a></p>\n",
        "<p><a href=\"https://a.org/\">A</a><a class=\"address-ref\" role=\"doc-noteref\" href=\"#one._address-1\">[1]</a> "
        "<a href=\"https://a.org/\">B</a><a class=\"address-ref\" role=\"doc-noteref\" href=\"#one._address-1\">[1]</a> "
        "<a href=\"https://c.org/\">c.org</a> <a href=\"c02.xhtml\">D</a></p>\n"
        "<div class=\"addresses\">\n<aside class=\"address\" role=\"doc-footnote\" id=\"one._address-1\"><p>"
        "<span class=\"note-number\">[1]</span> <a href=\"https://a.org/\">https://a.org/</a></p></aside>\n</div>\n");
}

static void divides_where_blocks_are_marked(void **state) {
    assert_bound(*state, "<small><p>A</p> <b>B</b></small> <SPAN id=\"a\"><em>C<h2>D</h2></em></SPAN><b>E</b>",
                 "<div class=\"small\"><p>A</p> <b>B</b></div> <div class=\"span\" id=\"one.a\"><div "
                 "class=\"em\">C<h2>D</h2></div></div><b>E</b>");
    assert_bound(*state, "<a name=\"c\"><h2>A</h2></a><a name=\"d\">B</a>",
                 "<div id=\"one.c\"><h2>A</h2></div><span id=\"one.d\">B</span>");
    assert_bound(*state, "<b><a href=\"/x\"><p>A</p></a></b>",
                 "<div class=\"b\"><a href=\"https://here.example/x\"><p>A</p></a></div>");
}

static void shows_details_open(void **state) {
    assert_bound(*state, "<details class=\"x\" open>\n<summary>More</summary>\n<p>A</p>\n</details>",
                 "<div class=\"details x\">\n<div class=\"summary\">More</div>\n<p>A</p>\n</div>");
}

static void has_captions_where_a_figure_may_have_one(void **state) {
    assert_bound(*state, "<figure><b>A</b><figcaption>B</figcaption></figure>",
                 "<figure><b>A</b><figcaption>B</figcaption></figure>");
    assert_bound(*state, "<figure>\n<figcaption>A</figcaption> <b>B</b><figcaption>C</figcaption>\n</figure>",
                 "<figure>\n<figcaption>A</figcaption> <b>B</b><div class=\"figcaption\">C</div>\n</figure>");
    assert_bound(*state, "<figure><b>A</b><figcaption>B</figcaption>C</figure><figcaption>D</figcaption>",
                 "<figure><b>A</b><div class=\"figcaption\">B</div>C</figure><div class=\"figcaption\">D</div>");
}

static void knows_what_its_pictures_say(void **state) {
    struct test *test = *state;
    assert_bound(test, "<img src=\"/media/a.png\" alt=\"A\" loading=\"lazy\" width=\"3\"><img src=\"b.png\" alt=\"B &lt;\">",
                 "<img src=\"m1.png\" alt=\"A\" width=\"3\">B &lt;");
    assert_true(test->bound.has_pictures);
    assert_false(test->bound.has_picture_without_text);
    assert_bound(test, "<img src=\"/media/a.png\"><img src=\"data:,\" alt=\"C\">", "<img src=\"m1.png\" alt=\"\">C");
    assert_true(test->bound.has_picture_without_text);
    assert_false(test->bound.has_svg);
    bound_of(test, "<svg></svg><math></math>");
    assert_true(test->bound.has_svg && test->bound.has_math);
}

static void shows_boxes_and_players_as_words(void **state) {
    assert_bound(*state, "<li class=\"task\"><input type=\"checkbox\" checked disabled aria-label=\"Done\"> A</li>",
                 "<li class=\"task\"><span class=\"box\" role=\"img\" aria-label=\"Done\">☑</span> A</li>");
    assert_bound(*state, "<video src=\"https://a.org/v\" onclick=\"x()\"><p onclick=\"x()\">B</p></video>",
                 "<a href=\"https://a.org/v\">https://a.org/v</a><p>B</p>");
}

static void leads_to_pictures_that_it_has_not(void **state) {
    assert_bound(*state, "<img src=\"https://a.org/m.png\" alt=\"A map\">", "<a href=\"https://a.org/m.png\">A map</a>");
    assert_bound(*state, "<img src=\"/media/b.bmp\" alt=\"\">",
                 "<a href=\"https://here.example/media/b.bmp\">https://here.example/media/b.bmp</a>");
    assert_bound(*state, "<a href=\"https://a.org/\"><img src=\"https://a.org/m.png\" alt=\"A\"></a>",
                 "<a href=\"https://a.org/\">A</a>");
    assert_bound(*state, "<img src=\"data:,\" alt=\"A\"><img src=\"c.png\" alt=\"B\">", "AB");
}

static void keeps_the_words_of_what_no_book_may_have(void **state) {
    assert_bound(*state,
                 "<center id=\"x\" align=\"right\"><font color=\"red\">A</font> <blink>B</blink></center><a href=\"#x\">C</a>",
                 "<span id=\"one.x\"></span>A B<a href=\"#one.x\">C</a>");
    assert_bound(*state, "<form action=\"/x\"><label for=\"q\">A</label><input name=\"q\"><button>B</button></form>", "AB");
    assert_bound(*state, "<td width=\"3\" colspan=\"2\" bgcolor=\"red\" v-if=\"x\" data-x=\"y\" @click=\"z\">A</td>",
                 "<td colspan=\"2\">A</td>");
    assert_bound(*state, "<ol start=x type=q><li value=z>A</li></ol>", "<ol><li>A</li></ol>");
    assert_bound(*state, "<ol start=-3 type=a><li value=0>A</li></ol>",
                 "<ol start=\"-3\" type=\"a\"><li value=\"0\">A</li></ol>");
    assert_bound(*state, "<p lang='not one' dir=up style='}' aria-x=y aria-hidden=z>A</p>", "<p>A</p>");
    assert_bound(*state, "<p lang=zh-Hans dir=rtl style='color: red; margin:0' aria-hidden=true>A</p>",
                 "<p lang=\"zh-Hans\" dir=\"rtl\" style=\"color: red; margin:0\" aria-hidden=\"true\">A</p>");
    assert_bound(*state, "<time datetime=then>A</time><time datetime=2024-03>B</time>",
                 "<time>A</time><time datetime=\"2024-03\">B</time>");
    assert_bound(*state, "<bdo>A</bdo><bdo dir=rtl>B</bdo>", "A<bdo dir=\"rtl\">B</bdo>");
    assert_bound(*state, "<img src=/media/a.png alt=A width=33% height=40px>",
                 "<img src=\"m1.png\" alt=\"A\" style=\"width: 33%\" height=\"40\">");
    assert_bound(*state, "<ul><li value=3>A</li></ul>", "<ul><li>A</li></ul>");
    assert_bound(*state, "<dfn>A<dfn>B</dfn></dfn><dfn>C</dfn>", "<dfn>AB</dfn><dfn>C</dfn>");
    assert_bound(*state, "<picture><source srcset=\"b.webp\"><img src=\"/media/a.png\" alt=\"A\" width=\"3\"></picture>",
                 "<img src=\"m1.png\" alt=\"A\" width=\"3\">");
    assert_bound(*state, "<svg width=\"3\"><linearGradient id=\"g\"/><g color=\"red\" onload=\"x()\"></g></svg>",
                 "<svg width=\"3\"><linearGradient id=\"one.g\"/><g color=\"red\"></g></svg>");
}

static void keeps_what_is_around_a_whole_file(void **state) {
    assert_bound(
        *state,
        "<!DOCTYPE html>\n<html lang=\"en\" xmlns:epub=\"http://x.org/ops\"><head><meta charset=\"utf-8\"><title>A</title>"
        "<link rel=\"stylesheet\" href=\"/essays/two/\"></head><body "
        "epub:type=\"bodymatter\"><main><title>B</title></main></body></html>",
        "\n<html lang=\"en\" xmlns:epub=\"http://x.org/ops\"><head><meta charset=\"utf-8\"><title>A</title>"
        "<link rel=\"stylesheet\" href=\"c02.xhtml\"></head><body epub:type=\"bodymatter\"><main>B</main></body></html>");
}

static void ends_what_is_left_open(void **state) {
    assert_bound(*state, "<details><summary><a href=\"#x\">A</details>B</b><!-- C -->",
                 "<div class=\"details\"><div class=\"summary\">A</div></div>B");
}

static void takes_time_that_grows_with_the_text(void **state) {
    static const char *const pieces[] = {"<a href=\"#x\">",
                                         "<figure><figcaption>",
                                         "<span class=\"reworded\" hidden>",
                                         "<p>",
                                         "</b>",
                                         "<sup class=\"note-ref\"><a role=\"doc-noteref\">"};
    struct test *test = *state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buffer html = {0};
        for (size_t count = 0; count < 100000; count++)
            buffer_add(&html, text_of(pieces[i]));
        buffer_clear(&test->out);
        bound_write(&test->out, &test->bound, buffer_text(&html));
        buffer_free(&html);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gives_each_id_and_what_names_it_the_prefix, set_up, tear_down),
        cmocka_unit_test_setup_teardown(writes_ids_as_names_of_xml, set_up, tear_down),
        cmocka_unit_test_setup_teardown(writes_an_id_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_the_words_of_links_that_lead_nowhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leads_where_the_book_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shows_notes_as_pop_ups, set_up, tear_down),
        cmocka_unit_test_setup_teardown(has_no_types_of_an_epub_on_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_a_reference_whose_note_is_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_passages_as_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaves_out_how_a_passage_read_at_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(notes_each_address_once_behind_the_notes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(divides_where_blocks_are_marked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shows_details_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(has_captions_where_a_figure_may_have_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_what_its_pictures_say, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leads_to_pictures_that_it_has_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shows_boxes_and_players_as_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_the_words_of_what_no_book_may_have, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_what_is_around_a_whole_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ends_what_is_left_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_time_that_grows_with_the_text, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
