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

/* A page whose third paragraph is `text`, with `notes` behind it; its draft behind the second. */
static void check_notes(const char *text, const char *notes, const char *markdown) {
    struct round_trip trip = round_trip_of(
        text_format(&arena, "<html><body><article>" LONG LONG "<p>%s</p>%s</article></body>", text, notes), &arena);
    assert_text(trip.read_back, text_terminated(trip.kept, &arena));
    assert_int_equal(trip.lost, 0);
    size_t first = text_find(trip.draft, TEXT("too.\n\n"), 0), second = text_find(trip.draft, TEXT("too.\n\n"), first + 1);
    assert_text(text_trim(text_after(trip.draft, second + 6)), markdown);
}

static void what_could_be_markdown_is_escaped(void **state) {
    (void)state;
    check("<p># no heading</p>", "\\# no heading");
    check("<p>1. no list</p><p>- nor this</p>", "1\\. no list\n\n\\- nor this");
    check("<p>*a* _b_ snake_case `c` [d](e) &lt;f&gt; &amp;amp; a\\b ~~x~~ {% raw %} %% $x$</p>",
          "\\*a\\* \\_b\\_ snake_case \\`c\\` \\[d\\](e) \\<f> \\&amp; a\\\\b \\~\\~x\\~\\~ \\{% raw %} \\%\\% \\$x\\$");
    check("<p><b>1</b>. no list<br><i>2</i>) nor this</p>", "**1**\\. no list\\\n*2*\\) nor this");
    check("<p><sup>1</sup>. no list</p>", "<sup>1</sup>\\. no list");
    check("<p>Oh!<a href='https://b.example/'>b</a> c\\!<a href='https://b.example/'>d</a></p>",
          "Oh\\![b](https://b.example/) c\\\\\\![d](https://b.example/)");
    check("<p>a<br># b<br>1. c<br>= d</p>", "a\\\n\\# b\\\n1\\. c\\\n\\= d");
    check("<pre>a<h3>b\n    [c]</h3>d</pre>", "```\na\n```\n\n### b \\[c\\]\n\n```\nd\n```");
    check("<h3>C #</h3><p>x</p>", "### C \\#\n\nx");
}

static void emphasis_is_an_element_where_signs_would_not_be_read(void **state) {
    (void)state;
    check("<p>a <b>b</b> <i>c</i> <b><i>d</i></b></p>", "a **b** *c* ***d***");
    check("<p>a<b> b </b>c</p>", "a **b** c");
    check("<p>1<b>st</b><b>x</b>2<i>(a)</i>b</p>", "1**stx**2<em>(a)</em>b");
    check("<p><b>a</b><i>b</i></p>", "**a**<em>b</em>");
    check("<p>a <a href='https://b.example/'><b>c</b> d</a></p>", "a [**c**](https://b.example/) [d](https://b.example/)");
}

static void words_that_are_struck_out_are_struck_out(void **state) {
    (void)state;
    check("<p>is <s>ten</s> x <strike>a</strike> <del>b c</del> d</p>", "is ~~ten~~ x ~~a b c~~ d");
    check("<p>is <del>not</del><ins>now</ins> <u>so</u></p>", "is ~~not~~<u>now so</u>");
    check("<p>a<s>(b)</s>c <s>d</s><s><i>e</i></s> <s><b>f</b></s> <s><code>g</code></s></p>",
          "a<del>(b)</del>c ~~d~~<del>*e*</del> <del>**f**</del> <del>`g`</del>");
    check("<p>a <span style='color: red; Text-Decoration : underline line-through'>b</span> c</p>", "a ~~b~~ c");
    check("<p><s>a<br># b</s><br><s>~c</s></p>", "~~a~~\\\n~~# b~~\\\n~~\\~c~~");
    check("<h3>C <s>d</s></h3><p>x <a href='https://b.example/'><s>e</s></a></p>",
          "### C ~~d~~\n\nx [~~e~~](https://b.example/)");
    check("<table><tr><th>a<th><s>b</s><tr><td>c<td><s><i>d|</i></s></table>",
          "| a | ~~b~~ |\n| --- | --- |\n| c | <del>*d\\|*</del> |");
    check("<style>p{color:red} @media screen { /* x */ span.c3, .c4:hover, .c5 .c6{font:x;text-decoration:line-through} "
          "}</style><p><span class='a c3'>b</span> <i class=c4>c</i> <i class=c6>d</i></p>",
          "~~b~~ *c d*");
}

static void what_markdown_has_no_sign_for_is_an_element(void **state) {
    (void)state;
    check("<p>10<sup>6</sup> H<sub>2</sub>O x<span style='vertical-align:super'>n*</span></p>",
          "10<sup>6</sup> H<sub>2</sub>O x<sup>n\\*</sup>");
    check("<p>a <mark>b</mark> <abbr title='World &quot;Health&quot; [O]'>WHO</abbr> <abbr>c</abbr></p>",
          "a <mark>b</mark> <abbr title=\"World &#34;Health&#34; &#91;O&#93;\">WHO</abbr> c");
    check("<p><abbr title=a>A</abbr><abbr title=b>B</abbr></p>", "<abbr title=\"a\">A</abbr><abbr title=\"b\">B</abbr>");
    check("<h3>C<sub>2</sub> <u>d</u></h3><p>x</p>", "### C<sub>2</sub> d\n\nx");
}

static void signs_that_a_browser_shows_stand_in_the_draft(void **state) {
    (void)state;
    check("<p>He said <q>yes, <q>so</q></q> and <q> no </q>.</p>", "He said “yes, ‘so’” and “ no ”.");
    check("<p>He said <q>“yes”</q> and <q>'no'</q>.</p>", "He said “yes” and 'no'.");
    check("<p><ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby> <ruby>字<rp>[</rp><rt>ji</rt><rp>]</rp></ruby></p>",
          "漢(kan)字(ji) 字\\[ji\\]");
    struct round_trip trip =
        round_trip_of(TEXT("<html lang=de-AT><body>" LONG "<p>Er sagte: <q>Ja, <q>doch</q></q>.</p>" LONG), &arena);
    assert_true(text_contains(trip.draft, TEXT("\n\nEr sagte: „Ja, ‚doch‘“.\n\n")));
    assert_int_equal(trip.lost, 0);
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
    check("<ul><li>a<ol start=3><li>b<li>c</ol></ul>", "- a\n\n  3. b\n  4. c");
    check("<ul><li><p>a</p><p>b</p><li>c</ul>", "- a\n\n  b\n- c");
    check("<blockquote><p>a<p>b</blockquote>", "> a\n>\n> b");
    check("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n<!-- -->\n\n- b");
    check("<ul><li>a<ul><li>b</ul><ul><li>c</ul></ul>", "- a\n  - b\n\n  <!-- -->\n\n  - c");
}

static void rules_stand_between_what_was_kept(void **state) {
    (void)state;
    check("<p>a</p><hr><p>b</p><hr><hr>", "a\n\n* * *\n\nb\n\n* * *");
    check("<p>a</p><hr><p hidden>b</p><h3>c</h3><hr><p>d</p><p>e</p>", "a\n\n* * *\n\n### c\n\n* * *\n\nd\n\ne");
    check("<blockquote>a<hr>b</blockquote><ul><li>c<hr><li>d</ul>", "> a\n>\n> * * *\n>\n> b\n\n- c\n\n* * *\n\n- d");
    check("<ul><li>a</ul><hr><ul><li>b</ul>", "- a\n\n* * *\n\n- b");
    check_notes("One.<sup>1</sup>", "<hr><p><sup>1</sup> First.</p>", "One.[^1]\n\n[^1]: First.");
}

static void code_has_fences_that_hold(void **state) {
    (void)state;
    check("<pre>a\n  ``` b\n# c</pre>", "````\na\n  ``` b\n# c\n````");
    check("<p><code>a`b</code></p>", "`` a`b ``");
}

static void tables_of_data_stay_tables(void **state) {
    (void)state;
    check("<table><tr><th>a<th>b|c<tr><td>d<td></table>", "| a | b\\|c |\n| --- | --- |\n| d |  |");
    check("<table><tr><td>a<td><a href='https://b.example/'>b</a><tr><td>c<td>d</table>",
          "| a | [b](https://b.example/) |\n| --- | --- |\n| c | d |");
    check("<table><tr><td>In it:<table><tr><td>a<td>b<tr><td>c<td>d</table></table>",
          "In it:\n\n| a | b |\n| --- | --- |\n| c | d |");
    check("<table><tr><th>a<th>b<tr><td>d</table>", "a\n\nb\n\nd");
    check("<table><tr><th colspan=2>a<th>b<tr><td>c<td>d</table>", "a\n\nb\n\nc\n\nd");
    check("<table><tr><th colspan=1>a<th>b<tr><td>c<td>d</table>", "| a | b |\n| --- | --- |\n| c | d |");
    check("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", "a\n\nb\n\nc\n\nd");
    check("<table><tr><td>a<td><p>b<p>c<tr><td>d<td>e</table>", "a\n\nb\n\nc\n\nd\n\ne");
}

static void captions_of_tables_are_captions(void **state) {
    (void)state;
#define CELLS "<tr><th>a<th>b<tr><td>c<td>d"
#define WRITTEN "| a | b |\n| --- | --- |\n| c | d |"
    check("<table><caption>Of <i>both</i></caption>" CELLS "</table>", "Table: Of *both*\n\n" WRITTEN);
    check("<table>" CELLS "<caption>Of both</caption></table>", WRITTEN "\n\nTable: Of both");
    check("<figure><table>" CELLS "</table><figcaption>Of both</figcaption></figure>", WRITTEN "\n\nTable: Of both");
    check("<figure><figcaption>Of both</figcaption><table>" CELLS "</table></figure>", "Table: Of both\n\n" WRITTEN);
    check("<figure><figcaption>One</figcaption><table><caption>Two</caption>" CELLS "</table></figure>",
          "One\n\nTable: Two\n\n" WRITTEN);
    check("<figure><figcaption>One</figcaption><table>" CELLS "<caption>Two</caption></table></figure><table>" CELLS "</table>",
          "Table: One\n\n" WRITTEN "\n\nTwo\n\n" WRITTEN);
    check("<table><caption><p>One</p><p>Two</p></caption>" CELLS "</table>", "One\n\nTable: Two\n\n" WRITTEN);
    check("<table><tr><td>a<td>b<caption>Between</caption><tr><td>c<td>d</table>", "a\n\nb\n\nBetween\n\nc\n\nd");
    check("<table><caption>Of one</caption><tr><td>a<tr><td>b</table>", "Of one\n\na\n\nb");
    check("<figure><table>" CELLS "</table><hr><figcaption>Of both</figcaption></figure>", WRITTEN "\n\n* * *\n\nOf both");
    check("<table>" CELLS "</table><p>[chart: bars] Of both</p><p>: both</p>",
          WRITTEN "\n\n\\[chart: bars\\] Of both\n\n\\: both");
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

static void notes_are_found_however_they_are_marked(void **state) {
    (void)state;
    static const char two[] = "One.[^1] Two.[^2]\n\n[^1]: First.\n\n[^2]: Second.";
    check_notes("One.<sup><a href='#fn1' id=r1>1</a></sup> Two.<sup><a href='#fn2' id=r2>2</a></sup>",
                "<section class=footnotes><hr><ol><li id=fn1><p>First.<a href='#r1'>↩</a></p></li><li id=fn2><p>Second. <a "
                "href='#r2'>↩︎</a></p></li></ol></section>",
                two);
    check_notes("One.<a href='#_ftn1'>[1]</a> Two.<a href='#_ftn2'>[2]</a>",
                "<p><a href='#_ftnref1'>[1]</a> First.</p><p><a href='#_ftnref2'>[2]</a> Second.</p>", two);
    check_notes("One.<sup id=cite_ref-1><a href='#cite_note-1'>[1]</a></sup> Two.<sup id=cite_ref-2><a "
                "href='#cite_note-2'>[2]</a></sup>",
                "<h2>References</h2><ol><li id=cite_note-1><b><a href='#cite_ref-1'>^</a></b> First.</li><li "
                "id=cite_note-2>^ <a href='#cite_ref-2'><sup>a</sup></a> Second.</li></ol>",
                two);
    check_notes("One.<sup>1</sup> Two.<sup>2</sup>", "<p><sup>1</sup> First.</p><p><strong>2</strong> Second.</p>", two);
    check_notes("One.<sup>1</sup> Two.<sup>2</sup>",
                "<aside><ol><li>First.</li></ol></aside><aside><ol start=2><li>Second.</li></ol></aside>", two);
    check_notes("One.<a href='#a'><sup>1</sup></a> Two.<a href='#b'><sup>2</sup></a>",
                "<p><a name=a><sup>1</sup></a> First. <a href='#'>↩</a><br><br><a name=b>2</a> Second. <a href='#'>↩</a></p>",
                two);
    check_notes("One.<sup>1</sup><span class=sidenote>First of all.</span> Two.<label></label><span class=marginnote>Second "
                "of all.</span>",
                "", "One.[^1] Two.[^2]\n\n[^1]: First of all.\n\n[^2]: Second of all.");
}

static void a_note_has_all_its_blocks_and_stands_once(void **state) {
    (void)state;
    check_notes("One.<sup>1</sup> Two.<sup>2</sup>",
                "<hr><p><sup>1</sup> First:</p><ul><li>a</li><li>b</li></ul><p>So far.</p><p><sup>2</sup> Second.</p>",
                "One.[^1] Two.[^2]\n\n[^1]: First:\n\n    - a\n    - b\n\n    So far.\n\n[^2]: Second.");
    check_notes("One.<sup><a href='#n'>1</a></sup> Two.<sup><a href='#n'>1</a></sup>", "<ol><li id=n>Both.</li></ol>",
                "One.[^1] Two.[^1]\n\n[^1]: Both.");
    check_notes("One.<sup><a href='#n1'>1</a></sup> Two.<sup><a href='#n2'>2</a></sup>",
                "<ol class=footnotes><li id=n1><blockquote>They said so.</blockquote></li><li id=n2><ul><li>a</ul></li></ol>",
                "One.[^1] Two.[^2]\n\n[^1]: > They said so.\n\n[^2]: - a");
    check_notes("One.<sup><a href='#n1'>1</a></sup>", "<div id=n1><blockquote><p>They said so.</p></blockquote></div>",
                "One.[^1]\n\n[^1]: > They said so.");
    check_notes("One.<sup>1</sup><span class=sidenote>First <i hidden>b</i>of all.</span> Two <i hidden>a</i>.", "",
                "One.[^1] Two .\n\n[^1]: First of all.");
    check_notes("One.<sup><a href='#n1'>1</a></sup><span class=sidenote>1. The only note.</span>",
                "<div class=footnotes><ol><li id=n1>The only note.</li></ol></div>", "One.[^1]\n\n[^1]: The only note.");
}

static void a_mark_cannot_be_read_as_anything_else(void **state) {
    (void)state;
    check_notes("Oh!<sup>1</sup>(a) b", "<p><sup>1</sup> First.</p>", "Oh\\![^1]\\(a) b\n\n[^1]: First.");
    check_notes("x<sup>2</sup> and <a href='#s1'>1</a> are none.", "<h2 id=s1>A part</h2><p>Words.</p>",
                "x<sup>2</sup> and 1 are none.\n\n## A part\n\nWords.");
}

/* Whatever an editor decides, the draft says what was kept: marks without notes, notes without marks, items without lists. */
static void what_an_editor_keeps_is_read_back(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct round_trip trip = round_trip_of_decided(
            TEXT("<html><nav>Menu</nav><h1>T</h1>" LONG "<p>One.<sup>1</sup> Two.<sup><a href='#b'>2</a></sup></p>" LONG
                 "<ul><li>a<ul><li>b<li>c</ul><ul><li>d</ul></ul><table><tr><td>e<td>f<tr><td>g<td>h</table>" LONG
                 "<h2>Notes</h2><p><sup>1</sup> First:</p><ul><li>i<li>j</ul><p id=b><sup>2</sup> Second.<sup>1</sup></p>"),
            seed, &arena);
        assert_text(trip.read_back, text_terminated(trip.kept, &arena));
        assert_int_equal(trip.lost, 0);
    }
}

static void the_same_input_gives_the_same_draft(void **state) {
    (void)state;
    struct text source = TEXT("<html><h1>T</h1>" LONG "<p>a</p>" LONG);
    assert_text(round_trip_of(source, &arena).draft, text_terminated(round_trip_of(source, &arena).draft, &arena));
}

/* A draft as a page of its own, as cmark makes it, gives the same draft again: nothing of it is lost on a second way. */
static void what_a_draft_shows_is_kept_again(void **state) {
    (void)state;
    static const char page[] =
        "<html><body><article>" LONG "<h2>A part</h2><p>a <b>b</b> <a href='https://b.example/'>c</a> \\* 1. # d</p>"
        "<blockquote><p>e</p><ul><li>f<li>g</ul></blockquote><table><tr><th>h<th>i<tr><td>j|k<td>l</table>" LONG
        "<pre>m\n  n</pre><ol start=3><li>o<ol><li>p</ol></ol><p>Verse<br>of two lines</p><p>q<sup>1</sup></p>" LONG
        "<p>r <s>s</s><u>t</u> 10<sup>6</sup> <abbr title='a b'>AB</abbr></p>" LONG
        "<p><sup>1</sup> First.</p></article></body></html>";
    struct round_trip first = round_trip_of(text_of(page), &arena);
    struct buffer html = {0};
    size_t front = text_find(first.draft, TEXT("\n---\n"), 4);
    buffer_add(&html, TEXT("<html><body><article>"));
    markdown_plain(&html, text_after(first.draft, front + 5), MARKDOWN_TABLE | MARKDOWN_STRIKETHROUGH | MARKDOWN_FOOTNOTES,
                   true);
    buffer_add(&html, TEXT("</article></body></html>"));
    struct round_trip second = round_trip_of(buffer_take(&html, &arena), &arena);
    assert_text(second.draft, text_terminated(first.draft, &arena));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_could_be_markdown_is_escaped, free_arena),
        cmocka_unit_test_teardown(emphasis_is_an_element_where_signs_would_not_be_read, free_arena),
        cmocka_unit_test_teardown(words_that_are_struck_out_are_struck_out, free_arena),
        cmocka_unit_test_teardown(what_markdown_has_no_sign_for_is_an_element, free_arena),
        cmocka_unit_test_teardown(signs_that_a_browser_shows_stand_in_the_draft, free_arena),
        cmocka_unit_test_teardown(links_are_written_in_full, free_arena),
        cmocka_unit_test_teardown(lists_and_quotations_nest, free_arena),
        cmocka_unit_test_teardown(rules_stand_between_what_was_kept, free_arena),
        cmocka_unit_test_teardown(code_has_fences_that_hold, free_arena),
        cmocka_unit_test_teardown(tables_of_data_stay_tables, free_arena),
        cmocka_unit_test_teardown(captions_of_tables_are_captions, free_arena),
        cmocka_unit_test_teardown(verse_keeps_its_lines, free_arena),
        cmocka_unit_test_teardown(notes_are_found_however_they_are_marked, free_arena),
        cmocka_unit_test_teardown(a_note_has_all_its_blocks_and_stands_once, free_arena),
        cmocka_unit_test_teardown(a_mark_cannot_be_read_as_anything_else, free_arena),
        cmocka_unit_test_teardown(what_an_editor_keeps_is_read_back, free_arena),
        cmocka_unit_test_teardown(what_a_draft_shows_is_kept_again, free_arena),
        cmocka_unit_test_teardown(the_same_input_gives_the_same_draft, free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
