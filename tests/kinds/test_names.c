#include "kinds/names.h"

#include "base/arena.h"
#include "support.h"

static void assert_key(const char *name, const char *family, const char *expected) {
    struct arena arena = {0};
    struct text of = *family ? text_of(family) : name_parts(text_of(name)).filed;
    assert_text(name_sort_key(text_of(name), of, &arena), expected);
    arena_free(&arena);
}

static void assert_family(const char *name, const char *expected) {
    assert_text(name_parts(text_of(name)).family, expected);
}

static void the_family_is_the_last_word_or_stands_before_a_comma(void **state) {
    (void)state;
    assert_family("Ada King Lovelace", "Lovelace");
    assert_family("Lovelace, Ada King", "Lovelace");
    assert_family("Plato", "Plato");
    assert_family("施展", "施展");
    assert_family("", "");
}

static void what_is_no_name_never_sorts(void **state) {
    (void)state;
    assert_family("Martin Stone Jr.", "Stone");
    assert_family("Martin Stone, Sr", "Stone");
    assert_family("Henry Gates III", "Gates");
    assert_family("Kurt Vogel, Jr.", "Vogel");
    assert_family("King, Martin L., Jr.", "King");
    assert_family("King, Jr., Martin L.", "King");
    assert_family("Ann Zed (Paris)", "Zed");
    assert_family("Ann Zed [ed.]", "Zed");
    assert_family("Ann Zed, PhD", "Zed");
    assert_family("Ann Zed Ph.D., M.D.", "Zed");
    assert_family("Ann Zed <ann@example.org>", "Zed");
    assert_family("Jack Ma", "Ma");
    assert_family("Jack Ma, MA", "Ma");
    assert_family("Malcolm X", "X");
    assert_family("Jr.", "Jr.");
    assert_family("Acme Press, Inc.", "Press");
    assert_key("Martin Stone Jr.", "", "stone martin jr.");
    assert_key("Ann Zed (Paris)", "", "zed ann (paris)");
}

static void particles_belong_to_the_family_and_small_ones_do_not_sort(void **state) {
    (void)state;
    assert_family("Vincent van Gogh", "van Gogh");
    assert_key("Vincent van Gogh", "", "gogh vincent van");
    assert_family("Gogh, Vincent van", "Gogh");
    assert_family("van Gogh, Vincent", "van Gogh");
    assert_key("van Gogh, Vincent", "", "gogh van vincent");
    assert_family("Ursula K. Le Guin", "Le Guin");
    assert_key("Ursula K. Le Guin", "", "le guin ursula k.");
    assert_family("Jean de La Fontaine", "de La Fontaine");
    assert_key("Jean de La Fontaine", "", "la fontaine jean de");
    assert_family("Osama bin Salim", "bin Salim");
    assert_family("José Ortega y Gasset", "y Gasset");
    assert_family("Van Morrison", "Morrison");
    assert_family("Ben Jonson", "Jonson");
    assert_family("Weird Al Yan", "Yan");
    assert_family("Ibn Sina", "Ibn Sina");
}

static void assert_straight(const char *name, const char *expected) {
    struct arena arena = {0};
    assert_text(name_straight(text_of(name), &arena), expected);
    arena_free(&arena);
}

static void turned_names_are_put_straight(void **state) {
    (void)state;
    assert_straight("Bee, Ann", "Ann Bee");
    assert_straight("King, Martin L., Jr.", "Martin L. King Jr.");
    assert_straight("King, Jr., Martin L.", "Martin L. King Jr.");
    assert_straight("García Márquez, Gabriel", "Gabriel García Márquez");
    assert_straight("van Gogh, Vincent", "Vincent van Gogh");
    assert_straight("Gogh, Vincent van", "Vincent van Gogh");
    assert_straight("Bee, Ann (Paris)", "Ann Bee (Paris)");
    assert_straight("Kurt Vogel, Jr.", "Kurt Vogel, Jr.");
    assert_straight("Ann Zed, PhD", "Ann Zed, PhD");
    assert_straight("Ann Zed", "Ann Zed");
    assert_straight("University of California, Berkeley", "University of California, Berkeley");
    assert_straight("Reuters, AP", "Reuters, AP");
    assert_straight("Bee,", "Bee,");
}

static void several_persons_in_one_text_are_seen(void **state) {
    (void)state;
    static const char *const several[] = {"Ann and Bo",
                                          "Ada X & Ngozi Y",
                                          "Ada X, Ngozi Y",
                                          "Ann Bee; Bo Cee",
                                          "山田、佐藤",
                                          "Bee, Ann, Dee, Cy",
                                          "Ada Baker, Ben Miller, Chen Sower",
                                          "Ann Bee et al.",
                                          "Reuters, AP",
                                          "Ann <ann@example.org>",
                                          "Ada Baker (@ada)",
                                          "Anna Bach und Emil Cohn",
                                          "Ana Bosch y Luis Casas",
                                          "Ann Bee with Bo Cee",
                                          "Ann Bee / Bo Cee"};
    static const char *const one[] = {"Ann Bee",
                                      "Bee, Ann",
                                      "King, Martin L., Jr.",
                                      "Kurt Vogel, Jr.",
                                      "García Márquez, Gabriel",
                                      "van Gogh, Vincent Willem",
                                      "José Ortega y Gasset",
                                      "Ann Zed, PhD, MD",
                                      "Karl von und zu Berg",
                                      "University of California, Berkeley",
                                      "AT&T",
                                      "ジョン・スミス",
                                      "Andy Band",
                                      ""};
    for (size_t i = 0; i < sizeof several / sizeof *several; i++)
        if (!name_is_several(text_of(several[i])))
            fail_msg("\"%s\" is taken for one", several[i]);
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        if (name_is_several(text_of(one[i])))
            fail_msg("\"%s\" is taken for several", one[i]);
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
        cmocka_unit_test(what_is_no_name_never_sorts),
        cmocka_unit_test(particles_belong_to_the_family_and_small_ones_do_not_sort),
        cmocka_unit_test(turned_names_are_put_straight),
        cmocka_unit_test(several_persons_in_one_text_are_seen),
        cmocka_unit_test(names_are_sorted_by_the_family),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
