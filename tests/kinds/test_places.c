/* Places: a kind that has nothing but its rows in the tables. */
#include "kinds/reader.h"

static const struct thing *place_at(const struct site *site, const char *slug) {
    for (uint32_t i = 0; i < site->place_count; i++)
        if (text_equal(site->places[i].slug, text_of(slug)))
            return &site->places[i];
    fail_msg("no place %s", slug);
    return NULL;
}

static void essays_name_places_by_name_and_by_slug(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/places/uk.md", "---\nname: United Kingdom\nalso: [Great Britain, UK]\n---\nAn island, and more.\n");
    add_essay(&reader, "a", "title: A\nplaces: [great britain, China]\ndate: 2020");
    add_essay(&reader, "b", "title: B\nplaces: China");
    add_essay(&reader, "c", "title: C\nplaces: \"UK, India\"\ndate: 2021");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(titles(&reader, THING_PLACE, &site->places_by_name), "China, India, United Kingdom");
    assert_text(titles(&reader, THING_PLACE, &essay_at(site, "a")->places), "United Kingdom, China");
    assert_text(titles(&reader, THING_ESSAY, &place_at(site, "uk")->essays), "C, A");
    assert_text(place_at(site, "uk")->address, "/places/uk/");
    assert_text(place_at(site, "uk")->also.items[0], "Great Britain");
    drop(&reader);
}

static void a_reference_leads_to_a_place(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\nplaces: [China]");
    add(&reader, "content/essays/b.md", "---\ntitle: B\n---\nOf [[place:china]], not [[place:chyna]].\n");
    const struct site *site = load(&reader);
    assert_problems(&reader,
                    "content/essays/b.md:4:27: error[E101]: unknown place \"chyna\"\n  help: did you mean \"china\"?\n");
    assert_int_equal(place_at(site, "china")->backlinks.count, 1);
    drop(&reader);
}

static void a_near_miss_is_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A\nplacse: [China]");
    add(&reader, "content/places/china.md", "---\nname: China\nalos: [PRC]\n---\n");
    load(&reader);
    assert_problems(&reader,
                    "content/essays/a.md:3:1: warning[W003]: unknown field \"placse\"\n  help: did you mean \"places\"?\n"
                    "content/places/china.md:3:1: warning[W003]: unknown field \"alos\"\n  help: did you mean \"also\"?\n");
    drop(&reader);
}

static void two_places_with_one_name_are_an_error(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/places/a.md", "---\nname: Georgia\n---\n");
    add(&reader, "content/places/b.md", "---\nname: Georgia\n---\n");
    load(&reader);
    assert_problems(&reader, "content/places/b.md:2:7: error[E111]: \"Georgia\" is a name of content/places/a.md, too\n"
                             "  help: a name can stand for one place only\n");
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(essays_name_places_by_name_and_by_slug),
        cmocka_unit_test(a_reference_leads_to_a_place),
        cmocka_unit_test(a_near_miss_is_told),
        cmocka_unit_test(two_places_with_one_name_are_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
