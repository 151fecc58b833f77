#include "cite/locator.h"

#include "support.h"

/* Where in a work: the examples of Pandoc's manual, and other languages. */

static struct text said(const char *behind_key, struct arena *arena) {
    static const char *const kinds[LOCATOR_COUNT] = {"page",  "chapter", "section", "paragraph", "volume",   "figure",
                                                     "table", "note",    "line",    "column",    "part",     "verse",
                                                     "book",  "folio",   "issue",   "opus",      "sub-verbo"};
    struct located located = locator_of(text_of(behind_key));
    return text_format(arena, "%s %.*s|%.*s", located.locator.size ? kinds[located.kind] : "-", TEXT_ARGS(located.locator),
                       TEXT_ARGS(located.suffix));
}

#define assert_located(behind_key, expected)                                                                                   \
    do {                                                                                                                       \
        struct arena of_macro = {0};                                                                                           \
        assert_text(said((behind_key), &of_macro), (expected));                                                                \
        arena_free(&of_macro);                                                                                                 \
    } while (0)

static void the_manual_of_pandoc(void **state) {
    (void)state;
    assert_located(", pp. 33-35, 38-39 and passim", "page 33-35, 38-39| and passim");
    assert_located(", chap. 1", "chapter 1|");
    assert_located("{ii, A, D-Z}, with a suffix", "page ii, A, D-Z|, with a suffix");
    assert_located(", {pp. iv, vi-xi, (xv)-(xvii)} with suffix here", "page iv, vi-xi, (xv)-(xvii)| with suffix here");
    assert_located("{}, 99 years later", "- |, 99 years later");
    assert_located("p. 33", "page 33|");
    assert_located("33", "page 33|");
    assert_located(", 33, and elsewhere", "page 33|, and elsewhere");
    assert_located(", p. iv", "page iv|");
    assert_located(" § 5", "section 5|");
    assert_located(", §5", "section 5|");
    assert_located(", vol. 2, fn. 3", "volume 2|, fn. 3");
    assert_located(", note 7.", "note 7|.");
    assert_located(", fig. 2a & 2b", "figure 2a & 2b|");
}

static void what_is_none(void **state) {
    (void)state;
    assert_located("", "- |");
    assert_located("’s book", "- |’s book");
    assert_located(", and others", "- |, and others");
    assert_located(" in the preface", "- | in the preface");
    assert_located(", mild", "- |, mild");
    assert_located(", see also 33", "- |, see also 33");
}

static void other_languages(void **state) {
    (void)state;
    assert_located(", S. 33–35", "page 33–35|");
    assert_located(", Kap. 2", "chapter 2|");
    assert_located(", Bd. 3", "volume 3|");
    assert_located(", págs. 4-5", "page 4-5|");
    assert_located(", с. 12", "page 12|");
    assert_located("，第33页", "page 33|");
    assert_located(", 第33页", "page 33|");
    assert_located(" 第三章", "chapter 三|");
    assert_located(", 33–35頁。", "page 33–35|。");
    assert_located(" 前面的章", "- | 前面的章");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manual_of_pandoc),
        cmocka_unit_test(what_is_none),
        cmocka_unit_test(other_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
