/* How many things there are of each year: of a topic, an author, the chronology. */
#include "fixture.h"

#define ESSAY(name, date, more)                                                                                                \
    FILE_OF("content/essays/" name ".md", "---\ntitle: " name "\n" date "authors: [Ann Bee]\n" more "---\nText.\n")

static const struct tree_text texts[] = {
    ESSAY("a", "date: 1998-03-01\n", "topics: [Tea]\n"),
    ESSAY("b", "date: 2004\n", "topics: [Tea, Milk]\n"),
    ESSAY("c", "date: 2004-12\n", "topics: [Tea]\n"),
    ESSAY("d", "date: 2024-01-01T00:30:00+01:00\n", "topics: [Tea]\n"),
    ESSAY("e", "", "topics: [Tea, Milk]\n"),
    ESSAY("f", "date: 2023-12-31T23:40:00Z\n", "topics: [Milk]\n"),
};

static const struct tree_text page_size = FILE_OF("content/site.yaml", "page_size: 2\n");

static void assert_at(struct fixture *fixture, const char *address, const char *path, const char *expected) {
    assert_text(fixture_at(fixture, address, path), expected);
}

static void a_topic_has_a_strip_of_its_years(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_at(&fixture, "/topics/tea/", "topic.strip.lanes.0.sentence",
              "4 essays from 1998 to 2024, most in 2004 (2); 1 without a date");
    assert_int_equal(fixture_count(&fixture, "/topics/tea/", "topic.strip.years"), 6);
    assert_at(&fixture, "/topics/tea/", "topic.strip.years.5", "2020");
    assert_true(text_contains(fixture_at(&fixture, "/topics/tea/", "topic.strip.lanes.0.svg"),
                              TEXT("aria-label=\"4 essays from 1998 to 2024, most in 2004 (2); 1 without a date\"")));
    assert_at(&fixture, "/topics/milk/", "topic.strip", "null");
    assert_at(&fixture, "/authors/ann-bee/", "author.strip.lanes.0.sentence",
              "5 essays from 1998 to 2024, most in 2004 (2); 1 without a date");
    fixture_free(&fixture);
}

/* Each at its day: f is of the year before, though its moment is later than d's. */
static void the_chronology_has_all_works_at_their_dates(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    assert_at(&fixture, "/chronology/", "strip.lanes.0.sentence",
              "5 essays from 1998 to 2024, most in 2004 (2); 1 without a date");
    struct text svg = fixture_at(&fixture, "/chronology/", "strip.lanes.0.svg");
    assert_true(text_contains(svg, TEXT("d=\"M1155 9H1155M3287 9H3652M3622 3H3652M10591 9H10591M10592 3H10592\"")));
    fixture_free(&fixture);
}

/* A long list counts its parts. */
static void a_long_list_has_the_same_numbers(void **state) {
    (void)state;
    struct fixture whole, parted;
    struct tree_text all[COUNT_OF(texts) + 1];
    memcpy(all, texts, sizeof texts);
    all[COUNT_OF(texts)] = page_size;
    fixture_plan(&whole, texts, COUNT_OF(texts));
    fixture_plan(&parted, all, COUNT_OF(all));
    assert_at(&parted, "/topics/tea/", "topic.has_parts", "true");
    static const char path[] = "topic.strip.lanes.0.svg";
    struct text svg = fixture_at(&parted, "/topics/tea/", path);
    assert_true(svg.size > 0 && text_equal(svg, fixture_at(&whole, "/topics/tea/", path)));
    assert_at(&parted, "/chronology/", "strip.lanes.0.sentence",
              "5 essays from 1998 to 2024, most in 2004 (2); 1 without a date");
    fixture_free(&whole);
    fixture_free(&parted);
}

static const struct tree_text events =
    FILE_OF("content/events.yaml", "- {date: 1985/2004, title: A plan}\n- {date: 1998-03-01, title: One day, essays: [a]}\n"
                                   "- {date: 2030/2033, title: Its end, note: \"<i>茶</i>\"}\n");

/* Among the works, and on a line of their own. */
static void events_stand_in_the_chronology(void **state) {
    (void)state;
    struct fixture fixture;
    struct tree_text all[COUNT_OF(texts) + 1];
    memcpy(all, texts, sizeof texts);
    all[COUNT_OF(texts)] = events;
    fixture_plan(&fixture, all, COUNT_OF(all));
    assert_at(&fixture, "/chronology/", "strip.lanes.1.sentence", "3 events from 1985 to 2033");
    struct text svg = fixture_at(&fixture, "/chronology/", "strip.lanes.1.svg");
    assert_true(text_contains(svg, TEXT("d=\"M1827 7v4m0-2H9131m0-2v4M6634 1v4M18263 7v4m0-2H19723m0-2v4\"")));
    assert_at(&fixture, "/chronology/", "years.0.year", "1985");
    assert_at(&fixture, "/chronology/", "years.0.entries.0.card", "null");
    assert_at(&fixture, "/chronology/", "years.0.entries.0.event.until.iso", "2004");
    assert_at(&fixture, "/chronology/", "years.1.entries.0.event.essays.0.title", "a");
    assert_at(&fixture, "/chronology/", "years.1.entries.1.card.title", "a");
    assert_at(&fixture, "/chronology/", "years.1.entries.1.event", "null");
    assert_at(&fixture, "/chronology/", "years.5.entries.0.event.note_html",
              "&lt;i&gt;<span lang=\"zh-Hans\">茶</span>&lt;/i&gt;");
    assert_at(&fixture, "/chronology/", "years.6.undated", "true");
    fixture_free(&fixture);
}

/* Works are in parts, and events stay. */
static void a_long_chronology_keeps_its_events(void **state) {
    (void)state;
    struct fixture fixture;
    struct tree_text all[COUNT_OF(texts) + 2];
    memcpy(all, texts, sizeof texts);
    all[COUNT_OF(texts)] = events;
    all[COUNT_OF(texts) + 1] = page_size;
    fixture_plan(&fixture, all, COUNT_OF(all));
    assert_at(&fixture, "/chronology/", "has_parts", "true");
    assert_int_equal(fixture_count(&fixture, "/chronology/", "years"), 3);
    assert_at(&fixture, "/chronology/", "years.1.entries.0.event.name", "One day");
    assert_int_equal(fixture_count(&fixture, "/chronology/", "strip.lanes"), 2);
    fixture_free(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_topic_has_a_strip_of_its_years),   cmocka_unit_test(the_chronology_has_all_works_at_their_dates),
        cmocka_unit_test(a_long_list_has_the_same_numbers),   cmocka_unit_test(events_stand_in_the_chronology),
        cmocka_unit_test(a_long_chronology_keeps_its_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
