#include "parsed.h"

static struct text field(const struct parsed *parsed, const char *name) {
    struct yaml fields = document_fields(parsed->document);
    return yaml_text(&fields, yaml_get(&fields, yaml_root(&fields), text_of(name)));
}

static void test_front_matter(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "---\ntitle: One\nsummary: Two\n---\n\nText.\n");
    assert_true(parsed.document->has_front_matter);
    assert_false(parsed.document->unreadable);
    assert_text(field(&parsed, "title"), "One");
    assert_text(field(&parsed, "summary"), "Two");
    assert_int_equal(parsed.document->body_line, 5);
    assert_text(html_of(&parsed), "<p>Text.</p>\n");
    parsed_free(&parsed);
}

static void test_byte_order_mark_and_carriage_returns(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "\xef\xbb\xbf---\r\ntitle: One\r\n...\r\nA [[b]].\r\nC <blink>d</blink>\r\n");
    assert_text(field(&parsed, "title"), "One");
    assert_int_equal(parsed.document->body_line, 4);
    assert_text(html_of(&parsed), "<p>A {R0}.\nC d</p>\n");
    assert_text(references_of(&parsed), "0 essay 4:5+1 b#|\n");
    assert_true(text_starts(problems_of(&parsed), TEXT("W050 5:3+6 ")));
    parsed_free(&parsed);

    parse(&parsed, "\xef\xbb\xbf[[b]]\rx [[c]]\r");
    assert_text(references_of(&parsed), "0 essay 1:3+1 b#|\n0 essay 2:5+1 c#|\n");
    parsed_free(&parsed);
}

static void test_no_front_matter(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "Text.\n\n---\ntitle: x\n---\n");
    assert_false(parsed.document->has_front_matter);
    assert_int_equal(parsed.document->body_line, 1);
    assert_int_equal(document_fields(parsed.document).count, 0);
    parsed_free(&parsed);
    parse(&parsed, "");
    assert_text(html_of(&parsed), "");
    assert_int_equal(parsed.document->word_count, 0);
    parsed_free(&parsed);
    parse(&parsed, "---\n---\n");
    assert_true(parsed.document->has_front_matter);
    assert_false(parsed.document->unreadable);
    parsed_free(&parsed);
}

static void test_front_matter_errors(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "---\ntitle: x\n\nText [[autor:y]].\n");
    assert_text(problems_of(&parsed), "E007 1:1+3 the front matter that begins here is never closed\n");
    assert_true(parsed.document->unreadable);
    assert_text(html_of(&parsed), "");
    parsed_free(&parsed);

    /* What is wrong in the body is told in the same run. */
    parse(&parsed, "---\ntitle: [x\n---\n[[autor:y]]\n");
    assert_true(parsed.document->unreadable);
    assert_true(text_starts(problems_of(&parsed), TEXT("E001 ")));
    assert_true(text_contains(problems_of(&parsed), TEXT("E058 4:1+11 ")));
    parsed_free(&parsed);

    parse(&parsed, "---\na: 1\na: 2\n---\n");
    assert_true(text_starts(problems_of(&parsed), TEXT("E002 3:1+1 ")));
    assert_false(parsed.document->unreadable);
    parsed_free(&parsed);
}

static void test_bytes_that_are_no_text(void **state) {
    (void)state;
    struct parsed parsed;
    struct parse_options options = usual_options();
    assert_problems("---\ntitle: x\n---\n阻抗 \xff\n", "E052 4:4+1 byte 0xff is not UTF-8 text\n");
    parse_text(&parsed, TEXT("one\ntw\0o"), &options);
    assert_text(problems_of(&parsed), "E052 2:3+1 byte 0x00 is not UTF-8 text\n");
    assert_true(parsed.document->unreadable);
    assert_text(html_of(&parsed), "");
    parsed_free(&parsed);
    assert_problems("one\n\xff", "E052 2:1+1 byte 0xff is not UTF-8 text\n");

    /* Its bytes are not even looked at. */
    parse_text(&parsed, (struct text){NULL, DOCUMENT_LIMIT_BYTES + 1}, &options);
    assert_text(problems_of(&parsed), "E053 0:0+0 this file has 16777217 bytes, more than the limit of 16777216\n");
    parsed_free(&parsed);
}

static void test_references(void **state) {
    (void)state;
    assert_references(
        "[[a]] [[a#b]] [[a|c]] [[ a # b | c ]] [[#h]]\n",
        "0 essay 1:3+1 a#|\n0 essay 1:9+3 a#b|\n0 essay 1:17+1 a#|c\n0 essay 1:26+5 a#b|c\n0 anchor 1:41+2 #h|\n");
    assert_references("[[author:a]] [[topic:b]] [[list:c]] [[term:d|e]] [[essay:f]]\n",
                      "0 author 1:3+8 a#|\n0 topic 1:16+7 b#|\n0 list 1:28+6 c#|\n0 term 1:39+6 d#|e\n0 essay 1:52+7 f#|\n");
    assert_references("阻抗 [[a|“阻抗” & *so* \\| on]]\n", "0 essay 1:6+1 a#|“阻抗” & so | on\n");
}

static void test_links(void **state) {
    (void)state;
    assert_references(
        "[w *x*](../b%20c.md#d%2fe) [y](/essays/z/#q) [h](#i) ![j](k.png)\n",
        "1 file 1:9+17 ../b c.md#d/e|w x\n1 address 1:32+12 /essays/z/#q|y\n1 anchor 1:50+2 #i|h\n2 file 1:59+5 k.png#|j\n");
    assert_references("[a](<b c.md> \"t\") [d](\n  e.md)\n", "1 file 1:6+6 b c.md#|a\n1 file 2:3+4 e.md#|d\n");
    assert_references("[a][r] [r]\n\n[r]: /x/\n", "1 address 1:1+3 /x/#|a\n1 address 1:8+3 /x/#|r\n");
    assert_references("`[a](b.md)` [a](b.md)\n", "1 file 1:17+4 b.md#|a\n");
    assert_references("[a](https://b.org) [c](mailto:d@e.org) [f](//g.org/) [h](tel:+1)\n", "");
    assert_references("[a](b%ff.md)\n", "1 file 1:5+7 b%ff.md#|a\n");
}

static void test_where_references_stand(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "---\ntitle: T\n---\n[[a]]\n\n## H\n\n> > [[b]]\n> lazy [[c]]\n\n1. x\n   [[d]]\n\nn[^1]\n\n[^1]: [[e]]\n");
    assert_text(references_of(&parsed),
                "0 essay 4:3+1 a#|\n0 essay 8:7+1 b#|\n0 essay 9:10+1 c#|\n0 essay 12:6+1 d#|\n0 essay 16:9+1 e#|\n");
    const struct doc_reference *references = DOC_ITEMS(parsed.document, references, struct doc_reference);
    assert_text(document_text(parsed.document, references[0].heading), "");
    assert_text(document_text(parsed.document, references[1].heading), "h");
    assert_text(document_text(parsed.document, references[4].heading), "");
    parsed_free(&parsed);
}

static void test_sentences(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "First one. As [[a]] and [[b|some *words*]] say, e.g. in\n1995, it [works](c.md). Last.\n\n- item [[d]]\n\n"
                   "| x [[e]] y |\n|-|\n");
    assert_text(sentence_of(&parsed, 0), "As \x1f"
                                         "0\x1f and some words say, e.g. in 1995, it works.");
    assert_text(sentence_of(&parsed, 1), "As \x1f"
                                         "0\x1f and some words say, e.g. in 1995, it works.");
    assert_text(sentence_of(&parsed, 2), "As \x1f"
                                         "0\x1f and some words say, e.g. in 1995, it works.");
    assert_text(sentence_of(&parsed, 3), "item \x1f"
                                         "3\x1f");
    assert_text(sentence_of(&parsed, 4), "x \x1f"
                                         "4\x1f y");
    const struct doc_reference *references = DOC_ITEMS(parsed.document, references, struct doc_reference);
    assert_int_equal(references[0].sentence.offset, references[1].sentence.offset);
    parsed_free(&parsed);
}

static void test_sentences_say_what_is_struck_out_raised_and_quoted(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "It is ~~not~~ [[a]]. ~~One [[b]]. Two [~~x~~ y](c.md).~~ <q>So, <q>it</q></q> 10<sup>6</sup> [d](d.md) "
                   "H~2~O x^a+b^ 1<sup>st</sup> <s>e</s>.\n\n## A ~~b~~ H~2~O\n");
    assert_text(sentence_of(&parsed, 0), "It is ~~not~~ \x1f"
                                         "0\x1f.");
    assert_text(sentence_of(&parsed, 1), "~~One \x1f"
                                         "1\x1f.~~");
    assert_text(sentence_of(&parsed, 2), "~~Two x y.~~");
    assert_text(sentence_of(&parsed, 3), "“So, ‘it’” 10⁶ d H₂O x^(a+b) 1st ~~e~~.");
    assert_text(document_text(parsed.document, parsed.document->excerpt),
                "It is ~~not~~ \x1f"
                "0\x1f. ~~One \x1f"
                "1\x1f. Two x y.~~ “So, ‘it’” 10⁶ d H₂O x^(a+b) 1st ~~e~~.");
    const struct doc_heading *headings = DOC_ITEMS(parsed.document, headings, struct doc_heading);
    assert_text(document_text(parsed.document, headings[0].text), "A b H2O");
    parsed_free(&parsed);
}

static void test_long_sentences(void **state) {
    (void)state;
    struct buffer text = {0};
    for (int i = 0; i < 200; i++)
        buffer_add(&text, i == 100 ? TEXT("[[a]] ") : TEXT("word "));
    buffer_add(&text, TEXT("end.\n"));
    buffer_add_char(&text, '\0');
    struct parsed parsed;
    parse(&parsed, text.bytes);
    struct text sentence = sentence_of(&parsed, 0);
    assert_true(sentence.size <= 400);
    assert_true(text_contains(sentence, TEXT("\x1f"
                                             "0\x1f")));
    assert_true(text_starts(sentence, TEXT("…word")));
    assert_true(text_ends(sentence, TEXT("word…")));
    parsed_free(&parsed);
    buffer_free(&text);
}

static void test_problems_have_places(void **state) {
    (void)state;
    assert_problems("---\ntitle: x\n---\nword <b>阻抗</b> <svg>x</svg> <SVG></svg>\n",
                    "W050 4:16+4 left out, with all that is in it: <svg> (2 times in this file)\n");
    assert_problems("`<x>` <x>\n", "W050 1:7+2 a tag that means nothing here was left out, and its words shown: <x>\n");
    assert_problems("> x\n\n   <svg\n class=\"y\">\n</svg>", "W050 3:4+4 left out, with all that is in it: <svg>\n");
    assert_problems("a <x\nb>c\n", "W050 1:3+2 a tag that means nothing here was left out, and its words shown: <x>\n");
    assert_problems("a\n\n<!-- b\n\nc\n", "E350 3:1+4 this comment has no end, and hides all that follows\n");
    assert_problems("a\n{{< b >}} `{{ c }}` {% d %}\n\n    {{ e }}\n\nf {: .g}\n",
                    "W051 2:1+9 another generator's tag: {{< b >}}\nW051 2:21+7 another generator's tag: {% d %}\n"
                    "W378 6:3+6 attributes stand behind nothing that takes them: {: .g}\n");
    assert_problems("[TOC]\n\n[a]({{ b }}/c)\n",
                    "W051 1:1+5 another generator's tag: [TOC]\nW051 3:5+7 another generator's tag: {{ b }}\n");
    assert_problems("x [a](javascript:b)\n", "W059 1:7+12 the address of this link could run a program or read a file\n");
}

static void test_footnote_problems(void **state) {
    (void)state;
    assert_problems("`[^a]` \\[^a] b[^a] [^ c]\n", "E056 1:15+4 footnote \"a\" is not defined\n");
    assert_problems("## h[^b]\n\n| [^c] |\n|-|\n",
                    "E056 1:5+4 footnote \"b\" is not defined\nE056 3:3+4 footnote \"c\" is not defined\n");
    assert_problems("a[^b]\n\n[^B]: x\n[^c]: y\n[^b]: z\n\n```\n[^d]: v\n```\n",
                    "W057 4:1+4 footnote \"c\" is never used\nW057 5:1+4 footnote \"b\" is defined twice\n");
    assert_problems("x\n\n> [^q]: y\n", "W057 3:3+4 footnote \"q\" is never used\n");
}

static void test_bad_references(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "[[autor:x]] [[]] [[author:]] [[https://a.org]]\n");
    assert_text(problems_of(&parsed), "E058 1:1+11 unknown kind of reference \"autor\"\n"
                                      "E058 1:13+4 this reference names nothing\n"
                                      "E058 1:18+11 this reference names nothing\n"
                                      "E058 1:30+17 unknown kind of reference \"https\"\n");
    const struct doc_problem *problems = DOC_ITEMS(parsed.document, problems, struct doc_problem);
    assert_text(document_text(parsed.document, problems[0].help), "did you mean \"author\"?");
    assert_text(html_of(&parsed), "<p>[[autor:x]] [[]] [[author:]] [[https://a.org]]</p>\n");
    assert_int_equal(parsed.document->references.count, 0);
    parsed_free(&parsed);
}

static void test_excerpt_and_words(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "## Heading\n\n> A quote.\n\nThe [[first-essay]] says so. *It* is short.\n\nMore words follow.\n\n```\nnot "
                   "these\n```\n");
    assert_text(document_text(parsed.document, parsed.document->excerpt), "The \x1f"
                                                                          "0\x1f says so. It is short.");
    assert_int_equal(parsed.document->word_count, 1 + 2 + 4 + 3 + 3);
    const struct doc_term *terms = DOC_ITEMS(parsed.document, terms, struct doc_term);
    assert_int_equal(parsed.document->terms.count, 6);
    assert_text(document_text(parsed.document, terms[0].word), "heading");
    parsed_free(&parsed);
}

/* The blocks of its passages; negative: none. */
static void assert_term(const struct parsed *parsed, uint32_t index, const char *word, const char *written, int first,
                        int second) {
    const struct document *document = parsed->document;
    const struct doc_term *term = &DOC_ITEMS(document, terms, struct doc_term)[index];
    const struct doc_passage *passages = DOC_ITEMS(document, passages, struct doc_passage);
    const struct doc_block *blocks = DOC_ITEMS(parsed->body, blocks, struct doc_block);
    int wanted[] = {first, second};
    assert_text(document_text(document, term->word), word);
    assert_text(document_text(document, term->written), written);
    for (int i = 0; i < 2; i++) {
        if (wanted[i] < 0) {
            assert_int_equal(term->passages[i], NO_PASSAGE);
            continue;
        }
        const struct doc_passage *passage = &passages[term->passages[i]];
        assert_int_equal(passage->block, wanted[i]);
        assert_int_equal(passage->letters, blocks[wanted[i]].letters);
        assert_int_equal(passage->kind, blocks[wanted[i]].kind);
    }
}

static void test_where_terms_stand(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "Copper here, Copper there.\n\n- Silver and copper\n- Gold coins, GOLD\n\n> A quoted Silver.\n\nTwice "
                   "NATO.\n\nTwice NATO.\n\nNATO Silver.\n");
    /* 0 paragraph, 1 and 2 items, 3 quote, 4 its paragraph, 5 and 6 alike, 7 */
    assert_term(&parsed, 0, "copper", "copper", 0, 1);
    assert_term(&parsed, 1, "silver", "Silver", 1, 4);
    assert_term(&parsed, 2, "nato", "NATO", 5, -1);
    assert_term(&parsed, 3, "gold", "Gold", 2, -1);
    parsed_free(&parsed);
}

static void test_same_bytes_same_records(void **state) {
    (void)state;
    const char *text = "---\ntitle: x\n---\n# a [[b]] 阻抗[^1]\n\n|x|\n|-|\n\n[^1]: n <b>\n";
    struct parsed first, second;
    parse(&first, text);
    parse(&second, text);
    for (int i = 0; i < 2; i++)
        assert_true(text_equal(buffer_text(&first.records[i]), buffer_text(&second.records[i])));
    assert_true(digest_equal(first.document->body, digest_of(buffer_text(&first.records[1]))));
    parsed_free(&first);
    parsed_free(&second);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_front_matter),
        cmocka_unit_test(test_byte_order_mark_and_carriage_returns),
        cmocka_unit_test(test_no_front_matter),
        cmocka_unit_test(test_front_matter_errors),
        cmocka_unit_test(test_bytes_that_are_no_text),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_where_references_stand),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_sentences_say_what_is_struck_out_raised_and_quoted),
        cmocka_unit_test(test_long_sentences),
        cmocka_unit_test(test_problems_have_places),
        cmocka_unit_test(test_footnote_problems),
        cmocka_unit_test(test_bad_references),
        cmocka_unit_test(test_excerpt_and_words),
        cmocka_unit_test(test_where_terms_stand),
        cmocka_unit_test(test_same_bytes_same_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
