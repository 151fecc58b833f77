#include "connect/doubles/doubles.h"

#include "kinds/reader.h"

#define ROAD                                                                                                                   \
    "The road that the army built across the marsh was never finished, because the engineer who had drawn it was sent home "   \
    "before the winter. Nobody else could read what he had written on the margins of his map, so the stones lie there to "     \
    "this day, in the order in which the carts left them, and grass grows between.\n\n"
#define MILL                                                                                                                   \
    "Below the bridge there was a mill whose wheel turned backwards when the tide came in; the miller ground oats on the ebb " \
    "and rye on the flood, and sold both as wheat to people from inland who did not know the smell of the sea. His daughter "  \
    "kept the accounts, and when she died it was found that she had written down every sack.\n\n"
#define CHAPEL                                                                                                                 \
    "A chapel stood at the far end, without a roof since the storm of that year, and in it two families were buried who had "  \
    "quarrelled over its door for a century: one had the key, the other the lock. Visitors are told by the guide that the "    \
    "last of each married, which is not true, since neither had children who lived.\n\n"
#define FAIR                                                                                                                   \
    "In the third week of autumn a fair was held on the ice or, when there was none, on the meadow behind the customs house, " \
    "where a bear was shown that could count to nine. Its keeper was a former schoolmaster; he had taught children the same "  \
    "for twenty years, he said, with less success and for lower wages than the bear.\n\n"

#define WELL                                                                                                                   \
    "Water came from a well that was older than any house, and whose rope was paid for by those who had no well of their "     \
    "own; "                                                                                                                    \
    "to cut it was a crime for which a man had once been sent across the sea. Children threw pebbles and listened, and what "  \
    "they heard decided whom they would marry and how often they would be sorry for it.\n\n"
#define SHIP                                                                                                                   \
    "One ship a year put in with salt, paper and news, and lay a week beside the granary while its captain played draughts "   \
    "with the doctor, always the same game, which neither won. When it failed to come in the year of the comet they went on "  \
    "by letter, one move each spring, until the post was given up.\n\n"

static void add_text(struct reader *reader, const char *slug, const char *fields, const char *text) {
    struct text bytes = text_format(&reader->arena, "---\ntitle: %s\n%s---\n%s\n", slug, fields, text);
    add(reader, text_format(&reader->arena, "content/essays/%s.md", slug).bytes, bytes.bytes);
}

/* What is told of a reader, its problems before that apart. */
static void assert_told(struct reader *reader, const bool *asked, const char *expected) {
    const struct site *site = load(reader);
    assert_problems(reader, "");
    struct doubles_input input = {.workers = reader->input.workers, .asked = asked};
    doubles_tell(site, &input, &reader->problems, &reader->arena);
    assert_problems(reader, expected);
    drop(reader);
}

static void a_variant_is_told_of_what_came_later(void **state) {
    (void)state;
    struct reader reader = {0};
    add_text(&reader, "a", "date: 2021\n", MILL ROAD CHAPEL);
    add_text(&reader, "b", "date: 2020\n", ROAD MILL "And so on.\n\n" CHAPEL);
    add_text(&reader, "c", "date: 2019\n", FAIR);
    assert_told(&reader, NULL,
                "content/essays/a.md: warning[W440]: seems to be a variant of content/essays/b.md: 100 % of the words of the "
                "shorter text stand in both\n  help: say so with variant_of: b, or in relations; or remove one of them\n");
}

static void of_several_the_nearest_is_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_text(&reader, "a", "", MILL ROAD CHAPEL);
    add_text(&reader, "b", "", MILL ROAD CHAPEL);
    add_text(&reader, "c", "", MILL CHAPEL ROAD FAIR);
    assert_told(
        &reader, NULL,
        "content/essays/b.md: warning[W440]: seems to be a variant of content/essays/a.md: 100 % of the words of the shorter "
        "text stand in both\n  help: say so with variant_of: a, or in relations; or remove one of them\n"
        "content/essays/c.md: warning[W440]: seems to be a variant of content/essays/a.md, and of 1 more: 100 % of the words "
        "of the shorter text stand in both\n  help: say so with variant_of: a, or in relations; or remove one of them\n");
}

static void passages_are_a_note(void **state) {
    (void)state;
    struct reader reader = {0};
    add_text(&reader, "a", "", MILL ROAD CHAPEL WELL);
    add_text(&reader, "b", "", FAIR SHIP MILL ROAD);
    assert_told(&reader, NULL,
                "content/essays/b.md: note[W441]: shares passages with content/essays/a.md: 50 % of the words of the shorter "
                "text stand in both\n  help: if one quotes the other, say so: relations: [{cites: a}]\n");
}

/* Nor twice: two that share passages may have one address, too. */
static void what_is_declared_is_not_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_text(&reader, "a", "", MILL ROAD CHAPEL WELL);
    add_text(&reader, "b", "variant_of: a\n", MILL ROAD CHAPEL WELL);
    add_text(&reader, "c", "variant_of: a\nsource: {url: 'https://example.org/'}\n", MILL ROAD WELL CHAPEL);
    add_text(&reader, "d", "relations: [{cites: a}, {cites: b}]\nsource: {url: 'https://example.org/'}\n", FAIR SHIP MILL ROAD);
    add_text(&reader, "e", "variant_of: d\n", FAIR SHIP MILL);
    assert_told(&reader, NULL,
                "content/essays/d.md: note[W441]: shares passages with content/essays/c.md: 50 % of the words of the shorter "
                "text stand in both\n  help: if one quotes the other, say so: relations: [{cites: c}]\n");
}

static void nothing_is_told_of_what_is_held_back(void **state) {
    (void)state;
    struct reader reader = {0};
    add_text(&reader, "a", "access: summary\nslug: secret\n", MILL ROAD CHAPEL);
    add_text(&reader, "b", "", MILL ROAD CHAPEL);
    add_text(&reader, "c", "access: summary\nsource: {doi: 10.1000/x}\n", FAIR);
    add_text(&reader, "d", "source: {doi: 'https://doi.org/10.1000/X'}\n", "Nothing.");
    assert_told(&reader, NULL,
                "content/essays/b.md: warning[W440]: seems to be a variant of content/essays/a.md\n  help: say so with "
                "variant_of: its slug, or in relations; or remove one of them\n"
                "content/essays/d.md: note[W442]: seems to be the same work as content/essays/c.md\n  help: if it is the same "
                "work, say so with variant_of: c\n");
}

static void only_what_is_asked_for(void **state) {
    (void)state;
    struct reader reader = {0};
    static const bool asked[] = {true, false, false, false};
    add_text(&reader, "a", "date: 1990\n", MILL ROAD CHAPEL);
    add_text(&reader, "b", "date: 2020\n", MILL ROAD CHAPEL);
    add_text(&reader, "c", "", FAIR FAIR FAIR);
    add_text(&reader, "d", "", FAIR FAIR FAIR);
    assert_told(&reader, asked,
                "content/essays/a.md: warning[W440]: seems to be a variant of content/essays/b.md: 100 % of the words of the "
                "shorter text stand in both\n  help: say so with variant_of: b, or in relations; or remove one of them\n");
}

static void what_essays_say_is_compared(void **state) {
    (void)state;
    struct reader reader = {0};
    add_text(&reader, "a", "source: {url: 'https://www.example.org/tea/'}\n", "One.");
    add_text(&reader, "b", "source: {url: 'http://example.org/tea#top'}\n", "Two.");
    add_text(&reader, "c", "source: {url: 'http://example.org/tea/2'}\n", "Three.");
    add(&reader, "content/essays/d.md", "---\ntitle: On tea\nauthors: [Ada]\n---\nFour.\n");
    add(&reader, "content/essays/e.md", "---\ntitle: ON TEA\n---\nFive.\n");
    add(&reader, "content/essays/f.md", "---\ntitle: On tea\nauthors: [Bob]\n---\nSix.\n");
    assert_told(&reader, NULL,
                "content/essays/b.md: note[W442]: has the same source.url as content/essays/a.md\n  help: if it is the same "
                "work, say so with variant_of: a\n"
                "content/essays/e.md: note[W442]: has the same title as content/essays/d.md\n  help: if it is the same work, "
                "say so with variant_of: d\n");
}

/* One may publish twice on a day: only where words cannot tell, the authors do. */
static void authors_and_day_tell_where_words_cannot(void **state) {
    (void)state;
    struct reader reader = {0};
    add_text(&reader, "a", "authors: [Ada, Bob]\ndate: 2020-05-06\n", "One.");
    add_text(&reader, "b", "authors: [Ada, Bob]\ndate: 2020-05-06\n", "Two.");
    add_text(&reader, "c", "authors: [Bob, Ada]\ndate: 2020-05-06\nlang: fr\n", "Trois.");
    add_text(&reader, "d", "authors: [Bob, Ada]\ndate: 2020-05\nlang: fr\n", "Quatre.");
    assert_told(&reader, NULL,
                "content/essays/c.md: note[W442]: has the same authors and date as content/essays/a.md\n  help: if it is the "
                "same work, say so with variant_of: a\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_variant_is_told_of_what_came_later),
        cmocka_unit_test(of_several_the_nearest_is_told),
        cmocka_unit_test(passages_are_a_note),
        cmocka_unit_test(what_is_declared_is_not_told),
        cmocka_unit_test(nothing_is_told_of_what_is_held_back),
        cmocka_unit_test(only_what_is_asked_for),
        cmocka_unit_test(what_essays_say_is_compared),
        cmocka_unit_test(authors_and_day_tell_where_words_cannot),
    };
    return cmocka_run_group_tests_name("doubles", tests, NULL, NULL);
}
