#include "kinds/names.h"

#include "base/arena.h"
#include "support.h"

static void assert_key(const char *name, const char *family, const char *expected) {
    struct arena arena = {0};
    struct text of = *family ? text_of(family) : name_family(text_of(name));
    assert_text(name_sort_key(text_of(name), of, &arena), expected);
    arena_free(&arena);
}

static void the_family_is_the_last_word_or_stands_before_a_comma(void **state) {
    (void)state;
    assert_text(name_family(TEXT("Ada King Lovelace")), "Lovelace");
    assert_text(name_family(TEXT("Lovelace, Ada King")), "Lovelace");
    assert_text(name_family(TEXT("Plato")), "Plato");
    assert_text(name_family(TEXT("施展")), "施展");
    assert_text(name_family(TEXT("")), "");
}

static void names_are_sorted_by_the_family(void **state) {
    (void)state;
    assert_key("Ada King Lovelace", "", "lovelace ada king");
    assert_key("Lovelace, Ada", "", "lovelace ada");
    assert_key("Shi Xianjin", "Shi", "shi xianjin");
    assert_key("Émile Zola", "", "zola emile");
    assert_key("Plato", "", "plato");
    /* A family name that does not stand in the name is still what it is sorted by. */
    assert_key("Mark Twain", "Clemens", "clemens mark twain");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_family_is_the_last_word_or_stands_before_a_comma),
        cmocka_unit_test(names_are_sorted_by_the_family),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
