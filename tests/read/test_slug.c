#include "read/slug.h"

#include "base/arena.h"
#include "support.h"

static struct arena arena;

static void test_words(void **state) {
    (void)state;
    assert_text(slug_of(TEXT("The Impedance Reducer"), &arena), "the-impedance-reducer");
    assert_text(slug_of(TEXT("  AI & Society: (what's next?) "), &arena), "ai-society-whats-next");
    assert_text(slug_of(TEXT("Don\u2019t panic"), &arena), "dont-panic");
    assert_text(slug_of(TEXT("2024_notes--v1.2"), &arena), "2024-notes-v1-2");
    assert_text(slug_of(TEXT(""), &arena), "");
    assert_text(slug_of(TEXT("?!"), &arena), "");
}

static void test_other_letters(void **state) {
    (void)state;
    assert_text(slug_of(TEXT("Kemal Koç, Łódź"), &arena), "kemal-koc-lodz");
    assert_text(slug_of(TEXT("Война и мир"), &arena), "война-и-мир");
    assert_text(slug_of(TEXT("阻抗"), &arena), "");
    assert_text(slug_of(TEXT("Impedance 阻抗"), &arena), "");
    assert_text(slug_anchor(TEXT("Impedance 阻抗"), &arena), "impedance-阻抗");
    assert_text(slug_of_words(TEXT("Impedance 阻抗"), &arena), "impedance-阻抗");
}

static void test_letters_that_differ(void **state) {
    (void)state;
    assert_text(slug_of(TEXT("Año"), &arena), "año");
    assert_text(slug_of(TEXT("An\u0303o"), &arena), "año");
    assert_text(slug_of(TEXT("Émile Brontë"), &arena), "emile-bronte");
    assert_text(slug_of(TEXT("Мой дом, моё"), &arena), "мой-дом-мое");
    assert_text(slug_of(TEXT("mả mạ mơ tiếng Việt"), &arena), "mả-mạ-mơ-tiếng-việt");
    assert_text(slug_of(TEXT("CO₂ and x²"), &arena), "co2-and-x2");
    assert_true(slug_valid(TEXT("año")));
    /* Ids of headings never change. */
    assert_text(slug_anchor(TEXT("Año, CO₂"), &arena), "ano-co");
}

static void test_length(void **state) {
    (void)state;
    char words[300];
    for (size_t i = 0; i < sizeof words; i++)
        words[i] = i % 7 == 6 ? ' ' : 'a';
    struct text slug = slug_of((struct text){words, sizeof words}, &arena);
    assert_int_equal(slug.size, 195); /* 28 words of six letters: one more would pass 200 bytes */
    assert_true(slug_valid(slug));
    char han[300];
    for (size_t i = 0; i < 100; i++)
        memcpy(han + 3 * i, "阻", 3);
    assert_int_equal(slug_anchor((struct text){han, sizeof han}, &arena).size, 198);
}

static void test_valid(void **state) {
    (void)state;
    assert_true(slug_valid(TEXT("impedance-reducer")));
    assert_true(slug_valid(TEXT("2024")));
    assert_true(slug_valid(TEXT("阻抗")));
    assert_false(slug_valid(TEXT("")));
    assert_false(slug_valid(TEXT("Upper")));
    assert_false(slug_valid(TEXT("a--b")));
    assert_false(slug_valid(TEXT("-a")));
    assert_false(slug_valid(TEXT("a-")));
    assert_false(slug_valid(TEXT("a/b")));
    assert_false(slug_valid(TEXT("..")));
    assert_false(slug_valid(TEXT("a b")));
    assert_false(slug_valid(TEXT("a\xff")));
}

static int free_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),  cmocka_unit_test(test_other_letters), cmocka_unit_test(test_letters_that_differ),
        cmocka_unit_test(test_length), cmocka_unit_test(test_valid),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
