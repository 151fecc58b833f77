/* Long lists in parts: by year and month, by letter, in slices. */
#include "base/buffer.h"
#include "kinds/reader.h"

/* Parts as lines: the address without the list's, the numbers of its entries, and "+n" where it is split. */
static struct text shown(const struct part *parts, size_t count, size_t address, struct arena *arena) {
    struct buffer out = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_add(&out, text_after(parts[i].address, address));
        for (size_t j = 0; j < parts[i].items.count; j++)
            buffer_add_format(&out, " %u", (unsigned)parts[i].items.items[j]);
        if (parts[i].below)
            buffer_add_format(&out, " +%u", (unsigned)parts[i].below);
        buffer_add_char(&out, '\n');
    }
    return buffer_take(&out, arena);
}

static void assert_split(uint8_t listing, uint32_t page_size, const struct listed *entries, size_t count,
                         const char *expected) {
    struct arena arena = {0};
    struct parts parts = {0};
    struct splitting how = {listing, 0, TEXT("/l/"), page_size};
    struct listing made = listing_split(&parts, &how, entries, count, &arena);
    assert_int_equal(made.first, 0);
    assert_int_equal(made.below, parts.count);
    assert_text(shown(parts.items, parts.count, 3, &arena), expected);
    arena_free(&arena);
}

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static void a_list_that_fits_stays_whole(void **state) {
    (void)state;
    static const struct listed entries[] = {{.number = 0, .year = 2015}, {.number = 1, .year = 2014}};
    assert_split(LISTING_ALL(THING_ESSAY), 2, entries, COUNT_OF(entries), "");
    assert_split(LISTING_ALL(THING_ESSAY), 0, entries, COUNT_OF(entries), "");
    assert_split(LISTING_ALL(THING_ESSAY), 1, entries, 0, "");
    assert_split(LISTING_ALL(THING_ESSAY), 1, entries, COUNT_OF(entries), "year/2015/ 0\nyear/2014/ 1\n");
}

static void essays_are_split_by_year_and_month(void **state) {
    (void)state;
    static const struct listed entries[] = {
        {.number = 10, .year = 2015, .month = 12},
        {.number = 11, .year = 2015, .month = 3},
        {.number = 12, .year = 2015, .month = 3},
        {.number = 13, .year = 2015, .month = 3},
        {.number = 14, .year = 2015},
        {.number = 15, .year = 2014, .month = 1},
        {.number = 16},
    };
    assert_split(LISTING_ALL(THING_ESSAY), 2, entries, COUNT_OF(entries),
                 "year/2015/ 10 11 12 13 14 +5\nyear/2015/12/ 10\nyear/2015/03/ 11 12 13 +2\nyear/2015/03/part/2/ 11\n"
                 "year/2015/03/part/1/ 12 13\nyear/2015/no-month/ 14\nyear/2014/ 15\nyear/undated/ 16\n");
}

static void a_chronology_is_split_the_other_way(void **state) {
    (void)state;
    static const struct listed entries[] = {
        {.number = 9},
        {.number = 1, .year = 2014},
        {.number = 2, .year = 2015},
        {.number = 3, .year = 2015, .month = 3},
        {.number = 4, .year = 2015, .month = 3},
        {.number = 5, .year = 2015, .month = 3},
        {.number = 6, .year = 2015, .month = 12},
    };
    assert_split(LISTING_CHRONOLOGY, 2, entries, COUNT_OF(entries),
                 "year/2014/ 1\nyear/2015/ 2 3 4 5 6 +5\nyear/2015/no-month/ 2\nyear/2015/03/ 3 4 5 +2\n"
                 "year/2015/03/part/1/ 3 4\nyear/2015/03/part/2/ 5\nyear/2015/12/ 6\nyear/undated/ 9\n");
}

static void years_without_months_are_split_in_slices(void **state) {
    (void)state;
    static const struct listed entries[] = {{.number = 1, .year = 800},
                                            {.number = 2, .year = 800},
                                            {.number = 3, .year = 800},
                                            {.number = 4},
                                            {.number = 5},
                                            {.number = 6}};
    assert_split(LISTING_OF(THING_TOPIC), 2, entries, COUNT_OF(entries),
                 "year/800/ 1 2 3 +2\nyear/800/part/2/ 1\nyear/800/part/1/ 2 3\n"
                 "year/undated/ 4 5 6 +2\nyear/undated/part/2/ 4\nyear/undated/part/1/ 5 6\n");
}

/* By moment, the last evening of a year in the west comes after the first morning of the next. */
static void a_year_stands_together_whatever_the_hours(void **state) {
    (void)state;
    static const struct listed entries[] = {{.number = 1, .year = 2015, .month = 12},
                                            {.number = 2, .year = 2016, .month = 1},
                                            {.number = 3, .year = 2015, .month = 12}};
    assert_split(LISTING_ALL(THING_ESSAY), 2, entries, COUNT_OF(entries), "year/2016/ 2\nyear/2015/ 1 3\n");
}

static void names_are_split_by_letter(void **state) {
    (void)state;
    static const struct listed entries[] = {{.number = 1},
                                            {.number = 2, .letter = 'a'},
                                            {.number = 3, .letter = 'b'},
                                            {.number = 4, .letter = 'b'},
                                            {.number = 5, .letter = 'b'},
                                            {.number = 6},
                                            {.number = 7, .letter = 'a'}};
    assert_split(LISTING_ALL(THING_AUTHOR), 2, entries, COUNT_OF(entries),
                 "letter/a/ 2 7\nletter/b/ 3 4 5 +2\nletter/b/part/1/ 3 4\nletter/b/part/2/ 5\nletter/other/ 1 6\n");
}

static void letters_are_where_a_reader_looks(void **state) {
    (void)state;
    static const struct {
        const char *name;
        char letter;
    } cases[] = {{"Abel", 'a'},      {"éluard", 'e'},   {"Øster", 'o'}, {"Łukasik", 'l'}, {"Þór", 't'},
                 {"İnci", 'i'},      {"“Quoted”", 'q'}, {"(a)", 'a'},   {"19 days", 0},   {"王小", 0},
                 {"Достоевский", 0}, {"", 0},           {"--", 0},      {"ßa", 's'}};
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(listing_letter(text_of(cases[i].name), &arena), cases[i].letter);
    arena_free(&arena);
}

static void an_essay_more_at_the_end_changes_one_slice(void **state) {
    (void)state;
    struct arena arena = {0};
    struct listed entries[8];
    for (uint32_t i = 0; i < 8; i++)
        entries[i] = (struct listed){.number = 8 - i, .year = 2015, .month = 5};
    struct splitting how = {LISTING_ALL(THING_ESSAY), 0, TEXT("/l/"), 3};
    struct parts before = {0}, after = {0};
    listing_split(&before, &how, entries + 1, 7, &arena);
    listing_split(&after, &how, entries, 8, &arena);
    assert_text(shown(before.items + 2, before.count - 2, 3, &arena),
                "year/2015/05/part/3/ 7\nyear/2015/05/part/2/ 6 5 4\nyear/2015/05/part/1/ 3 2 1\n");
    assert_text(shown(after.items + 2, after.count - 2, 3, &arena),
                "year/2015/05/part/3/ 8 7\nyear/2015/05/part/2/ 6 5 4\nyear/2015/05/part/1/ 3 2 1\n");
    arena_free(&arena);
}

static void add_small_site(struct reader *reader) {
    add(reader, "content/site.yaml", "page_size: 2\n");
    add_essay(reader, "a", "title: A\ndate: 2015-03-01\ntopics: [T]\nauthors: [Ann Bee]");
    add_essay(reader, "b", "title: B\ndate: 2015-03-02\ntopics: [T]\nauthors: [Ann Bee]");
    add_essay(reader, "c", "title: C\ndate: 2015-04-02\ntopics: [T]\nauthors: [Ann Bee]");
    add_essay(reader, "d", "title: D\ndate: 2014\ntopics: [U]\nauthors: [Dee Zed]");
    add(reader, "content/glossary/x.md", "---\nterm: Xenon\n---\nGas. Not [[term:y]].\n");
    add(reader, "content/glossary/y.md", "---\nterm: Yttrium\n---\n## Use\n\nMetal. See [use](#use).\n");
    add(reader, "content/glossary/z.md", "---\nterm: Zinc\n---\nMetal.\n");
}

static void references_lead_to_parts(void **state) {
    (void)state;
    struct reader reader = {0};
    add_small_site(&reader);
    add(&reader, "content/pages/p.md",
        "---\ntitle: P\n---\n[15](/essays/year/2015/), [March](/essays/year/2015/03/), [T](/topics/t/year/2015/),\n"
        "[[term:y]], [z](/glossary/#z), [x](/glossary/letter/z/#x), [[term:y#use]].\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    const struct targets *targets = &site->pages[0].thing.source.targets;
    static const char *const expected[] = {"/essays/year/2015/",     "/essays/year/2015/03/", "/topics/t/year/2015/",
                                           "/glossary/letter/y/#y",  "/glossary/letter/z/#z", "/glossary/letter/x/#x",
                                           "/glossary/letter/y/#use"};
    assert_int_equal(targets->count, COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_text(site_address(site, targets->items[i], &reader.arena), expected[i]);
    drop(&reader);
}

static void nobody_takes_the_address_of_a_part(void **state) {
    (void)state;
    struct reader reader = {0};
    add_small_site(&reader);
    add_essay(&reader, "e", "title: E\npermalink: /essays/year/2015/");
    load(&reader);
    assert_problems(&reader, "content/essays/e.md:3:12: error[E107]: the address \"/essays/year/2015/\" cannot stand beside "
                             "one of this program's own pages\n  help: give one of the two another address\n");
    drop(&reader);
}

static void a_slug_that_is_a_word_of_parts_is_free(void **state) {
    (void)state;
    struct reader reader = {0};
    add_small_site(&reader);
    add_essay(&reader, "year", "title: Year\ndate: 2013");
    add(&reader, "content/topics/letter.md", "---\nname: Letter\n---\nText.\n");
    load(&reader);
    assert_problems(&reader, "");
    drop(&reader);
}

/* Where one goes on from each part, and comes from. */
static void parts_follow_one_another(void **state) {
    (void)state;
    struct reader reader = {0};
    add_small_site(&reader);
    const struct site *site = load(&reader);
    const struct listing *listing = listing_of(site, LISTING_ALL(THING_ESSAY), 0);
    assert_text(shown(site->parts + listing->first, listing->below, 8, &reader.arena),
                "year/2015/ 2 1 0 +2\nyear/2015/04/ 2\nyear/2015/03/ 1 0\nyear/2014/ 3\n");
    uint32_t year = listing->first, april = year + 1, march = year + 2, before = year + 3;
    assert_int_equal(listing_previous(site, year), NONE);
    assert_int_equal(listing_next(site, year), before);
    assert_int_equal(listing_previous(site, april), NONE);
    assert_int_equal(listing_next(site, april), march);
    assert_int_equal(listing_previous(site, march), april);
    assert_int_equal(listing_next(site, march), before);
    assert_int_equal(listing_previous(site, before), march);
    assert_int_equal(listing_next(site, before), NONE);
    assert_int_equal(listing_of(site, LISTING_OF(THING_AUTHOR), 1)->below, 0);
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_that_fits_stays_whole),
        cmocka_unit_test(essays_are_split_by_year_and_month),
        cmocka_unit_test(a_chronology_is_split_the_other_way),
        cmocka_unit_test(years_without_months_are_split_in_slices),
        cmocka_unit_test(a_year_stands_together_whatever_the_hours),
        cmocka_unit_test(names_are_split_by_letter),
        cmocka_unit_test(letters_are_where_a_reader_looks),
        cmocka_unit_test(an_essay_more_at_the_end_changes_one_slice),
        cmocka_unit_test(references_lead_to_parts),
        cmocka_unit_test(nobody_takes_the_address_of_a_part),
        cmocka_unit_test(a_slug_that_is_a_word_of_parts_is_free),
        cmocka_unit_test(parts_follow_one_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
