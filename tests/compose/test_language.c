#include "compose/language.h"
#include "read/codes.h"
#include "support.h"

static struct arena arena;
static struct diag problems;

static int tear_down(void **state) {
    (void)state;
    diag_free(&problems);
    problems = (struct diag){0};
    arena_free(&arena);
    return 0;
}

#define FILE_OF(path, bytes)                                                                                                   \
    { TEXT_INIT(path), TEXT_INIT(bytes) }

static const struct language *english(void) {
    return language_load(&problems, tree_of_texts(NULL, 0, &arena), TEXT("en"), &arena);
}

static const struct language *load(const char *tag, const char *path, const char *own) {
    struct tree_text text = {text_of(path), text_of(own)};
    const struct language *language = language_load(&problems, tree_of_texts(&text, 1, &arena), text_of(tag), &arena);
    language_check(&problems, language, &arena);
    return language;
}

/* The reader's file over the program's. */
static const struct language *load_over(const char *tag, const char *path, const char *own, const char *under) {
    struct tree_text over = {text_of(path), text_of(own)}, below = {text_of(path), text_of(under)};
    const struct tree *tree = tree_overlay(tree_of_texts(&over, 1, &arena), tree_of_texts(&below, 1, &arena), &arena);
    return language_load(&problems, tree, text_of(tag), &arena);
}

static const struct diag_item *problem(const char *code) {
    for (size_t i = 0; i < problems.count; i++)
        if (strcmp(problems.items[i].code, code) == 0)
            return &problems.items[i];
    return NULL;
}

static void says_words_with_values(void **state) {
    (void)state;
    const struct language *language = english();
    assert_text(SAY(language, &arena, "history-of", {"title", TEXT("A {title}")}), "History of A {title}");
    assert_text(MARKUP(language, &arena, "was", {"name", TEXT("<b>x</b>")}), "was <b>x</b>");
    assert_text(language_word(language, "not-committed", &arena), "not committed yet");
    assert_text(language_word(language, "no-such-word", &arena), "[no-such-word]");
    assert_text(language_count(language, "n-essays", 1, &arena), "1 essay");
    assert_text(language_count(language, "n-essays", 0, &arena), "0 essays");
    assert_int_equal(problems.count, 0);
}

static void joins_names(void **state) {
    (void)state;
    static const struct text names[] = {TEXT_INIT("A"), TEXT_INIT("B"), TEXT_INIT("C"), TEXT_INIT("D")};
    const struct language *language = english();
    assert_text(language_list(language, names, 0, &arena), "");
    assert_text(language_list(language, names, 1, &arena), "A");
    assert_text(language_list(language, names, 2, &arena), "A and B");
    assert_text(language_list(language, names, 4, &arena), "A, B, C and D");
    assert_text(language_list_begun(language, names, 2, &arena), "A, B");
    assert_text(language_list_begun(language, names, 1, &arena), "A");
    assert_text(language_comma(language, names[0], names[1], &arena), "A, B");
    assert_text(language_comma(language, names[0], TEXT(""), &arena), "A");
    assert_text(language_comma(language, TEXT(""), names[1], &arena), "B");
}

static struct date date_of(const char *written) {
    struct date date = {0};
    const char *why;
    if (*written)
        assert_true(date_parse(&date, &why, text_of(written), &arena));
    return date;
}

static void writes_dates_as_precisely_as_they_are(void **state) {
    (void)state;
    const struct language *language = english();
    assert_text(language_date(language, date_of("2024"), &arena), "2024");
    assert_text(language_date(language, date_of("2024-03"), &arena), "March 2024");
    assert_text(language_date(language, date_of("2024-03-09"), &arena), "9 March 2024");
    assert_text(language_date(language, date_of("2024-12-31 23:00:00 -0400"), &arena), "31 December 2024");
    assert_text(language_date(language, date_of(""), &arena), "");
    assert_text(language_moment(language, date_of("2024-03-09 04:05:06"), false, &arena), "9 March 2024, 4:05\u00a0UTC");
    assert_text(language_moment(language, date_of("2024-03-09 14:05:06 +0530"), true, &arena),
                "9 March 2024, 14:05:06\u00a0UTC+5:30");
    assert_text(language_moment(language, date_of("2024-12-31 23:00:00 -0400"), false, &arena),
                "31 December 2024, 23:00\u00a0UTC\u22124");
    assert_text(language_date_in_year(language, date_of("2024-03"), &arena), "March");
    assert_text(language_date_in_year(language, date_of("2024-03-09"), &arena), "9 March");
}

static void changes_only_the_words_that_a_reader_names(void **state) {
    (void)state;
    const struct language *language =
        load_over("en", "layouts/words/en.yaml", "essays: Papers\nn-essays: {one: one paper, other: '{number} papers'}\n",
                  "essays: Essays\ntopics: Fields\n");
    assert_text(language_word(language, "essays", &arena), "Papers");
    assert_text(language_word(language, "topics", &arena), "Fields");
    assert_text(language_word(language, "authors", &arena), "Authors");
    assert_text(language_count(language, "n-essays", 1, &arena), "one paper");
    assert_text(language_count(language, "n-essays", 3, &arena), "3 papers");
    assert_int_equal(problems.count, 0);
}

static void goes_from_the_general_to_the_particular(void **state) {
    (void)state;
    static const struct tree_text texts[] = {FILE_OF("layouts/words/pt-BR.yaml", "topics: Temas\n"),
                                             FILE_OF("layouts/words/pt.yaml", "topics: T\nessays: Ensaios\n"),
                                             FILE_OF("layouts/words/zh-Hans.yaml", "essays: s\n"),
                                             FILE_OF("layouts/words/zh-Hant.yaml", "essays: t\n")};
    const struct tree *tree = tree_of_texts(texts, 4, &arena);
    const struct language *language = language_load(NULL, tree, TEXT("pt-BR"), &arena);
    assert_text(language_word(language, "topics", &arena), "Temas");
    assert_text(language_word(language, "essays", &arena), "Ensaios");
    assert_text(language_word(language, "authors", &arena), "Authors");
    static const char *const tags[][2] = {{"zh", "s"},    {"zh-CN", "s"},      {"zh-Hans", "s"}, {"zh-Hans-SG", "s"},
                                          {"zh-TW", "t"}, {"zh-Hant-HK", "t"}, {"ZH-hant", "t"}, {"zh-MO", "t"}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        assert_text(language_word(language_load(NULL, tree, text_of(tags[i][0]), &arena), "essays", &arena), tags[i][1]);
}

static void names_the_words_that_are_missing(void **state) {
    (void)state;
    const struct language *language = load("pl", "layouts/words/pl.yaml", "n-essays: {one: esej, other: eseje}\n");
    const struct diag_item *item = problem(W_MISSING_WORDS);
    assert_non_null(item);
    assert_text(item->place.path, "layouts/words/pl.yaml");
    assert_true(text_contains(item->message, TEXT("\"pl\"")));
    assert_true(text_contains(item->message, TEXT(" essays,")));
    assert_true(text_contains(item->message, TEXT(" month-12,")));
    assert_true(text_contains(item->message, TEXT("n-essays.few, n-essays.many,")));
    assert_false(text_contains(item->message, TEXT("n-essays.one")));
    assert_text(language_count(language, "n-essays", 3, &arena), "eseje");
    assert_int_equal(problems.count, 1);
}

static void says_that_a_language_has_no_words(void **state) {
    (void)state;
    const struct language *language = load("eo", "layouts/words/pl.yaml", "essays: x\n");
    assert_non_null(problem(W_NO_WORDS));
    assert_int_equal(problems.count, 1);
    assert_text(language_word(language, "essays", &arena), "Essays");
    load("en-GB", "layouts/words/pl.yaml", "essays: x\n");
    assert_int_equal(problems.count, 1);
}

static void finds_values_that_nobody_gives(void **state) {
    (void)state;
    load("en", "layouts/words/en.yaml", "essays: Papers\nhistory-of: 'History of {titel}'\n");
    const struct diag_item *item = problem(W_UNKNOWN_VALUE);
    assert_non_null(item);
    assert_int_equal(item->place.line, 2);
    assert_text(item->message, "the word \"history-of\" is given no {titel}");
    assert_text(item->help, "in English it is \"History of {title}\"");
}

static void refuses_what_is_no_word(void **state) {
    (void)state;
    static const char *const bad[] = {"- a\n", "essays: {one: x}\n", "essays: {uno: x, other: y}\n", "month: [[a]]\n",
                                      "essays: {other: [a]}\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t errors = problems.errors;
        load("en", "layouts/words/en.yaml", bad[i]);
        assert_int_equal(problems.errors, errors + 1);
        assert_string_equal(problems.items[problems.count - 1].code, E_WRONG_TYPE);
    }
}

static void tells_which_way_a_language_runs(void **state) {
    (void)state;
    static const char *const right[] = {"ar", "ar-EG", "fa", "he", "ur", "AR", "pa-Arab", "az-Arab-IR", "yi", "en-Hebr"};
    static const char *const left[] = {"en", "ar-Latn", "de", "zh-Hant", "pa", "tr", "ur-Latn", ""};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        assert_true(language_is_rtl(text_of(right[i])));
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_false(language_is_rtl(text_of(left[i])));
}

static void gives_mustache_a_block_for_each_value(void **state) {
    (void)state;
    struct phrase phrase = {.forms = {[PLURAL_OTHER] = TEXT_INIT("a & {b} {{c {d-e} {")}};
    assert_text(language_template(&phrase, &arena), "a &amp; {{$b}}{{b}}{{/b}} &#123;&#123;c &#123;d-e} &#123;");
    phrase.forms[PLURAL_OTHER] = TEXT("y");
    phrase.forms[PLURAL_ONE] = TEXT("x");
    assert_text(language_template(&phrase, &arena),
                "{{#one}}x{{/one}}{{#two}}y{{/two}}{{#few}}y{{/few}}{{#many}}y{{/many}}{{#other}}y{{/other}}");
    phrase.forms[PLURAL_ZERO] = TEXT("");
    assert_text(language_template(&phrase, &arena),
                "{{#zero}}{{/zero}}{{^zero}}{{#one}}x{{/one}}{{#two}}y{{/two}}{{#few}}y{{/few}}"
                "{{#many}}y{{/many}}{{#other}}y{{/other}}{{/zero}}");
}

static void digests_every_word(void **state) {
    (void)state;
    const struct language *one = load("en", "layouts/words/en.yaml", "related: x\n");
    const struct language *same = load("en", "layouts/words/en.yaml", "# y\nrelated: x\n");
    const struct language *other = load("en", "layouts/words/en.yaml", "related: {zero: x, other: x}\n");
    assert_true(digest_equal(one->digest, same->digest));
    assert_false(digest_equal(one->digest, other->digest));
    assert_false(digest_equal(one->digest, english()->digest));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(says_words_with_values, NULL, tear_down),
        cmocka_unit_test_setup_teardown(joins_names, NULL, tear_down),
        cmocka_unit_test_setup_teardown(writes_dates_as_precisely_as_they_are, NULL, tear_down),
        cmocka_unit_test_setup_teardown(changes_only_the_words_that_a_reader_names, NULL, tear_down),
        cmocka_unit_test_setup_teardown(goes_from_the_general_to_the_particular, NULL, tear_down),
        cmocka_unit_test_setup_teardown(names_the_words_that_are_missing, NULL, tear_down),
        cmocka_unit_test_setup_teardown(says_that_a_language_has_no_words, NULL, tear_down),
        cmocka_unit_test_setup_teardown(finds_values_that_nobody_gives, NULL, tear_down),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_word, NULL, tear_down),
        cmocka_unit_test_setup_teardown(tells_which_way_a_language_runs, NULL, tear_down),
        cmocka_unit_test_setup_teardown(gives_mustache_a_block_for_each_value, NULL, tear_down),
        cmocka_unit_test_setup_teardown(digests_every_word, NULL, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
