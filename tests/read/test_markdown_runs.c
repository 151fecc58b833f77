/* The inline runs of a body: each as its kind, its formats from the outermost to the innermost, and its text. */
#include "parsed.h"

static const char *const kinds[] = {"text", "break", "picture", "reference", "note", "box", "cell", "caption", "raw"};
static const char *const formats[] = {"em", "strong", "code", "struck", "link", "reference", "picture", "lang", "element"};

static struct text span_text(struct parsed *parsed, struct span span) {
    return text_slice(body_html(parsed->body), span.offset, (size_t)span.offset + span.size);
}

static struct text format_name(struct parsed *parsed, uint32_t index) {
    if (index == NONE)
        return TEXT("");
    const struct doc_format *format = &DOC_ITEMS(parsed->body, formats, struct doc_format)[index];
    struct text around = format_name(parsed, format->parent), target = span_text(parsed, format->target);
    if (format->reference != NONE)
        target = text_format(&parsed->arena, "#%u", (unsigned)format->reference);
    return text_format(&parsed->arena, "%.*s %s%s%.*s", TEXT_ARGS(around), formats[format->kind], target.size ? "=" : "",
                       TEXT_ARGS(target));
}

static struct text runs_of(struct parsed *parsed) {
    const struct doc_run *runs = DOC_ITEMS(parsed->body, runs, struct doc_run);
    struct text all = {0};
    for (uint32_t i = 0; i < parsed->body->runs.count; i++) {
        struct buffer words = {0};
        body_text(&words, parsed->body, runs[i].start, runs[i].end);
        all = text_format(&parsed->arena, "%.*s%s", TEXT_ARGS(all), kinds[runs[i].kind]);
        if (runs[i].detail)
            all = text_format(&parsed->arena, "%.*s %u", TEXT_ARGS(all), (unsigned)runs[i].detail);
        all = text_format(&parsed->arena, "%.*s%.*s: %.*s\n", TEXT_ARGS(all), TEXT_ARGS(format_name(parsed, runs[i].format)),
                          TEXT_ARGS(buffer_text(&words)));
        buffer_free(&words);
    }
    return all;
}

static void check_with(const char *source, bool keep_html, const char *expected) {
    struct parsed parsed;
    struct parse_options options = usual_options();
    options.keep_html = keep_html;
    parse_text(&parsed, text_of(source), &options);
    assert_text(runs_of(&parsed), expected);
    parsed_free(&parsed);
}

static void check(const char *source, const char *expected) {
    check_with(source, false, expected);
}

static void text_and_formats(void **state) {
    (void)state;
    check("a < b & c\nd\n", "text: a < b & c\nd\n");
    check("a *b **c*** `d` ~~e~~\n",
          "text: a \ntext em: b \ntext em strong: c\ntext:  \ntext code: d\ntext:  \ntext struck: e\n");
    check("## Head *line* {#x}\n", "text: Head \ntext em: line\n");
    check("Impedance 阻抗.\n", "text: Impedance \ntext lang=zh-Hans: 阻抗\ntext: .\n");
    check("one\\\ntwo\n", "text: one\nbreak: \ntext: two\n");
}

static void links_and_references(void **state) {
    (void)state;
    check(
        "[a *b*](https://example.com/?x&y) [c](d.md)\n",
        "text link=https://example.com/?x&amp;y: a \ntext link=https://example.com/?x&amp;y em: b\ntext:  \ntext link=#0: c\n");
    check("[[a]] and [[b|c]]\n", "reference reference=#0: \ntext:  and \nreference reference=#1: \n");
    check("![alt *x*](a.png)\n", "picture picture=#0: alt x\n");
    check("a[^1]\n\n[^1]: n\n", "text: a\nnote: 1\ntext: n\n");
}

static void blocks(void **state) {
    (void)state;
    check("- [x] a\n- [ ] b\n  - c\n", "box 1: \ntext: a\nbox: \ntext: b\ntext: c\n");
    check("| a | b |\n|---|--:|\n| c | *d* |\n",
          "cell 3: \ntext: a\ncell 13: \ntext: b\ncell 2: \ntext: c\ncell 12: \ntext em: d\n");
    check("```\na <b>\n```\n", "text: a <b>\n\n");
    check("![a](b.png \"c 阻\")\n", "picture picture=#0: a\ncaption: \ntext: c \ntext lang=zh-Hans: 阻\n");
    check("<div>x</div>\n\na <b>c</b>\n", "text: x\ntext: a \ntext element=b: c\n");
}

/* Formats that raw HTML leaves open end with the words that they stand in. */
static void raw_html(void **state) {
    (void)state;
    check_with(
        "a <b class=\"x\">b *c</b> d* <hr> e <br>\n\nf\n", true,
        "text: a \ntext element=b: b \ntext element=b em: c\ntext:  d\ntext:  \nraw: <hr>\ntext:  e \nbreak: \ntext: f\n");
    check_with("a <u>b\n\nc</u> <img src=\"x\" alt=\"y\">\n", true,
               "text: a \ntext element=u: b\ntext: c\ntext:  \npicture picture=x: y\n");
    check_with("<p>top</p>\n\n- <i>in</i>\n", true, "text element=i: in\n");
}

/* What says the same is noted twice at most, and neighbours differ. */
static void equal_formats_are_shared(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "*a* *b* **c *d***\n\n*e* 阻 and 抗 *f* *g* 阻\n");
    const struct doc_run *runs = DOC_ITEMS(parsed.body, runs, struct doc_run);
    assert_int_equal(parsed.body->formats.count, 6);
    assert_int_not_equal(runs[0].format, runs[2].format);
    parsed_free(&parsed);
}

static void numbers_of_items(void **state) {
    (void)state;
    struct parsed parsed;
    parse(&parsed, "7. a\n8. b\n   - c\n   - d\n9. e\n\nx[^1]\n\n[^1]: n\n");
    const struct doc_block *items = DOC_ITEMS(parsed.body, blocks, struct doc_block);
    struct text all = {0};
    for (uint32_t i = 0; i < parsed.body->blocks.count; i++)
        all =
            text_format(&parsed.arena, "%.*s%u%s ", TEXT_ARGS(all), (unsigned)items[i].number, items[i].is_ordered ? "." : "");
    assert_text(all, "7. 8. 0 0 9. 0 1 0 ");
    parsed_free(&parsed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_and_formats), cmocka_unit_test(links_and_references), cmocka_unit_test(blocks),
        cmocka_unit_test(raw_html),         cmocka_unit_test(numbers_of_items),     cmocka_unit_test(equal_formats_are_shared),
    };
    return cmocka_run_group_tests_name("runs", tests, NULL, NULL);
}
