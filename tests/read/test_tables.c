/* Tables with captions, and charts of them: what they become, and what stays as it was. */
#include "parsed.h"

#include "base/array.h"
#include "read/document/plain_words.h"

#include <string.h>

#define TABLE "| a | b |\n|---|---|\n| 1 | 2 |\n"
#define ROWS                                                                                                                   \
    "<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th scope=\"col\">b</th>\n</tr>\n</thead>\n"                                     \
    "<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n</div>\n"
#define SCROLLS "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\""
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
    assert_html(TABLE "\nTable:\n**B** [[x]] ^[n]\n",
                "<figure class=\"table\">\n" CAPTIONED(
                    "1") "<figcaption><span id=\"_table-1\"><strong>B</strong> {R0} "
                         "<sup class=\"note-ref\"><a id=\"note-ref-1\" href=\"#note-1\" role=\"doc-noteref\" aria-label=\"Note "
                         "1\">1</a>"
                         "</sup></span></figcaption>\n</figure>\n<section class=\"notes\" aria-label=\"Notes\">\n"
                         "<aside class=\"note\" role=\"doc-footnote\" id=\"note-1\">\n<p><span class=\"note-number\">1</span> "
                         "n <a class=\"note-back\" href=\"#note-ref-1\" role=\"doc-backlink\" "
                         "aria-label=\"Back to reference 1\">↩</a></p>\n</aside>\n</section>\n");
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
    assert_html(TABLE "\nTable: {#t}\n", BARE("1") "<p>Table: {#t}</p>\n");
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
    assert_html("x[^1]\n\n[^1]: | a | b |\n    |---|---|\n    | 1 | 2 |\n\n    Table: In\n",
                "<p>x<sup class=\"note-ref\"><a id=\"note-ref-1\" href=\"#note-1\" role=\"doc-noteref\" "
                "aria-label=\"Note 1\">1</a></sup></p>\n<section class=\"notes\" "
                "aria-label=\"Notes\">\n<aside class=\"note\" role=\"doc-footnote\" id=\"note-1\">\n"
                "<p><span class=\"note-number\">1</span></p>\n<figure class=\"table\">\n" CAPTIONED(
                    "1") "<figcaption><span id=\"_table-1\">In</span> <a class=\"note-back\" href=\"#note-ref-1\" "
                         "role=\"doc-backlink\" aria-label=\"Back to reference 1\">↩</a></figcaption>\n</figure>\n</aside>\n"
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

/* Charts */

#define NUMBERS "| Year | Tin | Zinc |\n|---|--:|--:|\n| 2019 | 12 | 7 |\n| 2020 | 14 | 8 |\n"

static void assert_in_html(const char *source, const char *words) {
    struct parsed parsed;
    parse(&parsed, source);
    if (!text_contains(html_of(&parsed), text_of(words)))
        fail_msg("lacks %s:\n%.*s", words, TEXT_ARGS(html_of(&parsed)));
    parsed_free(&parsed);
}

static void test_bars_stand_in_the_table(void **state) {
    (void)state;
    const char *bars = NUMBERS "\n[chart: bars] Of *metals*.\n";
    assert_problems(bars, "");
    assert_in_html(bars, "<figure class=\"table\">\n" SCROLLS " aria-labelledby=\"_table-1\">\n"
                         "<table aria-labelledby=\"_table-1\" class=\"bars\">\n");
    assert_in_html(bars, "<td class=\"right\">12<svg ");
    assert_in_html(bars, "</svg></td>\n</tr>\n</tbody>\n</table>\n</div>\n<figcaption><span id=\"_table-1\">Of "
                         "<em>metals</em>.</span></figcaption>\n</figure>\n");
    assert_in_html(NUMBERS "\n[Chart:BARS]Metals\n", "</svg></td>");
}

static void test_a_drawing_stands_before_its_table(void **state) {
    (void)state;
    const char *lines = NUMBERS "\n[chart: lines] Of metals.\n";
    assert_problems(lines, "");
    assert_in_html(lines, "<figure class=\"table\">\n<div class=\"chart chart-lines\"");
    assert_in_html(lines, "aria-label=\"Tin 12 14. Zinc 7 8. Most Tin 12 2019 14 2020.\"");
    assert_in_html(lines, "</div>\n<details>\n<summary>Figures</summary>\n" SCROLLS
                          " aria-labelledby=\"_table-1\">\n<table aria-labelledby=\"_table-1\">\n");
    assert_in_html(lines, "</table>\n</div>\n</details>\n<figcaption><span id=\"_table-1\">Of metals.</span></figcaption>\n"
                          "</figure>\n");
    assert_in_html(NUMBERS "\n[chart: lines, small] Of metals.\n", "chart-small");
    assert_in_html(NUMBERS "\n[chart: slopes] Of metals.\n", "chart-slopes");
    assert_in_html(NUMBERS "\n[chart: dots] Of metals.\n", "chart-dots");
}

static void test_a_cell_without_words_heads_nothing(void **state) {
    (void)state;
    assert_in_html("|  | b |\n|---|---|\n| 1 | 2 |\n", "<tr>\n<td></td>\n<th scope=\"col\">b</th>\n</tr>\n</thead>");
    assert_in_html("| `` ` `` | b |\n|---|---|\n| 1 | 2 |\n", "<th scope=\"col\"><code>`</code></th>");
}

static void test_a_cell_is_read_as_it_is_shown(void **state) {
    (void)state;
    assert_problems("| Year | **Tin** |\n|---|--:|\n| [2019](a.md) | **1,200**[^1] |\n| 2020 | `14` |\n\n"
                    "[chart: lines] Of tin.\n\n[^1]: Not 12.\n",
                    "");
    assert_in_html("| Year | **T & n** |\n|---|--:|\n| [2019](a.md) | **1,200**[^1] |\n| 2020 | `14` |\n\n"
                   "[chart: lines] Of tin.\n\n[^1]: Not 12.\n",
                   "aria-label=\"T &amp; n 1,200 14. Most T &amp; n 1,200 2019 14 2020.\"");
    assert_problems("| Year | Tin |\n|---|--:|\n| 2019 | ~~1~~ |\n| 2020 | 2 |\n| 2021 | 3 |\n\n[chart: lines] Of tin.\n",
                    "E481 3:10+5 \"~~1~~\" is no number: it does not begin with a number\n");
    assert_problems("| Year | Tin |\n|---|--:|\n| 2019 | 10^6^ |\n| 2020 | 2 |\n| 2021 | 3 |\n\n[chart: lines] Of tin.\n",
                    "E481 3:10+5 \"10⁶\" is no number: more than a number and its unit stands in it\n");
}

static void test_what_is_no_number_is_told_at_its_cell(void **state) {
    (void)state;
    assert_problems("| Year | Tin |\n|---|--:|\n| 2019 | 12 |\n| 2020 | many |\n| 2021 | 3 |\n\n[chart: lines] Of tin.\n",
                    "E481 4:10+4 \"many\" is no number\n");
    assert_problems("> Year | Tin\n> --- | --:\n> 2019 | 12\n> 2020 | \\|\n> 2021 | 3\n>\n> [chart: lines] Of tin.\n",
                    "E481 4:10+2 \"|\" is no number\n");
    assert_problems("Words\n| Year | Tin |\n|---|---|\n| 2019 | a |\n\n[chart: bars] Of tin.\n",
                    "E481 6:1+13 the table has no column of numbers\n");
    assert_html("| a |\n|---|\n| 1 |\n\n[chart: bars] Of a.\n",
                SCROLLS " aria-label=\"Table 1\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>\n"
                        "<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>\n</div>\n<p>[chart: bars] Of a.</p>\n");
}

/* What stands behind a reference is not taken for it. */
static void test_an_id_behind_references(void **state) {
    (void)state;
    assert_problems("See [[x]] and [[y|z]].\n\n" TABLE "\nTable: Words {#figure}\n", "");
    assert_in_html("See [[x]] and [[y|z]].\n\n" TABLE "\nTable: Words of [[w]] {#figure}\n", "<figcaption id=\"figure\">");
}

/* What a reference is called is known when all texts are. */
static void test_a_reference_in_a_drawn_name(void **state) {
    (void)state;
#define TABLE_OF_REFERENCES "| Year | [[tin]] |\n|---|--:|\n| 2019 | – |\n| [[next]] | 2 [[a]] |\n| [[tin\\|2021]] | – |\n\n"
#define CALLED "a reference is called by its slug in the drawing, and by its title here\n"
    assert_problems(TABLE_OF_REFERENCES "[chart: dots] It.\n",
                    "W480 1:10+7 " CALLED "W480 4:3+8 " CALLED "W480 4:14+7 " CALLED);
    assert_problems(TABLE_OF_REFERENCES "[chart: bars] It.\n", "");
}

/* An error behind many warnings: the table would be left as it is, and nothing said. */
static void test_an_error_behind_many_warnings(void **state) {
    (void)state;
    enum { COLUMNS = 60 };
    struct parsed parsed;
    struct buffer source = {0};
    const char *rows[] = {"| a ", "|---", "| no ", "| no ", "| 1 "},
               *ends[] = {"| A |\n", "|---|\n", "| 1 |\n", "| 2 |\n", "| ca. 3 |\n"};
    for (size_t row = 0; row < COUNT_OF(rows); row++) {
        for (size_t column = 0; column <= COLUMNS; column++)
            buffer_add(&source, text_of(rows[row]));
        buffer_add(&source, text_of(ends[row]));
    }
    buffer_add(&source, TEXT("\n[chart: bars] Of them.\n"));
    buffer_add_char(&source, '\0');
    parse(&parsed, source.bytes);
    assert_true(text_contains(problems_of(&parsed), TEXT("E481 5:247+5 \"ca. 3\" is no number")));
    parsed_free(&parsed);
    buffer_free(&source);
}

static void test_a_chart_that_cannot_be(void **state) {
    (void)state;
    assert_problems(NUMBERS "\n[chart: pie] Of metals.\n", "E459 6:9+3 there is no chart of the kind \"pie\"\n");
    assert_problems(NUMBERS "\n[chart: *bars*] Of metals.\n", "E459 6:9+6 there is no chart of the kind \"*bars*\"\n");
    assert_problems(NUMBERS "\n[chart:] Of metals.\n", "E459 6:1+8 there is no chart of the kind \"\"\n");
    assert_problems(NUMBERS "\n[chart: lines\n", "E459 6:1+13 the bracket is not closed on its line\n");
    assert_problems(NUMBERS "\n[chart: lines, large] Of metals.\n", "E459 6:16+5 \"large\" means nothing here\n");
    assert_problems(NUMBERS "\n[chart: bars, small] Of metals.\n",
                    "W480 6:1+20 bars have a panel for each column without \"small\"\n");
    assert_problems(NUMBERS "\n[chart: bars]\n", "E459 6:1+13 a chart has no caption\n");
    assert_problems(NUMBERS "[chart: bars] Of metals.\n", "E459 5:1+13 this became a row of the table above it\n");
    assert_problems("[chart: bars] Of metals.\n\n" NUMBERS, "E459 1:1+13 there is no table before this to be drawn\n");
    assert_problems("- [chart: bars] Of metals.\n", "E459 1:3+13 there is no table before this to be drawn\n");
    assert_problems("Table: One.\n\n" NUMBERS "\n[chart: bars] Two.\n", "E459 8:1+13 the table has a caption before it, too\n");
    assert_problems(NUMBERS "\n[chart: bars] Of metals.\n\n[chart: bars]: https://x.example/\n",
                    "E459 6:1+13 this is the name of a link, and no chart\n");
    assert_problems(NUMBERS "\n[chart: bars]: Shares\n",
                    "E459 6:1+13 with a colon behind it this defines a link, and is no chart\n");
    assert_problems("> | a | b |\n> |---|--:|\n> | x | 1 |\n>\n> [chart: bars]: Of a metal.\n",
                    "E459 5:3+13 with a colon behind it this defines a link, and is no chart\n");
    assert_problems(NUMBERS "\n```\n[chart: bars]: Shares\n```\n", "");
    assert_problems(NUMBERS "\n[chart: bars](https://x.example/)\n\n\\[chart: bars] so\n\n`[chart: bars]`\n\nThe [chart: x].\n",
                    "");
}

#define ALMOST "this asks for no chart, and is printed as it is written\n"

static void test_what_is_almost_a_chart_is_told(void **state) {
    (void)state;
    assert_problems(NUMBERS "\n[chart bars] Of metals.\n", "W480 6:1+12 " ALMOST);
    assert_problems(NUMBERS "\n[Graph: bars] Of metals.\n", "W480 6:1+13 " ALMOST);
    assert_problems(NUMBERS "\n[bars] Of metals.\n", "W480 6:1+6 " ALMOST);
    assert_problems(NUMBERS "\n[lines left out] Of metals.\n\n[chart bars] Of none.\n", "");
    assert_problems(NUMBERS "\n\\[chart bars] Of metals.\n", "");
}

static void test_a_caption_with_a_number_is_told(void **state) {
    (void)state;
    assert_problems("Table 1: Of both\n\n" TABLE, "W051 1:1+16 another program's caption of a table: Table 1: Of both\n");
    assert_problems(TABLE "\n*Table 12. Of both*\n", "W051 5:1+19 another program's caption of a table: *Table 12. Of both*\n");
    assert_problems("Table 1 has both.\n\n" TABLE "\nTable 1.5 x\n\nTable 2: Of none\n", "");
}

static void test_a_second_caption_is_told(void **state) {
    (void)state;
    assert_problems("Table: One\n\n" TABLE "\nTable: Two\n\nWords.\n",
                    "W480 7:1+10 the table has a caption before it, and this one is printed as it is written\n");
    assert_problems("Table: One\n\n" TABLE "\nTable: Two\n\n" TABLE, "");
}

/* The labels and the sentence of a drawing are nobody's words. */
static void test_a_drawing_has_no_words(void **state) {
    (void)state;
    const char *lines = NUMBERS "\n[chart: lines] Of metals.\n\nThe text.\n";
    const char *words = "Year||Tin||Zinc||2019||12||7||2020||14||8||Of metals.||The text.";
    struct parsed parsed;
    assert_words(lines, words);
    assert_words(NUMBERS "\n[chart: bars] Of metals.\n\nThe text.\n", words);
    parse(&parsed, lines);
    assert_int_equal(parsed.document->word_count, 13);
    assert_text(document_text(parsed.document, parsed.document->excerpt), "The text.");
    assert_int_equal(parsed.body->blocks.count, 3);
    parsed_free(&parsed);
    assert_words("- "
                 "| Year | Tin |\n  |---|--:|\n  | 2019 | 12 |\n  | 2020 | 14 |\n\n  [chart: lines] Of tin.\n",
                 "Year||Tin||2019||12||2020||14||Of tin.");
}

static void test_a_chart_keeps_ids(void **state) {
    (void)state;
    static const char *const kinds[] = {"[chart: bars]", "[chart: lines, small]", "[Chart:dots]"};
    for (size_t i = 0; i < 3; i++) {
        char words[100], charted[300], listed[300];
        snprintf(words, sizeof words, "Two\nlines.\n\n\\%s Of *metals*.\n", kinds[i]);
        snprintf(charted, sizeof charted, NUMBERS "\n%s Of *metals*.\n", kinds[i]);
        snprintf(listed, sizeof listed, "- | a | b |\n  |---|---|\n  | 1 | 2 |\n  | 3 | 4 |\n\n  %s Of *metals*.\n", kinds[i]);
        assert_int_equal(letters_of(charted, BLOCK_PARAGRAPH, 0), letters_of(words, BLOCK_PARAGRAPH, 1));
        assert_int_equal(letters_of(charted, BLOCK_TABLE, 0), letters_of(NUMBERS, BLOCK_TABLE, 0));
        uint64_t item = letters_of(listed, BLOCK_ITEM, 0);
        char *bracket = strstr(listed, "  [");
        memmove(bracket + 3, bracket + 2, strlen(bracket + 2) + 1);
        bracket[2] = '\\';
        assert_int_equal(letters_of(listed, BLOCK_ITEM, 0), item);
    }
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
        cmocka_unit_test(test_bars_stand_in_the_table),
        cmocka_unit_test(test_a_drawing_stands_before_its_table),
        cmocka_unit_test(test_a_cell_without_words_heads_nothing),
        cmocka_unit_test(test_a_cell_is_read_as_it_is_shown),
        cmocka_unit_test(test_what_is_no_number_is_told_at_its_cell),
        cmocka_unit_test(test_an_id_behind_references),
        cmocka_unit_test(test_a_reference_in_a_drawn_name),
        cmocka_unit_test(test_an_error_behind_many_warnings),
        cmocka_unit_test(test_a_chart_that_cannot_be),
        cmocka_unit_test(test_what_is_almost_a_chart_is_told),
        cmocka_unit_test(test_a_caption_with_a_number_is_told),
        cmocka_unit_test(test_a_second_caption_is_told),
        cmocka_unit_test(test_a_drawing_has_no_words),
        cmocka_unit_test(test_a_chart_keeps_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
