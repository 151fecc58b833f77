#include "parsed.h"

static void test_inlines(void **state) {
    (void)state;
    assert_html("a *b* **c** ~~d~~ `e<f` \"g\" it's -- h...\n",
                "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code> “g” it’s – h…</p>\n");
    assert_html("one\\\ntwo\nthree & <\n", "<p>one<br>\ntwo\nthree &amp; &lt;</p>\n");
    assert_html(
        "[a](https://e.org/?x=1&y \"T \\\"q\\\"\") <https://b.org> www.c.org d@e.org\n",
        "<p><a href=\"https://e.org/?x=1&amp;y\" title=\"T “q”\">a</a> <a href=\"https://b.org\">https://b.org</a> "
        "<a href=\"http://www.c.org\">www.c.org</a> <a href=\"mailto:d@e.org\">d@e.org</a></p>\n");
}

static void test_plain_punctuation_on_request(void **state) {
    (void)state;
    struct parse_options options = usual_options();
    options.smart = false;
    struct parsed parsed;
    parse_text(&parsed, TEXT("\"a\" -- [[b|\"c\" -- d]]\n"), &options);
    assert_text(html_of(&parsed), "<p>&quot;a&quot; -- {R0}</p>\n");
    assert_text(references_of(&parsed), "0 essay 1:10+1 b#|\"c\" -- d\n");
    parsed_free(&parsed);
}

static void test_blocks(void **state) {
    (void)state;
    assert_html("> a\n\n3. b\n4. c\n\n---\n\n```c x\n<d>\n```\n",
                "<blockquote>\n<p>a</p>\n</blockquote>\n<ol start=\"3\">\n<li>b</li>\n<li>c</li>\n</ol>\n<hr>\n"
                "<pre tabindex=\"0\"><code class=\"language-c\">&lt;d&gt;\n</code></pre>\n");
    assert_html("- [ ] a\n- [x] b\n",
                "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"To do\"> a</li>\n"
                "<li class=\"task\"><input type=\"checkbox\" checked disabled aria-label=\"Done\"> b</li>\n</ul>\n");
}

static void test_tables(void **state) {
    (void)state;
    assert_html("| a | b | c |\n|:-|-:|:-:|\n| [[x\\|y]] | z |\n",
                "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table 1\">\n<table>\n<thead>\n<tr>\n"
                "<th scope=\"col\" class=\"left\">a</th>\n<th scope=\"col\" class=\"right\">b</th>\n"
                "<th scope=\"col\" class=\"center\">c</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"left\">{R0}</td>\n"
                "<td class=\"right\">z</td>\n<td class=\"center\"></td>\n</tr>\n</tbody>\n</table>\n</div>\n");
    assert_references("| a |\n|-|\n| [[x\\|y]] |\n| [[z|w]] |\n", "0 essay 3:5+1 x#|y\n0 essay 4:5+1 z#|w\n");
}

static void test_headings(void **state) {
    (void)state;
#define OWN_LINK(id) "<a class=\"number\" href=\"#" id "\" aria-hidden=\"true\" tabindex=\"-1\"></a>"
    assert_html("## A *b* & `c`\n", "<h2 id=\"a-b-c\">" OWN_LINK("a-b-c") "A <em>b</em> &amp; <code>c</code></h2>\n");
    assert_html("## \"Q\" <script>\n", "<h2 id=\"q\">" OWN_LINK("q") "“Q”</h2>\n");
}

/* The ids of a document's headings with spaces between. */
static struct text ids_of(struct parsed *parsed) {
    const struct doc_heading *headings = DOC_ITEMS(parsed->document, headings, struct doc_heading);
    struct text all = {0};
    for (uint32_t i = 0; i < parsed->document->headings.count; i++)
        all = text_format(&parsed->arena, "%.*s%s%.*s", TEXT_ARGS(all), i ? " " : "",
                          TEXT_ARGS(document_text(parsed->document, headings[i].id)));
    return all;
}

static void test_ids(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed,
          "## A\n## A\n## A 2\n## A\n## Notes\n## Note 1\n## ?\n## 阻抗\n## Long {#short}\n### Other {#short .wide}\n");
    assert_text(ids_of(&parsed), "a a-2 a-2-2 a-3 notes section-note-1 section 阻抗 short short-2");
    const struct doc_heading *headings = DOC_ITEMS(parsed.document, headings, struct doc_heading);
    assert_text(document_text(parsed.document, headings[8].text), "Long");
    assert_text(document_text(parsed.document, headings[8].html), "Long");
    assert_int_equal(headings[9].level, 3);
    assert_int_equal(headings[9].line, 10);
    parsed_free(&parsed);
}

static void test_levels(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "---\ntitle: T\n---\n# A\n\n###### B\n");
    assert_true(text_contains(html_of(&parsed), TEXT("<h2 id=\"a\">")));
    assert_true(text_contains(html_of(&parsed), TEXT("<h3 id=\"b\">")));
    assert_text(document_text(parsed.document, parsed.document->first_heading), "A");
    parsed_free(&parsed);
}

static void test_first_heading_is_the_title(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "# The *title*\n\n## Section\n");
    assert_text(document_text(parsed.document, parsed.document->first_heading), "The title");
    assert_int_equal(parsed.document->headings.count, 1);
    assert_true(text_starts(html_of(&parsed), TEXT("<h2 id=\"section\">")));
    parsed_free(&parsed);

    assert_html("---\ntitle: Same words\n---\n# Same Words\n\nText.\n", "<p>Text.</p>\n");
    parse(&parsed, "Text.\n\n# Later\n");
    assert_int_equal(parsed.document->first_heading.size, 0);
    assert_true(text_contains(html_of(&parsed), TEXT("<h2 id=\"later\">")));
    parsed_free(&parsed);
}

static void test_title_html_has_no_links(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "## [a](b.md) [[c|d]] [[e-f]] ![g](h.png) x[^1]\n\n[^1]: n\n");
    const struct doc_heading *heading = DOC_ITEMS(parsed.document, headings, struct doc_heading);
    assert_text(document_text(parsed.document, heading->html), "a d e f g x");
    assert_text(document_text(parsed.document, heading->text), "a d e f g x");
    assert_int_equal(parsed.document->references.count, 4);
    parsed_free(&parsed);
}

static void test_images(void **state) {
    (void)state;
    assert_html("![a *b* \"c\"](x.png) and ![](https://e.org/y.png \"t\")\n",
                "<p><img{S0} alt=\"a b “c”\" loading=\"lazy\"> and "
                "<img src=\"https://e.org/y.png\" alt=\"\" loading=\"lazy\" title=\"t\"></p>\n");
    assert_html("![a](x.png \"The 阻抗 <title>\")\n",
                "<figure><img{S0} alt=\"a\" loading=\"lazy\"><figcaption>The <span lang=\"zh-Hans\">阻抗</span> "
                "&lt;title&gt;</figcaption></figure>\n");
    assert_html("[![a](x.png)](b.md)\n", "<p><a{H0}><img{S1} alt=\"a\" loading=\"lazy\"></a></p>\n");
}

static void test_han(void **state) {
    (void)state;
    assert_html("The 《阻抗》 of `阻抗` and [阻抗](https://e.org).\n",
                "<p>The <span lang=\"zh-Hans\">《阻抗》</span> of <code>阻抗</code> and "
                "<a href=\"https://e.org\"><span lang=\"zh-Hans\">阻抗</span></a>.</p>\n");
    assert_html("---\nhan: zh-Hant\n---\n阻抗\n", "<p><span lang=\"zh-Hant\">阻抗</span></p>\n");
    assert_html("---\nlang: zh\n---\n阻抗\n", "<p>阻抗</p>\n");
    assert_html("---\nlang: ja\n---\n阻抗\n", "<p>阻抗</p>\n");
}

static void test_footnotes(void **state) {
    (void)state;
    assert_html("a[^x] b[^y] c[^x]\n\n[^y]: Why.\n[^x]: Ex.\n",
                "<p>a<sup class=\"note-ref\"><a id=\"note-ref-1\" href=\"#note-1\" role=\"doc-noteref\" "
                "aria-label=\"Note 1\">1</a></sup> b<sup class=\"note-ref\"><a id=\"note-ref-2\" href=\"#note-2\" "
                "role=\"doc-noteref\" aria-label=\"Note 2\">2</a></sup> c<sup class=\"note-ref\"><a id=\"note-ref-1-2\" "
                "href=\"#note-1\" role=\"doc-noteref\" aria-label=\"Note 1\">1</a></sup></p>\n"
                "<section class=\"notes\" aria-label=\"Notes\">\n<aside class=\"note\" role=\"doc-footnote\" id=\"note-1\">\n"
                "<p><span class=\"note-number\">1</span> Ex. "
                "<a class=\"note-back\" href=\"#note-ref-1\" role=\"doc-backlink\" aria-label=\"Back to reference 1\">↩</a> "
                "<a class=\"note-back\" href=\"#note-ref-1-2\" role=\"doc-backlink\" aria-label=\"Back to reference 1-2\">↩"
                "<sup>2</sup></a></p>\n</aside>\n<aside class=\"note\" role=\"doc-footnote\" id=\"note-2\">\n"
                "<p><span class=\"note-number\">2</span> Why. <a class=\"note-back\" href=\"#note-ref-2\" "
                "role=\"doc-backlink\" aria-label=\"Back to reference 2\">↩</a></p>\n</aside>\n</section>\n");
}

/* "2, 3" and not "23", which counts for no letter of the passage and is no word of it. */
static void test_numbers_in_a_row_are_parted(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "a[^x][^y] ^[z]\n\n[^x]: x\n[^y]: y\n");
    struct text html = html_of(&parsed);
    assert_true(text_contains(
        html, TEXT(">1</a></sup><sup class=\"note-ref\">,\u202f</sup><sup class=\"note-ref\"><a id=\"note-ref-2\"")));
    assert_true(text_contains(html, TEXT(">2</a></sup> <sup class=\"note-ref\"><a id=\"note-ref-3\"")));
    assert_int_equal(DOC_ITEMS(parsed.body, blocks, struct doc_block)->letters, text_hash(TEXT("a123")));
    parsed_free(&parsed);
}

static void test_where_notes_start(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "a[^x]\n\n[^x]: Ex.\n");
    assert_int_equal(parsed.document->note_count, 1);
    assert_true(text_starts(text_after(body_html(parsed.body), parsed.body->notes_start), TEXT("<section class=\"notes\"")));
    parsed_free(&parsed);
    parse(&parsed, "a\n");
    assert_int_equal(parsed.body->notes_start, parsed.body->html.count);
    assert_int_equal(parsed.body->notes_end, parsed.body->html.count);
    parsed_free(&parsed);
}

/* Of each note in the order in which pages have them: "number after the end of what stands before its place". */
static void assert_places(const char *markdown, const char *expected) {
    struct parsed parsed;
    struct buffer places = {0};
    parse(&parsed, markdown);
    struct text html = body_html(parsed.body);
    const struct doc_note *notes = DOC_ITEMS(parsed.body, notes, struct doc_note);
    for (uint32_t i = 0; i < parsed.body->notes.count; i++) {
        struct text id = text_after(html, text_find(html, TEXT("note-number\">"), notes[i].start) + strlen("note-number\">"));
        struct text before = text_trim(text_slice(html, 0, notes[i].place));
        size_t tag = before.size;
        while (tag > 0 && before.bytes[tag - 1] != '<')
            tag--;
        buffer_add(&places, text_slice(id, 0, text_find_char(id, '<', 0)));
        buffer_add_format(&places, " <%.*s\n", TEXT_ARGS(text_after(before, tag)));
    }
    if (!text_equal(buffer_text(&places), text_of(expected)))
        fail_msg("%s\nexpected\n%s\ngot\n%.*s", markdown, expected, TEXT_ARGS(buffer_text(&places)));
    buffer_free(&places);
    parsed_free(&parsed);
}

static void test_where_notes_stand(void **state) {
    (void)state;
    assert_places("A[^1]\n\n## B[^2]\n\nC\n\n[^1]: n\n[^2]: n\n", "1 </p>\n2 </h2>\n");
    /* The first that refers to a note decides, and nothing that is not shown. */
    assert_places("![a[^1]](b.png)\n\n- x[^1]\n\n> x[^1]\n\n[^1]: n\n", "1 </ul>\n");
    assert_places("![a[^1]](b.png)\n\n> x[^2]\n\ny\n\n[^1]: n\n[^2]: n\n", "2 </blockquote>\n1 </p>\n");
    assert_places("- a\n  - b[^1]\n- c\n\n<!-- -->\n\n1. x[^2]\n\n[^1]: n\n[^2]: n\n", "1 </ul>\n2 </ol>\n");
    assert_places("::: {.x}\na[^1]\n\nb\n:::\n\nc\n\n[^1]: n\n", "1 </div>\n");
    assert_places("<details><summary>S</summary>\n\na[^1]\n\n</details>\n\nc\n\n[^1]: n\n", "1 </details>\n");
    /* Several blocks of Markdown that are one element. */
    assert_places("A[^1]\n: B[^2]\n\nC\n: D\n\n[^1]: n\n[^2]: n\n", "1 </dl>\n2 </dl>\n");
    assert_places("Table: C[^1]\n\n| a[^2] |\n|---|\n\nB[^3]\n\n[^1]: n\n[^2]: n\n[^3]: n\n",
                  "1 </figure>\n2 </figure>\n3 </p>\n");
    /* A note of a note stands behind that. */
    assert_places("a[^1] b[^2]\n\nc[^4]\n\n[^1]: n[^3]\n[^2]: n\n[^3]: n\n[^4]: n\n", "1 </p>\n2 </p>\n4 </p>\n3 </p>\n");
    assert_places("a[^1]\n\nb\n\n[^2]: n[^3]\n[^3]: n\n[^1]: n[^2]\n", "1 </p>\n2 </p>\n3 </p>\n");
}

/* A reference that is not shown has no way back; one inside a link must not be a link itself. */
static void test_odd_footnotes(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "![a[^x]](b.png) c[^x] [d[^x]](e.md)\n\n[^x]: n\n\n[^unused]: o[^x]\n");
    struct text html = html_of(&parsed);
    assert_true(text_contains(html, TEXT("<a id=\"note-ref-1\" ")));
    assert_true(text_contains(html, TEXT("<a{H1}>d<sup class=\"note-ref\" id=\"note-ref-1-2\">1</sup></a>")));
    assert_true(text_contains(html, TEXT("href=\"#note-ref-1-2\"")));
    assert_false(text_contains(html, TEXT("note-ref-1-3")));
    parsed_free(&parsed);
}

static void test_raw_html(void **state) {
    (void)state;
    assert_html("a <b>b</b> <!-- c --> d\n\n<div>\nx\n</div>\n\n<!-- e -->\n\nf\n",
                "<p>a <b>b</b>  d</p>\n<p>x</p>\n<p>f</p>\n");
    struct parse_options options = usual_options();
    options.keep_html = true;
    struct parsed parsed;
    parse_text(&parsed, TEXT("a <b>b</b> <script>x</script>\n\n<div>{{ y }}</div>\n"), &options);
    assert_text(html_of(&parsed), "<p>a <b>b</b> &lt;script>x&lt;/script></p>\n<div>{{ y }}</div>\n");
    assert_text(problems_of(&parsed), "W051 3:6+7 another generator's tag: {{ y }}\n");
    parsed_free(&parsed);
}

static void test_unsafe_links(void **state) {
    (void)state;
    assert_html(
        "[a](javascript:x) [b](VBScript:x) [c](data:text/html,x) [d](file:///etc) [e](&#106;avascript:x) ![f](data:x)\n",
        "<p>a b c d e f</p>\n");
    assert_html("![f](data:image/png;base64,AA)\n",
                "<p><img src=\"data:image/png;base64,AA\" alt=\"f\" loading=\"lazy\"></p>\n");
    assert_html("[a]() [b](<java\tscript:x>)\n", "<p>a <a{H0}>b</a></p>\n");
}

/* Each block's kind, level and line, and that its range is whole. */
static void test_block_ranges(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "---\ntitle: T\n---\n\n## H\n\ntext\n\n> - a\n>\n> - b\n\n```\nc\n```\n\n***\n\nx[^1]\n\n[^1]: n\n");
    const struct doc_block *blocks = DOC_ITEMS(parsed.body, blocks, struct doc_block);
    struct text html = body_html(parsed.body), all = {0};
    uint32_t last = 0;
    for (uint32_t i = 0; i < parsed.body->blocks.count; i++) {
        struct text range = text_slice(html, blocks[i].start, blocks[i].end);
        assert_true(blocks[i].start >= last);
        last = blocks[i].start;
        assert_int_equal(range.bytes[0], '<');
        assert_int_equal(range.bytes[range.size - 1], '>');
        all = text_format(&parsed.arena, "%.*s%u.%u:%u ", TEXT_ARGS(all), (unsigned)blocks[i].kind, (unsigned)blocks[i].level,
                          (unsigned)blocks[i].line);
    }
    assert_text(all, "0.2:5 1.0:7 3.0:9 2.1:9 1.2:9 2.1:11 1.2:11 5.0:13 7.0:17 1.0:19 8.0:21 1.1:21 ");
    assert_text(text_slice(html, blocks[1].start, blocks[1].end), "<p>text</p>");
    parsed_free(&parsed);
}

static void test_foreign_tags_stay_as_written(void **state) {
    (void)state;
    assert_html("a {{< fig src=\"x\" >}} -- {% raw %}\n", "<p>a {{&lt; fig src=&quot;x&quot; &gt;}} – {% raw %}</p>\n");
    assert_html("`{{ x }}` [w]({{ site.url }}/y) ![z]({% a %})\n", "<p><code>{{ x }}</code> <a{H0}>w</a> z</p>\n");
}

static void test_references_in_odd_places(void **state) {
    (void)state;
    assert_html("**[[a]]**b *[[c]]* `[[d]]` \\[[e]] [x [[f|g]] y](h.md)\n",
                "<p><strong>{R0}</strong>b <em>{R1}</em> <code>[[d]]</code> [[e]] <a{H2}>x g y</a></p>\n");
    assert_html("[[a|two\nwords]] more\n", "<p>{R0} more</p>\n");
    assert_html("    [[a]]\n", "<pre tabindex=\"0\"><code>[[a]]\n</code></pre>\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inlines),
        cmocka_unit_test(test_plain_punctuation_on_request),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_first_heading_is_the_title),
        cmocka_unit_test(test_title_html_has_no_links),
        cmocka_unit_test(test_images),
        cmocka_unit_test(test_han),
        cmocka_unit_test(test_footnotes),
        cmocka_unit_test(test_numbers_in_a_row_are_parted),
        cmocka_unit_test(test_where_notes_start),
        cmocka_unit_test(test_where_notes_stand),
        cmocka_unit_test(test_odd_footnotes),
        cmocka_unit_test(test_raw_html),
        cmocka_unit_test(test_unsafe_links),
        cmocka_unit_test(test_block_ranges),
        cmocka_unit_test(test_foreign_tags_stay_as_written),
        cmocka_unit_test(test_references_in_odd_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
