/* Tables with captions, and charts of them: what they become, and what stays as it was. */
#include "parsed.h"

#include "read/document/plain_words.h"

#define TABLE "| a | b |\n|---|---|\n| 1 | 2 |\n"
#define ROWS                                                                                                                   \
    "<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th scope=\"col\">b</th>\n</tr>\n</thead>\n"                                     \
    "<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n</div>\n"
#define SCROLLS "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\""
#define CAPTIONED(N) SCROLLS " aria-labelledby=\"_table-" N "\">\n<table aria-labelledby=\"_table-" N "\">\n" ROWS
#define BARE(N) SCROLLS " aria-label=\"Table " N "\">\n<table>\n" ROWS

/* What plain words a text has, its blocks parted by bars. */
static void assert_words(const char *source, const char *expected) {
    struct parsed parsed;
    struct plain_words words = {.show = NULL};
    struct buffer out = {0};
    parse(&parsed, source);
    plain_words_of_body(&words, parsed.body);
    plain_words_add(&out, NULL, &words, 0, &parsed.arena);
    for (size_t i = 0; i < out.size; i++)
        if (out.bytes[i] == '\n')
            out.bytes[i] = '|';
    assert_text(buffer_text(&out), expected);
    buffer_free(&out);
    parsed_free(&parsed);
}

static void test_a_caption_before_or_behind(void **state) {
    (void)state;
    assert_html(TABLE "\nTable: Of *both*\n",
                "<figure class=\"table\">\n" CAPTIONED("1") "<figcaption><span id=\"_table-1\">Of <em>both</em></span>"
                                                            "</figcaption>\n</figure>\n");
    assert_html("table: Before\n\n" TABLE, "<figure class=\"table\">\n<figcaption><span id=\"_table-1\">Before</span>"
                                           "</figcaption>\n" CAPTIONED("1") "</figure>\n");
    assert_html("Table: Close\n" TABLE, "<figure class=\"table\">\n<figcaption><span id=\"_table-1\">Close</span>"
                                        "</figcaption>\n" CAPTIONED("1") "</figure>\n");
    assert_html(TABLE "\n: A colon\nand lines\n",
                "<figure class=\"table\">\n" CAPTIONED(
                    "1") "<figcaption>"
                         "<span id=\"_table-1\">A colon\nand lines</span></figcaption>\n</figure>\n");
    assert_html(
        TABLE "\nTable:\n**B** [[x]] ^[n]\n",
        "<figure class=\"table\">\n" CAPTIONED(
            "1") "<figcaption><span id=\"_table-1\"><strong>B</strong> {R0} "
                 "<sup class=\"note-ref\"><a id=\"note-ref-1\" href=\"#note-1\" role=\"doc-noteref\" aria-label=\"Note "
                 "1\">1</a>"
                 "</sup></span></figcaption>\n</figure>\n<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n"
                 "<ol>\n<li id=\"note-1\">\n<p>n <a class=\"note-back\" href=\"#note-ref-1\" role=\"doc-backlink\" "
                 "aria-label=\"Back to reference 1\">↩</a></p>\n</li>\n</ol>\n</section>\n");
}

static void test_which_table_has_it(void **state) {
    (void)state;
    assert_html(TABLE "\nTable: One\n\n" TABLE,
                "<figure class=\"table\">\n" CAPTIONED("1") "<figcaption><span id=\"_table-1\">One</span></figcaption>\n"
                                                            "</figure>\n" BARE("2"));
    assert_html("Table: One\n\n" TABLE "\nTable: Two\n\n" TABLE,
                "<figure class=\"table\">\n<figcaption><span id=\"_table-1\">One</span></figcaption>\n" CAPTIONED(
                    "1") "</figure>\n<figure class=\"table\">\n<figcaption><span "
                         "id=\"_table-2\">Two</span></figcaption>\n" CAPTIONED("2") "</figure>\n");
}

static void test_what_is_no_caption(void **state) {
    (void)state;
    assert_html(TABLE "\nTables: no\n", BARE("1") "<p>Tables: no</p>\n");
    assert_html(TABLE "\nTable 1. No\n", BARE("1") "<p>Table 1. No</p>\n");
    assert_html(TABLE "\nTable:\n", BARE("1") "<p>Table:</p>\n");
    assert_html(TABLE "\n:-)\n", BARE("1") "<p>:-)</p>\n");
    assert_html(TABLE "\n\\: no\n", BARE("1") "<p>: no</p>\n");
    assert_html(TABLE "\nTable\\: no\n", BARE("1") "<p>Table: no</p>\n");
    assert_html(TABLE "\n&#84;able: no\n", BARE("1") "<p>Table: no</p>\n");
    assert_html(TABLE "\nWords.\n\nTable: no\n", BARE("1") "<p>Words.</p>\n<p>Table: no</p>\n");
    assert_html("Table: no\n", "<p>Table: no</p>\n");
    assert_html("Term\n\n: means\n", "<dl>\n<dt>Term</dt>\n<dd>means</dd>\n</dl>\n");
}

static void test_inside_of_others(void **state) {
    (void)state;
    assert_html("> Table: In\n>\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n",
                "<blockquote>\n<figure class=\"table\">\n<figcaption><span id=\"_table-1\">In</span></figcaption>\n" CAPTIONED(
                    "1") "</figure>\n</blockquote>\n");
    assert_html("- Table: In\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n",
                "<ul>\n<li>\n<figure class=\"table\">\n<figcaption><span id=\"_table-1\">In</span></figcaption>\n" CAPTIONED(
                    "1") "</figure>\n</li>\n</ul>\n");
    assert_html(
        "x[^1]\n\n[^1]: | a | b |\n    |---|---|\n    | 1 | 2 |\n\n    Table: In\n",
        "<p>x<sup class=\"note-ref\"><a id=\"note-ref-1\" href=\"#note-1\" role=\"doc-noteref\" "
        "aria-label=\"Note 1\">1</a></sup></p>\n<section class=\"notes\" role=\"doc-endnotes\" "
        "aria-label=\"Notes\">\n<ol>\n<li id=\"note-1\">\n<figure class=\"table\">\n" CAPTIONED(
            "1") "<figcaption><span id=\"_table-1\">In</span> <a class=\"note-back\" href=\"#note-ref-1\" "
                 "role=\"doc-backlink\" aria-label=\"Back to reference 1\">↩</a></figcaption>\n</figure>\n</li>\n</ol>\n"
                 "</section>\n");
}

static void test_attributes_belong_to_the_caption(void **state) {
    (void)state;
    assert_html(TABLE "\nTable: Both {#tbl:both .wide}\n",
                "<figure class=\"table\">\n" CAPTIONED("1") "<figcaption id=\"tbl:both\" class=\"wide\">"
                                                            "<span id=\"_table-1\">Both</span></figcaption>\n</figure>\n");
    assert_html(TABLE "\nTable: See [this](b.md){#x}\n",
                "<figure class=\"table\">\n" CAPTIONED("1") "<figcaption><span id=\"_table-1\">See "
                                                            "<a{H0} id=\"x\">this</a></span></figcaption>\n</figure>\n");
    assert_problems(TABLE "\nTable: Both {#tbl:both}\n", "");
}

static uint64_t letters_of(const char *source, enum block_kind kind, uint32_t nth) {
    struct parsed parsed;
    parse(&parsed, source);
    const struct doc_block *blocks = DOC_ITEMS(parsed.body, blocks, struct doc_block);
    uint32_t i = 0;
    for (; i < parsed.body->blocks.count && (blocks[i].kind != kind || nth-- > 0); i++)
        continue;
    assert_true(i < parsed.body->blocks.count);
    uint64_t letters = blocks[i].letters;
    parsed_free(&parsed);
    return letters;
}

/* As a paragraph behind other words, which no table has for its caption; and the same words as one. */
static void assert_same_letters(const char *words) {
    char alone[200], before[200], behind[200];
    snprintf(alone, sizeof alone, "Two\nlines.\n\n%s\n", words);
    snprintf(before, sizeof before, "Two\nlines.\n\n%s\n\n" TABLE, words);
    snprintf(behind, sizeof behind, "Two\nlines.\n\n" TABLE "\n%s\n", words);
    uint64_t letters = letters_of(alone, BLOCK_PARAGRAPH, 1);
    assert_int_equal(letters_of(before, BLOCK_PARAGRAPH, 1), letters);
    assert_int_equal(letters_of(behind, BLOCK_PARAGRAPH, 1), letters);
}

static void test_a_passage_keeps_its_id(void **state) {
    (void)state;
    assert_int_equal(letters_of(TABLE "\nTable: Words\n", BLOCK_PARAGRAPH, 0), text_hash(TEXT("TableWords")));
    assert_same_letters("Table: Both of *them*, 中文");
    assert_same_letters(": Both");
    assert_same_letters("Table: [[a-b]] and [c](d.md)");
    assert_same_letters("Table: Both {#tbl:both}");
    assert_same_letters("Table: Both {#tbl:both .wide}");
    uint64_t item = letters_of("- Table: x\n  y\n", BLOCK_ITEM, 0);
    assert_int_equal(item, text_hash(TEXT("Tablexy")));
    assert_int_equal(letters_of("- Table: x\n  | y |\n  |---|\n", BLOCK_ITEM, 0), item);
    assert_int_equal(letters_of(TABLE "\nTable: x\n", BLOCK_TABLE, 0), letters_of(TABLE, BLOCK_TABLE, 0));
}

static void test_the_opening_is_no_word(void **state) {
    (void)state;
    struct parsed parsed;
    assert_words(TABLE "\nTable: Of both {#t}\n", "a||b||1||2||Of both");
    parse(&parsed, "Table: Of both\n\n" TABLE "\nThe text.\n");
    assert_text(document_text(parsed.document, parsed.document->excerpt), "The text.");
    assert_int_equal(parsed.document->word_count, 8);
    parsed_free(&parsed);
}

static void test_captions_of_others_are_told(void **state) {
    (void)state;
    assert_problems(TABLE "\n[Of both]\n", "W051 5:1+9 another program's caption of a table: [Of both]\n");
    assert_problems("[Of both][both]\n\n" TABLE, "W051 1:1+15 another program's caption of a table: [Of both][both]\n");
    assert_problems(TABLE "\n[...]\n\n" TABLE "\n[Of] both\n", "");
    assert_problems(TABLE "Table: Of both\n", "W480 4:1+14 this became a row of the table above it: Table: Of both\n");
    assert_problems("> | a | b |\n> |---|---|\n> [Of both]\n",
                    "W480 3:3+9 this became a row of the table above it: [Of both]\n");
    assert_problems("Term\n\n: means\n\n" TABLE "\n: Of both\n",
                    "W480 9:1+9 this became a definition that has no term: : Of both\n");
    assert_problems("| a |\n|---|\n| Table: x |\nTables\n", "");
    assert_html(TABLE "\n[Of both]\n", BARE("1") "<p>[Of both]</p>\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_caption_before_or_behind),
        cmocka_unit_test(test_which_table_has_it),
        cmocka_unit_test(test_what_is_no_caption),
        cmocka_unit_test(test_inside_of_others),
        cmocka_unit_test(test_attributes_belong_to_the_caption),
        cmocka_unit_test(test_a_passage_keeps_its_id),
        cmocka_unit_test(test_the_opening_is_no_word),
        cmocka_unit_test(test_captions_of_others_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
