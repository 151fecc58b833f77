#include "compose/cite_terms.h"
#include "support.h"

static struct arena arena;

static int tear_down(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static const struct cite_terms *terms_of(const char *tag, const char *words) {
    struct tree_text file = {text_format(&arena, "layouts/words/%s.yaml", tag), text_of(words)};
    const struct language *language = language_load(NULL, tree_of_texts(&file, 1, &arena), text_of(tag), &arena);
    return cite_terms_of(language, &arena);
}

/* What is built in and layouts/words/en.yaml say the same, and lack no word. */
static void english_is_built_in(void **state) {
    (void)state;
    const struct cite_terms *terms = terms_of("en", "");
    for (size_t i = 0; i < WORD_COUNT; i++)
        for (size_t many = 0; many < 2; many++)
            if (!text_equal(terms->words[i][many], cite_english.words[i][many]))
                fail_msg("%s is \"%.*s\"", cite_word_keys[i].bytes, TEXT_ARGS(terms->words[i][many]));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(terms->date[i].part, cite_english.date[i].part);
        assert_true(text_equal(terms->date[i].suffix, cite_english.date[i].suffix));
    }
    assert_true(terms->takes_stops_in);
}

static void other_languages_say_their_words(void **state) {
    (void)state;
    const struct cite_terms *terms =
        terms_of("de", "cite-date: '{day}. {month} {year}'\ncite-editor-short: [Hg., Hgg.]\ncite-in: in\ncite-open-quote: „\n");
    assert_text(cite_word(terms, TERM_EDITOR, FORM_SHORT, false), "Hg.");
    assert_text(cite_word(terms, TERM_EDITOR, FORM_SHORT, true), "Hgg.");
    assert_text(cite_word(terms, TERM_OPEN_QUOTE, FORM_LONG, false), "„");
    assert_int_equal(terms->date[0].part, 2);
    assert_text(terms->date[0].suffix, ". ");
    assert_text(terms->date[2].suffix, "");
    assert_false(terms->takes_stops_in);
    assert_text(cite_word(terms, TERM_EDITOR, FORM_SYMBOL, false), "Hg.");
}

static void stops_go_with_quotation_marks(void **state) {
    (void)state;
    assert_true(terms_of("en-GB", "cite-in: in\n")->takes_stops_in);
    assert_false(terms_of("en-GB", "cite-open-quote: ‘\ncite-close-quote: ’\n")->takes_stops_in);
}

static void dates_have_what_stands_before_and_behind(void **state) {
    (void)state;
    const struct cite_terms *terms = terms_of("zh-Hans", "cite-date: '于{year}年{month}{day}日'\n");
    assert_text(terms->date[0].prefix, "于");
    assert_text(terms->date[0].suffix, "年");
    assert_text(terms->date[1].suffix, "");
    assert_text(terms->date[2].suffix, "日");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_teardown(english_is_built_in, tear_down),
                                       cmocka_unit_test_teardown(other_languages_say_their_words, tear_down),
                                       cmocka_unit_test_teardown(stops_go_with_quotation_marks, tear_down),
                                       cmocka_unit_test_teardown(dates_have_what_stands_before_and_behind, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
