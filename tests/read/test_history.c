#include "read/git/history.h"

#include "base/remembered.h"
#include "read/codes.h"
#include "sandbox.h"

/* Text enough that one changed line of it leaves it similar. */
#define ESSAY(word)                                                                                                            \
    "---\ntitle: " word "\n---\n\nThe first paragraph of an essay about " word ".\n\nThe second, which says why " word         \
    " matters.\n\nA third on how " word " came about.\n"

/* Loads the history of a folder's head, remembering nothing. */
static struct history *load_at(struct sandbox *sandbox, const char *path, struct remembered *remembered) {
    struct origin origin;
    struct repository *repository = repository_open(&sandbox->problems, sandbox_path(sandbox, path), &sandbox->arena);
    assert_non_null(repository);
    assert_true(origin_find(&origin, &sandbox->problems, repository, NULL, &sandbox->arena));
    struct history *history = history_load(&sandbox->problems, repository, &origin, remembered, &sandbox->arena);
    repository_close(repository);
    return history;
}

static struct history *load(struct sandbox *sandbox) {
    struct history *history = load_at(sandbox, "", NULL);
    assert_true(history->whole);
    return history;
}

static const char *const kind_words[] = {"added", "revised", "renamed", "withdrawn"};

/* A file's revisions, newest first: "revised second words; added first words". */
static struct text story_of(struct sandbox *sandbox, const struct history *history, const char *path) {
    const struct file_history *file = history_of(history, text_of(path));
    struct text story = {0};
    if (!file)
        return TEXT("none");
    uint32_t count = 0, last = 0;
    for (uint32_t i = file->last; i != NONE; i = history->revisions[i].previous, count++) {
        const struct revision *revision = &history->revisions[i];
        story = text_format(&sandbox->arena, "%.*s%s%s %.*s", TEXT_ARGS(story), count ? "; " : "", kind_words[revision->kind],
                            TEXT_ARGS(history->commits[revision->commit].subject));
        last = i;
    }
    assert_int_equal(count, file->count);
    assert_int_equal(last, file->first);
    return story;
}

static struct text subject_of(const struct history *history, uint32_t revision) {
    return history->commits[history->revisions[revision].commit].subject;
}

/* What each revision was made from, newest first: "merge < left right; right < first; left < first; first <". */
static struct text edges_of(struct sandbox *sandbox, const struct history *history, const char *path) {
    const struct file_history *file = history_of(history, text_of(path));
    struct text edges = {0};
    for (uint32_t i = file->last; i != NONE; i = history->revisions[i].previous) {
        const struct revision *revision = &history->revisions[i];
        edges = text_format(&sandbox->arena, "%.*s%s%.*s <", TEXT_ARGS(edges), i == file->last ? "" : "; ",
                            TEXT_ARGS(subject_of(history, i)));
        for (uint32_t j = 0; j < revision->before_count; j++)
            edges = text_format(&sandbox->arena, "%.*s %.*s", TEXT_ARGS(edges),
                                TEXT_ARGS(subject_of(history, revision->befores[j])));
    }
    return edges;
}

static struct text people_of(struct sandbox *sandbox, const struct history *history, const char *path) {
    const struct file_history *file = history_of(history, text_of(path));
    struct text names = {0};
    assert_non_null(file);
    for (uint32_t i = 0; i < file->person_count; i++)
        names = text_format(&sandbox->arena, "%.*s%s%.*s", TEXT_ARGS(names), i ? ", " : "",
                            TEXT_ARGS(history->people[file->people[i]]));
    return names;
}

static void commit_as(struct sandbox *sandbox, int day, const char *name, const char *email, const char *message) {
    setenv("GIT_AUTHOR_NAME", name, 1);
    setenv("GIT_AUTHOR_EMAIL", email, 1);
    commit(sandbox, day, message);
    sandbox_environment();
}

static void test_nothing_is_known(void **state) {
    struct sandbox *sandbox = *state;
    struct origin origin = {0};
    struct history *history = history_load(&sandbox->problems, NULL, &origin, NULL, &sandbox->arena);
    assert_false(history->whole);
    assert_null(history_of(history, TEXT("content/a.md")));

    init(sandbox);
    put(sandbox, "content/a.md", "a");
    history = load_at(sandbox, "", NULL);
    assert_false(history->whole);
    assert_int_equal(history->file_count, 0);

    commit(sandbox, 0, "one");
    commit(sandbox, 1, "two");
    run(sandbox, "git clone -q --depth 1 file://%s shallow", sandbox->folder);
    history = load_at(sandbox, "shallow", NULL);
    assert_false(history->whole);
    assert_int_equal(history->file_count, 0);
    assert_int_equal(sandbox->problems.count, 0);
}

static void test_one_commit(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/b.md", "b");
    put(sandbox, "content/a.md", "a");
    put(sandbox, "layouts/page.html", "not walked");
    put(sandbox, "content/.hidden.md", "not listed");
    commit(sandbox, 0, "begin");
    struct history *history = load(sandbox);
    assert_int_equal(history->file_count, 2);
    assert_int_equal(history->commit_count, 1);
    assert_int_equal(history->revision_count, 2);
    assert_text(history->files[0].path, "content/a.md");
    assert_text(story_of(sandbox, history, "content/a.md"), "added begin");
    assert_text(date_rfc3339(history->commits[0].when, &sandbox->arena), "2023-11-15T00:13:20+02:00");
    assert_text(history->people[history->commits[0].person], "Ada");
    assert_int_equal(strlen(history->commits[0].id.hex), 40);
    assert_string_equal(history->revisions[0].blob.hex, "2e65efe2a145dda7ee51d1741299f848e5bf752e");
    assert_null(history_of(history, TEXT("layouts/page.html")));
    assert_null(history_of(history, TEXT("content/.hidden.md")));
}

static void test_revisions_and_people(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "1");
    commit_as(sandbox, 0, "Ada", "ada@example.org", "one");
    put(sandbox, "content/b.md", "1");
    commit_as(sandbox, 1, "Bo", "bo@example.org", "two");
    put(sandbox, "content/a.md", "2");
    commit_as(sandbox, 2, "Bo", "bo@example.org", "three");
    put(sandbox, "README", "elsewhere");
    commit_as(sandbox, 3, "Cy", "cy@example.org", "not here");
    put(sandbox, "content/a.md", "3");
    commit_as(sandbox, 4, "Ada", "ada@example.org", "four");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/a.md"), "revised four; revised three; added one");
    assert_text(story_of(sandbox, history, "content/b.md"), "added two");
    assert_text(people_of(sandbox, history, "content/a.md"), "Ada, Bo");
    assert_text(people_of(sandbox, history, "content/b.md"), "Bo");
    assert_int_equal(history->commit_count, 4);
    assert_int_equal(history->person_count, 2);
    assert_text(history->commits[0].subject, "four");
}

static void test_mailmap(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "1");
    commit_as(sandbox, 0, "ada", "ADA@old.example", "one");
    put(sandbox, "content/a.md", "2");
    commit_as(sandbox, 1, "Ada Lovelace", "ada@example.org", "two");
    assert_text(people_of(sandbox, load(sandbox), "content/a.md"), "ada, Ada Lovelace");
    put(sandbox, ".mailmap", "Ada Lovelace <ada@example.org> <ada@old.example>\n");
    assert_text(people_of(sandbox, load(sandbox), "content/a.md"), "ada, Ada Lovelace"); /* not committed */
    commit(sandbox, 2, "map");
    assert_text(people_of(sandbox, load(sandbox), "content/a.md"), "Ada Lovelace");
}

/* Of trailers, as git takes them for such. */
static void test_coauthors(void **state) {
    static const struct {
        const char *message, *people;
    } rows[] = {
        {"one\n\nCo-authored-by: Bo Miller <bo@example.org>", "Ada, Bo Miller"},
        {"one\n\nCO-AUTHORED-BY : Bo <bo@example.org>\nReviewed-by: Cy <cy@example.org>", "Ada, Bo"},
        {"one\n\nCo-authored-by: Bo <bo@example.org>\nCo-authored-by: Cy <cy@example.org>\n", "Ada, Bo, Cy"},
        {"one\n\nCo-authored-by: Old <BO@old.example>\nCo-authored-by: Ada <ada@example.org>", "Ada, Bo Miller"},
        {"one\nCo-authored-by: Bo <bo@example.org>", "Ada"},                 /* the first paragraph */
        {"one\n\nCo-authored-by: Bo <bo@example.org>\n\nAnd more.", "Ada"},  /* not the last */
        {"one\n\nWith thanks.\nCo-authored-by: Bo <bo@example.org>", "Ada"}, /* in prose */
        {"one\n\nCo-authored-by: Bo", "Ada"},                                /* perhaps an address */
        {"one\n\nThanks.\nCo-authored-by: Bo <bo@example.org>\nSigned-off-by: Ada <ada@example.org>", "Ada, Bo"},
        {"one\n\nReviewed-by: Cy\n  and others\nCo-authored-by: Bo <bo@example.org>", "Ada, Bo"},
    };
    struct sandbox *sandbox = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        run(sandbox, "rm -rf .git");
        init(sandbox);
        put(sandbox, ".mailmap", "Bo Miller <bo@example.net> <bo@old.example>\n");
        put(sandbox, "content/a.md", rows[i].message);
        commit_as(sandbox, 0, "Ada", "ada@example.org", rows[i].message);
        assert_text(people_of(sandbox, load(sandbox), "content/a.md"), rows[i].people);
    }
}

static void test_pure_rename(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "1");
    commit(sandbox, 0, "one");
    put(sandbox, "content/a.md", "2");
    commit(sandbox, 1, "two");
    run(sandbox, "mkdir content/essays && git mv content/a.md content/essays/b.md");
    commit(sandbox, 2, "move");
    put(sandbox, "content/essays/b.md", "3");
    commit(sandbox, 3, "three");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/essays/b.md"), "revised three; renamed move; revised two; added one");
    assert_null(history_of(history, TEXT("content/a.md")));
    const struct revision *renamed = &history->revisions[1];
    assert_text(renamed->path, "content/essays/b.md");
    assert_text(renamed->old_path, "content/a.md");
}

static void test_edited_rename(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", ESSAY("impedance"));
    put(sandbox, "content/z.md", "nothing that looks like it\n");
    commit(sandbox, 0, "one");
    run(sandbox, "git rm -q content/a.md content/z.md");
    put(sandbox, "content/b.md", ESSAY("impedance") "And a new end.\n");
    put(sandbox, "content/y.md", "other words altogether\n");
    commit(sandbox, 1, "move and edit");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/b.md"), "renamed move and edit; added one");
    assert_text(story_of(sandbox, history, "content/y.md"), "added move and edit");
    assert_int_equal(history->revision_count, 5);
    assert_int_equal(history->revisions[2].kind, CHANGE_WITHDRAWN);
    assert_text(history->revisions[2].path, "content/z.md");
    assert_string_equal(history->revisions[2].blob.hex, "");
}

static void test_most_similar_rename_wins(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", ESSAY("thrift") "One end.\n");
    put(sandbox, "content/b.md", ESSAY("thrift") "Another end, and it is a good deal longer than that of the other file.\n");
    put(sandbox, "content/x/same.md", "the same");
    put(sandbox, "content/y/same.md", "the same");
    commit(sandbox, 0, "one");
    run(sandbox, "git rm -q content/a.md content/b.md && git mv content/x/same.md content/other.md && "
                 "mkdir content/z && git mv content/y/same.md content/z/same.md");
    put(sandbox, "content/d.md", ESSAY("thrift") "One end!\n");
    put(sandbox, "content/c.md",
        ESSAY("thrift") "Another end, and it is a good deal longer than that of the other file.\nYes.\n");
    commit(sandbox, 1, "move all");
    struct history *history = load(sandbox);
    static const char *const expected[][2] = {
        {"content/c.md", "content/b.md"},
        {"content/d.md", "content/a.md"},
        {"content/other.md", "content/x/same.md"},
        {"content/z/same.md", "content/y/same.md"},
    };
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(history->revisions[i].kind, CHANGE_RENAMED);
        assert_text(history->revisions[i].path, expected[i][0]);
        assert_text(history->revisions[i].old_path, expected[i][1]);
    }
}

/* On a disk that ignores case it is one file that was edited; so is that of a folder. Of two by case one is left over. */
static void test_names_of_one_place_win(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/tea.md", ESSAY("tea"));
    put(sandbox, "content/ale.md", ESSAY("ale"));
    put(sandbox, "content/gin.md", ESSAY("gin"));
    commit(sandbox, 0, "one");
    run(sandbox, "git mv content/tea.md content/x.md && git mv content/ale.md content/y.md && git rm -q content/gin.md");
    put(sandbox, "content/Tea.md", "another text");
    put(sandbox, "content/Ale/index.md", "one more");
    put(sandbox, "content/Gin.md", "a third");
    put(sandbox, "content/GIN.md", "a fourth");
    commit(sandbox, 1, "two");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/Tea.md"), "renamed two; added one");
    assert_text(story_of(sandbox, history, "content/Ale/index.md"), "renamed two; added one");
    assert_text(story_of(sandbox, history, "content/GIN.md"), "renamed two; added one");
    assert_text(story_of(sandbox, history, "content/Gin.md"), "added two");
    assert_text(story_of(sandbox, history, "content/x.md"), "added two");
    assert_text(story_of(sandbox, history, "content/y.md"), "added two");
}

/* A blank line in common, or front matter's dashes, do not make two files alike. */
static void test_unlike_files_are_not_renamed(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "---\n\nfirst thoughts\n\n\n\nmore of them\n\n");
    put_text(sandbox, "content/binary", TEXT("\0\1\2same line\nsame line 2\nsame line 3\n"));
    commit(sandbox, 0, "one");
    run(sandbox, "git rm -q content/a.md content/binary");
    put(sandbox, "content/b.md", "---\n\nsecond opinions\n\n\n\nstill others\n\n");
    put_text(sandbox, "content/binary2", TEXT("\0\1\3same line\nsame line 2\nsame line 3\n"));
    commit(sandbox, 1, "two");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/b.md"), "added two");
    assert_text(story_of(sandbox, history, "content/binary2"), "added two");
}

static void test_withdrawn_and_back(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "1");
    put(sandbox, "content/b.md", "b");
    commit(sandbox, 0, "one");
    run(sandbox, "git rm -q content/a.md");
    commit(sandbox, 1, "gone");
    assert_null(history_of(load(sandbox), TEXT("content/a.md")));
    put(sandbox, "content/a.md", "2");
    commit(sandbox, 2, "back");
    assert_text(story_of(sandbox, load(sandbox), "content/a.md"), "added back; withdrawn gone; added one");
}

static void test_anew_where_another_was_renamed_away(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", ESSAY("steam"));
    commit(sandbox, 0, "one");
    run(sandbox, "git mv content/a.md content/b.md");
    commit(sandbox, 1, "move");
    put(sandbox, "content/a.md", "quite another text");
    commit(sandbox, 2, "anew");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/a.md"), "added anew");
    assert_text(story_of(sandbox, history, "content/b.md"), "renamed move; added one");
    run(sandbox, "git rm -q content/a.md");
    commit(sandbox, 3, "make room");
    run(sandbox, "mkdir -p content && git mv content/b.md content/a.md");
    commit(sandbox, 4, "return");
    assert_text(story_of(sandbox, load(sandbox), "content/a.md"), "renamed return; renamed move; added one");
}

static void test_file_becomes_folder(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a", "1");
    put(sandbox, "content/a.md", "m");
    put(sandbox, "content/a-b/x", "x");
    commit(sandbox, 0, "one");
    run(sandbox, "git rm -q content/a");
    put(sandbox, "content/a/inner.md", "2");
    commit(sandbox, 1, "two");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/a/inner.md"), "added two");
    assert_text(story_of(sandbox, history, "content/a.md"), "added one");
    assert_text(story_of(sandbox, history, "content/a-b/x"), "added one");
    assert_int_equal(history->revision_count, 5);
}

static void test_mode_is_no_change(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "1");
    commit(sandbox, 0, "one");
    run(sandbox, "chmod +x content/a.md");
    commit(sandbox, 1, "two");
    assert_text(story_of(sandbox, load(sandbox), "content/a.md"), "added one");
}

/* Merges. */

static void branch_and_merge(struct sandbox *sandbox) {
    init(sandbox);
    put(sandbox, "content/a.md", "1\n2\n3\n4\n5\n6\n7\n8\n");
    put(sandbox, "content/b.md", "b\n");
    commit(sandbox, 0, "base");
    run(sandbox, "git checkout -q -b side");
    put(sandbox, "content/a.md", "one\n2\n3\n4\n5\n6\n7\n8\n");
    commit(sandbox, 1, "side");
    run(sandbox, "git checkout -q main");
}

static void merge_at(struct sandbox *sandbox, int day, const char *options) {
    long seconds = 1700000000L + day * 86400L;
    run(sandbox, "GIT_AUTHOR_DATE='%ld +0200' GIT_COMMITTER_DATE='%ld +0200' git merge -q --no-ff -m merge %s", seconds,
        seconds, options);
}

static void test_merge_that_takes_one_side(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    put(sandbox, "content/b.md", "changed\n");
    commit(sandbox, 2, "main");
    merge_at(sandbox, 3, "side");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/a.md"), "revised side; added base");
    assert_text(story_of(sandbox, history, "content/b.md"), "revised main; added base");
    assert_int_equal(history->commit_count, 4);
    assert_text(edges_of(sandbox, history, "content/a.md"), "side < base; base <");
    const struct revision *side = &history->revisions[history_of(history, TEXT("content/a.md"))->last];
    assert_text(history->commits[side->merged_by].subject, "merge");
    assert_int_equal(history->revisions[history_of(history, TEXT("content/b.md"))->last].merged_by, NONE);
}

static void test_merge_that_combines(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    put(sandbox, "content/a.md", "1\n2\n3\n4\n5\n6\n7\neight\n");
    commit(sandbox, 2, "main");
    merge_at(sandbox, 3, "side");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/a.md"), "revised merge; revised main; revised side; added base");
    assert_text(edges_of(sandbox, history, "content/a.md"), "merge < main side; main < base; side < base; base <");
}

/* Each branch takes the other's text and edits on, and both come together. */
static void test_criss_cross(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    put(sandbox, "content/a.md", "1\n2\n3\n4\n5\n6\n7\neight\n");
    commit(sandbox, 2, "main");
    run(sandbox, "git branch old");
    merge_at(sandbox, 3, "side");
    run(sandbox, "git checkout -q side");
    run(sandbox, "git merge -q --no-commit old");
    put(sandbox, "content/a.md", "one\n2\n3\nfour\n5\n6\n7\neight\n");
    commit(sandbox, 4, "cross");
    run(sandbox, "git checkout -q main");
    put(sandbox, "content/a.md", "one\n2\n3\n4\n5\nsix\n7\neight\n");
    commit(sandbox, 5, "later");
    run(sandbox, "git merge -q --no-commit side || true");
    put(sandbox, "content/a.md", "one\n2\n3\nfour\n5\nsix\n7\neight\n");
    commit(sandbox, 6, "last");
    assert_text(edges_of(sandbox, load(sandbox), "content/a.md"),
                "last < later cross; later < merge; cross < side main; merge < main side; main < base; side < base; base <");
}

/* The same text on two branches: each goes on from its own. */
static void test_equal_texts_on_two_branches(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    put(sandbox, "content/a.md", "one\n2\n3\n4\n5\n6\n7\n8\n");
    commit(sandbox, 2, "same");
    run(sandbox, "git checkout -q side");
    put(sandbox, "content/a.md", "one\n2\n3\n4\n5\n6\n7\nside\n");
    commit(sandbox, 3, "edit");
    run(sandbox, "git checkout -q main");
    merge_at(sandbox, 4, "side");
    assert_text(edges_of(sandbox, load(sandbox), "content/a.md"), "edit < side; same < base; side < base; base <");
}

/* And merged while they have it: what comes after is made from the trunk's. A text that the trunk had once does not count. */
static void test_equal_texts_that_were_merged(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    put(sandbox, "content/a.md", "one\n2\n3\n4\n5\n6\n7\n8\n");
    commit(sandbox, 0, "same");
    merge_at(sandbox, 2, "side");
    struct history *history = load(sandbox);
    const struct file_history *file = history_of(history, TEXT("content/a.md"));
    assert_text(subject_of(history, file->now), "same");
    assert_text(subject_of(history, file->last), "side");
    put(sandbox, "content/a.md", "1\n");
    commit(sandbox, 3, "away");
    run(sandbox, "git checkout -q -b other && git checkout -q HEAD~1 -- content/a.md");
    commit(sandbox, 4, "back");
    run(sandbox, "git checkout -q main");
    merge_at(sandbox, 5, "other");
    put(sandbox, "content/a.md", "two\n");
    commit(sandbox, 6, "last");
    assert_text(edges_of(sandbox, load(sandbox), "content/a.md"),
                "last < back; back < away; away < same; side < base; same < base; base <");
}

static void test_files_that_two_branches_added(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    put(sandbox, "content/new.md", "main\n");
    commit(sandbox, 2, "main adds");
    run(sandbox, "git checkout -q side");
    put(sandbox, "content/new.md", "side\n");
    commit(sandbox, 3, "side adds");
    run(sandbox, "git checkout -q main && (git merge -q --no-commit side || true)");
    put(sandbox, "content/new.md", "both\n");
    commit(sandbox, 4, "merge");
    assert_text(edges_of(sandbox, load(sandbox), "content/new.md"), "merge < main adds side adds; side adds <; main adds <");
}

static void test_file_that_comes_back(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    run(sandbox, "git rm -q content/a.md");
    commit(sandbox, 2, "away");
    put(sandbox, "content/a.md", "back\n");
    commit(sandbox, 3, "back");
    assert_text(edges_of(sandbox, load(sandbox), "content/a.md"), "back < away; away < base; base <");
}

static void test_merge_with_edits_of_its_own(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    put(sandbox, "content/c.md", "c\n");
    commit(sandbox, 2, "main");
    run(sandbox, "git merge -q --no-ff --no-commit side");
    put(sandbox, "content/b.md", "evil\n");
    put(sandbox, "content/d.md", "evil\n");
    run(sandbox, "git rm -q content/c.md");
    commit(sandbox, 3, "merge");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/a.md"), "revised side; added base");
    assert_text(story_of(sandbox, history, "content/b.md"), "revised merge; added base");
    assert_text(story_of(sandbox, history, "content/d.md"), "added merge");
    assert_text(edges_of(sandbox, history, "content/b.md"), "merge < base; base <");
    assert_null(history_of(history, TEXT("content/c.md")));
    assert_int_equal(history->revision_count, 7);
    assert_int_equal(history->gone_count, 1);
    assert_text(subject_of(history, history->gone[0].withdrawn), "merge");
    assert_text(subject_of(history, history->gone[0].text), "main");
}

/* A file that is gone: "away, of late; last in the list: main". */
static struct text gone_of(struct sandbox *sandbox, const struct history *history, size_t number) {
    const struct gone_file *gone = &history->gone[number];
    return text_format(&sandbox->arena, "%.*s, of %.*s; last in the list: %.*s",
                       TEXT_ARGS(subject_of(history, gone->withdrawn)), TEXT_ARGS(subject_of(history, gone->text)),
                       TEXT_ARGS(subject_of(history, gone->last)));
}

/* The head's own, and not what comes last in the list. */
static void test_file_that_a_merge_took_away(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    run(sandbox, "git checkout -q -b third && git rm -q content/a.md");
    commit(sandbox, 2, "away");
    run(sandbox, "git checkout -q main");
    put(sandbox, "content/a.md", "main\n");
    commit(sandbox, 3, "main");
    assert_int_equal(load(sandbox)->gone_count, 0);
    run(sandbox, "git merge -q -s ours --no-commit side third && git rm -q content/a.md");
    commit(sandbox, 4, "merge");
    struct history *history = load(sandbox);
    assert_int_equal(history->gone_count, 1);
    assert_text(gone_of(sandbox, history, 0), "away, of main; last in the list: main");
    run(sandbox, "git checkout -q side");
    put(sandbox, "content/a.md", "late\n");
    commit(sandbox, 5, "late");
    run(sandbox, "git checkout -q main");
    merge_at(sandbox, 6, "-s ours side");
    assert_text(gone_of(sandbox, load(sandbox), 0), "away, of main; last in the list: late");
}

static void test_octopus(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    run(sandbox, "git checkout -q -b third");
    put(sandbox, "content/c.md", "c\n");
    commit(sandbox, 2, "third");
    run(sandbox, "git checkout -q main");
    put(sandbox, "content/b.md", "B\n");
    commit(sandbox, 3, "main");
    merge_at(sandbox, 4, "side third");
    run(sandbox, "test $(git show -s --format=%%P | wc -w) = 3");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/a.md"), "revised side; added base");
    assert_text(story_of(sandbox, history, "content/b.md"), "revised main; added base");
    assert_text(story_of(sandbox, history, "content/c.md"), "added third");
}

static void test_edit_of_what_another_branch_renamed(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    run(sandbox, "git mv content/a.md content/z.md");
    commit(sandbox, 2, "move");
    merge_at(sandbox, 3, "side");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/z.md"), "revised merge; renamed move; revised side; added base");
    assert_text(edges_of(sandbox, history, "content/z.md"), "merge < move side; move < base; side < base; base <");
    run(sandbox, "git checkout -q side");
    put(sandbox, "content/a.md", "ONE\n2\n3\n4\n5\n6\n7\n8\n");
    commit(sandbox, 4, "late");
    run(sandbox, "git checkout -q main");
    merge_at(sandbox, 5, "side");
    assert_text(story_of(sandbox, load(sandbox), "content/z.md"),
                "revised merge; revised late; revised merge; renamed move; revised side; added base");
    assert_text(edges_of(sandbox, load(sandbox), "content/z.md"),
                "merge < merge late; late < side; merge < move side; move < base; side < base; base <");
}

static void test_unrelated_roots(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    run(sandbox, "git checkout -q --orphan other && git rm -q -rf .");
    put(sandbox, "content/o.md", "o\n");
    commit(sandbox, 2, "orphan");
    run(sandbox, "git checkout -q main");
    merge_at(sandbox, 3, "--allow-unrelated-histories other");
    struct history *history = load(sandbox);
    assert_text(story_of(sandbox, history, "content/o.md"), "added orphan");
    assert_text(story_of(sandbox, history, "content/a.md"), "added base");
}

/* Where the reader is. */

static void test_subfolder_and_bare(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "docs/content/a.md", "1");
    put(sandbox, "content/a.md", "another reader's");
    commit(sandbox, 0, "one");
    put(sandbox, "docs/content/a.md", "2");
    commit(sandbox, 1, "two");
    struct history *history = load_at(sandbox, "docs", NULL);
    assert_int_equal(history->file_count, 1);
    assert_text(story_of(sandbox, history, "content/a.md"), "revised two; added one");
    run(sandbox, "git clone -q --bare . bare.git");
    history = load_at(sandbox, "bare.git", NULL);
    assert_true(history->whole);
    assert_text(story_of(sandbox, history, "content/a.md"), "added one");
}

static void test_replacements_are_ignored(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    run(sandbox, "git replace main side");
    assert_text(story_of(sandbox, load(sandbox), "content/a.md"), "added base");
}

static void test_missing_objects(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    put(sandbox, "content/b.md", "2");
    commit(sandbox, 1, "two");
    run(sandbox, "tree=$(git rev-parse HEAD~1:content) && rm -f .git/objects/$(echo $tree | sed 's:..:&/:')");
    struct history *history = load_at(sandbox, "", NULL);
    assert_false(history->whole);
    assert_int_equal(history->file_count, 0);
    assert_int_equal(sandbox->problems.count, 1);
    assert_string_equal(sandbox->problems.items[0].code, E_GIT_OBJECT);
    assert_int_equal(sandbox->problems.fault, FAULT_MACHINE);
}

static void test_partial_clone(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", ESSAY("impedance"));
    commit(sandbox, 0, "one");
    run(sandbox, "git rm -q content/a.md");
    put(sandbox, "content/b.md", ESSAY("impedance") "And a new end.\n");
    commit(sandbox, 1, "move and edit");
    run(sandbox, "git config uploadpack.allowfilter true && git clone -q --filter=blob:none file://%s partial",
        sandbox->folder);
    struct history *history = load_at(sandbox, "partial", NULL);
    assert_false(history->whole);
    assert_int_equal(sandbox->problems.errors, 0);
    assert_string_equal(sandbox->problems.items[0].code, W_PARTIAL_CLONE);
}

/* Remembering. */

/* All of a history, to compare two. */
static struct text describe(struct sandbox *sandbox, const struct history *history) {
    struct buffer out = {0};
    for (size_t i = 0; i < history->commit_count; i++)
        buffer_add_format(&out, "%s %.*s %.*s %u\n", history->commits[i].id.hex, TEXT_ARGS(history->commits[i].subject),
                          TEXT_ARGS(date_rfc3339(history->commits[i].when, &sandbox->arena)), history->commits[i].person);
    for (size_t i = 0; i < history->revision_count; i++) {
        const struct revision *revision = &history->revisions[i];
        buffer_add_format(&out, "%u %u %d %.*s %.*s %s\n", revision->commit, revision->previous, revision->kind,
                          TEXT_ARGS(revision->path), TEXT_ARGS(revision->old_path), revision->blob.hex);
    }
    for (size_t i = 0; i < history->file_count; i++) {
        const struct file_history *file = &history->files[i];
        buffer_add_format(&out, "%.*s %u %u %u %.*s\n", TEXT_ARGS(file->path), file->first, file->last, file->count,
                          TEXT_ARGS(people_of(sandbox, history, text_terminated(file->path, &sandbox->arena))));
    }
    return buffer_take(&out, &sandbox->arena);
}

/* That what is remembered and added to gives what a walk of everything gives. */
static void assert_same_as_clean(struct sandbox *sandbox) {
    struct remembered *remembered = remembered_open(sandbox_path(sandbox, ".remembered"), &sandbox->arena);
    struct text clean = describe(sandbox, load(sandbox));
    struct text extended = describe(sandbox, load_at(sandbox, "", remembered));
    struct text again = describe(sandbox, load_at(sandbox, "", remembered));
    if (!text_equal(clean, extended))
        fail_msg("clean:\n%.*s\nextended:\n%.*s", TEXT_ARGS(clean), TEXT_ARGS(extended));
    assert_true(text_equal(clean, again));
    assert_true(remembered_save(remembered));
    remembered_close(remembered);
}

static uint64_t random_below(uint64_t *seed, uint64_t limit) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed % limit;
}

/* Changes one or two of a few files in some way. */
static void random_edit(struct sandbox *sandbox, uint64_t *seed) {
    for (uint64_t i = 0; i <= random_below(seed, 2); i++) {
        unsigned file = (unsigned)random_below(seed, 6), other = (unsigned)random_below(seed, 6);
        switch (random_below(seed, 5)) {
        case 0: run(sandbox, "rm -f content/%u.md", file); break;
        case 1: run(sandbox, "if [ -f content/%u.md ]; then mv content/%u.md content/%u.md; fi", file, file, other + 6); break;
        case 2:
            run(sandbox, "if [ -f content/%u.md ]; then mv content/%u.md content/%u.md; fi", other + 6, other + 6, file);
            break;
        default: run(sandbox, "mkdir -p content && echo %u >> content/%u.md", (unsigned)random_below(seed, 99), file); break;
        }
    }
}

static void random_step(struct sandbox *sandbox, uint64_t *seed, int step) {
    unsigned branch = (unsigned)random_below(seed, 3);
    int day = step - (int)random_below(seed, 6); /* clocks that disagree */
    run(sandbox, "git checkout -q b%u 2>/dev/null || git checkout -q -b b%u", branch, branch);
    if (random_below(seed, 4) == 0) {
        long seconds = 1700000000L + day * 86400L;
        run(sandbox,
            "export GIT_COMMITTER_DATE='%ld +0000' GIT_AUTHOR_DATE='%ld +0000';"
            "git merge -q --no-ff %s ours -m merge%d b%u || { git add -A && git commit -q -m conflict%d; } || true",
            seconds, seconds, random_below(seed, 3) ? "-X" : "-s", step, (branch + 1) % 3, step);
        return;
    }
    random_edit(sandbox, seed);
    commit(sandbox, day, text_format(&sandbox->arena, "step %d", step).bytes);
}

static void test_extended_walks_equal_clean_ones(void **state) {
    struct sandbox *sandbox = *state;
    for (uint64_t seed = 1; seed <= 2; seed++) {
        uint64_t random = seed * 0x9e3779b97f4a7c15u;
        run(sandbox, "rm -rf .git .remembered content");
        init(sandbox);
        run(sandbox,
            "echo .remembered > .git/info/exclude && git commit -q --allow-empty -m root && git branch b1 && git branch b2");
        for (int step = 0; step < 40; step++) {
            random_step(sandbox, &random, step);
            if (random_below(&random, 3) == 0)
                assert_same_as_clean(sandbox);
        }
        assert_same_as_clean(sandbox);
    }
}

static void test_second_load_reads_nothing(void **state) {
    struct sandbox *sandbox = *state;
    branch_and_merge(sandbox);
    put(sandbox, "content/a.md", "2");
    commit(sandbox, 1, "two");
    struct remembered *remembered = remembered_open(NULL, &sandbox->arena);
    struct text first = describe(sandbox, load_at(sandbox, "", remembered));
    run(sandbox, "rm -f .git/objects/$(git rev-parse HEAD~1 | sed 's:..:&/:')");
    struct history *history = load_at(sandbox, "", remembered);
    assert_true(history->whole);
    assert_true(text_equal(first, describe(sandbox, history)));
    put(sandbox, "content/a.md", "3");
    commit(sandbox, 2, "three");
    assert_false(load_at(sandbox, "", NULL)->whole); /* a clean walk misses the commit */
    remembered_close(remembered);
}

int main(void) {
    sandbox_environment();
    const struct CMUnitTest tests[] = {
        SANDBOX_CASE(test_nothing_is_known),
        SANDBOX_CASE(test_one_commit),
        SANDBOX_CASE(test_revisions_and_people),
        SANDBOX_CASE(test_coauthors),
        SANDBOX_CASE(test_mailmap),
        SANDBOX_CASE(test_pure_rename),
        SANDBOX_CASE(test_edited_rename),
        SANDBOX_CASE(test_most_similar_rename_wins),
        SANDBOX_CASE(test_names_of_one_place_win),
        SANDBOX_CASE(test_unlike_files_are_not_renamed),
        SANDBOX_CASE(test_withdrawn_and_back),
        SANDBOX_CASE(test_anew_where_another_was_renamed_away),
        SANDBOX_CASE(test_file_becomes_folder),
        SANDBOX_CASE(test_mode_is_no_change),
        SANDBOX_CASE(test_merge_that_takes_one_side),
        SANDBOX_CASE(test_merge_that_combines),
        SANDBOX_CASE(test_criss_cross),
        SANDBOX_CASE(test_equal_texts_on_two_branches),
        SANDBOX_CASE(test_equal_texts_that_were_merged),
        SANDBOX_CASE(test_files_that_two_branches_added),
        SANDBOX_CASE(test_file_that_comes_back),
        SANDBOX_CASE(test_merge_with_edits_of_its_own),
        SANDBOX_CASE(test_file_that_a_merge_took_away),
        SANDBOX_CASE(test_octopus),
        SANDBOX_CASE(test_edit_of_what_another_branch_renamed),
        SANDBOX_CASE(test_unrelated_roots),
        SANDBOX_CASE(test_subfolder_and_bare),
        SANDBOX_CASE(test_replacements_are_ignored),
        SANDBOX_CASE(test_missing_objects),
        SANDBOX_CASE(test_partial_clone),
        SANDBOX_CASE(test_extended_walks_equal_clean_ones),
        SANDBOX_CASE(test_second_load_reads_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
