#include "parsed.h"
#include "read/markdown/clusters.h"

#include <stdio.h>

/*
 * Citations in Markdown: the examples of Pandoc's manual (https://pandoc.org/MANUAL.html#citation-syntax), and what is none.
 * With a file's name it prints the citations of that file instead, for tests/read/citations.py.
 */

static struct parse_options cites(bool in_notes) {
    struct parse_options options = usual_options();
    options.cites = true;
    options.cites_in_notes = in_notes;
    return options;
}

/* "see{doe99}, pp. 33-35": with - of no author, @ of an author in the sentence; works of one citation with | between. */
static struct text citations_of(struct parsed *parsed) {
    const struct document *document = parsed->document;
    const struct doc_citation *items = DOC_ITEMS(document, citations, struct doc_citation);
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    struct text all = {0};
    for (uint32_t i = 0; i < document->citations.count; i++)
        all = text_format(&parsed->arena, "%.*s%s%.*s%s{%.*s}%.*s%s", TEXT_ARGS(all), i && items[i - 1].more ? "|" : "",
                          TEXT_ARGS(document_text(document, items[i].prefix)),
                          items[i].no_author ? "-"
                          : items[i].in_text ? "@"
                                             : "",
                          TEXT_ARGS(document_text(document, references[items[i].reference].target)),
                          TEXT_ARGS(document_text(document, items[i].suffix)), items[i].more ? "" : "\n");
    return all;
}

#define assert_citations(markdown, expected)                                                                                   \
    do {                                                                                                                       \
        struct parsed of_macro;                                                                                                \
        struct parse_options options_of_macro = cites(false);                                                                  \
        parse_text(&of_macro, text_of(markdown), &options_of_macro);                                                           \
        assert_text(citations_of(&of_macro), (expected));                                                                      \
        parsed_free(&of_macro);                                                                                                \
    } while (0)

static void the_manual_of_pandoc(void **state) {
    (void)state;
    assert_citations("Blah blah [@doe99; @smith2000; @smith2004].\n", "{doe99}|{smith2000}|{smith2004}\n");
    assert_citations("Blah blah [see @doe99, pp. 33-35 and *passim*; @smith04, chap. 1].\n",
                     "see{doe99}, pp. 33-35 and passim|{smith04}, chap. 1\n");
    assert_citations("[@smith{ii, A, D-Z}, with a suffix]\n", "{smith}{ii, A, D-Z}, with a suffix\n");
    assert_citations("[@smith, {pp. iv, vi-xi, (xv)-(xvii)} with suffix here]\n",
                     "{smith}, {pp. iv, vi-xi, (xv)-(xvii)} with suffix here\n");
    assert_citations("[@smith{}, 99 years later]\n", "{smith}{}, 99 years later\n");
    assert_citations("Smith says blah [-@smith04].\n", "-{smith04}\n");
    assert_citations("@smith04 says blah.\n", "@{smith04}\n");
    assert_citations("@smith04 [p. 33] says blah.\n", "@{smith04}p. 33\n");
    assert_citations("@smith04 [p. 33; see also @doe99] says blah.\n", "@{smith04}p. 33|see also{doe99}\n");
    assert_citations("@smith04 [see also @doe99, 3] says blah.\n", "@{smith04}|see also{doe99}, 3\n");
}

static void keys(void **state) {
    (void)state;
    assert_citations("@Foo_bar.baz. @Foo_bar--baz @{Foo_bar--baz.} @_x @{https://example.com/x?a=1}\n",
                     "@{Foo_bar.baz}\n@{Foo_bar}\n@{Foo_bar--baz.}\n@{_x}\n@{https://example.com/x?a=1}\n");
    assert_citations("[@a:b; @a/b; @https://example.com/x], @müller2020, @蔡2024。\n",
                     "{a:b}|{a/b}|{https://example.com/x}\n@{müller2020}\n@{蔡2024}\n");
    assert_citations("@a\\_b (@c), \"@d\" *@e* [@f's book]\n", "@{a}\n@{c}\n@{d}\n@{e}\n{f}’s book\n");
}

/* Where words have no spaces between them, and stops are wide. */
static void beside_ideographs(void **state) {
    (void)state;
    assert_citations("据[参见@liu10, 第3页；-@wang]所述\n", "参见{liu10}, 第3页|-{wang}\n");
    assert_citations("据[@liu10，第3页；此处有误；@wang；又及]所述\n", "{liu10}，第3页；此处有误|{wang}；又及\n");
    assert_citations("刘说@liu10 [第3页；@wang]。\n", "@{liu10}第3页|{wang}\n");
    assert_citations("[又及；@wang] 与 me@liu10.org\n", "@{wang}\n");
}

static void what_is_none(void **state) {
    (void)state;
    assert_citations("me@doe99.org \\@doe99 `@doe99` `[@doe99]` <me@doe99.org> https://x.org/@doe99 @ @- a@b\n", "");
    assert_citations("[@doe99](https://x.org/) [text]: x\n\n```\n[@doe99]\n```\n\n    [@doe99]\n", "");
    assert_citations("[@x]: https://x.org/@y\n\n$@a$ {{< x @b >}}\n", "");
    assert_citations("<div title=\"@doe99\">a</div>\n", "");
    assert_citations("@doe99 [a](b) @doe99 [docs]\n\n[docs]: https://x.org/\n", "@{doe99}\n@{doe99}\n");
    assert_citations("[see; no key]\n", "");
    assert_citations("[a @doe99; p. 3]\n", "@{doe99}\n");
}

static void where_they_stand(void **state) {
    (void)state;
    assert_citations(
        "Words [@a]\n\n## More @b\n\n| [@c] | @d [p. 1] |\n|---|---|\n\n> [@e]\n\n- [@f,\n  p. 3]\n\nx[^1]\n\n[^1]: [@g]\n",
        "{a}\n@{b}\n{c}\n@{d}p. 1\n{e}\n{f}, p. 3\n{g}\n");
    struct parsed parsed;
    struct parse_options options = cites(false);
    parse_text(&parsed, TEXT("One. See [@a, p. 3; @b] here. Two.\n"), &options);
    assert_text(html_of(&parsed), "<p>One. See {C0} here. Two.</p>\n{T4294967295}");
    assert_text(references_of(&parsed), "3 work 1:12+1 a#|[@a, p. 3; @b]\n3 work 1:22+1 b#|\n");
    assert_text(sentence_of(&parsed, 1), "See \x1f"
                                         "0\x1f here.");
    parsed_free(&parsed);
}

static void places_of_the_entries(void **state) {
    (void)state;
    struct parse_options options = cites(false);
    struct parsed parsed;
    parse_text(&parsed, TEXT("[@a]\n\n## References\n"), &options);
    assert_true(text_contains(html_of(&parsed), TEXT("</h2>\n{W4294967295}")));
    parsed_free(&parsed);
    parse_text(&parsed, TEXT("::: {#refs}\n:::\n\n[@a]\n"), &options);
    assert_true(text_contains(html_of(&parsed), TEXT("id=\"refs\">\n{W4294967295}</div>")));
    parsed_free(&parsed);
    parse_text(&parsed, TEXT("---\nsuppress-bibliography: true\n---\n[@a]\n"), &options);
    assert_text(html_of(&parsed), "<p>{C0}</p>\n");
    parsed_free(&parsed);
    parse_text(&parsed, TEXT("No citation.\n"), &options);
    assert_text(html_of(&parsed), "<p>No citation.</p>\n");
    parsed_free(&parsed);
}

static void in_a_title_or_a_link(void **state) {
    (void)state;
    struct parse_options options = cites(false);
    struct parsed parsed;
    parse_text(&parsed, TEXT("# Title [@a]\n\n[x [@b]](https://x.org/) [@c](https://x.org/)\n"), &options);
    assert_text(citations_of(&parsed), "");
    assert_text(problems_of(&parsed), "W471 1:9+4 a citation cannot stand in the title of the page: [@a]\n"
                                      "W471 3:4+4 a citation cannot stand in the words of a link: [@b]\n");
    parsed_free(&parsed);
    parse_text(&parsed, TEXT("[me, @c](https://x.org/c) <https://x.org/@c> www.x.org/@c [as @b has it](/c)\n"), &options);
    assert_text(problems_of(&parsed), "W471 1:63+2 a citation cannot stand in the words of a link: @b\n");
    parsed_free(&parsed);
    parse_text(&parsed, TEXT("[@c [p. 3]](https://x.org/d)\n"), &options);
    assert_text(citations_of(&parsed), "");
    parsed_free(&parsed);
}

static void a_reader_without_works(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "As [@doe99, p. 3] and @doe99 say.\n");
    assert_text(html_of(&parsed), "<p>As [@doe99, p. 3] and @doe99 say.</p>\n");
    assert_text(problems_of(&parsed), "W376 1:4+14 a citation by key is printed as written: [@doe99, p. 3]\n");
    parsed_free(&parsed);
    parse(&parsed, "---\nreferences: []\n---\n[@doe99]\n");
    assert_text(citations_of(&parsed), "{doe99}\n");
    parsed_free(&parsed);
}

static void in_notes(void **state) {
    (void)state;
    struct parsed parsed;
    struct parse_options options = cites(true);
    parse_text(&parsed, TEXT("Blah [@a, 3]. @b [p. 4] says @c. \"So [@d].\" ^[See [@e].]\n"), &options);
    struct text html = html_of(&parsed);
    assert_true(text_starts(html, TEXT("<p>Blah.{N0}<sup")));
    assert_true(text_contains(html, TEXT("{A1}{N1}<sup")));
    assert_true(text_contains(html, TEXT("says {C2}. “So.”{N3}<sup")));
    assert_true(text_contains(html, TEXT("<span class=\"note-number\">1</span> {C0} <a class=\"note-back\"")));
    assert_true(text_contains(html, TEXT("2</span> {C1} <a")));
    assert_true(text_contains(html, TEXT("4</span> See {C4}. <a")));
    assert_text(sentence_of(&parsed, 0), "Blah.");
    assert_int_equal(parsed.document->note_count, 4);
    parsed_free(&parsed);
    parse_text(&parsed, TEXT("*Blah*\n[@a] and\n @b [p. 4].\n"), &options);
    assert_true(text_starts(html_of(&parsed), TEXT("<p><em>Blah</em>{N0}<sup")));
    assert_true(text_contains(html_of(&parsed), TEXT(" and\n{A1}{N1}<sup")));
    parsed_free(&parsed);
}

/* The id of a passage hangs on its letters: a style must not change them, nor a bibliography that is added. */
static void letters_are_those_that_were_written(void **state) {
    (void)state;
    static const char *const text = "Blah [see @doe99, p. 3; -@b]. And @c [p. 4] says @d.\n";
    struct parse_options styles[] = {usual_options(), cites(false), cites(true)};
    uint64_t letters[3];
    for (size_t i = 0; i < 3; i++) {
        struct parsed parsed;
        parse_text(&parsed, text_of(text), &styles[i]);
        letters[i] = DOC_ITEMS(parsed.body, blocks, struct doc_block)[0].letters;
        parsed_free(&parsed);
    }
    assert_int_equal(letters[0], letters[1]);
    assert_int_equal(letters[0], letters[2]);
}

/* What is longer than any key is none, so that no brace is looked for to the end of a file. */
static void long_keys(void **state) {
    (void)state;
    struct buffer text = {0};
    for (size_t size = 1500; size <= 2500; size += 1000) {
        struct cluster_item item = {0};
        buffer_clear(&text);
        buffer_add(&text, TEXT("@{"));
        while (text.size < size)
            buffer_add_char(&text, 'x');
        buffer_add(&text, TEXT("}"));
        assert_int_equal(cluster_key(&item, buffer_text(&text), 0), size < 2000 ? text.size : 0);
    }
    buffer_free(&text);
}

static void many_brackets_take_no_time(void **state) {
    (void)state;
    struct parse_options options = cites(true);
    static const char *const parts[] = {"[@a ", "@a [", "[@a; ", "@{", "-@a[b"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct buffer text = {0};
        for (size_t j = 0; j < 20000; j++)
            buffer_add(&text, text_of(parts[i]));
        struct parsed parsed;
        parse_text(&parsed, buffer_text(&text), &options);
        parsed_free(&parsed);
        buffer_free(&text);
    }
}

static int print_citations(const char *path) {
    struct buffer bytes = {0};
    struct parsed parsed;
    struct parse_options options = cites(false);
    FILE *file = fopen(path, "r");
    for (int c; file && (c = fgetc(file)) != EOF;)
        buffer_add_char(&bytes, (char)c);
    if (!file)
        return 1;
    fclose(file);
    options.smart = false;
    parse_text(&parsed, buffer_text(&bytes), &options);
    struct text all = citations_of(&parsed);
    printf("%.*s", TEXT_ARGS(all));
    parsed_free(&parsed);
    buffer_free(&bytes);
    return 0;
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manual_of_pandoc),
        cmocka_unit_test(keys),
        cmocka_unit_test(beside_ideographs),
        cmocka_unit_test(what_is_none),
        cmocka_unit_test(where_they_stand),
        cmocka_unit_test(places_of_the_entries),
        cmocka_unit_test(in_a_title_or_a_link),
        cmocka_unit_test(a_reader_without_works),
        cmocka_unit_test(in_notes),
        cmocka_unit_test(letters_are_those_that_were_written),
        cmocka_unit_test(long_keys),
        cmocka_unit_test(many_brackets_take_no_time),
    };
    return argc > 1 ? print_citations(argv[1]) : cmocka_run_group_tests(tests, NULL, NULL);
}
