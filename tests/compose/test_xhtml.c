/* compose/xhtml.h. tests/compose/xhtml.sh asks libxml2 of the same and more; tests/fuzz/target_xhtml.c of anything. */
#include "compose/xhtml.h"

#include "support.h"

static void assert_xhtml(const char *html, const char *wanted) {
    struct buffer out = {0};
    xhtml_write(&out, text_of(html));
    assert_text(buffer_text(&out), wanted);
    buffer_free(&out);
}

static void closes_what_has_no_end(void **state) {
    (void)state;
    assert_xhtml("a<br>b<BR/>c<hr class=x>", "a<br/>b<br/>c<hr class=\"x\"/>");
    assert_xhtml("<img src=a.png alt>", "<img src=\"a.png\" alt=\"\"/>");
    assert_xhtml("</br></p></img>", "");
    assert_xhtml("<div/>x</div>", "<div>x</div>");
}

static void ends_what_is_left_open(void **state) {
    (void)state;
    assert_xhtml("<div><b>x", "<div><b>x</b></div>");
    assert_xhtml("<p>one<p>two<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
                 "<p>one</p><p>two</p><ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>");
    assert_xhtml(
        "<table><tr><td>1<td>2<tr><td><table><tbody><tr><td>3</table></table>",
        "<table><tbody><tr><td>1</td><td>2</td></tr><tr><td><table><tbody><tr><td>3</td></tr></tbody></table></td></tr>"
        "</tbody></table>");
    assert_xhtml("<table><caption>c</caption><tr><td>1<tbody><tr><td>2</table>",
                 "<table><caption>c</caption><tbody><tr><td>1</td></tr></tbody><tbody><tr><td>2</td></tr></tbody></table>");
    assert_xhtml("<caption>a</caption><td>b</td><tr>c", "abc");
    assert_xhtml("<h1>a <h2>b</h2> c</h1><h2><i>d</i></h2>", "<h1>a </h1><h2>b</h2> c<h2><i>d</i></h2>");
    assert_xhtml("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd></dd></dl>");
    assert_xhtml("<b>a<i id=x class=y>b</b>c</i>d", "<b>a<i id=\"x\" class=\"y\">b</i></b><i class=\"y\">c</i>d");
    assert_xhtml("<b><i><p>a</b>b</p></i>", "<b><i><p>a</p></i></b>b");
    assert_xhtml("<em>a</strong>b</em>c</em>", "<em>ab</em>c");
    assert_xhtml("<p><object><p>x</object></p>", "<p><object><p>x</p></object></p>");
}

static void puts_what_strays_where_it_may_stand(void **state) {
    (void)state;
    assert_xhtml("<table><tr><td>a</td><pre>b</pre>c<td>d",
                 "<table><tbody><tr><td>a</td><td><pre>b</pre>c</td><td>d</td></tr></tbody></table>");
    assert_xhtml("<table>a<tr><td>b</table>", "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>");
    assert_xhtml("<table><td>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>");
    assert_xhtml(
        "<table><tr><td>a<thead><tr><td>b</thead><caption>c</table>",
        "<table><tbody><tr><td>a</td></tr></tbody><tbody><tr><td>b</td></tr></tbody><tbody><tr><td><div>c</div></td></tr>"
        "</tbody></table>");
    assert_xhtml("<table><colgroup><col><tr><td>a</table>",
                 "<table><colgroup><col/></colgroup><tbody><tr><td>a</td></tr></tbody></table>");
    assert_xhtml("<ul><li>a</li><ul><li>b</ul><li>c</ul>",
                 "<ul><li>a</li><li style=\"display: block\"><ul><li>b</li></ul></li><li>c</li></ul>");
    assert_xhtml("<ol> <p>a<li>b</ol>", "<ol> <li style=\"display: block\"><p>a</p></li><li>b</li></ol>");
    assert_xhtml("<dl>a<dt>b</dl>", "<dl><dt></dt><dd>a</dd><dt>b</dt><dd></dd></dl>");
    assert_xhtml("<dl><dd>a</dl>", "<dl><dt></dt><dd>a</dd></dl>");
    assert_xhtml("<li>a</li><dt>b<dd>c", "<div>a</div><div>b</div><div>c</div>");
    assert_xhtml("<h2>a<p>b</p><ul><li>c</ul></h2><pre><div>d</div></pre>",
                 "<h2>a<span>b</span><span><span>c</span></span></h2><pre><span>d</span></pre>");
    assert_xhtml("<svg><tr>a</tr></svg>", "<svg xmlns=\"http://www.w3.org/2000/svg\"><tr>a</tr></svg>");
}

static void quotes_each_value_once(void **state) {
    (void)state;
    assert_xhtml("<input disabled value='a\"b' VALUE=c>", "<input disabled=\"\" value=\"a&quot;b\"/>");
    assert_xhtml("<a href=a?b=1&c=2 title=\"x<y>z\">w</a>", "<a href=\"a?b=1&amp;c=2\" title=\"x&lt;y&gt;z\">w</a>");
    assert_xhtml("<a href=x/>y</a>", "<a href=\"x/\">y</a>");
    assert_xhtml("<img alt=\"one\ntwo\tthree\r\nfour\">", "<img alt=\"one&#10;two&#9;three&#10;four\"/>");
    assert_xhtml("<a @click=x :y=1 \"=2 1a=3 data-1=4>z</a>", "<a data-1=\"4\">z</a>");
}

static void writes_references_as_characters(void **state) {
    (void)state;
    assert_xhtml("a&nbsp;b &eacute;&amp;&lt; &#x4f53; &bogus; AT&T", "a\u00a0b é&amp;&lt; 体 &amp;bogus; AT&amp;T");
    assert_xhtml("<i title=\"&quot;&mdash;\">x</i>", "<i title=\"&quot;—\">x</i>");
}

static void has_no_character_that_xml_forbids(void **state) {
    (void)state;
    assert_xhtml("a\x01"
                 "b\x0c"
                 "c&#2;d\x7f",
                 "a\uFFFDb c\uFFFDd\uFFFD");
    assert_xhtml("<i title='\x1f\xff'>\xe4\xbd</i>", "<i title=\"\uFFFD\uFFFD\">\uFFFD\uFFFD</i>");
    assert_xhtml("a\r\nb\rc", "a\nb\nc");
    assert_xhtml("<pre>\r\n\na</pre>", "<pre>\na</pre>");
    assert_xhtml("]]> a < b", "]]&gt; a &lt; b");
}

static void names_languages_twice(void **state) {
    (void)state;
    assert_xhtml("<i lang=zh>x</i>", "<i lang=\"zh\" xml:lang=\"zh\">x</i>");
    assert_xhtml("<i xml:lang=fr lang=zh lang=de>x</i>", "<i lang=\"zh\" xml:lang=\"zh\">x</i>");
    assert_xhtml("<svg xml:lang=fr></svg>", "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"fr\"></svg>");
}

static void names_other_vocabularies(void **state) {
    (void)state;
    assert_xhtml("<p><svg viewbox='0 0 1 1'><path d=M0/><lineargradient/><foreignObject><p>x<br></foreignObject></svg>y<br>",
                 "<p><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0/\"><linearGradient/>"
                 "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x<br/></p></foreignObject></path></svg>y<br/></p>");
    assert_xhtml("<svg><use xlink:href='#a'/><title>a &amp; b</title>",
                 "<svg xmlns=\"http://www.w3.org/2000/svg\"><use xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                 "xlink:href=\"#a\"/><title>a &amp; b</title></svg>");
    assert_xhtml("<math><mi>x</mi><![CDATA[a<b]]></math>",
                 "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi>a&lt;b</math>");
    assert_xhtml("<svg><g><p>out</p>", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></g></svg><p>out</p>");
    assert_xhtml("<i epub:type=x xlink:href=y xmlns=z o:p=1>a</i>",
                 "<i xmlns:epub=\"http://www.idpf.org/2007/ops\" epub:type=\"x\">a</i>");
}

static void keeps_words_of_what_cannot_be_named(void **state) {
    (void)state;
    assert_xhtml("<o:p>one</o:p> <i\x01>two</i\x01>", "one two");
    assert_xhtml("a<!-- gone -->b<?php gone ?>c", "abc");
    assert_xhtml("a<!-- no end <b>c</b>", "a&lt;!-- no end &lt;b&gt;c&lt;/b&gt;");
}

static void writes_a_page(void **state) {
    (void)state;
    assert_xhtml(
        "\n<!DOCTYPE html>\n<html lang=en><head><title>a<b></title><style>p > i {}</style><body><p>x</body>\n</html>\n",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\" "
        "xml:lang=\"en\"><head><title>a&lt;b&gt;</title><style>p &gt; i {}</style></head><body><p>x\n\n</p></body></html>");
    assert_xhtml("x<html><i>y</i></html>", "x<i>y</i>");
}

static void is_no_deeper_than_can_be_read(void **state) {
    (void)state;
    struct buffer in = {0}, out = {0};
    for (int i = 0; i < 1000; i++)
        buffer_add(&in, TEXT("<div>"));
    buffer_add(&in, TEXT("words"));
    xhtml_write(&out, buffer_text(&in));
    assert_int_equal(out.size, 200 * strlen("<div></div>") + 5);
    buffer_free(&in);
    buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closes_what_has_no_end),
        cmocka_unit_test(ends_what_is_left_open),
        cmocka_unit_test(puts_what_strays_where_it_may_stand),
        cmocka_unit_test(quotes_each_value_once),
        cmocka_unit_test(writes_references_as_characters),
        cmocka_unit_test(has_no_character_that_xml_forbids),
        cmocka_unit_test(names_languages_twice),
        cmocka_unit_test(names_other_vocabularies),
        cmocka_unit_test(keeps_words_of_what_cannot_be_named),
        cmocka_unit_test(writes_a_page),
        cmocka_unit_test(is_no_deeper_than_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
