#include "read/markdown/markdown.h"

#include "base/arena.h"
#include "support.h"

/* The GFM specification's own examples are run by gfm_spec.sh; here is what they leave open. */

#define assert_plain(markdown, extensions, unsafe, expected)                                                                   \
    do {                                                                                                                       \
        struct buffer of_macro = {0};                                                                                          \
        markdown_plain(&of_macro, text_of(markdown), (extensions), (unsafe));                                                  \
        assert_text(buffer_text(&of_macro), (expected));                                                                       \
        buffer_free(&of_macro);                                                                                                \
    } while (0)

static void test_safe_and_unsafe(void **state) {
    (void)state;
    assert_plain("a <b>b</b>\n", 0, true, "<p>a <b>b</b></p>\n");
    assert_plain("a <b>b</b>\n", 0, false, "<p>a <!-- raw HTML omitted -->b<!-- raw HTML omitted --></p>\n");
    assert_plain("<div>\n", 0, false, "<!-- raw HTML omitted -->\n");
    assert_plain("[a](javascript:x) ![b](data:text/html,x)\n", 0, false,
                 "<p><a href=\"\">a</a> <img src=\"\" alt=\"b\" /></p>\n");
    assert_plain("[a](JavaScript:x)\n", 0, true, "<p><a href=\"JavaScript:x\">a</a></p>\n");
    assert_plain("![b](data:image/png;base64,AA)\n", 0, false, "<p><img src=\"data:image/png;base64,AA\" alt=\"b\" /></p>\n");
}

static void test_extensions_are_off_unless_asked_for(void **state) {
    (void)state;
    assert_plain("~~a~~ www.example.org\n", 0, true, "<p>~~a~~ www.example.org</p>\n");
    assert_plain("~~a~~\n", MARKDOWN_STRIKETHROUGH, true, "<p><del>a</del></p>\n");
    assert_plain("www.example.org\n", MARKDOWN_AUTOLINK, true,
                 "<p><a href=\"http://www.example.org\">www.example.org</a></p>\n");
    assert_plain("- [x] a\n", 0, true, "<ul>\n<li>[x] a</li>\n</ul>\n");
    assert_plain("<title>\n", 0, true, "<title>\n");
    assert_plain("<title>\n", MARKDOWN_TAGFILTER, true, "&lt;title>\n");
    assert_plain("\"a\" -- b\n", 0, true, "<p>&quot;a&quot; -- b</p>\n");
    assert_plain("\"a\" -- b\n", MARKDOWN_SMART, true, "<p>“a” – b</p>\n");
    assert_plain("[[a]]\n", MARKDOWN_ALL_GFM, true, "<p>[[a]]</p>\n");
}

static void test_footnotes(void **state) {
    (void)state;
    assert_plain("a[^x] b[^x]\n\n[^x]: note\n", MARKDOWN_FOOTNOTES, true,
                 "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-x\" id=\"fnref-x\">1</a></sup> "
                 "b<sup class=\"footnote-ref\"><a href=\"#fn-x\" id=\"fnref-x-2\">1</a></sup></p>\n"
                 "<section class=\"footnotes\">\n<ol>\n<li id=\"fn-x\">\n"
                 "<p>note <a href=\"#fnref-x\">↩</a> <a href=\"#fnref-x-2\">↩</a></p>\n</li>\n</ol>\n</section>\n");
}

/* The parser would copy foreign memory for these, see tokens.h. */
static void test_what_only_looks_like_a_footnote_is_shown_as_written(void **state) {
    (void)state;
    assert_plain("[&#94;aaaa] [&Hat;b]\n", MARKDOWN_FOOTNOTES, true, "<p>[&amp;#94;aaaa] [&amp;Hat;b]</p>\n");
    assert_plain("[a](/x[&#94;c)\n", MARKDOWN_FOOTNOTES, true, "<p><a href=\"/x%5B&amp;#94;c\">a</a></p>\n");
    assert_plain("[^a\nb]\n", MARKDOWN_FOOTNOTES, true, "<p>[^a\nb]</p>\n");
    assert_plain("[&#94;a]\n", 0, true, "<p>[^a]</p>\n");
}

static void test_appends(void **state) {
    (void)state;
    struct buffer html = {0};
    buffer_add(&html, TEXT("before"));
    markdown_plain(&html, TEXT("a\n"), 0, true);
    markdown_plain(&html, TEXT(""), 0, true);
    assert_text(buffer_text(&html), "before<p>a</p>\n");
    buffer_free(&html);
}

/* Neither the walk nor the freeing may use the stack for depth. */
static void test_deep_nesting(void **state) {
    (void)state;
    enum { DEPTH = 100000 };
    char *quotes = memory_alloc(DEPTH + 1);
    memset(quotes, '>', DEPTH);
    quotes[DEPTH] = 'a';
    struct buffer html = {0};
    markdown_plain(&html, (struct text){quotes, DEPTH + 1}, MARKDOWN_ALL_GFM, false);
    assert_int_equal(html.size, DEPTH * (strlen("<blockquote>\n") + strlen("</blockquote>\n")) + strlen("<p>a</p>\n"));
    buffer_free(&html);
    free(quotes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_safe_and_unsafe), cmocka_unit_test(test_extensions_are_off_unless_asked_for),
        cmocka_unit_test(test_footnotes),       cmocka_unit_test(test_what_only_looks_like_a_footnote_is_shown_as_written),
        cmocka_unit_test(test_appends),         cmocka_unit_test(test_deep_nesting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
