#include "compose/cited.h"

#include "support.h"

static int set_up(void **state) {
    *state = calloc(1, sizeof(struct arena));
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    free(*state);
    return 0;
}

/* The range that a part of the words is. */
static struct cited_range range_of(const char *words, const char *part, uint8_t format) {
    uint32_t from = (uint32_t)text_find(text_of(words), text_of(part), 0);
    return (struct cited_range){.from = from, .to = from + (uint32_t)strlen(part), .format = format};
}

static struct text html_of(const char *words, const struct cited_range *ranges, size_t count, const struct cited_look *look,
                           struct arena *arena) {
    struct cited cited = {text_of(words), ranges, count};
    struct buffer out = {0};
    cited_html(&out, &cited, look);
    return buffer_take(&out, arena);
}

static const struct cited_look english = {.language = TEXT_INIT("en"), .han = TEXT_INIT("zh-Hans")};

static void says_titles_and_italics(void **state) {
    const char *words = "Shi. “On <Tea>.” The Cup 阻抗, no. 2.";
    struct cited_range ranges[] = {range_of(words, "On <Tea>.", CITED_TITLE), range_of(words, "The Cup 阻抗", CITED_ITALIC),
                                   range_of(words, "The Cup 阻抗", CITED_TITLE), range_of(words, "no", CITED_ITALIC)};
    assert_text(html_of(words, ranges, 4, &english, *state),
                "Shi. “On &lt;Tea&gt;.” <cite>The Cup <span lang=\"zh-Hans\">阻抗</span></cite>, <i>no</i>. 2.");
}

static void nests_what_has_the_same_place(void **state) {
    const char *words = "a b c d";
    struct cited_range ranges[] = {range_of(words, "b c", CITED_ITALIC), range_of(words, "c", CITED_UPRIGHT),
                                   range_of(words, "c", CITED_RAISED), range_of(words, "d", CITED_BOLD)};
    assert_text(html_of(words, ranges, 4, &english, *state), "a <i>b <i><sup>c</sup></i></i> <b>d</b>");
    assert_text(html_of(words, ranges, 0, &english, *state), "a b c d");
}

static void says_the_language_of_a_title(void **state) {
    const char *words = "“阻抗” and Über";
    struct cited_range ranges[] = {range_of(words, "阻抗", CITED_TITLE), range_of(words, "Über", CITED_TITLE),
                                   range_of(words, "Über", CITED_ITALIC)};
    ranges[0].text = TEXT("zh-Hant");
    ranges[1].text = TEXT("de");
    assert_text(html_of(words, ranges, 3, &english, *state),
                "“<span lang=\"zh-Hant\">阻抗</span>” and <cite lang=\"de\">Über</cite>");
    ranges[1].text = TEXT("en");
    assert_text(html_of(words, ranges, 3, &english, *state), "“<span lang=\"zh-Hant\">阻抗</span>” and <cite>Über</cite>");
}

static void isolates_what_runs_the_other_way(void **state) {
    const char *words = "“On Tea”";
    struct cited_range range = range_of(words, "On Tea", CITED_TITLE);
    struct cited_look arabic = {.language = TEXT("ar"), .page_is_rtl = true};
    assert_text(html_of(words, &range, 1, &arabic, *state), "“<bdi>On Tea</bdi>”");
}

static void links_addresses_and_places_but_never_inside_of_a_link(void **state) {
    const char *words = "see Bee, https://x.org/a b";
    struct cited_range ranges[] = {range_of(words, "Bee, https://x.org/a b", CITED_WORK),
                                   range_of(words, "https://x.org/a b", CITED_LINK)};
    assert_text(html_of(words, ranges, 2, &english, *state), "see Bee, <a href=\"https://x.org/a%20b\">https://x.org/a b</a>");
    struct cited_look look = english;
    look.opening = (struct text[]){TEXT("<a href=\"#ref-bee\">")};
    assert_text(html_of(words, ranges, 2, &look, *state), "see <a href=\"#ref-bee\">Bee, https://x.org/a b</a>");
}

static void makes_no_link_of_what_is_no_address_of_the_web(void **state) {
    const char *words = "javascript:alert(1)";
    struct cited_range range = range_of(words, words, CITED_LINK);
    assert_text(html_of(words, &range, 1, &english, *state), words);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(says_titles_and_italics, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nests_what_has_the_same_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_the_language_of_a_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(isolates_what_runs_the_other_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(links_addresses_and_places_but_never_inside_of_a_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(makes_no_link_of_what_is_no_address_of_the_web, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
