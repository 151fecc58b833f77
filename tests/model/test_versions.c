/* An essay's text through time: which versions there are, and what each of them is. */
#include "model/reader.h"
#include "source/sandbox.h"

struct opened {
    struct sandbox *sandbox;
    struct repository *repository;
    const struct site *site;
};

static struct opened open_at(struct sandbox *sandbox, const char *path, const char *revision) {
    static const struct workers one = {.count = 1};
    struct opened opened = {.sandbox = sandbox};
    const char *folder = sandbox_path(sandbox, path);
    opened.repository = repository_open(&sandbox->problems, folder, &sandbox->arena);
    struct site_input input = {.repository = opened.repository, .revision = revision, .workers = &one};
    input.tree = revision ? tree_open_commit(&sandbox->problems, opened.repository, revision, &sandbox->arena)
                          : tree_open_folder(&sandbox->problems, folder, NULL, &sandbox->arena);
    input.remembered = remembered_open(NULL, &sandbox->arena);
    opened.site = site_load(&sandbox->problems, &input, &sandbox->arena);
    assert_non_null(opened.site);
    assert_int_equal(sandbox->problems.count, 0);
    return opened;
}

static struct opened open_reader(struct sandbox *sandbox) {
    return open_at(sandbox, ".", NULL);
}

static const char *const kind_names[] = {
    [VERSION_FIRST] = "first", [VERSION_TEXT] = "text", [VERSION_FORM] = "form",           [VERSION_FIELDS] = "fields",
    [VERSION_MOVED] = "moved", [VERSION_SAME] = "same", [VERSION_WITHDRAWN] = "withdrawn", [VERSION_RESTORED] = "restored",
};

static const struct versions *versions_at(const struct opened *opened, const char *slug) {
    return essay_at(opened->site, slug)->versions;
}

/* "first: Begin; text: Second; text": kinds and the subjects of the commits; what is not committed has none. */
static struct text story_of(const struct opened *opened, const char *slug) {
    const struct versions *versions = versions_at(opened, slug);
    const struct history *history = opened->site->history;
    struct arena *arena = &opened->sandbox->arena;
    struct text story = {0};
    for (size_t i = 0; i < versions->count; i++) {
        const struct version *version = &versions->items[i];
        story = text_format(arena, "%.*s%s%s", TEXT_ARGS(story), i ? "; " : "", kind_names[version->kind]);
        if (version->revision == UINT32_MAX)
            continue;
        const struct commit *commit = &history->commits[history->revisions[version->revision].commit];
        story = text_format(arena, "%.*s: %.*s", TEXT_ARGS(story), TEXT_ARGS(commit->subject));
    }
    return story;
}

#define ESSAY(words) "---\ntitle: A\n---\n\nThe first paragraph stays as it is.\n\n" words "\n\nSo does the last one of all.\n"

static void begin(struct sandbox *sandbox) {
    sandbox_environment();
    init(sandbox);
    put(sandbox, "content/essays/a.md", ESSAY("One."));
    put(sandbox, "content/essays/b.md", "---\ntitle: B\n---\nSomething else.\n");
    commit(sandbox, 0, "Begin");
}

static void revise(struct sandbox *sandbox, int day, const char *bytes, const char *message) {
    put(sandbox, "content/essays/a.md", bytes);
    commit(sandbox, day, message);
}

static void each_revision_is_a_version(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    revise(sandbox, 1, ESSAY("Two."), "Second");
    revise(sandbox, 2, ESSAY("Three."), "Third");
    struct opened opened = open_reader(sandbox);
    assert_text(story_of(&opened, "a"), "first: Begin; text: Second; text: Third");
    assert_text(story_of(&opened, "b"), "first: Begin");
    const struct versions *versions = versions_at(&opened, "a");
    assert_true(versions->whole);
    assert_true(versions->items[0].has_page);
    assert_false(versions->items[2].has_page);
    assert_text(versions->items[0].path, "content/essays/a.md");
    repository_close(opened.repository);
}

static void a_renamed_file_has_one_story(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    run(sandbox, "git mv content/essays/a.md content/essays/c.md");
    commit(sandbox, 1, "Move");
    put(sandbox, "content/essays/c.md", ESSAY("Two."));
    commit(sandbox, 2, "Revise");
    struct opened opened = open_reader(sandbox);
    assert_text(story_of(&opened, "c"), "first: Begin; moved: Move; text: Revise");
    assert_text(versions_at(&opened, "c")->items[0].path, "content/essays/a.md");
    assert_text(versions_at(&opened, "c")->items[1].path, "content/essays/c.md");
    repository_close(opened.repository);
}

static void a_withdrawn_file_comes_back(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    run(sandbox, "git rm -q content/essays/a.md");
    commit(sandbox, 1, "Withdraw");
    revise(sandbox, 2, ESSAY("One."), "Restore");
    struct opened opened = open_reader(sandbox);
    const struct versions *versions = versions_at(&opened, "a");
    assert_text(story_of(&opened, "a"), "first: Begin; withdrawn: Withdraw; restored: Restore");
    assert_string_equal(versions->items[1].blob.hex, "");
    assert_false(versions->items[1].has_page);
    assert_false(versions->items[0].has_page);
    repository_close(opened.repository);
}

static void uncommitted_text_is_one_more_version(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    put(sandbox, "content/essays/a.md", ESSAY("Two."));
    put(sandbox, "content/essays/c.md", "---\ntitle: C\n---\nNew.\n");
    struct opened opened = open_reader(sandbox);
    struct git_id blob = versions_at(&opened, "a")->items[1].blob;
    assert_text(story_of(&opened, "a"), "first: Begin; text");
    assert_text(story_of(&opened, "b"), "first: Begin");
    assert_text(story_of(&opened, "c"), "first");
    repository_close(opened.repository);

    commit(sandbox, 1, "Commit it");
    opened = open_reader(sandbox);
    assert_text(story_of(&opened, "a"), "first: Begin; text: Commit it");
    assert_true(git_id_equal(&blob, &versions_at(&opened, "a")->items[1].blob));
    repository_close(opened.repository);
}

static void a_merge_that_takes_the_older_branch_ends_with_its_text(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    run(sandbox, "git checkout -q -b side");
    revise(sandbox, 2, ESSAY("Of the side."), "Side");
    run(sandbox, "git checkout -q main");
    revise(sandbox, 1, ESSAY("Of the main."), "Main");
    run(sandbox, "git merge -q -s ours -m Merge side");
    struct opened opened = open_reader(sandbox);
    assert_text(story_of(&opened, "a"), "first: Begin; text: Main; text: Side; text: Main");
    repository_close(opened.repository);
}

static void two_branches_may_make_one_change(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    run(sandbox, "git checkout -q -b side");
    revise(sandbox, 2, ESSAY("Two."), "Side");
    run(sandbox, "git checkout -q main");
    revise(sandbox, 1, ESSAY("Two."), "Main");
    run(sandbox, "git merge -q -m Merge side");
    struct opened opened = open_reader(sandbox);
    assert_text(story_of(&opened, "a"), "first: Begin; text: Main; same: Side");
    repository_close(opened.repository);
}

static void without_history_there_is_the_current_text(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    revise(sandbox, 1, ESSAY("Two."), "Second");
    run(sandbox,
        "git clone -q --depth 1 file://%s shallow && cp -r content plain-content && mkdir plain && mv plain-content "
        "plain/content && mkdir unborn && cp -r content unborn/ && git init -q unborn",
        sandbox->folder);
    struct opened shallow = open_at(sandbox, "shallow", NULL), unborn = open_at(sandbox, "unborn", NULL);
    assert_text(story_of(&shallow, "a"), "first");
    assert_text(story_of(&unborn, "a"), "first");
    assert_false(versions_at(&shallow, "a")->whole);
    assert_string_equal(versions_at(&shallow, "a")->items[0].blob.hex, versions_at(&unborn, "a")->items[0].blob.hex);
    struct opened whole = open_reader(sandbox);
    assert_string_equal(versions_at(&shallow, "a")->items[0].blob.hex, versions_at(&whole, "a")->items[1].blob.hex);
    repository_close(shallow.repository);
    repository_close(unborn.repository);
    repository_close(whole.repository);
}

static void without_a_repository_nothing_has_a_git_name(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A");
    const struct versions *versions = essay_at(load(&reader), "a")->versions;
    assert_false(versions->whole);
    assert_int_equal(versions->count, 1);
    assert_int_equal(versions->items[0].kind, VERSION_FIRST);
    assert_string_equal(versions->items[0].blob.hex, "");
    drop(&reader);
}

static void a_revision_and_a_bare_repository_say_the_same(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    revise(sandbox, 1, ESSAY("Two."), "Second");
    revise(sandbox, 2, ESSAY("Three."), "Third");
    run(sandbox, "git clone -q --bare . bare");
    struct opened bare = open_at(sandbox, "bare", "HEAD~1");
    assert_text(story_of(&bare, "a"), "first: Begin; text: Second");
    repository_close(bare.repository);
}

static void old_pages_are_for_open_essays_and_when_they_are_wanted(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    revise(sandbox, 1, ESSAY("Two."), "Second");
    put(sandbox, "content/site.yaml", "title: T\nhistory: summary\n");
    struct opened opened = open_reader(sandbox);
    assert_false(versions_at(&opened, "a")->items[0].has_page);
    repository_close(opened.repository);

    put(sandbox, "content/site.yaml", "title: T\n");
    put(sandbox, "content/essays/a.md", "---\ntitle: A\naccess: summary\n---\nTwo.\n");
    opened = open_reader(sandbox);
    assert_text(story_of(&opened, "a"), "first: Begin; text: Second; text");
    assert_false(versions_at(&opened, "a")->items[0].has_page);
    repository_close(opened.repository);
}

static struct text html_of(const struct opened *opened, const char *slug, size_t version) {
    struct version_text text;
    assert_true(versions_text(&text, opened->site, essay_at(opened->site, slug), version, &opened->sandbox->arena));
    return body_html(text.body);
}

static void a_version_can_be_read_again(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    revise(sandbox, 1, ESSAY("Two."), "Second");
    put(sandbox, "content/essays/a.md", ESSAY("Three."));
    struct opened opened = open_reader(sandbox);
    assert_true(text_contains(html_of(&opened, "a", 0), TEXT("<p>One.</p>")));
    assert_true(text_contains(html_of(&opened, "a", 1), TEXT("<p>Two.</p>")));
    assert_true(text_contains(html_of(&opened, "a", 2), TEXT("<p>Three.</p>")));
    repository_close(opened.repository);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_CASE(each_revision_is_a_version),
        SANDBOX_CASE(a_renamed_file_has_one_story),
        SANDBOX_CASE(a_withdrawn_file_comes_back),
        SANDBOX_CASE(uncommitted_text_is_one_more_version),
        SANDBOX_CASE(a_merge_that_takes_the_older_branch_ends_with_its_text),
        SANDBOX_CASE(two_branches_may_make_one_change),
        SANDBOX_CASE(without_history_there_is_the_current_text),
        cmocka_unit_test(without_a_repository_nothing_has_a_git_name),
        SANDBOX_CASE(a_revision_and_a_bare_repository_say_the_same),
        SANDBOX_CASE(old_pages_are_for_open_essays_and_when_they_are_wanted),
        SANDBOX_CASE(a_version_can_be_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
