#include "compare/passages.h"
#include "two_texts.h"

/* Each passage as kind, bracketed words; nested ones repeat what they hold. */
static const char *const kind_names[] = {"heading", "paragraph", "item", "quote", "table", "code", "figure", "rule", "note"};

static struct text html_escaped(struct text text, struct arena *arena) {
    struct buffer out = {0};
    buffer_add_html(&out, text);
    return buffer_take(&out, arena);
}

static struct text words_of(struct parsed *parsed, const struct passages *passages, const struct passage *passage) {
    struct text all = {0};
    for (uint32_t i = 0; i < passage->words; i++) {
        const struct passage_word *word = &passages->words[passage->first_word + i];
        struct text written = html_escaped(text_slice(passages->text, word->start, word->end), &parsed->arena);
        static const char *const shown[] = {NULL, NULL, "BREAK", "PICTURE", "NOTE", "BOX"};
        if (word->start == word->end)
            written = TEXT("HOLE");
        else if (shown[word->kind])
            written = text_of(shown[word->kind]);
        all = text_format(&parsed->arena, "%.*s%s%.*s", TEXT_ARGS(all),
                          i == 0        ? ""
                          : word->space ? " "
                                        : "|",
                          TEXT_ARGS(written));
    }
    return all;
}

static void check(const char *source, const char *expected) {
    struct parsed parsed;
    struct passages passages;
    struct text all = {0};
    parse(&parsed, source);
    passages_of(&passages, parsed.document, parsed.body, &parsed.arena);
    for (size_t i = 0; i < passages.count; i++) {
        const struct passage *passage = &passages.items[i];
        unsigned depth = 0;
        for (uint32_t around = passage->parent; around != NONE; around = passages.items[around].parent)
            depth++;
        all = text_format(&parsed.arena, "%.*s%*s%s: %.*s\n", TEXT_ARGS(all), (int)depth * 2, "", kind_names[passage->kind],
                          TEXT_ARGS(words_of(&parsed, &passages, passage)));
    }
    assert_text(all, expected);
    parsed_free(&parsed);
}

static void words_and_marks(void **state) {
    (void)state;
    check("One, two.\n", "paragraph: One|, two|.\n");
    check("don't -- “stop”\n", "paragraph: don’t – “|stop|”\n");
    check("Wait... what?!\n", "paragraph: Wait|… what|?|!\n");
    check("one&nbsp;two &amp; three\n", "paragraph: one two &amp; three\n");
    check("阻抗匹配，good\n", "paragraph: 阻|抗|匹|配|，|good\n");
    check("สวัส\n", "paragraph: ส|วั|ส\n");
}

static void markup_is_no_word(void **state) {
    (void)state;
    check("a *b* **c**`d` [e](https://example.com/)\n", "paragraph: a b c|d e\n");
    check("one\n\n## Head *line*\n\ntext\n", "paragraph: one\nheading: Head line\nparagraph: text\n");
    check("one\\\ntwo\n", "paragraph: one two\n");
}

static void special_words(void **state) {
    (void)state;
    check("a [[b|two words]] c [[d]]\n", "paragraph: a HOLE HOLE c HOLE\n");
    check("a ![b](c.png) d\n", "paragraph: a PICTURE d\n");
    check("a[^1].\n\n[^1]: Note.\n", "paragraph: a|NOTE|.\nnote: Note|.\n  paragraph: Note|.\n");
    check("- [x] done\n- [ ] to do\n", "item: BOX done\nitem: BOX to do\n");
}

static void passages_nest(void **state) {
    (void)state;
    check("> a\n>\n> - b\n>   - c\n", "quote: a b c\n  paragraph: a\n  item: b c\n    item: c\n");
    check("- a\n\n- b\n", "item: a\n  paragraph: a\nitem: b\n  paragraph: b\n");
    check("| a | b |\n|---|---|\n| c | d |\n", "table: a b c d\n");
    check("a\n\n* * *\n", "paragraph: a\nrule: \n");
    check("![a](b.png \"c d\")\n", "figure: PICTURE c d\n");
}

static void code_has_lines(void **state) {
    (void)state;
    check("```\na = 1\n  b\n```\n", "code: a = 1|BREAK b\n");
    check("a `b\nc` d\n", "paragraph: a b c d\n");
}

/* Whether the first passages of both have the same digest. */
static void check_equal(const char *old, const char *new, bool equal) {
    struct two_texts texts;
    two_texts_start(&texts, old, new);
    if ((texts.old.items[0].digest == texts.new.items[0].digest) != equal)
        fail_msg("%s\n%s\nare %s", old, new, equal ? "not equal" : "equal");
    two_texts_free(&texts);
}

static void what_is_equal_to_a_reader(void **state) {
    (void)state;
    check_equal("one two\nthree\n", "one\ntwo three\n", true);
    check_equal("one *two*\n", "one **two**\n", true);
    check_equal("one [[two|2]]\n", "one 2\n", true);
    check_equal("* one\n", "- one\n", true);
    check_equal("- one\n\n- two\n", "- one\n- two\n", true);
    check_equal("E\xCC\x81t\xC3\xA9\n", "\xC3\x89t\xC3\xA9\n", true);
    check_equal("a[^1]\n\n[^1]: x\n", "a[^n]\n\n[^n]: x\n", true);
    check_equal("one\n", "One\n", false);
    check_equal("one\n", "one.\n", false);
    check_equal("one\n", "- one\n", false);
    check_equal("one two\n", "two one\n", false);
    check_equal("![a](b.png)\n", "![a](c.png)\n", false);
    check_equal("[[a]]\n", "[[b]]\n", false);
    check_equal("- [ ] a\n", "- [x] a\n", false);
    check_equal("```\na\nb\n```\n", "```\na\n b\n```\n", false);
}

static void raw_html_is_in_no_passage(void **state) {
    (void)state;
    struct parse_options options = usual_options();
    options.keep_html = true;
    struct two_texts texts;
    two_texts_start_with(&texts, TEXT("<div>raw</div>\n\none <b title=\"a>b\">two</b><!-- no --> <br> three\n"), TEXT("x\n"),
                         &options);
    assert_int_equal(texts.old.count, 1);
    assert_int_equal(texts.old.items[0].first_word, 0);
    assert_text(words_of(&texts.parsed[0], &texts.old, &texts.old.items[0]), "one two three");
    two_texts_free(&texts);
}

/* Nested to any depth, of any size: the time is that of reading it once. */
static void hostile_texts(void **state) {
    (void)state;
    struct buffer deep = {0};
    for (unsigned i = 0; i < 300; i++) {
        for (unsigned j = 0; j < i; j++)
            buffer_add(&deep, TEXT("> "));
        buffer_add(&deep, TEXT("word\n"));
    }
    struct two_texts texts;
    struct parse_options options = usual_options();
    two_texts_start_with(&texts, buffer_text(&deep), TEXT(""), &options);
    for (size_t i = 0; i < texts.old.count; i++)
        assert_true(texts.old.items[i].first_word + texts.old.items[i].words <= texts.old.word_count);
    two_texts_free(&texts);
    buffer_free(&deep);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_marks),
        cmocka_unit_test(markup_is_no_word),
        cmocka_unit_test(special_words),
        cmocka_unit_test(passages_nest),
        cmocka_unit_test(code_has_lines),
        cmocka_unit_test(what_is_equal_to_a_reader),
        cmocka_unit_test(raw_html_is_in_no_passage),
        cmocka_unit_test(hostile_texts),
    };
    return cmocka_run_group_tests_name("passages", tests, NULL, NULL);
}
