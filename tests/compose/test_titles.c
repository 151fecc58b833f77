#include "compose/titles.h"
#include "read/document/document.h"

#include "support.h"

static struct arena arena;

static int tear_down(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct text html(const char *title, enum title_kind kind, unsigned standing, const char *language) {
    struct title_place place = {.kind = (uint8_t)kind, .standing = (uint8_t)standing, .language = text_of(language)};
    struct shown_title titled = title_in_sentence(text_of(title), &place, &arena);
    struct buffer out = {0};
    buffer_add(&out, titled.opens);
    titled_html(&out, &titled, TEXT(""), false);
    buffer_add(&out, titled.closes);
    return buffer_take(&out, &arena);
}

static struct text plain(const char *title, enum title_kind kind, const char *language) {
    struct title_place place = {.kind = (uint8_t)kind, .is_plain = true, .language = text_of(language)};
    struct shown_title titled = title_in_sentence(text_of(title), &place, &arena);
    return text_format(&arena, "%.*s%.*s%.*s", TEXT_ARGS(titled.opens), TEXT_ARGS(titled.words), TEXT_ARGS(titled.closes));
}

static void marks_titles_as_languages_do(void **state) {
    (void)state;
    assert_text(html("On Milk", TITLE_PART, 0, "en"), "“<cite class=\"quoted\">On Milk</cite>”");
    assert_text(html("On Milk", TITLE_WHOLE, 0, "en"), "<cite>On Milk</cite>");
    assert_text(html("Milch", TITLE_PART, 0, "de"), "„<cite class=\"quoted\">Milch</cite>“");
    assert_text(html("Milch", TITLE_PART, 0, "de-CH"), "«<cite class=\"quoted\">Milch</cite>»");
    assert_text(html("Lait", TITLE_PART, 0, "fr"), "«\u202f<cite class=\"quoted\">Lait</cite>\u202f»");
    assert_text(html("Lait", TITLE_WHOLE, 0, "fr-CA"), "<cite>Lait</cite>");
    assert_text(html("Milk", TITLE_PART, 0, "zh-Hans"), "《<cite class=\"quoted\">Milk</cite>》");
    assert_text(html("Milk", TITLE_WHOLE, 0, "zh-Hant"), "《<cite class=\"quoted\">Milk</cite>》");
    assert_text(html("Milk", TITLE_PART, 0, "ja"), "「<cite class=\"quoted\">Milk</cite>」");
    assert_text(html("Milk", TITLE_WHOLE, 0, "ja"), "『<cite class=\"quoted\">Milk</cite>』");
    assert_text(html("Moloko", TITLE_WHOLE, 0, "ru"), "«<cite class=\"quoted\">Moloko</cite>»");
    assert_text(html("Milk", TITLE_WHOLE, 0, "ar"), "«<cite class=\"quoted\">Milk</cite>»");
    assert_text(html("Ada Lovelace", TITLE_PROPER, STANDS_FIRST, "en"), "Ada Lovelace");
}

static void marks_no_title_twice(void **state) {
    (void)state;
    assert_text(html("On Milk", TITLE_PART, STANDS_ALONE, "en"), "<cite class=\"quoted\">On Milk</cite>");
    assert_text(html("On Milk", TITLE_PART, STANDS_MARKED | STANDS_QUOTED, "en"), "<cite class=\"quoted\">On Milk</cite>");
    assert_text(html("On Milk", TITLE_PART, STANDS_QUOTED, "en"), "‘<cite class=\"quoted\">On Milk</cite>’");
    assert_text(html("Milch", TITLE_PART, STANDS_QUOTED, "de"), "‚<cite class=\"quoted\">Milch</cite>‘");
    assert_text(html("On Milk", TITLE_WHOLE, STANDS_QUOTED, "en"), "<cite>On Milk</cite>");
    assert_text(html("On “Milk”, or Cream", TITLE_PART, 0, "en"), "“<cite class=\"quoted\">On ‘Milk’, or Cream</cite>”");
    assert_text(html("On “Milk”", TITLE_PART, STANDS_ALONE, "en"), "<cite class=\"quoted\">On “Milk”</cite>");
    assert_text(html("《奶》及其他", TITLE_PART, 0, "zh"), "《<cite class=\"quoted\">〈奶〉及其他</cite>》");
}

/* Where there are no italics. */
static void marks_plain_titles(void **state) {
    (void)state;
    assert_text(plain("On Milk", TITLE_PART, "en"), "“On Milk”");
    assert_text(plain("On Milk", TITLE_WHOLE, "en"), "“On Milk”");
    assert_text(plain("Milk", TITLE_WHOLE, "ja"), "『Milk』");
    assert_text(plain("milk", TITLE_COMMON, "en"), "milk");
}

static void begins_sentences_with_capitals(void **state) {
    (void)state;
    assert_text(html("decoupling", TITLE_COMMON, STANDS_FIRST, "en"), "Decoupling");
    assert_text(html("decoupling", TITLE_COMMON, 0, "en"), "decoupling");
    assert_text(html("économie", TITLE_COMMON, STANDS_FIRST, "fr"), "Économie");
    assert_text(html("ihracat", TITLE_COMMON, STANDS_FIRST, "tr"), "İhracat");
    assert_text(html("import", TITLE_COMMON, STANDS_FIRST, "en"), "Import");
    assert_text(html("ǆep", TITLE_COMMON, STANDS_FIRST, "hr"), "ǅep");
    assert_text(html("iPhone trade", TITLE_COMMON, STANDS_FIRST, "en"), "iPhone trade");
    assert_text(html("举国体制", TITLE_COMMON, STANDS_FIRST, "zh"), "举国体制");
    assert_text(html("5G", TITLE_COMMON, STANDS_FIRST, "en"), "5G");
    assert_text(html("on Milk", TITLE_PART, STANDS_FIRST | STANDS_MARKED, "en"), "<cite class=\"quoted\">on Milk</cite>");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_titles_as_languages_do),
        cmocka_unit_test(marks_no_title_twice),
        cmocka_unit_test(marks_plain_titles),
        cmocka_unit_test(begins_sentences_with_capitals),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
