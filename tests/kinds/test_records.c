/* What git adds to the model: revisions, contributors, the date of the last change, and what "now" is. */
#include "kinds/reader.h"
#include "read/sandbox.h"

/* The sandbox's reader, from its repository. */
static const struct site *load_folder(struct sandbox *sandbox, const char *revision) {
    static const struct workers one = {.count = 1};
    struct repository *repository = repository_open(&sandbox->problems, sandbox->folder, &sandbox->arena);
    assert_non_null(repository);
    struct site_input input = {.repository = repository, .revision = revision, .workers = &one};
    input.tree = revision ? tree_open_commit(&sandbox->problems, repository, revision, &sandbox->arena)
                          : tree_open_folder(&sandbox->problems, sandbox->folder, NULL, NULL, &sandbox->arena);
    input.remembered = remembered_open(NULL, &sandbox->arena);
    const struct site *site = site_load(&sandbox->problems, &input, &sandbox->arena);
    assert_non_null(site);
    assert_int_equal(sandbox->problems.count, 0);
    repository_close(repository);
    return site;
}

static struct text day(struct sandbox *sandbox, struct date date) {
    return text_slice(date_rfc3339(date, &sandbox->arena), 0, 10);
}

static void fill(struct sandbox *sandbox) {
    sandbox_environment();
    init(sandbox);
    put(sandbox, "content/essays/a.md", "---\ntitle: A\n---\nOne.\n");
    put(sandbox, "content/essays/c.md", "---\ntitle: C\naccess: {until: 2023-11-15}\n---\nSecret.\n");
    commit(sandbox, 0, "Begin");
    put(sandbox, "content/essays/a.md", "---\ntitle: A\n---\nTwo.\n");
    put(sandbox, "content/essays/b.md", "---\ntitle: B\nupdated: 2020-01-02\n---\nB.\n");
    run(sandbox, "git add -A && GIT_AUTHOR_NAME=Bo GIT_AUTHOR_DATE='1700086400 +0200' GIT_COMMITTER_DATE='1700086400 +0200' "
                 "git commit -q -m Second");
}

static void files_have_their_revisions(void **state) {
    struct sandbox *sandbox = *state;
    fill(sandbox);
    const struct site *site = load_folder(sandbox, NULL);
    const struct essay *a = essay_at(site, "a"), *b = essay_at(site, "b");
    assert_int_equal(a->thing.source.record.revisions, 2);
    assert_text(day(sandbox, a->thing.source.record.first), "2023-11-15");
    assert_text(day(sandbox, a->thing.source.record.last), "2023-11-16");
    assert_int_equal(a->thing.source.record.contributors.count, 2);
    assert_text(site->history->people[a->thing.source.record.contributors.items[0]], "Ada");
    assert_text(site->history->people[a->thing.source.record.contributors.items[1]], "Bo");
    assert_int_equal(b->thing.source.record.revisions, 1);
    /* The editor's date of revision goes before git's; the date of publication is never git's. */
    assert_text(day(sandbox, a->updated), "2023-11-16");
    assert_text(day(sandbox, b->updated), "2020-01-02");
    assert_int_equal(a->date.precision, DATE_NONE);
}

static void an_embargo_ends_by_today_whatever_the_commit(void **state) {
    struct sandbox *sandbox = *state;
    fill(sandbox);
    assert_true(essay_is_open(essay_at(load_folder(sandbox, NULL), "c")));
    assert_true(essay_is_open(essay_at(load_folder(sandbox, "HEAD~1"), "c")));
}

static void an_earlier_commit_is_an_earlier_site(void **state) {
    struct sandbox *sandbox = *state;
    fill(sandbox);
    const struct site *site = load_folder(sandbox, "HEAD~1");
    assert_int_equal(site->essay_count, 2);
    assert_int_equal(essay_at(site, "a")->thing.source.record.revisions, 1);
    assert_text(essay_at(site, "a")->thing.summary, "One.");
    assert_text(day(sandbox, site->origin.committed), "2023-11-15");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_CASE(files_have_their_revisions),
        SANDBOX_CASE(an_embargo_ends_by_today_whatever_the_commit),
        SANDBOX_CASE(an_earlier_commit_is_an_earlier_site),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
