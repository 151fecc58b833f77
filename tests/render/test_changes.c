#include "render/changes.h"

#include "fixture.h"
#include "render/shared.h"

static const struct tree_text texts[] = {
    FILE_OF("content/site.yaml", "title: R\nbase_url: https://x.org/\n"),
    FILE_OF("content/essays/a.md", "---\ntitle: A\n---\nText.\n"),
    FILE_OF("content/essays/closed.md", "---\ntitle: Closed\naccess: summary\n---\nText.\n"),
    FILE_OF("content/essays/draft.md", "---\ntitle: Draft\ndraft: true\n---\nText.\n"),
    FILE_OF("content/topics/t.md", "---\ntitle: Topic\n---\nText.\n"),
};

static struct text people[] = {TEXT_INIT("Ann")};

/* The second commit was made at 23:30 in its own day, which is the next one in UTC. */
static struct commit commits[] = {
    {{"1111111111aaaa"}, {.precision = DATE_SECOND, .year = 2024, .month = 5, .day = 3}, 0, TEXT_INIT("Third")},
    {{"2222222222aaaa"},
     {.precision = DATE_SECOND, .year = 2024, .month = 5, .day = 1, .hour = 23, .minute = 30, .offset_minutes = -120},
     0,
     TEXT_INIT("Second")},
    {{"3333333333aaaa"}, {.precision = DATE_SECOND, .year = 2024, .month = 5, .day = 1}, 0, TEXT_INIT("First")},
};

#define REVISION(commit_index, before, change, at, from)                                                                       \
    { .commit = commit_index, .previous = before, .kind = change, .path = TEXT_INIT(at), .old_path = from }

static struct revision revisions[] = {
    REVISION(0, 5, CHANGE_RENAMED, "content/essays/a.md", TEXT_INIT("content/essays/old-a.md")),
    REVISION(0, UINT32_MAX, CHANGE_REVISED, "content/essays/closed.md", {0}),
    REVISION(0, UINT32_MAX, CHANGE_ADDED, "content/essays/draft.md", {0}),
    REVISION(1, 6, CHANGE_WITHDRAWN, "content/essays/some-old-words.md", {0}),
    REVISION(1, UINT32_MAX, CHANGE_ADDED, "content/media/x.png", {0}),
    REVISION(2, UINT32_MAX, CHANGE_ADDED, "content/essays/old-a.md", {0}),
    REVISION(2, UINT32_MAX, CHANGE_ADDED, "content/essays/some-old-words.md", {0}),
    REVISION(2, UINT32_MAX, CHANGE_ADDED, "content/topics/t.md", {0}),
};

static struct file_history files[] = {
    {.path = TEXT_INIT("content/essays/a.md"), .first = 5, .last = 0, .count = 2},
    {.path = TEXT_INIT("content/essays/closed.md"), .first = 1, .last = 1, .count = 1},
    {.path = TEXT_INIT("content/essays/draft.md"), .first = 2, .last = 2, .count = 1},
    {.path = TEXT_INIT("content/topics/t.md"), .first = 7, .last = 7, .count = 1},
};

static struct history history = {.whole = true,
                                 .commits = commits,
                                 .commit_count = COUNT_OF(commits),
                                 .people = people,
                                 .person_count = 1,
                                 .revisions = revisions,
                                 .revision_count = COUNT_OF(revisions),
                                 .files = files,
                                 .file_count = COUNT_OF(files)};

static struct fixture fixture;

/* The plan once more, of the same site with this history. */
static void plan_with_history(void) {
    struct site *site = arena_new(&fixture.arena, struct site);
    *site = *fixture.site;
    site->history = &history;
    fixture.plan = plan_make(site, fixture.layouts, fixture.tree, &fixture.problems, &fixture.arena);
    assert_non_null(fixture.plan);
}

static int set_up(void **state) {
    (void)state;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    plan_with_history();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    fixture_free(&fixture);
    return 0;
}

#define assert_at(address, path, expected) assert_text(fixture_at(&fixture, (address), (path)), (expected))

static void groups_changes_by_the_days_of_their_commits(void **state) {
    (void)state;
    assert_at("/changes/", "known", "true");
    assert_int_equal(fixture_count(&fixture, "/changes/", "days"), 2);
    assert_at("/changes/", "days.0.date.iso", "2024-05-03");
    assert_at("/changes/", "days.1.date.iso", "2024-05-01");
    assert_int_equal(fixture_count(&fixture, "/changes/", "days.0.changes"), 2);
    assert_int_equal(fixture_count(&fixture, "/changes/", "days.1.changes"), 4);
}

static void tells_what_happened(void **state) {
    (void)state;
    assert_at("/changes/", "days.0.changes.0.title", "A");
    assert_at("/changes/", "days.0.changes.0.label", "renamed");
    assert_at("/changes/", "days.0.changes.0.kind.renamed", "true");
    assert_at("/changes/", "days.0.changes.0.path", "essays/a/index.html");
    assert_at("/changes/", "days.0.changes.0.subject", "Third");
    assert_at("/changes/", "days.0.changes.0.person", "Ann");
    assert_at("/changes/", "days.0.changes.0.commit", "1111111111");
    /* The addition of what is renamed later is told by its name of today. */
    assert_at("/changes/", "days.1.changes.1.title", "A");
    assert_at("/changes/", "days.1.changes.3.title", "Topic");
}

static void names_what_is_gone_by_its_slug(void **state) {
    (void)state;
    assert_at("/changes/", "days.1.changes.0.title", "Some old words");
    assert_at("/changes/", "days.1.changes.0.label", "withdrawn");
    assert_at("/changes/", "days.1.changes.0.path", "null");
    assert_at("/changes/", "days.1.changes.0.subject", "null");
}

static void tells_only_the_title_of_a_closed_essay(void **state) {
    (void)state;
    assert_at("/changes/", "days.0.changes.1.title", "Closed");
    assert_at("/changes/", "days.0.changes.1.subject", "null");
}

static void feeds_the_changes(void **state) {
    (void)state;
    assert_int_equal(fixture_count(&fixture, "/changes/feed.xml", "entries"), 6);
    assert_at("/changes/feed.xml", "entries.0.title", "A (renamed)");
    assert_at("/changes/feed.xml", "entries.0.url", "https://x.org/essays/a/");
    assert_at("/changes/feed.xml", "entries.0.id", "https://x.org/changes/#1111111111/content/essays/a.md");
    assert_at("/changes/feed.xml", "entries.2.url", "https://x.org/changes/");
    assert_at("/changes/feed.xml", "entries.2.updated.rfc3339", "2024-05-01T23:30:00-02:00");
    assert_at("/changes/feed.xml", "updated.rfc3339", "2024-05-03T00:00:00Z");
    assert_at("/", "site.changes_feed_path", "changes/feed.xml");
}

static void stops_at_the_limit(void **state) {
    (void)state;
    enum { MANY = CHANGES_LIMIT + 100 };
    static struct revision many[MANY];
    for (uint32_t i = 0; i < MANY; i++)
        many[i] = (struct revision){
            .commit = 0, .previous = UINT32_MAX, .kind = CHANGE_WITHDRAWN, .path = TEXT("content/essays/x.md")};
    struct history long_history = history;
    long_history.revisions = many;
    long_history.revision_count = MANY;
    long_history.file_count = 0;
    struct site site = *fixture.site;
    site.history = &long_history;
    assert_int_equal(changes_of(&site, fixture.plan->shared->date_positions, &fixture.arena)->count, CHANGES_LIMIT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_changes_by_the_days_of_their_commits),
        cmocka_unit_test(tells_what_happened),
        cmocka_unit_test(names_what_is_gone_by_its_slug),
        cmocka_unit_test(tells_only_the_title_of_a_closed_essay),
        cmocka_unit_test(feeds_the_changes),
        cmocka_unit_test(stops_at_the_limit),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
