#include "read/git/git.h"

#include "read/codes.h"
#include "read/tree/tree.h"
#include "sandbox.h"

#include <sys/wait.h>

static struct repository *open_at(struct sandbox *sandbox, const char *path) {
    struct repository *repository = repository_open(&sandbox->problems, sandbox_path(sandbox, path), &sandbox->arena);
    assert_non_null(repository);
    return repository;
}

static struct origin find_at(struct sandbox *sandbox, const char *path, const char *revision) {
    struct origin origin;
    struct repository *repository = open_at(sandbox, path);
    assert_true(origin_find(&origin, &sandbox->problems, repository, revision, &sandbox->arena));
    repository_close(repository);
    return origin;
}

static bool is_dirty(struct sandbox *sandbox) {
    return find_at(sandbox, "", NULL).dirty;
}

/* The output of a command, without the line's end. */
static const char *output_of(struct sandbox *sandbox, const char *command) {
    struct text bytes;
    run(sandbox, "%s > .output", command);
    assert_true(file_read(&bytes, sandbox_path(sandbox, ".output"), 1000, &sandbox->arena));
    run(sandbox, "rm .output");
    return text_terminated(text_trim(bytes), &sandbox->arena);
}

static void simple(struct sandbox *sandbox) {
    init(sandbox);
    put(sandbox, "content/a.md", "first\n");
    commit(sandbox, 0, "first words");
    put(sandbox, "content/a.md", "second\n");
    put(sandbox, "content/sub/b.md", "b\n");
    put(sandbox, "README", "not part of it\n");
    commit(sandbox, 1, "second words\n\nwith a body");
}

/* Origins. */

static void test_no_repository(void **state) {
    struct sandbox *sandbox = *state;
    struct origin origin;
    put(sandbox, "content/a.md", "a");
    assert_null(repository_open(&sandbox->problems, sandbox->folder, &sandbox->arena));
    assert_int_equal(sandbox->problems.count, 0);
    assert_true(origin_find(&origin, &sandbox->problems, NULL, NULL, &sandbox->arena));
    assert_string_equal(origin.commit.hex, "");
    assert_text(origin.note, "not in a git repository: no revision dates");
    assert_false(origin.dirty);
    assert_false(origin_find(&origin, &sandbox->problems, NULL, "v1", &sandbox->arena));
    assert_problem(&sandbox->problems, 0, E_UNKNOWN_REVISION, FAULT_USAGE, "",
                   "revision \"v1\" cannot be found: not in a git repository", "");
}

static void test_unborn(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "a");
    struct repository *repository = open_at(sandbox, "");
    assert_true(repository->unborn);
    repository_close(repository);
    struct origin origin = find_at(sandbox, "", NULL);
    assert_string_equal(origin.commit.hex, "");
    assert_text(origin.note, "no commit yet: no revision dates");
    assert_false(origin.dirty);
}

/* A damaged HEAD is no branch without a commit, whether or not git has kept a log of it. */
static void test_lost_branch(void **state) {
    struct sandbox *sandbox = *state;
    static const char *const heads[] = {"refs/heads/mai", "refs/heads", "refs-heads/main", "refs/heads/main/x"};
    simple(sandbox);
    for (int is_packed = 0; is_packed < 2; is_packed++) {
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
            run(sandbox, "rm -f .git/logs/HEAD && printf 'ref: %s' >.git/HEAD", heads[i]);
            struct diag problems = {0};
            assert_null(repository_open(&problems, sandbox_path(sandbox, ""), &sandbox->arena));
            assert_int_equal(problems.count, 1);
            assert_string_equal(problems.items[0].code, E_GIT_REPOSITORY);
            diag_free(&problems);
        }
        run(sandbox, "printf 'ref: refs/heads/main\\n' >.git/HEAD && git pack-refs --all");
    }
}

static void test_origin_of_head(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    struct origin origin = find_at(sandbox, "", NULL);
    const char *head = output_of(sandbox, "git rev-parse HEAD");
    assert_string_equal(origin.commit.hex, head);
    assert_text(origin.short_commit, text_terminated(text_slice(text_of(head), 0, 10), &sandbox->arena));
    assert_text(origin.name, "main");
    assert_text(origin.subject, "second words");
    assert_text(date_rfc3339(origin.committed, &sandbox->arena), "2023-11-16T00:13:20+02:00");
    assert_false(origin.dirty);
    assert_false(origin.shallow);
    assert_text(origin.note, "");
}

static void test_detached(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    run(sandbox, "git checkout -q HEAD~1");
    struct origin origin = find_at(sandbox, "", NULL);
    assert_text(origin.name, "");
    assert_text(origin.subject, "first words");
    assert_false(origin.dirty);
}

static void test_revisions(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    run(sandbox, "git tag light HEAD~1 && git tag -a -m annotated heavy HEAD~1 && git branch other HEAD~1");
    const char *first = output_of(sandbox, "git rev-parse HEAD~1");
    static const char *const words[][2] = {
        {"light", "light"}, {"heavy", "heavy"}, {"other", "other"}, {"HEAD~1", ""}, {"main^", ""}, {"refs/tags/heavy", "heavy"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct origin origin = find_at(sandbox, "", words[i][0]);
        assert_string_equal(origin.commit.hex, first);
        assert_text(origin.name, words[i][1]);
    }
    assert_string_equal(find_at(sandbox, "", first).commit.hex, first);
    assert_text(find_at(sandbox, "", first).name, "");
    assert_text(find_at(sandbox, "", "HEAD").name, "main");
}

static void test_unknown_revision(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    run(sandbox, "git tag edition/2025 && git tag tree HEAD:content");
    struct origin origin;
    struct repository *repository = open_at(sandbox, "");
    assert_false(origin_find(&origin, &sandbox->problems, repository, "edition/2024", &sandbox->arena));
    assert_false(origin_find(&origin, &sandbox->problems, repository, "something else entirely", &sandbox->arena));
    assert_null(tree_open_commit(&sandbox->problems, repository, "mian", &sandbox->arena));
    assert_false(origin_find(&origin, &sandbox->problems, repository, "tree", &sandbox->arena));
    repository_close(repository);
    assert_problem(&sandbox->problems, 0, E_UNKNOWN_REVISION, FAULT_USAGE, "",
                   "revision \"edition/2024\" names no commit of the repository", "did you mean \"edition/2025\"?");
    assert_problem(&sandbox->problems, 1, E_UNKNOWN_REVISION, FAULT_USAGE, "",
                   "revision \"something else entirely\" names no commit of the repository", "");
    assert_problem(&sandbox->problems, 2, E_UNKNOWN_REVISION, FAULT_USAGE, "",
                   "revision \"mian\" names no commit of the repository", "did you mean \"main\"?");
    assert_string_equal(sandbox->problems.items[3].code, E_UNKNOWN_REVISION);
}

static void test_revisions_that_make_no_sense(void **state) {
    struct sandbox *sandbox = *state;
    static const char *const words[] = {"",
                                        " ",
                                        "main..main",
                                        "HEAD^{nothing}",
                                        "HEAD@{99}",
                                        "HEAD^9",
                                        "HEAD~99",
                                        "^{",
                                        "HEAD:content",
                                        "-x",
                                        "0000000000000000000000000000000000000000",
                                        "1234"};
    simple(sandbox);
    struct repository *repository = open_at(sandbox, "");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct origin origin;
        assert_false(origin_find(&origin, &sandbox->problems, repository, words[i], &sandbox->arena));
        assert_int_equal(sandbox->problems.count, i + 1);
        assert_string_equal(sandbox->problems.items[i].code, E_UNKNOWN_REVISION);
    }
    repository_close(repository);
    assert_int_equal(sandbox->problems.fault, FAULT_USAGE);
}

static void test_shallow(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    run(sandbox, "git clone -q --depth 1 file://%s shallow", sandbox->folder);
    struct origin origin = find_at(sandbox, "shallow", NULL);
    assert_true(origin.shallow);
    assert_false(origin.dirty);
    assert_text(origin.subject, "second words");
    assert_text(origin.note, "shallow clone: revision dates and older texts are unknown; run `git fetch --unshallow`");
}

static void test_environment_is_not_read(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    setenv("GIT_DIR", "/nowhere", 1);
    setenv("GIT_WORK_TREE", "/nowhere", 1);
    setenv("GIT_INDEX_FILE", "/nowhere", 1);
    setenv("GIT_CEILING_DIRECTORIES", "/tmp", 1);
    struct origin origin = find_at(sandbox, "content/sub", NULL);
    unsetenv("GIT_DIR");
    unsetenv("GIT_WORK_TREE");
    unsetenv("GIT_INDEX_FILE");
    unsetenv("GIT_CEILING_DIRECTORIES");
    assert_text(origin.subject, "second words");
}

static void test_strange_texts(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "a");
    run(sandbox, "git add -A && printf 'caf\\351 \\001x\\n' | git -c i18n.commitEncoding=ISO-8859-1 commit -q -F -");
    assert_text(find_at(sandbox, "", NULL).subject, "caf\u00e9 \\x01x");
}

/* Changes. */

static void test_dirty_when_modified(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    assert_false(is_dirty(sandbox));
    put(sandbox, "content/a.md", "sECOND\n"); /* of the same size, in the same moment */
    assert_true(is_dirty(sandbox));
    run(sandbox, "git add -A");
    assert_true(is_dirty(sandbox)); /* staged */
    put(sandbox, "content/a.md", "second\n");
    assert_false(is_dirty(sandbox)); /* what counts is the work directory */
}

static void test_dirty_when_added_or_removed(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    put(sandbox, "content/untracked.md", "new");
    assert_true(is_dirty(sandbox));
    put(sandbox, ".gitignore", "untracked.md");
    assert_false(is_dirty(sandbox)); /* it is not built */
    run(sandbox, "rm content/untracked.md");
    assert_false(is_dirty(sandbox));
    run(sandbox, "git rm -q --cached content/sub/b.md");
    assert_false(is_dirty(sandbox));
    run(sandbox, "rm content/sub/b.md");
    assert_true(is_dirty(sandbox));
}

static void test_not_dirty_outside(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    put(sandbox, "README", "changed");
    put(sandbox, "site/index.html", "made");
    put(sandbox, "content/.hidden.md", "not listed");
    assert_false(is_dirty(sandbox));
    put(sandbox, "assets/a.css", "");
    assert_true(is_dirty(sandbox));
}

static struct text tree_text_at(struct sandbox *sandbox, const struct tree *tree, const char *path) {
    struct text bytes = {0};
    assert_true(tree_read(tree, tree_find(tree, text_of(path)), &bytes, &sandbox->problems, &sandbox->arena));
    return bytes;
}

/* What git calls clean is clean, and read as it was committed. */
static void test_files_that_git_converts(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, ".gitattributes", "*.md text eol=crlf ident\n*.bin -text\n*.md16 working-tree-encoding=UTF-16LE\n");
    put(sandbox, "content/a.md", "one\n$Id$\n");
    put(sandbox, "content/b.bin", "two\r\n");
    run(sandbox, "printf 'o\\000n\\000' > content/c.md16");
    commit(sandbox, 0, "converted");
    run(sandbox, "rm content/a.md && git checkout -q content/a.md");
    for (int touched = 0; touched < 2; touched++) {
        assert_false(is_dirty(sandbox));
        struct repository *repository = open_at(sandbox, "");
        const struct tree *raw = tree_open_folder(&sandbox->problems, sandbox_path(sandbox, ""), NULL, NULL, &sandbox->arena);
        const struct tree *tree = tree_as_committed(raw, repository, &sandbox->arena);
        assert_true(text_ends(tree_text_at(sandbox, raw, "content/a.md"), TEXT(" $\r\n")));
        assert_text(tree_text_at(sandbox, tree, "content/a.md"), "one\n$Id$\n");
        assert_text(tree_text_at(sandbox, tree, "content/b.bin"), "two\r\n");
        assert_text(tree_text_at(sandbox, tree, "content/c.md16"), "on");
        repository_close(repository);
        run(sandbox, "touch content/*");
    }
    put(sandbox, "content/a.md", "another\n");
    assert_true(is_dirty(sandbox));
}

static void test_dirty_but_for_line_ends(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, ".gitattributes", "*.md text\n");
    put(sandbox, "content/a.md", "one\r\ntwo\r\n");
    commit(sandbox, 0, "converted");
    assert_false(is_dirty(sandbox));
    run(sandbox, "rm content/a.md && git checkout -q content/a.md");
    assert_false(is_dirty(sandbox));
}

static void test_reader_in_a_subfolder(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "docs/reader/content/a.md", "a");
    put(sandbox, "content/other.md", "another reader's");
    commit(sandbox, 0, "two readers");
    struct repository *repository = open_at(sandbox, "docs/reader");
    assert_text(repository->prefix, "docs/reader/");
    struct tree *tree = tree_open_commit(&sandbox->problems, repository, "main", &sandbox->arena);
    assert_int_equal(tree->count, 1);
    assert_text(tree->files[0].path, "content/a.md");
    repository_close(repository);
    put(sandbox, "content/other.md", "changed");
    assert_false(find_at(sandbox, "docs/reader", NULL).dirty);
    put(sandbox, "docs/reader/content/a.md", "changed");
    assert_true(find_at(sandbox, "docs/reader", NULL).dirty);
}

static void test_untracked_reader_inside_a_repository(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    put(sandbox, "tmp/reader/content/a.md", "a");
    struct origin origin = find_at(sandbox, "tmp/reader", NULL);
    assert_true(origin.dirty);
    assert_text(origin.subject, "second words");
    struct repository *repository = open_at(sandbox, "tmp/reader");
    assert_int_equal(tree_open_commit(&sandbox->problems, repository, NULL, &sandbox->arena)->count, 0);
    repository_close(repository);
}

/* Trees of commits. */

static void assert_bytes(struct sandbox *sandbox, const struct tree *tree, const char *path, const char *expected) {
    struct text bytes;
    size_t index = tree_find(tree, text_of(path));
    assert_int_not_equal(index, SIZE_MAX);
    assert_true(tree_read(tree, index, &bytes, &sandbox->problems, &sandbox->arena));
    assert_text(bytes, expected);
}

static void test_tree_of_commit(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    struct repository *repository = open_at(sandbox, "");
    struct tree *now = tree_open_commit(&sandbox->problems, repository, "HEAD", &sandbox->arena);
    struct tree *before = tree_open_commit(&sandbox->problems, repository, "HEAD~1", &sandbox->arena);
    assert_int_equal(before->count, 1);
    assert_int_equal(now->count, 2);
    assert_bytes(sandbox, before, "content/a.md", "first\n");
    assert_bytes(sandbox, now, "content/a.md", "second\n");
    assert_bytes(sandbox, now, "content/sub/b.md", "b\n");
    assert_false(digest_equal(before->files[0].id, now->files[0].id));
    assert_true(text_ends(now->root, TEXT("@HEAD")));
    repository_close(repository);
}

static void test_bare(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    run(sandbox, "git clone -q --bare . bare.git");
    struct repository *repository = open_at(sandbox, "bare.git");
    assert_true(repository->bare);
    assert_text(repository->prefix, "");
    struct tree *tree = tree_open_commit(&sandbox->problems, repository, "main", &sandbox->arena);
    assert_bytes(sandbox, tree, "content/sub/b.md", "b\n");
    repository_close(repository);
    struct origin origin = find_at(sandbox, "bare.git", NULL);
    assert_text(origin.subject, "second words");
    assert_text(origin.name, "main");
    assert_false(origin.dirty);
}

static void test_linked_worktree(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    run(sandbox, "git worktree add -q ../worktree.$$ HEAD~1 && mv ../worktree.$$ linked && git worktree repair linked");
    struct origin origin = find_at(sandbox, "linked", NULL);
    assert_text(origin.subject, "first words");
    assert_false(origin.dirty);
}

static bool is_told(const struct diag *problems, const struct diag_item *item) {
    for (size_t i = 0; i < problems->count; i++)
        if (text_equal(problems->items[i].place.path, item->place.path))
            return text_equal(problems->items[i].message, item->message);
    return false;
}

/* Whether a clean work directory and its commit have the same files, the same bytes in them, and the same to tell. */
static void assert_same_as_commit(struct sandbox *sandbox, const char *reader) {
    struct repository *repository = open_at(sandbox, reader);
    struct diag quiet = {0};
    struct tree *commit = tree_open_commit(&sandbox->problems, repository, "HEAD", &sandbox->arena);
    struct tree *folder = tree_open_folder(&quiet, sandbox_path(sandbox, reader), NULL, NULL, &sandbox->arena);
    assert_int_equal(commit->count, folder->count);
    for (size_t i = 0; i < commit->count; i++) {
        struct text a, b;
        assert_true(text_equal(commit->files[i].path, folder->files[i].path));
        assert_true(tree_read(commit, i, &a, &sandbox->problems, &sandbox->arena));
        assert_true(tree_read(folder, i, &b, &sandbox->problems, &sandbox->arena));
        assert_true(text_equal(a, b));
    }
    assert_int_equal(sandbox->problems.warnings, quiet.warnings);
    for (size_t i = 0; i < quiet.count; i++)
        assert_true(is_told(&sandbox->problems, &quiet.items[i]));
    diag_free(&quiet);
    repository_close(repository);
}

static void test_links_lead_where_they_do_in_a_checkout(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "a");
    put(sandbox, "content/deep/er/c.md", "c");
    put(sandbox, "layouts/parts/s.md", "s");
    put(sandbox, "shared/x.md", "x");
    put(sandbox, ".notes/n.md", "n");
    put(sandbox, "content/media/id_rsa", "n");
    put(sandbox, "content/media/x~", "n");
    run(sandbox,
        "cd content && ln -s ../../.git/config media/x.txt && ln -s ../../shared media/shared && ln -s ../a.md media/a.txt &&"
        "ln -s .. media/all && ln -s id_rsa media/key && ln -s ../shared/../content/a.md out-and-in.md");
    run(sandbox, "cd content && ln -s a.md file.md && ln -s ../layouts/parts folder && ln -s folder/s.md through.md &&"
                 "ln -s deep/er/../../a.md up.md && ln -s ../.notes/n.md hidden.md && ln -s file.md again.md &&"
                 "ln -s . loop && ln -s ../content deep/loop && ln -s nowhere gone.md && ln -s /etc/passwd absolute.md &&"
                 "ln -s ../../../../../etc/passwd out.md && ln -s a.md/x under.md && ln -s round.md round.md && ln -s .. top &&"
                 "ln -s \"$PWD/a.md\" inside.md && ln -s inside.md by-inside.md && ln -s ../../\"${PWD##*/}\"/a.md back.md &&"
                 "ln -s deep/er ../assets");
    commit(sandbox, 0, "links");
    assert_same_as_commit(sandbox, "");
    assert_false(is_dirty(sandbox));
    struct repository *repository = open_at(sandbox, "");
    struct tree *tree = tree_open_commit(&sandbox->problems, repository, "HEAD", &sandbox->arena);
    assert_bytes(sandbox, tree, "content/through.md", "s");
    assert_bytes(sandbox, tree, "content/up.md", "a");
    assert_bytes(sandbox, tree, "content/again.md", "a");
    assert_bytes(sandbox, tree, "content/folder/s.md", "s");
    assert_int_equal(tree_find(tree, TEXT("content/out.md")), SIZE_MAX);
    static const char *const none[] = {"x.txt", "shared/x.md", "a.txt", "all/a.md", "key", "id_rsa", "x~"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(tree_find(tree, text_format(&sandbox->arena, "content/media/%s", none[i])), SIZE_MAX);
    assert_int_equal(tree_find(tree, TEXT("content/out-and-in.md")), SIZE_MAX);
    assert_int_equal(tree_find(tree, TEXT("content/inside.md")), SIZE_MAX);
    repository_close(repository);
}

/* What a link goes through must be the reader's, even where the repository is larger. */
static void test_links_in_a_subfolder(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "sub/content/a.md", "a");
    put(sandbox, "content/outside.md", "x");
    run(sandbox, "cd sub/content && ln -s ../../content/outside.md out.md && ln -s ../../sub/content/a.md back.md &&"
                 "ln -s ../content/a.md in.md && ln -s \"$PWD/a.md\" absolute.md && ln -s ../../sub up");
    commit(sandbox, 0, "links");
    assert_same_as_commit(sandbox, "sub");
    assert_int_equal(sandbox->problems.warnings, 4);
}

/* What git ignores is in no commit, and so on no site; what was added all the same is. */
static void test_what_git_ignores(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "sub/.gitignore", "*.draft\n/content/media/private/\n!kept.draft\n");
    put(sandbox, "sub/content/a.md", "a");
    put(sandbox, "sub/content/media/kept.draft", "k");
    put(sandbox, "sub/content/media/added.draft", "k");
    put(sandbox, "sub/content/media/private/added", "k");
    run(sandbox, "git add -f sub/content/media/added.draft sub/content/media/private/added");
    run(sandbox, "cd sub/content/media && ln -s no.draft link && ln -s private/no through");
    commit(sandbox, 0, "some");
    put(sandbox, "sub/content/media/no.draft", "n");
    put(sandbox, "sub/content/media/private/no", "n");
    struct repository *repository = open_at(sandbox, "sub");
    struct tree *tree = tree_open_folder(&sandbox->problems, sandbox_path(sandbox, "sub"), repository, NULL, &sandbox->arena);
    assert_int_equal(tree->count, 4);
    assert_text(tree->files[1].path, "content/media/added.draft");
    assert_text(tree->files[2].path, "content/media/kept.draft");
    assert_text(tree->files[3].path, "content/media/private/added");
    assert_int_equal(sandbox->problems.warnings, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(sandbox->problems.items[i].code, W_IGNORED_BY_GIT);
    assert_false(find_at(sandbox, "sub", NULL).dirty);
    repository_close(repository);
}

/* A repository that ignores the whole reader is not the reader's: one of a home folder ignores most of what is below it. */
static void test_a_reader_that_git_ignores(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, ".gitignore", "/*\n");
    put(sandbox, "sub/content/a.md", "a");
    struct repository *repository = open_at(sandbox, "sub");
    struct tree *tree = tree_open_folder(&sandbox->problems, sandbox_path(sandbox, "sub"), repository, NULL, &sandbox->arena);
    assert_int_equal(tree->count, 1);
    assert_int_equal(sandbox->problems.count, 0);
    repository_close(repository);
}

static void test_odd_entries(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "a");
    put(sandbox, "content/bad\xff.md", "?");
    put(sandbox, "content/tab\t.md", "?");
    put(sandbox, "content/run.sh", "x");
    run(sandbox, "chmod +x content/run.sh && git add -A && git update-index --add --cacheinfo "
                 "160000,1234567890123456789012345678901234567890,content/module && git commit -q -m odd");
    struct repository *repository = open_at(sandbox, "");
    struct tree *tree = tree_open_commit(&sandbox->problems, repository, "HEAD", &sandbox->arena);
    repository_close(repository);
    assert_int_equal(tree->count, 2);
    assert_text(tree->files[1].path, "content/run.sh");
    assert_int_equal(sandbox->problems.warnings, 3);
    assert_problem(&sandbox->problems, 0, W_ODD_FILE, FAULT_CONTENT, "content/bad\\xff.md", "left out: the name is not UTF-8",
                   "");
    assert_problem(&sandbox->problems, 1, W_ODD_FILE, FAULT_CONTENT, "content/module",
                   "left out: a submodule, whose files are in another repository", "");
    assert_string_equal(sandbox->problems.items[2].code, W_ODD_FILE);
}

static void test_children_read(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    for (int i = 0; i < 40; i++)
        put(sandbox, text_format(&sandbox->arena, "content/%d.md", i).bytes, text_format(&sandbox->arena, "text %d", i).bytes);
    commit(sandbox, 0, "many");
    run(sandbox, "git gc -q");
    struct repository *repository = open_at(sandbox, "");
    struct tree *tree = tree_open_commit(&sandbox->problems, repository, "HEAD", &sandbox->arena);
    pid_t children[3];
    for (size_t child = 0; child < 3; child++) {
        children[child] = fork();
        if (children[child])
            continue;
        bool right = true;
        for (size_t round = 0; round < 50; round++)
            for (size_t i = child; i < tree->count; i++) {
                struct text bytes, name = text_slice(tree->files[i].path, 8, tree->files[i].path.size - 3);
                right = tree_read(tree, i, &bytes, &sandbox->problems, &sandbox->arena) && right;
                right = right && text_equal(bytes, text_join(&sandbox->arena, TEXT("text "), name));
            }
        _exit(right ? 0 : 1);
    }
    for (size_t child = 0; child < 3; child++) {
        int status = 1;
        waitpid(children[child], &status, 0);
        assert_int_equal(status, 0);
    }
    repository_close(repository);
}

/* Damage. */

static void test_missing_blob(void **state) {
    struct sandbox *sandbox = *state;
    struct text bytes;
    simple(sandbox);
    run(sandbox, "blob=$(git rev-parse HEAD:content/a.md) && rm -f .git/objects/$(echo $blob | sed 's:..:&/:')");
    struct repository *repository = open_at(sandbox, "");
    struct tree *tree = tree_open_commit(&sandbox->problems, repository, "HEAD", &sandbox->arena);
    assert_non_null(tree);
    assert_false(tree_read(tree, 0, &bytes, &sandbox->problems, &sandbox->arena));
    repository_close(repository);
    assert_string_equal(sandbox->problems.items[0].code, E_GIT_OBJECT);
    assert_text(sandbox->problems.items[0].place.path, "content/a.md");
    assert_int_equal(sandbox->problems.fault, FAULT_MACHINE);
}

static void test_missing_tree(void **state) {
    struct sandbox *sandbox = *state;
    struct origin origin;
    simple(sandbox);
    run(sandbox, "tree=$(git rev-parse HEAD:content/sub) && rm -f .git/objects/$(echo $tree | sed 's:..:&/:')");
    struct repository *repository = open_at(sandbox, "");
    assert_null(tree_open_commit(&sandbox->problems, repository, "HEAD", &sandbox->arena));
    assert_false(origin_find(&origin, &sandbox->problems, repository, NULL, &sandbox->arena));
    repository_close(repository);
    assert_string_equal(sandbox->problems.items[0].code, E_GIT_OBJECT);
    assert_text(sandbox->problems.items[0].place.path, "content/sub");
    assert_int_equal(sandbox->problems.fault, FAULT_MACHINE);
}

static void test_missing_commit(void **state) {
    struct sandbox *sandbox = *state;
    struct origin origin;
    simple(sandbox);
    run(sandbox, "rm -f .git/objects/$(git rev-parse HEAD | sed 's:..:&/:')");
    struct repository *repository = open_at(sandbox, "");
    assert_false(origin_find(&origin, &sandbox->problems, repository, NULL, &sandbox->arena));
    assert_false(origin_find(&origin, &sandbox->problems, repository, "main", &sandbox->arena));
    repository_close(repository);
    for (size_t i = 0; i < sandbox->problems.count; i++)
        assert_string_equal(sandbox->problems.items[i].code, E_GIT_OBJECT);
    assert_int_equal(sandbox->problems.fault, FAULT_MACHINE);
}

static void test_damaged_objects(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    run(sandbox, "for object in .git/objects/[0-9a-f]*/*; do chmod u+w $object; printf 'xxxx' | dd of=$object bs=1 seek=6 "
                 "conv=notrunc; done");
    struct repository *repository = open_at(sandbox, "");
    assert_null(tree_open_commit(&sandbox->problems, repository, "HEAD", &sandbox->arena));
    repository_close(repository);
    assert_int_equal(sandbox->problems.fault, FAULT_MACHINE);
}

/* Each object is sound, and two have each other's name. */
static void assert_swap_is_seen(struct sandbox *sandbox) {
    struct text bytes;
    struct repository *repository = open_at(sandbox, "");
    struct tree *tree = tree_open_commit(&sandbox->problems, repository, "HEAD", &sandbox->arena);
    assert_non_null(tree);
    assert_false(tree_read(tree, 0, &bytes, &sandbox->problems, &sandbox->arena));
    repository_close(repository);
    assert_string_equal(sandbox->problems.items[0].code, E_GIT_OBJECT);
    assert_true(text_contains(sandbox->problems.items[0].message, TEXT("its bytes are those of another object")));
}

static void test_swapped_loose_objects(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "a");
    put(sandbox, "content/b.md", "b");
    commit(sandbox, 0, "first");
    run(sandbox, "file() { git rev-parse HEAD:content/$1.md | sed 's:..:.git/objects/&/:'; }; "
                 "cp $(file a) c && mv -f $(file b) $(file a) && mv c $(file b)");
    assert_swap_is_seen(sandbox);
}

static void test_swapped_packed_objects(void **state) {
    struct sandbox *sandbox = *state;
    init(sandbox);
    put(sandbox, "content/a.md", "a");
    put(sandbox, "content/b.md", "b");
    commit(sandbox, 0, "first");
    /* By their places in the table of offsets at the end of the index. */
    run(sandbox, "git repack -adq && index=$(echo .git/objects/pack/*.idx) && chmod u+w $index && "
                 "git show-index <$index >list && count=$(wc -l <list) && "
                 "place() { n=$(grep -n $(git rev-parse HEAD:content/$1.md) list | cut -d: -f1); "
                 "echo $((8 + 1024 + 24 * count + 4 * (n - 1))); }; "
                 "move() { dd if=$1 of=$2 bs=1 skip=$3 seek=$4 count=4 conv=notrunc 2>dd.log; }; "
                 "cp $index copy && move copy $index $(place a) $(place b) && move copy $index $(place b) $(place a)");
    assert_swap_is_seen(sandbox);
}

static void test_damaged_repository(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    put(sandbox, ".git/config", "[core\nthis is no configuration");
    assert_null(repository_open(&sandbox->problems, sandbox->folder, &sandbox->arena));
    assert_int_equal(sandbox->problems.count, 1);
    assert_string_equal(sandbox->problems.items[0].code, E_GIT_REPOSITORY);
    assert_int_equal(sandbox->problems.fault, FAULT_MACHINE);
}

static void test_repository_of_sha256(void **state) {
    struct sandbox *sandbox = *state;
    run(sandbox, "git init -q --object-format=sha256");
    put(sandbox, "content/a.md", "a");
    commit(sandbox, 0, "first");
    assert_null(repository_open(&sandbox->problems, sandbox->folder, &sandbox->arena));
    assert_int_equal(sandbox->problems.count, 1);
    assert_string_equal(sandbox->problems.items[0].code, E_GIT_REPOSITORY);
    assert_int_equal(sandbox->problems.fault, FAULT_MACHINE);
    assert_text(sandbox->problems.items[0].message,
                "cannot read the repository around the reader: its objects are named by SHA-256, which libgit2 cannot read");
    assert_true(text_starts(sandbox->problems.items[0].help, TEXT("build a copy of the reader without its .git")));
}

static void test_damaged_index(void **state) {
    struct sandbox *sandbox = *state;
    simple(sandbox);
    put(sandbox, ".git/index", "not an index");
    assert_false(is_dirty(sandbox));
    put(sandbox, "content/a.md", "changed");
    assert_true(is_dirty(sandbox));

    /* Then nobody can say whether it was added all the same. */
    put(sandbox, ".gitignore", "a.md");
    struct repository *repository = open_at(sandbox, "");
    assert_null(tree_open_folder(&sandbox->problems, sandbox->folder, repository, NULL, &sandbox->arena));
    assert_string_equal(sandbox->problems.items[0].code, E_GIT_REPOSITORY);
    repository_close(repository);
}

int main(void) {
    sandbox_environment();
    const struct CMUnitTest tests[] = {
        SANDBOX_CASE(test_no_repository),
        SANDBOX_CASE(test_unborn),
        SANDBOX_CASE(test_lost_branch),
        SANDBOX_CASE(test_origin_of_head),
        SANDBOX_CASE(test_detached),
        SANDBOX_CASE(test_revisions),
        SANDBOX_CASE(test_unknown_revision),
        SANDBOX_CASE(test_revisions_that_make_no_sense),
        SANDBOX_CASE(test_shallow),
        SANDBOX_CASE(test_environment_is_not_read),
        SANDBOX_CASE(test_strange_texts),
        SANDBOX_CASE(test_dirty_when_modified),
        SANDBOX_CASE(test_dirty_when_added_or_removed),
        SANDBOX_CASE(test_not_dirty_outside),
        SANDBOX_CASE(test_files_that_git_converts),
        SANDBOX_CASE(test_dirty_but_for_line_ends),
        SANDBOX_CASE(test_reader_in_a_subfolder),
        SANDBOX_CASE(test_untracked_reader_inside_a_repository),
        SANDBOX_CASE(test_tree_of_commit),
        SANDBOX_CASE(test_bare),
        SANDBOX_CASE(test_linked_worktree),
        SANDBOX_CASE(test_links_lead_where_they_do_in_a_checkout),
        SANDBOX_CASE(test_links_in_a_subfolder),
        SANDBOX_CASE(test_what_git_ignores),
        SANDBOX_CASE(test_a_reader_that_git_ignores),
        SANDBOX_CASE(test_odd_entries),
        SANDBOX_CASE(test_children_read),
        SANDBOX_CASE(test_missing_blob),
        SANDBOX_CASE(test_missing_tree),
        SANDBOX_CASE(test_missing_commit),
        SANDBOX_CASE(test_damaged_objects),
        SANDBOX_CASE(test_swapped_loose_objects),
        SANDBOX_CASE(test_swapped_packed_objects),
        SANDBOX_CASE(test_damaged_repository),
        SANDBOX_CASE(test_repository_of_sha256),
        SANDBOX_CASE(test_damaged_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
