/* What `access` promises, in every form, and that whatever cannot be read is refused and holds the text back. */
#include "kinds/reader.h"

/* "now" comes from the environment that today_find asks. */
static const struct essay *read_at(struct reader *reader, const char *now, const char *fields) {
    if (now)
        setenv("SOURCE_DATE_EPOCH", now, 1);
    else
        unsetenv("SOURCE_DATE_EPOCH");
    add_essay(reader, "a", fields);
    const struct essay *essay = essay_at(load(reader), "a");
    unsetenv("SOURCE_DATE_EPOCH");
    return essay;
}

static const char march_2024[] = "1709251200"; /* 2024-03-01T00:00:00Z */

static void assert_access(const char *fields, bool open, const char *until) {
    struct reader reader = {0};
    const struct essay *essay = read_at(&reader, march_2024, fields);
    assert_problems(&reader, "");
    assert_int_equal(essay_is_open(essay), open);
    assert_text(iso(&reader, essay->thing.hold.until), until);
    if (!open) {
        assert_text(essay->thing.summary, "");
        assert_false(essay->summary_is_excerpt);
    }
    drop(&reader);
}

static void the_forms_are_read(void **state) {
    (void)state;
    assert_access("title: T", true, "");
    assert_access("title: T\naccess: public", true, "");
    assert_access("title: T\naccess: Public", true, "");
    assert_access("title: T\naccess: summary", false, "");
    assert_access("title: T\nAccess: SUMMARY", false, "");
    assert_access("title: T\naccess: {until: 2024-03-02}", false, "2024-03-02");
    assert_access("title: T\naccess:\n  until: 2024-03-02", false, "2024-03-02");
    assert_access("title: T\naccess: 'until: 2024-03-02'", false, "2024-03-02");
    assert_access("title: T\naccess: until 2024-03-02", false, "2024-03-02");
}

static void an_embargo_ends_at_its_first_moment(void **state) {
    (void)state;
    assert_access("title: T\naccess: {until: 2024-03-01}", true, "2024-03-01");
    assert_access("title: T\naccess: {until: 2024-02-29}", true, "2024-02-29");
    assert_access("title: T\naccess: {until: 2024-03}", true, "2024-03");
    assert_access("title: T\naccess: {until: 2024-04}", false, "2024-04");
    assert_access("title: T\naccess: {until: 2025}", false, "2025");
    assert_access("title: T\naccess: {until: 2024-03-01T00:00:01Z}", false, "2024-03-01T00:00:01Z");
    assert_access("title: T\naccess: {until: 2024-03-01T01:00:00+01:00}", true, "2024-03-01T01:00:00+01:00");
}

static void without_the_variable_it_is_the_clock(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "b", "title: B\naccess: {until: 9990}");
    assert_true(essay_is_open(read_at(&reader, NULL, "title: T\naccess: {until: 2024-03-01}")));
    assert_false(essay_is_open(essay_at(reader.site, "b")));
    assert_problems(&reader, "");
    drop(&reader);
}

static void the_strictest_of_two_counts(void **state) {
    (void)state;
    assert_access("title: T\naccess: public\nAccess: summary", false, "");
    assert_access("title: T\nAccess: {until: 2024-03-02}\naccess: {until: 2024-02-02}", false, "2024-03-02");
}

static void assert_refused(const char *access, const char *expected) {
    struct reader reader = {0};
    char fields[200];
    snprintf(fields, sizeof fields, "title: T\n%s", access);
    const struct essay *essay = read_at(&reader, march_2024, fields);
    assert_problems(&reader, expected);
    assert_false(essay_is_open(essay));
    assert_text(essay->thing.summary, "");
    drop(&reader);
}

#define HELP "  help: it is public, summary, or until: DATE\n"

static void what_cannot_be_read_holds_the_text_back(void **state) {
    (void)state;
    assert_refused("access: sumary", "content/essays/a.md:3:9: error[E006]: \"sumary\" is no value of access\n" HELP);
    assert_refused("access: private", "content/essays/a.md:3:9: error[E006]: \"private\" is no value of access\n" HELP);
    assert_refused("access: true", "content/essays/a.md:3:9: error[E006]: \"true\" is no value of access\n" HELP);
    assert_refused("access:", "content/essays/a.md:3:8: error[E006]: access does not say who may read the text\n" HELP);
    assert_refused("access: ''", "content/essays/a.md:3:9: error[E006]: access does not say who may read the text\n" HELP);
    assert_refused("access: [public]",
                   "content/essays/a.md:3:9: error[E004]: access does not say who may read the text\n" HELP);
    assert_refused("access: {}", "content/essays/a.md:3:9: error[E006]: access does not say who may read the text\n" HELP);
    assert_refused("access: {from: 2020}",
                   "content/essays/a.md:3:9: error[E006]: access does not say who may read the text\n" HELP);
    assert_refused("access: {until: 2020, for: all}",
                   "content/essays/a.md:3:9: error[E006]: access does not say who may read the text\n" HELP);
    assert_refused("access: {until: }",
                   "content/essays/a.md:3:9: error[E006]: access does not say who may read the text\n" HELP);
    assert_refused("access: {until: 2023-02-30}", "content/essays/a.md:3:17: error[E005]: \"2023-02-30\" is not a date: "
                                                  "February 2023 has no 30th day\n");
    assert_refused("access: until 2023-02-30", "content/essays/a.md:3:9: error[E005]: \"2023-02-30\" is not a date: "
                                               "February 2023 has no 30th day\n");
    assert_refused("access: {until: [2020]}", "content/essays/a.md:3:17: error[E004]: a date is expected here, not a list\n");
}

/* The body of a closed text has one word that nothing else has; it may be found nowhere in what the site holds of it. */
static void no_word_of_a_closed_text_is_told(void **state) {
    (void)state;
    struct reader reader = {0};
    static const char body[] = "## Zymurgical heading\n\nZymurgical sentence on [[b]] and [[term:x]].\n";
    struct text closed = text_format(&reader.arena, "---\ntitle: A\naccess: summary\ntopics: [t]\n---\n%s", body);
    struct text open =
        text_format(&reader.arena, "---\ntitle: B\ntopics: [t]\n---\n%s\n[[a]], [[a#zymurgical-heading]].\n", body);
    add(&reader, "content/essays/a.md", closed.bytes);
    add(&reader, "content/essays/b.md", open.bytes);
    add(&reader, "content/glossary/x.md", "---\nterm: X\n---\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    const struct essay *a = essay_at(site, "a"), *b = essay_at(site, "b");

    assert_int_equal(b->thing.backlinks.count, 1);
    assert_text(b->thing.backlinks.items[0].sentence, "");
    assert_text(b->thing.backlinks.items[0].heading, "");
    assert_int_equal(site->terms[0].thing.backlinks.count, 2);
    for (size_t i = 0; i < 2; i++)
        if (site->terms[0].thing.backlinks.items[i].number == essay_number(site, "a"))
            assert_text(site->terms[0].thing.backlinks.items[i].sentence, "");

    /* Both share the word, but the one may not say so; and there is no heading to lead to. */
    assert_int_equal(a->related.count, 1);
    assert_int_equal(b->related.count, 1);
    struct reasons reasons = related_reasons(site, essay_number(site, "a"), essay_number(site, "b"), &reader.arena);
    for (size_t i = 0; i < reasons.count; i++)
        assert_int_not_equal(reasons.items[i].kind, REASON_WORDS);
    for (size_t i = 0; i < b->thing.source.targets.count; i++)
        if (b->thing.source.targets.items[i].number == essay_number(site, "a"))
            assert_text(b->thing.source.targets.items[i].anchor, "");
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_forms_are_read),
        cmocka_unit_test(an_embargo_ends_at_its_first_moment),
        cmocka_unit_test(without_the_variable_it_is_the_clock),
        cmocka_unit_test(the_strictest_of_two_counts),
        cmocka_unit_test(what_cannot_be_read_holds_the_text_back),
        cmocka_unit_test(no_word_of_a_closed_text_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
