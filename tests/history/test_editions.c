/* Which editions site.yaml names, by tags and by revisions, and what is told of those that cannot be. */
#include "history/editions.h"

#include "read/sandbox.h"

static void begin(struct sandbox *sandbox, const char *yaml) {
    sandbox_environment();
    init(sandbox);
    put(sandbox, "content/essays/a.md", "---\ntitle: A\n---\nText.\n");
    put(sandbox, "content/site.yaml", yaml);
    commit(sandbox, 0, "Begin");
}

static struct editions find(struct sandbox *sandbox, const char *folder) {
    struct editions editions;
    struct settings settings;
    struct tree *tree = tree_open_folder(&sandbox->problems, sandbox_path(sandbox, folder), NULL, NULL, &sandbox->arena);
    struct repository *repository = repository_open(&sandbox->problems, sandbox_path(sandbox, folder), &sandbox->arena);
    settings_read(&settings, tree, &sandbox->problems, &sandbox->arena);
    assert_true(editions_find(&editions, &settings, repository, &sandbox->problems, &sandbox->arena));
    repository_close(repository);
    return editions;
}

/* "name (title) revision; ..." */
static struct text shown(struct sandbox *sandbox, const struct editions *editions) {
    struct text text = {0};
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *edition = &editions->items[i];
        text = text_format(&sandbox->arena, "%.*s%s%.*s (%.*s) %.*s", TEXT_ARGS(text), i ? "; " : "", TEXT_ARGS(edition->name),
                           TEXT_ARGS(edition->title), TEXT_ARGS(edition->revision));
    }
    return text;
}

/* The first problem as "CODE line: message". */
static struct text first_problem(struct sandbox *sandbox) {
    if (sandbox->problems.count == 0)
        return TEXT("");
    const struct diag_item *item = &sandbox->problems.items[0];
    return text_format(&sandbox->arena, "%s %u: %.*s", item->code, item->place.line, TEXT_ARGS(item->message));
}

static void tags_are_editions(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox, "title: T\neditions:\n  - tags: edition/*\n");
    struct editions none = find(sandbox, ".");
    assert_int_equal(none.count, 0);
    run(sandbox, "git tag edition/2.0; git tag other/1");
    put(sandbox, "content/essays/b.md", "---\ntitle: B\n---\nText.\n");
    commit(sandbox, 1, "More");
    run(sandbox, "git tag -a -m 'The first edition\n\nFor the\nopening.' edition/A");
    struct editions editions = find(sandbox, ".");
    assert_text(shown(sandbox, &editions), "2-0 (2.0) edition/2.0; a (The first edition) edition/A");
    assert_text(editions.items[1].note, "For the opening.");
    assert_text(edition_address(&editions.items[0], &sandbox->arena), "/editions/2-0/");
    assert_int_equal(sandbox->problems.count, 0);
}

static void a_revision_is_an_edition(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox, "editions:\n  - name: first\n    revision: main\n    title: The first\n    note: A note\n");
    struct editions editions = find(sandbox, ".");
    assert_text(shown(sandbox, &editions), "first (The first) main");
    assert_text(editions.items[0].note, "A note");
    assert_int_equal(date_seconds(editions.items[0].date), date_seconds(editions.items[0].committed));
    assert_int_equal(sandbox->problems.count, 0);
}

static void problems_have_their_place(void **state) {
    static const struct {
        const char *yaml, *problem;
    } cases[] = {
        {"editions:\n  - name: first\n    revision: mian\n", "E264 2: revision \"mian\" names no commit of the repository"},
        {"editions:\n  - name: First One\n    revision: main\n",
         "E262 2: \"First One\" cannot be the name of an edition: it stands in addresses"},
        {"editions:\n  - name: first\n", "E262 2: an edition has tags, or a name and a revision"},
        {"editions:\n  - tags: '*/*'\n", "E262 2: the pattern has more than one star"},
        {"editions:\n  - {name: a, revision: main}\n  - {name: a, revision: HEAD}\n",
         "E263 3: the edition \"a\" is main, and HEAD, too"},
    };
    struct sandbox *sandbox = *state;
    begin(sandbox, "title: T\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put(sandbox, "content/site.yaml", cases[i].yaml);
        find(sandbox, ".");
        assert_text(first_problem(sandbox), cases[i].problem);
        assert_int_equal(sandbox->problems.fault, FAULT_USAGE);
        diag_free(&sandbox->problems);
        sandbox->problems = (struct diag){0};
    }
}

static void without_a_repository_only_a_revision_is_missed(void **state) {
    struct sandbox *sandbox = *state;
    sandbox_environment();
    put(sandbox, "content/site.yaml", "editions: [edition/*]\n");
    struct editions editions = find(sandbox, ".");
    assert_int_equal(editions.count, 0);
    assert_int_equal(sandbox->problems.count, 0);
    put(sandbox, "content/site.yaml", "editions:\n  - {name: a, revision: main}\n");
    find(sandbox, ".");
    assert_text(first_problem(sandbox), "E264 2: the revision \"main\" cannot be found: not in a git repository");
}

static void a_shallow_clone_says_what_it_lacks(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox, "editions:\n  - {name: first, revision: edition/1}\n");
    run(sandbox, "git tag edition/1");
    put(sandbox, "content/essays/b.md", "---\ntitle: B\n---\nText.\n");
    commit(sandbox, 1, "More");
    run(sandbox, "git clone -q --depth 1 --no-tags file://$PWD shallow");
    struct editions editions = find(sandbox, "shallow");
    assert_int_equal(editions.count, 0);
    assert_string_equal(editions.note, "note-shallow-editions");
    assert_int_equal(sandbox->problems.count, 0);
}

static void a_build_machine_publishes_no_less(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox, "editions:\n  - {name: first, revision: edition/1}\n");
    run(sandbox, "git tag edition/1");
    commit(sandbox, 1, "More");
    run(sandbox, "git clone -q --depth 1 --no-tags file://$PWD shallow");
    setenv("CI", "true", 1);
    find(sandbox, "shallow");
    unsetenv("CI");
    assert_text(first_problem(sandbox), "E264 2: 1 of the editions cannot be made: this clone is shallow");
    assert_int_equal(sandbox->problems.fault, FAULT_USAGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_CASE(tags_are_editions),
        SANDBOX_CASE(a_revision_is_an_edition),
        SANDBOX_CASE(problems_have_their_place),
        SANDBOX_CASE(without_a_repository_only_a_revision_is_missed),
        SANDBOX_CASE(a_shallow_clone_says_what_it_lacks),
        SANDBOX_CASE(a_build_machine_publishes_no_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
