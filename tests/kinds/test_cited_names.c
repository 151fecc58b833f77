#include "kinds/cited_names.h"

#include "support.h"

/* "non-dropping|family|given|suffix", with an asterisk where the family name stands first; or "=literal". */
static void assert_said(const struct name_said *said, const char *expected) {
    struct arena arena = {0};
    struct work_name name = name_cited(said);
    struct text parts =
        text_format(&arena, "%s%.*s|%.*s|%.*s|%.*s", name.static_ordering ? "*" : "", TEXT_ARGS(name.non_dropping),
                    TEXT_ARGS(name.family), TEXT_ARGS(name.given), TEXT_ARGS(name.suffix));
    assert_text(name.literal.size ? text_format(&arena, "=%.*s", TEXT_ARGS(name.literal)) : parts, expected);
    arena_free(&arena);
}

static void assert_cited(const char *name, const char *expected) {
    assert_said(&(struct name_said){.name = text_of(name)}, expected);
}

static void assert_family(const char *name, const char *family, const char *expected) {
    assert_said(&(struct name_said){.name = text_of(name), .family = text_of(family)}, expected);
}

static void assert_native(const char *name, const char *native, const char *expected) {
    assert_said(&(struct name_said){.name = text_of(name), .native = text_of(native)}, expected);
}

static void the_family_name_that_is_said_counts(void **state) {
    (void)state;
    assert_family("Cai Cuihong", "Cai", "*|Cai|Cuihong|");
    assert_family("Cuihong Cai", "Cai", "|Cai|Cuihong|");
    assert_family("Gabriel García Márquez", "García Márquez", "|García Márquez|Gabriel|");
    assert_family("Vincent van Gogh", "van Gogh", "van|Gogh|Vincent|");
    assert_family("Martin Luther King Jr.", "King", "|King|Martin Luther|Jr.");
    assert_family("Plato", "Plato", "|Plato||");
    assert_family("King, Martin L., Jr.", "King", "|King|Martin L.|Jr.");
}

static void a_given_name_beside_it_counts_too(void **state) {
    (void)state;
    assert_said(&(struct name_said){.name = TEXT("Orbán Viktor"), .family = TEXT("Orbán"), .given = TEXT("Viktor")},
                "*|Orbán|Viktor|");
    assert_said(&(struct name_said){.name = TEXT("Émile Zola"), .family = TEXT("Zola"), .given = TEXT("Émile")},
                "|Zola|Émile|");
}

static void a_name_in_han_begins_with_the_family_name(void **state) {
    (void)state;
    assert_cited("蔡翠虹", "|蔡|翠虹|");
    assert_cited("欧阳修", "|欧阳|修|");
    assert_cited("王伟", "|王|伟|");
    assert_cited("司马", "|司|马|");
}

static void a_name_in_han_tells_which_word_is_the_family_name(void **state) {
    (void)state;
    assert_native("Cai Cuihong", "蔡翠虹", "*|Cai|Cuihong|");
    assert_native("Cuihong Cai", "蔡翠虹", "|Cai|Cuihong|");
    assert_native("Ouyang Xiu", "欧阳修", "*|Ouyang|Xiu|");
    assert_native("Wei Wang", "王伟", "*|Wei|Wang|"); /* both have one syllable, and Wei is a family name, too */
    assert_native("Bruce Lee", "李小龙", "|Lee|Bruce|");
}

static void what_looks_chinese_is_taken_for_it(void **state) {
    (void)state;
    assert_cited("Cai Cuihong", "*|Cai|Cuihong|");
    assert_cited("Zhang Ruoyang", "*|Zhang|Ruoyang|");
    assert_cited("Xu Xi'an", "|Xi'an|Xu|");
    assert_cited("Cuihong Cai", "|Cai|Cuihong|");
    assert_cited("Wei Zhang", "|Zhang|Wei|");
    assert_cited("Li Smith", "|Smith|Li|");
    assert_cited("He Stones", "|Stones|He|");
    assert_cited("Yang Carlos Peng", "|Peng|Yang Carlos|");
    assert_true(name_is_guess(&(struct name_said){.name = TEXT("Cai Cuihong")}));
    assert_false(name_is_guess(&(struct name_said){.name = TEXT("Cai Cuihong"), .family = TEXT("Cai")}));
    assert_false(name_is_guess(&(struct name_said){.name = TEXT("Cai Cuihong"), .native = TEXT("蔡翠虹")}));
    assert_false(name_is_guess(&(struct name_said){.name = TEXT("Cai, Cuihong")}));
}

static void other_names_end_with_the_family_name(void **state) {
    (void)state;
    assert_cited("Ada King Lovelace", "|Lovelace|Ada King|");
    assert_cited("Lovelace, Ada King", "|Lovelace|Ada King|");
    assert_cited("Ludwig van Beethoven", "van|Beethoven|Ludwig|");
    assert_cited("Henry Gates III", "|Gates|Henry|III");
    assert_cited("Ann Bee, PhD", "|Bee|Ann|");
    assert_cited("Plato", "|Plato||");
}

static void a_body_is_cited_whole(void **state) {
    (void)state;
    assert_cited("World Trade Organization", "=World Trade Organization");
    assert_cited("The editors of this reader", "=The editors of this reader");
    assert_cited("Center for American Studies", "=Center for American Studies");
    assert_cited("UNESCO", "=UNESCO");
    assert_said(&(struct name_said){.name = TEXT("Ann Bee"), .is_body = true}, "=Ann Bee");
    assert_said(&(struct name_said){.name = TEXT("Bill Bank"), .family = TEXT("Bank")}, "|Bank|Bill|");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_family_name_that_is_said_counts),
        cmocka_unit_test(a_given_name_beside_it_counts_too),
        cmocka_unit_test(a_name_in_han_begins_with_the_family_name),
        cmocka_unit_test(a_name_in_han_tells_which_word_is_the_family_name),
        cmocka_unit_test(what_looks_chinese_is_taken_for_it),
        cmocka_unit_test(other_names_end_with_the_family_name),
        cmocka_unit_test(a_body_is_cited_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
