/* An essay's text through time: which versions there are, and what each of them is. */
#include "kinds/formerly.h"
#include "kinds/reader.h"
#include "read/codes.h"
#include "read/sandbox.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct opened {
    struct sandbox *sandbox;
    struct repository *repository;
    const struct site *site;
};

static struct opened open_with(struct sandbox *sandbox, const char *path, const char *revision, struct remembered *remembered) {
    static const struct workers one = {.count = 1};
    struct opened opened = {.sandbox = sandbox};
    const char *folder = sandbox_path(sandbox, path);
    opened.repository = repository_open(&sandbox->problems, folder, &sandbox->arena);
    struct site_input input = {.repository = opened.repository, .revision = revision, .workers = &one};
    input.tree = revision ? tree_open_commit(&sandbox->problems, opened.repository, revision, &sandbox->arena)
                          : tree_open_folder(&sandbox->problems, folder, NULL, NULL, &sandbox->arena);
    input.remembered = remembered;
    opened.site = site_load(&sandbox->problems, &input, &sandbox->arena);
    assert_non_null(opened.site);
    assert_int_equal(sandbox->problems.count, 0);
    return opened;
}

static struct opened open_at(struct sandbox *sandbox, const char *path, const char *revision) {
    return open_with(sandbox, path, revision, remembered_open(NULL, &sandbox->arena));
}

static struct opened open_reader(struct sandbox *sandbox) {
    return open_at(sandbox, ".", NULL);
}

static const char *const kind_names[] = {
    [VERSION_FIRST] = "first",         [VERSION_TEXT] = "text",         [VERSION_FORM] = "form",
    [VERSION_FIELDS] = "fields",       [VERSION_MOVED] = "moved",       [VERSION_SAME] = "same",
    [VERSION_WITHDRAWN] = "withdrawn", [VERSION_RESTORED] = "restored", [VERSION_MERGE] = "merge",
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
        if (version->revision == NONE)
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

/* What is marked as of a branch: "Side, merged by Merge". */
static struct text branches_of(struct opened *opened, const char *slug) {
    const struct versions *versions = versions_at(opened, slug);
    const struct history *history = opened->site->history;
    struct text all = {0};
    for (size_t i = 0; i < versions->count; i++) {
        const struct version *version = &versions->items[i];
        if (!version->is_aside)
            continue;
        assert_int_not_equal(version->merged_by, NONE);
        all = text_format(&opened->sandbox->arena, "%.*s%s%.*s, merged by %.*s", TEXT_ARGS(all), all.size ? "; " : "",
                          TEXT_ARGS(history->commits[history->revisions[version->revision].commit].subject),
                          TEXT_ARGS(history->commits[version->merged_by].subject));
    }
    return all;
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
    assert_text(story_of(&opened, "a"), "first: Begin; text: Main; text: Side; same: Main");
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
    assert_text(story_of(&opened, "a"), "first: Begin; text: Main; text: Side");
    assert_text(branches_of(&opened, "a"), "Side, merged by Merge");
    repository_close(opened.repository);
    revise(sandbox, 4, ESSAY("Three."), "Later");
    opened = open_reader(sandbox);
    assert_text(branches_of(&opened, "a"), "Side, merged by Merge");
    assert_int_equal(versions_at(&opened, "a")->items[3].befores[0], 1);
    repository_close(opened.repository);
}

/* The trunk's text was left for the branch's: that is of a branch all the same. */
static void what_a_merge_took_whole_is_of_a_branch(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    run(sandbox, "git checkout -q -b side");
    revise(sandbox, 1, ESSAY("Of the side."), "Side");
    revise(sandbox, 3, ESSAY("Of the side, too."), "Again");
    run(sandbox, "git checkout -q main");
    revise(sandbox, 2, ESSAY("Of the main."), "Main");
    run(sandbox, "git merge -q -X theirs -m Merge side");
    struct opened opened = open_reader(sandbox);
    assert_text(branches_of(&opened, "a"), "Side, merged by Merge; Again, merged by Merge");
    repository_close(opened.repository);
    run(sandbox, "git checkout -q -b next");
    revise(sandbox, 5, ESSAY("Of the next."), "Next");
    run(sandbox, "git checkout -q main && git merge -q --no-ff -m 'Merge next' next");
    opened = open_reader(sandbox);
    assert_text(branches_of(&opened, "a"), "Side, merged by Merge; Again, merged by Merge");
    repository_close(opened.repository);
}

/* Each is told against what its author had, and the merge by what none of them had. */
static void branches_follow_their_own_texts(void **state) {
    static const char *const ferry = "The ferry leaves the northern quay at seven.", *const bread =
                                                                                         "Bread is baked in the old mill.";
    struct sandbox *sandbox = *state;
    init(sandbox);
    revise(sandbox, 0, text_format(&sandbox->arena, "---\ntitle: A\n---\n%s\n\nMeadow.\n\n%s\n", ferry, bread).bytes, "Begin");
    run(sandbox, "git checkout -q -b side");
    run(sandbox, "sed -i s/old/new/ content/essays/a.md");
    commit(sandbox, 2, "Bread");
    run(sandbox, "git checkout -q main");
    run(sandbox, "sed -i 's/seven/eight or nine/' content/essays/a.md");
    commit(sandbox, 1, "Ferry");
    run(sandbox, "GIT_COMMITTER_DATE='1700300000 +0000' git merge -q -m Merge side");
    struct opened opened = open_reader(sandbox);
    const struct versions *versions = versions_at(&opened, "a");
    assert_text(story_of(&opened, "a"), "first: Begin; text: Ferry; text: Bread; merge: Merge");
    assert_int_equal(versions->items[1].change.words_added, 3);
    assert_int_equal(versions->items[2].befores[0], 0);
    assert_int_equal(versions->items[2].change.words_added, 1);
    assert_int_equal(versions->items[2].change.words_removed, 1);
    assert_int_equal(versions->items[2].change.passages_reworded, 1);
    assert_true(versions->items[2].is_aside && !versions->items[1].is_aside);
    assert_int_equal(versions->items[3].before_count, 2);
    assert_int_equal(versions->items[3].change.words_added, 0);
    repository_close(opened.repository);
    run(sandbox, "printf '\\nAnd an evil word.\\n' >> content/essays/a.md && git add -A");
    run(sandbox, "GIT_COMMITTER_DATE='1700300000 +0000' git commit -q --amend --no-edit");
    opened = open_reader(sandbox);
    assert_text(story_of(&opened, "a"), "first: Begin; text: Ferry; text: Bread; text: Merge");
    assert_int_equal(versions_at(&opened, "a")->items[3].change.words_added, 4);
    assert_int_equal(versions_at(&opened, "a")->items[3].change.passages_added, 1);
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

#define SEA "The harbour was built in a hurry, of stone that nobody had asked the price of, and it has stood ever since.\n\n"
#define SEA2                                                                                                                   \
    "The old harbour was built in a hurry, of stone that nobody asked the price of, and it has stood ever since then.\n\n"
#define TAX "Every spring the council met to quarrel over taxes, and every autumn it voted to leave them as they were.\n\n"
#define OWL "An owl lived in the belfry; its droppings were swept up by a sexton whose grandfather had swept before him.\n\n"
#define HEAD "---\ntitle: A\n---\n\n"

/* "id id | id (gone: id)": the ids of each version's passages, and the tombstones. */
static struct text ids_of(const struct opened *opened, const char *slug) {
    const struct essay *essay = essay_at(opened->site, slug);
    struct arena *arena = &opened->sandbox->arena;
    struct tombstones tombstones;
    struct text all = {0};
    for (size_t v = 0; v < essay->versions->count; v++) {
        struct marks marks;
        versions_marks(&marks, opened->site, essay, v, arena);
        all = text_format(arena, "%.*s%s", TEXT_ARGS(all), v ? "| " : "");
        for (size_t i = 0; i < marks.count; i++)
            all = text_format(arena, "%.*s%s%s", TEXT_ARGS(all), marks.items[i].id, marks.items[i].is_main ? " " : "+ ");
    }
    versions_tombstones(&tombstones, opened->site, essay, NULL, arena);
    for (size_t i = 0; i < tombstones.count; i++)
        all = text_format(arena, "%.*s(%s %u %u)", TEXT_ARGS(all), tombstones.items[i].id, (unsigned)tombstones.items[i].last,
                          (unsigned)tombstones.items[i].gone);
    return all;
}

/* The main ids of one version. */
static struct text id_at(const struct opened *opened, const char *slug, size_t version, size_t passage) {
    struct marks marks;
    versions_marks(&marks, opened->site, essay_at(opened->site, slug), version, &opened->sandbox->arena);
    assert_true(passage < marks.count);
    return text_of(marks.items[passage].id);
}

static void begin_long(struct sandbox *sandbox) {
    sandbox_environment();
    init(sandbox);
    revise(sandbox, 0, HEAD SEA TAX OWL, "Begin");
    revise(sandbox, 1, HEAD OWL SEA2, "Reword, remove and move");
}

static void ids_are_carried_along(void **state) {
    struct sandbox *sandbox = *state;
    begin_long(sandbox);
    run(sandbox, "git mv content/essays/a.md content/essays/b.md");
    commit(sandbox, 2, "Rename");
    put(sandbox, "content/essays/b.md", HEAD OWL SEA2 TAX);
    struct opened opened = open_reader(sandbox);
    struct text sea = id_at(&opened, "b", 0, 0), tax = id_at(&opened, "b", 0, 1), owl = id_at(&opened, "b", 0, 2);
    assert_int_equal(sea.size, MARK_SIZE - 1);
    assert_text(id_at(&opened, "b", 1, 0), owl.bytes);
    assert_text(id_at(&opened, "b", 1, 1), sea.bytes);
    assert_text(id_at(&opened, "b", 2, 1), sea.bytes);
    assert_text(id_at(&opened, "b", 3, 2), tax.bytes);
    assert_text(story_of(&opened, "b"), "first: Begin; text: Reword, remove and move; moved: Rename; text");
    repository_close(opened.repository);
}

static void what_is_removed_has_a_tombstone(void **state) {
    struct sandbox *sandbox = *state;
    begin_long(sandbox);
    struct opened opened = open_reader(sandbox);
    struct tombstones tombstones;
    versions_tombstones(&tombstones, opened.site, essay_at(opened.site, "a"), NULL, &sandbox->arena);
    assert_int_equal(tombstones.count, 1);
    assert_string_equal(tombstones.items[0].id, id_at(&opened, "a", 0, 1).bytes);
    assert_int_equal(tombstones.items[0].last, 0);
    assert_int_equal(tombstones.items[0].block, 1);
    assert_int_equal(tombstones.items[0].gone, 1);
    repository_close(opened.repository);
}

static void a_tombstone_says_where_readers_saw_the_passage(void **state) {
    struct sandbox *sandbox = *state;
    sandbox_environment();
    init(sandbox);
    revise(sandbox, 0, "---\ntitle: A\n---\n\n" SEA TAX, "Begin");
    revise(sandbox, 1, "---\ntitle: A\ndraft: true\n---\n\n" OWL SEA TAX, "Take back");
    revise(sandbox, 2, "---\ntitle: A\n---\n\n" SEA, "Publish");
    struct opened opened = open_reader(sandbox);
    struct tombstones tombstones;
    versions_tombstones(&tombstones, opened.site, essay_at(opened.site, "a"), NULL, &sandbox->arena);
    assert_int_equal(tombstones.count, 1);
    assert_string_equal(tombstones.items[0].id, id_at(&opened, "a", 0, 1).bytes);
    assert_int_equal(tombstones.items[0].last, 0);
    assert_int_equal(tombstones.items[0].block, 1);
    assert_int_equal(tombstones.items[0].gone, 2);
    repository_close(opened.repository);
}

static void committing_changes_no_id(void **state) {
    struct sandbox *sandbox = *state;
    begin_long(sandbox);
    put(sandbox, "content/essays/a.md", HEAD SEA OWL "New words that nobody has read before.\n");
    struct opened before = open_reader(sandbox);
    struct text ids = ids_of(&before, "a");
    repository_close(before.repository);
    commit(sandbox, 2, "Commit");
    struct opened after = open_reader(sandbox);
    assert_text(ids_of(&after, "a"), text_terminated(ids, &sandbox->arena));
    assert_true(digest_equal(versions_at(&before, "a")->digest, versions_at(&after, "a")->digest));
    repository_close(after.repository);
}

static void a_rebase_changes_no_id(void **state) {
    struct sandbox *sandbox = *state;
    begin_long(sandbox);
    run(sandbox, "git checkout -q -b other HEAD~1");
    put(sandbox, "content/essays/z.md", "---\ntitle: Z\n---\nOther.\n");
    commit(sandbox, 1, "Something else");
    run(sandbox, "git checkout -q main");
    struct opened before = open_reader(sandbox);
    struct text ids = ids_of(&before, "a");
    repository_close(before.repository);
    run(sandbox, "git rebase -q other");
    struct opened after = open_reader(sandbox);
    assert_text(ids_of(&after, "a"), text_terminated(ids, &sandbox->arena));
    repository_close(after.repository);
}

static void what_is_remembered_says_the_same(void **state) {
    struct sandbox *sandbox = *state;
    begin_long(sandbox);
    struct remembered *remembered = remembered_open(NULL, &sandbox->arena);
    struct opened opened = open_with(sandbox, ".", NULL, remembered);
    repository_close(opened.repository);
    revise(sandbox, 2, HEAD OWL SEA2 TAX, "Restore");
    revise(sandbox, 3, HEAD TAX SEA2, "Remove");
    for (int i = 0; i < 2; i++) {
        struct opened extended = open_with(sandbox, ".", NULL, remembered), anew = open_reader(sandbox);
        assert_text(ids_of(&extended, "a"), text_terminated(ids_of(&anew, "a"), &sandbox->arena));
        const struct versions *a = versions_at(&extended, "a"), *b = versions_at(&anew, "a");
        assert_int_equal(a->count, 4);
        assert_true(digest_equal(a->digest, b->digest));
        for (size_t v = 0; v < a->count; v++) {
            assert_memory_equal(&a->items[v].change, &b->items[v].change, sizeof a->items[v].change);
            assert_memory_equal(&a->items[v].since, &b->items[v].since, sizeof a->items[v].since);
            assert_text(a->items[v].title, "A");
            assert_int_equal(a->items[v].kind, b->items[v].kind);
        }
        repository_close(extended.repository);
        repository_close(anew.repository);
    }
}

static void versions_say_what_they_were(void **state) {
    struct sandbox *sandbox = *state;
    sandbox_environment();
    init(sandbox);
    revise(sandbox, 0, "---\ntitle: Old\ndraft: true\n---\n\nOne two three for the harbour in stone.\n", "Begin");
    revise(sandbox, 1, "---\ntitle: New\n---\n\nOne two three for the harbour in stone.\n", "Publish");
    revise(sandbox, 2, "---\ntitle: New\n---\n\nOne *two* three for the harbour in stone.\n", "Emphasize");
    revise(sandbox, 3, "---\ntitle: New\n---\n\nOne *two* four five for the harbour in stone.\n", "Count on");
    struct opened opened = open_reader(sandbox);
    const struct version *versions = versions_at(&opened, "a")->items;
    assert_text(story_of(&opened, "a"), "first: Begin; fields: Publish; form: Emphasize; text: Count on");
    assert_text(versions[0].title, "Old");
    assert_text(versions[1].title, "New");
    assert_true(versions[0].is_draft && !versions[1].is_draft);
    assert_true(!versions[0].has_page && versions[1].has_page);
    assert_int_equal(versions[0].words, 8);
    assert_int_equal(versions[3].words, 9);
    assert_int_equal(versions[3].change.words_added, 2);
    assert_int_equal(versions[3].change.words_removed, 1);
    assert_int_equal(versions[3].change.passages_reworded, 1);
    assert_int_equal(versions[0].since.words_added, 2);
    assert_int_equal(versions[3].since.words_added, 0);
    repository_close(opened.repository);
}

/* A later version with the same words is folded only into one that visitors see whenever they see it. */
static void words_are_those_of_the_version_that_brought_them(void **state) {
    struct sandbox *sandbox = *state;
    static const struct {
        const char *fields, *words;
        uint32_t brought_by;
    } steps[] = {
        {"title: A\ndraft: true", "One two three.", 0},
        {"title: A\ndraft: true\ntopics: [X]", "One two three.", 1},
        {"title: A\ntopics: [X]", "One two three.", 2}, /* a draft's words are published */
        {"title: A", "One *two* three.", 2},
        {"title: A\naccess: {until: 2001-01-01}", "One *two* three.", 2},
        {"title: A\naccess: {until: 2001-01-01}", "One two four.", 5},
        {"title: A", "One two four.", 6}, /* it could be seen before that day */
        {"title: B", "One two four.", 7},
        {"title: B\ntopics: [X]", "One two four.", 7},
        {"title: A", "One two four.", 9}, /* as two before, but not as the last one */
        {"title: A", "One two five.", 10},
    };
    sandbox_environment();
    init(sandbox);
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        revise(sandbox, (int)i, text_format(&sandbox->arena, "---\n%s\n---\n\n%s\n", steps[i].fields, steps[i].words).bytes,
               "Go on");
    struct opened opened = open_reader(sandbox);
    const struct versions *versions = versions_at(&opened, "a");
    assert_int_equal(versions->count, COUNT_OF(steps));
    for (size_t i = 0; i < versions->count; i++) {
        assert_int_equal(versions->items[i].brought_by, steps[i].brought_by);
        assert_int_equal(versions->items[i].has_page, versions->items[i].is_shown && steps[i].brought_by == i);
    }
    repository_close(opened.repository);
    put(sandbox, "content/site.yaml", "title: T\nversions: all\n");
    opened = open_reader(sandbox);
    for (uint32_t i = 0; i < versions->count; i++)
        assert_int_equal(versions_at(&opened, "a")->items[i].brought_by, i);
    repository_close(opened.repository);
}

/* An old text that a partial clone lacks is no fault; one that the repository has lost is. */
static void old_texts_may_be_missing(void **state) {
    struct sandbox *sandbox = *state;
    static const struct workers one = {.count = 1};
    begin_long(sandbox);
    run(sandbox, "git config uploadpack.allowfilter true && git clone -q --filter=blob:none file://%s partial",
        sandbox->folder);
    struct repository *repository = repository_open(&sandbox->problems, sandbox_path(sandbox, "partial"), &sandbox->arena);
    struct site_input input = {.repository = repository, .workers = &one};
    input.tree = tree_open_folder(&sandbox->problems, sandbox_path(sandbox, "partial"), NULL, NULL, &sandbox->arena);
    const struct site *site = site_load(&sandbox->problems, &input, &sandbox->arena);
    assert_non_null(site);
    assert_int_equal(sandbox->problems.count, 1);
    assert_string_equal(sandbox->problems.items[0].code, W_PARTIAL_CLONE);
    assert_int_equal(essay_at(site, "a")->versions->count, 1);
    assert_false(essay_at(site, "a")->versions->whole);
    assert_int_equal(essay_at(site, "a")->versions->items[0].kind, VERSION_FIRST);

    run(sandbox,
        "cd partial && git config --unset remote.origin.promisor; git config --unset remote.origin.partialclonefilter; "
        "git config --unset extensions.partialclone || true");
    repository_close(repository);
    input.repository = repository_open(&sandbox->problems, sandbox_path(sandbox, "partial"), &sandbox->arena);
    diag_free(&sandbox->problems);
    sandbox->problems = (struct diag){0};
    assert_null(site_load(&sandbox->problems, &input, &sandbox->arena));
    assert_int_equal(sandbox->problems.fault, FAULT_MACHINE);
    assert_string_equal(sandbox->problems.items[0].code, E_GIT_OBJECT);
    repository_close((struct repository *)input.repository);
}

/* By today's rules, also where a name can be no slug. */
static void a_version_knows_where_it_stood_and_what_it_named(void **state) {
    struct sandbox *sandbox = *state;
    begin(sandbox);
    revise(
        sandbox, 1,
        "---\ntitle: A\nslug: old\nauthor: Ann Bee\ntopics: [Steel, Iron & Tin]\nsource: {publication: A Journal}\n---\nOne.\n",
        "Second");
    revise(sandbox, 2, "---\ntitle: A\npermalink: /2013/tea.html\nauthors: [{name: Cee, slug: c}]\nplaces: Spain\n---\nTwo.\n",
           "Third");
    revise(sandbox, 3, ESSAY("Three."), "Fourth");
    struct opened opened = open_reader(sandbox);
    const struct version *versions = versions_at(&opened, "a")->items;
    assert_text(versions[0].address, "/essays/a/");
    assert_text(versions[1].address, "/essays/old/");
    assert_text(versions[2].address, "/2013/tea.html");
    static const struct {
        size_t version;
        const char *names; /* section and slug of each */
    } named[] = {{0, ""},
                 {1, "/topics/steel /topics/iron-tin /authors/ann-bee /publications/a-journal "},
                 {2, "/places/spain /authors/c "}};
    for (size_t i = 0; i < 3; i++) {
        struct former_name name;
        struct text shown = {0}, rest = versions[named[i].version].names;
        while (former_name_next(&name, &rest))
            shown = text_format(&sandbox->arena, "%.*s%s%.*s ", TEXT_ARGS(shown), thing_kinds[name.kind].section,
                                TEXT_ARGS(name.slug));
        assert_text(shown, named[i].names);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_CASE(a_version_knows_where_it_stood_and_what_it_named),
        SANDBOX_CASE(each_revision_is_a_version),
        SANDBOX_CASE(a_renamed_file_has_one_story),
        SANDBOX_CASE(a_withdrawn_file_comes_back),
        SANDBOX_CASE(uncommitted_text_is_one_more_version),
        SANDBOX_CASE(a_merge_that_takes_the_older_branch_ends_with_its_text),
        SANDBOX_CASE(two_branches_may_make_one_change),
        SANDBOX_CASE(what_a_merge_took_whole_is_of_a_branch),
        SANDBOX_CASE(branches_follow_their_own_texts),
        SANDBOX_CASE(without_history_there_is_the_current_text),
        cmocka_unit_test(without_a_repository_nothing_has_a_git_name),
        SANDBOX_CASE(a_revision_and_a_bare_repository_say_the_same),
        SANDBOX_CASE(old_pages_are_for_open_essays_and_when_they_are_wanted),
        SANDBOX_CASE(a_version_can_be_read_again),
        SANDBOX_CASE(ids_are_carried_along),
        SANDBOX_CASE(what_is_removed_has_a_tombstone),
        SANDBOX_CASE(a_tombstone_says_where_readers_saw_the_passage),
        SANDBOX_CASE(committing_changes_no_id),
        SANDBOX_CASE(a_rebase_changes_no_id),
        SANDBOX_CASE(what_is_remembered_says_the_same),
        SANDBOX_CASE(versions_say_what_they_were),
        SANDBOX_CASE(words_are_those_of_the_version_that_brought_them),
        SANDBOX_CASE(old_texts_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
