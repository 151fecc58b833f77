#include "read/tree/tree.h"

#include "base/remembered.h"
#include "read/codes.h"
#include "read/tree/private_key.h"
#include "read/tree/private_names.h"
#include "sandbox.h"

#include <sys/inotify.h>

/* The paths of a tree with spaces between. */
static struct text paths_of(const struct tree *tree, struct arena *arena) {
    struct text all = {0};
    for (size_t i = 0; i < tree->count; i++)
        all = text_format(arena, "%.*s%s%.*s", TEXT_ARGS(all), i ? " " : "", TEXT_ARGS(tree->files[i].path));
    return all;
}

static struct text read_path(struct sandbox *sandbox, const struct tree *tree, const char *path) {
    struct text bytes;
    size_t index = tree_find(tree, text_of(path));
    assert_int_not_equal(index, SIZE_MAX);
    assert_true(tree_read(tree, index, &bytes, &sandbox->problems, &sandbox->arena));
    return bytes;
}

static struct tree *open_folder(struct sandbox *sandbox, struct remembered *remembered) {
    struct tree *tree = tree_open_folder(&sandbox->problems, sandbox->folder, NULL, remembered, &sandbox->arena);
    assert_non_null(tree);
    return tree;
}

static void test_texts(void **state) {
    struct sandbox *sandbox = *state;
    const struct tree_text texts[] = {
        {TEXT_INIT("content/essays/b.md"), TEXT_INIT("B")},
        {TEXT_INIT("content/essays/a.md"), TEXT_INIT("A")},
        {TEXT_INIT("content/essays-2.md"), TEXT_INIT("A")},
    };
    struct tree *tree = tree_of_texts(texts, 3, &sandbox->arena);
    assert_text(paths_of(tree, &sandbox->arena), "content/essays-2.md content/essays/a.md content/essays/b.md");
    assert_text(read_path(sandbox, tree, "content/essays/b.md"), "B");
    assert_true(digest_equal(tree->files[0].id, tree->files[1].id));
    assert_false(digest_equal(tree->files[1].id, tree->files[2].id));
    assert_int_equal(tree->files[2].size_bytes, 1);
    assert_int_equal(tree_find(tree, TEXT("content/essays")), SIZE_MAX);
    assert_int_equal(tree_lower_bound(tree, TEXT("content/essays/")), 1);
    assert_int_equal(tree_lower_bound(tree, TEXT("z")), 3);
}

static void test_overlay(void **state) {
    struct sandbox *sandbox = *state;
    const struct tree_text over[] = {{TEXT_INIT("layouts/b"), TEXT_INIT("mine")}, {TEXT_INIT("layouts/d"), TEXT_INIT("mine")}};
    const struct tree_text under[] = {{TEXT_INIT("layouts/a"), TEXT_INIT("theirs")},
                                      {TEXT_INIT("layouts/b"), TEXT_INIT("theirs")},
                                      {TEXT_INIT("layouts/e"), TEXT_INIT("theirs")}};
    struct tree *tree =
        tree_overlay(tree_of_texts(over, 2, &sandbox->arena), tree_of_texts(under, 3, &sandbox->arena), &sandbox->arena);
    assert_text(paths_of(tree, &sandbox->arena), "layouts/a layouts/b layouts/d layouts/e");
    assert_text(read_path(sandbox, tree, "layouts/a"), "theirs");
    assert_text(read_path(sandbox, tree, "layouts/b"), "mine");
    assert_text(read_path(sandbox, tree, "layouts/e"), "theirs");
    assert_int_equal(tree->files[1].size_bytes, 4);
}

static void test_folder(void **state) {
    struct sandbox *sandbox = *state;
    put(sandbox, "content/site.yaml", "title: T");
    put(sandbox, "content/essays/a.md", "A");
    put(sandbox, "content/.hidden.md", "no");
    put(sandbox, "content/.git/x", "no");
    put(sandbox, "layouts/page.html", "L");
    put(sandbox, "assets/a.css", "");
    put(sandbox, "README.md", "no");
    put(sandbox, "site/index.html", "no");
    struct tree *tree = open_folder(sandbox, NULL);
    assert_text(paths_of(tree, &sandbox->arena), "assets/a.css content/essays/a.md content/site.yaml layouts/page.html");
    assert_text(read_path(sandbox, tree, "content/essays/a.md"), "A");
    assert_text(read_path(sandbox, tree, "assets/a.css"), "");
    assert_int_equal(tree->files[1].size_bytes, 1);
    assert_true(digest_equal(tree->files[1].id, digest_of(TEXT("A"))));
    assert_text(tree->root, sandbox->folder);
    assert_int_equal(sandbox->problems.count, 0);
}

static void test_a_file_called_content(void **state) {
    struct sandbox *sandbox = *state;
    put(sandbox, "content", "not a folder");
    assert_int_equal(open_folder(sandbox, NULL)->count, 0);
}

static void test_odd_files(void **state) {
    struct sandbox *sandbox = *state;
    put(sandbox, "content/a.md", "A");
    put(sandbox, "layouts/parts/s.md", "S");
    put(sandbox, "content/bad\xff.md", "?");
    put(sandbox, "content/line\nbreak.md", "?");
    run(sandbox, "ln -s a.md content/alias.md; ln -s ../layouts/parts content/shared; ln -s /etc/passwd content/out.md;"
                 "ln -s . content/loop; ln -s nowhere content/nowhere.md; mkfifo content/pipe; ln -s /etc/passwd passwd");
    struct tree *tree = open_folder(sandbox, NULL);
    assert_text(paths_of(tree, &sandbox->arena), "content/a.md content/alias.md content/shared/s.md layouts/parts/s.md");
    assert_text(read_path(sandbox, tree, "content/alias.md"), "A");

    assert_int_equal(sandbox->problems.warnings, 6);
    assert_int_equal(sandbox->problems.errors, 0);
    size_t found = 0;
    for (size_t i = 0; i < sandbox->problems.count; i++) {
        const struct diag_item *item = &sandbox->problems.items[i];
        assert_string_equal(item->code, W_ODD_FILE);
        assert_true(text_starts(item->message, TEXT("left out: ")));
        found += text_equal(item->place.path, TEXT("content/bad\\xff.md"));
        found += text_equal(item->place.path, TEXT("content/line\\x0abreak.md"));
        if (text_equal(item->place.path, TEXT("content/out.md"))) {
            found++;
            assert_text(item->message, "left out: a symbolic link to an absolute path");
        }
    }
    assert_int_equal(found, 3);
}

/* A pattern with its stars filled in. */
static const char *filled(const char *pattern, struct arena *arena) {
    struct text name = {0};
    for (; *pattern; pattern++)
        name = text_join(arena, name, text_format(arena, "%c", *pattern == '*' || *pattern == '+' ? 'X' : *pattern));
    return name.bytes;
}

static bool is_left_out(struct sandbox *sandbox, const char *folder, const char *name, const char **code) {
    struct text path = text_format(&sandbox->arena, "%s/%s", folder, name);
    const struct tree_oddity *oddity = tree_judge(path, path, false);
    *code = oddity ? oddity->code : NULL;
    return oddity;
}

static void test_private_names(void **state) {
    static const struct {
        const char *pattern, *what;
        bool is_private;
    } rows[] = {
#define ROW(pattern, what, is_private) {pattern, what, is_private},
        PRIVATE_NAMES(ROW)
#undef ROW
    };
    struct sandbox *sandbox = *state;
    const char *code;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *name = filled(rows[i].pattern, &sandbox->arena);
        assert_true(is_left_out(sandbox, "content/media", name, &code));
        assert_string_equal(code, W_PRIVATE_NAME);
        assert_true(is_left_out(sandbox, "assets/deep", name, &code));
        assert_string_equal(code, W_PRIVATE_NAME);
        assert_true(is_left_out(sandbox, "content/essays", name, &code));
        assert_int_equal(code != NULL, rows[i].is_private);
        assert_null(tree_judge(text_format(&sandbox->arena, "content/media/%s", "folder.bak"), TEXT(""), true));
    }
    static const char *const plain[] = {"a.png",   "id_card.jpg", "key.svg", "monkey", "env.md",
                                        "swp.txt", "a.b.c",       "bak",     "x.keys"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_false(is_left_out(sandbox, "content/media", plain[i], &code));
    assert_true(is_left_out(sandbox, "content/media", "ID_RSA", &code));
    assert_true(is_left_out(sandbox, "content/media", ".hidden", &code));
    assert_null(code);
}

static void test_what_links_may_lead_to(void **state) {
    (void)state;
    static const char *const barred[] = {"shared",     ".git/config", "content/.git",    "site/index.html",
                                         "contents/x", ".env",        ".colophon/ledger"};
    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++)
        assert_non_null(tree_barred(text_of(barred[i])));
    assert_null(tree_barred(TEXT("")));
    assert_null(tree_barred(TEXT("content/media/a.png")));
    assert_null(tree_barred(TEXT("assets")));
    const struct text media = TEXT("content/media/a"), draft = TEXT("content/essays/_drafts/a.md");
    assert_string_equal(tree_judge(media, draft, false)->code, W_ODD_FILE);
    assert_string_equal(tree_judge(media, TEXT("content/media/id_rsa"), false)->code, W_PRIVATE_NAME);
    assert_null(tree_judge(media, TEXT("content/essays/a.png"), false));
    assert_null(tree_judge(TEXT("content/essays/b.md"), draft, false));
}

static void test_private_keys(void **state) {
    (void)state;
    static const char *const keys[] = {
        "-----BEGIN PRIVATE KEY-----\nMIIE\n", "x\r\n-----BEGIN OPENSSH PRIVATE KEY-----\r\nb3Bl",
        "{\"private_key\": \"-----BEGIN PRIVATE KEY-----\\nMIIEvQ\"}", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOY",
        "-----BEGIN CERTIFICATE-----\nA\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4"};
    static const char *const others[] = {
        "-----BEGIN PUBLIC KEY-----\nMIIE\n", "-----BEGIN PRIVATE KEY-----", "a = \"-----BEGIN RSA PRIVATE KEY-----\\n\" + b",
        "-----BEGIN PRIVATE KEY-----\n...",   "PRIVATE KEY-----\nMIIE",      ""};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_true(holds_private_key(text_of(keys[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(holds_private_key(text_of(others[i])));
}

static void test_unreadable_file(void **state) {
    struct sandbox *sandbox = *state;
    put(sandbox, "content/a.md", "A");
    run(sandbox, "truncate -s 1100M content/film.mp4"); /* permissions would not stop a test that root runs */
    assert_null(tree_open_folder(&sandbox->problems, sandbox->folder, NULL, NULL, &sandbox->arena));
    assert_int_equal(sandbox->problems.count, 1);
    assert_problem(&sandbox->problems, 0, E_FILE_UNREADABLE, FAULT_MACHINE, "content/film.mp4",
                   "cannot be read: File too large", "");
}

static void test_folder_is_not_there(void **state) {
    struct sandbox *sandbox = *state;
    const char *folder = sandbox_path(sandbox, "nowhere");
    assert_null(tree_open_folder(&sandbox->problems, folder, NULL, NULL, &sandbox->arena));
    assert_int_equal(sandbox->problems.fault, FAULT_MACHINE);
    assert_string_equal(sandbox->problems.items[0].code, E_FILE_UNREADABLE);
}

static void test_changed_while_open(void **state) {
    struct sandbox *sandbox = *state;
    struct text bytes;
    put(sandbox, "content/a.md", "before");
    put(sandbox, "content/b.md", "before");
    struct tree *tree = open_folder(sandbox, NULL);
    put(sandbox, "content/a.md", "behind"); /* of the same size */
    run(sandbox, "rm content/b.md");
    assert_false(tree_read(tree, 0, &bytes, &sandbox->problems, &sandbox->arena));
    assert_false(tree_read(tree, 1, &bytes, &sandbox->problems, &sandbox->arena));
    assert_problem(&sandbox->problems, 0, E_FILE_CHANGED, FAULT_MACHINE, "content/a.md", "changed while it was being read",
                   "run again when nothing is writing to the reader");
    assert_problem(&sandbox->problems, 1, E_FILE_CHANGED, FAULT_MACHINE, "content/b.md", "removed while it was being read",
                   "run again when nothing is writing to the reader");
}

static struct tree *open_remembering(struct sandbox *sandbox) {
    struct remembered *remembered = remembered_open(sandbox_path(sandbox, ".colophon"), &sandbox->arena);
    struct tree *tree = open_folder(sandbox, remembered);
    assert_true(remembered_save(remembered));
    remembered_close(remembered);
    return tree;
}

/* Whether a file below content/ was opened since the last time. */
static bool was_read(int watch) {
    char events[4096];
    return read(watch, events, sizeof events) > 0;
}

static void test_remembered_digests(void **state) {
    struct sandbox *sandbox = *state;
    put(sandbox, "content/a.md", "A");
    put(sandbox, "content/b.md", "B");
    int watch = inotify_init1(IN_NONBLOCK);
    assert_true(inotify_add_watch(watch, sandbox_path(sandbox, "content/a.md"), IN_OPEN) >= 0);

    struct tree *first = open_remembering(sandbox);
    assert_true(was_read(watch));
    open_remembering(sandbox);
    assert_true(was_read(watch)); /* it is so new that it could have changed without showing it */
    usleep(2100000);
    open_remembering(sandbox);
    assert_true(was_read(watch));
    struct tree *last = open_remembering(sandbox);
    assert_false(was_read(watch));
    for (size_t i = 0; i < 2; i++) {
        assert_true(digest_equal(first->files[i].id, last->files[i].id));
        assert_int_equal(last->files[i].size_bytes, 1);
    }
    close(watch);

    put(sandbox, "content/a.md", "C");
    put(sandbox, "content/ab.md", "new");
    struct tree *tree = open_remembering(sandbox);
    assert_text(paths_of(tree, &sandbox->arena), "content/a.md content/ab.md content/b.md");
    assert_text(read_path(sandbox, tree, "content/a.md"), "C");
    assert_text(read_path(sandbox, tree, "content/ab.md"), "new");
    assert_text(read_path(sandbox, tree, "content/b.md"), "B");

    put(sandbox, "content/a.md", "D"); /* at once, and of the same size */
    run(sandbox, "rm content/b.md");
    tree = open_remembering(sandbox);
    assert_text(paths_of(tree, &sandbox->arena), "content/a.md content/ab.md");
    assert_text(read_path(sandbox, tree, "content/a.md"), "D");
}

int main(void) {
    sandbox_environment();
    const struct CMUnitTest tests[] = {
        SANDBOX_CASE(test_texts),
        SANDBOX_CASE(test_overlay),
        SANDBOX_CASE(test_folder),
        SANDBOX_CASE(test_a_file_called_content),
        SANDBOX_CASE(test_odd_files),
        SANDBOX_CASE(test_private_names),
        SANDBOX_CASE(test_what_links_may_lead_to),
        SANDBOX_CASE(test_private_keys),
        SANDBOX_CASE(test_unreadable_file),
        SANDBOX_CASE(test_folder_is_not_there),
        SANDBOX_CASE(test_changed_while_open),
        SANDBOX_CASE(test_remembered_digests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
