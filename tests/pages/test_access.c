/* What may not be published stands in no view: not one word of it. */
#include "base/buffer.h"
#include "fixture.h"

/* Every word of a closed body begins with "zz". */
#define CLOSED_BODY                                                                                                            \
    "# Zzfirst zzheading\n\nZzopening zzsentence with [[term:g]] zzterm. Zzanother zzsentence for [[open]] zzhere.\n\n"        \
    "## Zzsection\n\nZzsee [[author:ann-bee]] and [[topic:trade]] and [[list:l]] zzmore.[^1]\n\n[^1]: Zznote.\n\n"             \
    "Zzvocabulary zzvocabulary zzvocabulary zzquantum zzquantum.\n"

static const struct tree_text texts[] = {
    FILE_OF("content/site.yaml", "title: R\nbase_url: https://x.org/\n"),
    FILE_OF("content/essays/open.md",
            "---\ntitle: Open\nauthors: [Ann Bee]\ndate: 2021\ntopics: [Trade]\n---\nSee [[closed]] and [[running]].\n"),
    FILE_OF("content/essays/closed.md",
            "---\ntitle: Closed\nauthors: [Ann Bee]\ndate: 2020\naccess: summary\n---\n" CLOSED_BODY),
    FILE_OF("content/essays/running.md",
            "---\ntitle: Running\ndate: 2020-05\naccess: {until: 2999-01-02}\nsummary: What it says.\n"
            "relations:\n  - cites: closed\n---\n" CLOSED_BODY),
    FILE_OF("content/lists/l.md", "---\ntitle: List\nitems: [open, closed, running]\n---\n"),
    FILE_OF("content/glossary/g.md", "---\nterm: G\n---\nDefinition.\n"),
    FILE_OF("content/topics/trade.md", "---\ntitle: Trade\n---\nText.\n"),
};

static struct fixture fixture;

static int set_up(void **state) {
    (void)state;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    fixture_free(&fixture);
    return 0;
}

static void no_word_of_a_closed_body_is_in_any_view(void **state) {
    (void)state;
    size_t views = 0;
    for (size_t i = 0; i < fixture.plan->count; i++) {
        const struct view *view = plan_view(fixture.plan, i, &fixture.arena);
        struct text json = view ? text_lower_ascii(fixture_words(&fixture, view), &fixture.arena) : (struct text){0};
        size_t found = text_find(json, TEXT("zz"), 0);
        if (found < json.size)
            fail_msg("%.*s: %.*s", TEXT_ARGS(fixture.plan->pages[i].path), TEXT_ARGS(text_slice(json, found - 40, found + 40)));
        views += view != NULL;
    }
    assert_true(views > 15);
}

static void says_that_it_is_closed(void **state) {
    (void)state;
    assert_text(fixture_at(&fixture, "/essays/closed/", "essay.restricted"), "true");
    assert_text(fixture_at(&fixture, "/essays/closed/", "essay.embargo"), "null");
    assert_text(fixture_at(&fixture, "/essays/closed/", "essay.has_body"), "false");
    assert_text(fixture_at(&fixture, "/essays/closed/", "essay.toc"), "null");
    assert_text(fixture_at(&fixture, "/essays/closed/", "essay.summary"), "null");
    assert_text(fixture_at(&fixture, "/essays/closed/", "essay.words"), "null");
    assert_text(fixture_at(&fixture, "/essays/closed/cite/", "passages"), "null");
    assert_text(fixture_at(&fixture, "/essays/closed/cite/", "citation.styles.0.works.0.plain"),
                "Bee, Ann. 2020. “Closed.” R. https://x.org/essays/closed/.");
    assert_text(fixture_at(&fixture, "/essays/running/", "essay.restricted"), "true");
    assert_text(fixture_at(&fixture, "/essays/running/", "essay.embargo.words"), "2\u00a0January 2999");
    assert_text(fixture_at(&fixture, "/essays/running/", "essay.summary"), "What it says.");
    assert_text(fixture_at(&fixture, "/essays/open/", "essay.restricted"), "false");
}

static void is_still_known_from_the_other_end(void **state) {
    (void)state;
    assert_text(fixture_at(&fixture, "/essays/open/", "essay.also_read.works.0.title"), "Running");
    assert_text(fixture_at(&fixture, "/essays/open/", "essay.also_read.works.0.why_html"), "the two cite each other");
    assert_text(fixture_at(&fixture, "/essays/open/", "essay.also_read.works.0.passages"), "null");
    assert_text(fixture_at(&fixture, "/essays/closed/", "essay.also_read.works.0.title"), "Running");
    assert_text(fixture_at(&fixture, "/essays/closed/", "essay.also_read.works.0.why_html"), "cites this");
    assert_text(fixture_at(&fixture, "/essays/closed/", "essay.also_read.works.1.title"), "Open");
    assert_text(fixture_at(&fixture, "/essays/closed/", "essay.also_read.works.1.passage_count.number"), "1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_word_of_a_closed_body_is_in_any_view),
        cmocka_unit_test(says_that_it_is_closed),
        cmocka_unit_test(is_still_known_from_the_other_end),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
