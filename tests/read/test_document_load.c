#include "base/remembered.h"
#include "base/workers.h"
#include "sandbox.h"
#include "read/codes.h"
#include "read/document/document.h"
#include "read/tree/tree.h"

#include <signal.h>
#include <sys/resource.h>

static const struct tree_text texts[] = {
    {TEXT_INIT("assets/note.md"), TEXT_INIT("not content")},
    {TEXT_INIT("content/authors/ada.md"), TEXT_INIT("---\nname: Ada\n---\nLife.\n")},
    {TEXT_INIT("content/essays/a.md"), TEXT_INIT("---\ntitle: A\n---\nSee [[b]] <blink>\n")},
    {TEXT_INIT("content/essays/b.md"), TEXT_INIT("---\ntitle: B\n---\nText.\n")},
    {TEXT_INIT("content/media/x.md"), TEXT_INIT("a copy")},
    {TEXT_INIT("content/site.yaml"), TEXT_INIT("title: x\n")},
};

static struct tree *sample_tree(struct sandbox *sandbox) {
    return tree_of_texts(texts, sizeof texts / sizeof *texts, &sandbox->arena);
}

static struct parse_options options(void) {
    return (struct parse_options){.smart = true, .math = true, .tilde = true, .language = TEXT("en"), .han = TEXT("zh-Hans")};
}

static bool load(struct parsed_files *files, struct sandbox *sandbox, const struct tree *tree, struct remembered *remembered) {
    struct parse_options usual = options();
    struct workers workers = {.count = 2};
    return documents_load(files, tree, &usual, remembered, &workers, &sandbox->problems, &sandbox->arena);
}

/* What a reader of files does that is not to be asked. */
static bool refuse(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                   struct arena *arena) {
    (void)tree, (void)index, (void)bytes, (void)arena;
    *trouble = (struct tree_trouble){E_FILE_UNREADABLE, TEXT("it was asked for"), TEXT("")};
    return false;
}

static void test_loads_in_order(void **state) {
    struct sandbox *sandbox = *state;
    struct parsed_files files;
    assert_true(load(&files, sandbox, sample_tree(sandbox), NULL));
    assert_int_equal(files.count, 3);
    assert_text(files.items[0].path, "content/authors/ada.md");
    assert_text(files.items[1].path, "content/essays/a.md");
    assert_text(files.items[2].path, "content/essays/b.md");
    assert_int_equal(files.items[1].document->references.count, 1);
    assert_text(body_html(document_body(&files.items[2])), "<p>Text.</p>\n");

    assert_int_equal(sandbox->problems.count, 1);
    const struct diag_item *item = &sandbox->problems.items[0];
    assert_string_equal(item->code, "W050");
    assert_int_equal(item->level, DIAG_WARNING);
    assert_text(item->place.path, "content/essays/a.md");
    assert_int_equal(item->place.line, 4);
    assert_int_equal(item->place.column, 11);
    assert_text(item->message, "a tag that means nothing here was left out, and its words shown: <blink>");
}

static void test_remembered_files_are_not_read_again(void **state) {
    struct sandbox *sandbox = *state;
    struct parsed_files files;
    struct remembered *remembered = remembered_open(sandbox_path(sandbox, "memory"), &sandbox->arena);
    assert_true(load(&files, sandbox, sample_tree(sandbox), remembered));
    assert_true(remembered_save(remembered));
    remembered_close(remembered);
    diag_free(&sandbox->problems);
    sandbox->problems = (struct diag){0};

    remembered = remembered_open(sandbox_path(sandbox, "memory"), &sandbox->arena);
    struct tree *tree = sample_tree(sandbox);
    tree->read = refuse;
    assert_true(load(&files, sandbox, tree, remembered));
    assert_int_equal(sandbox->problems.count, 1);
    assert_string_equal(sandbox->problems.items[0].code, "W050");
    assert_null(files.items[2].body);
    assert_text(body_html(document_body(&files.items[2])), "<p>Text.</p>\n");
    remembered_close(remembered);
    /* The problem outlives the record. */
    assert_string_equal(sandbox->problems.items[0].code, "W050");
}

static void test_options_are_part_of_the_key(void **state) {
    struct sandbox *sandbox = *state;
    struct parsed_files files;
    struct remembered *remembered = remembered_open(NULL, &sandbox->arena);
    assert_true(load(&files, sandbox, sample_tree(sandbox), remembered));
    struct parse_options keeping = options();
    keeping.keep_html = true;
    assert_true(documents_load(&files, sample_tree(sandbox), &keeping, remembered, NULL, &sandbox->problems, &sandbox->arena));
    assert_true(text_contains(body_html(document_body(&files.items[1])), TEXT("<blink>")));
    remembered_close(remembered);
}

static void test_lost_body(void **state) {
    struct sandbox *sandbox = *state;
    struct parsed_files files;
    struct remembered *remembered = remembered_open(NULL, &sandbox->arena), *empty = remembered_open(NULL, &sandbox->arena);
    assert_true(load(&files, sandbox, sample_tree(sandbox), remembered));
    struct text document = {(const char *)files.items[2].document, files.items[2].document->size_bytes};
    remembered_add(empty, files.items[2].key, document);
    assert_true(load(&files, sandbox, sample_tree(sandbox), empty));
    struct parsed_file file = files.items[2];
    assert_non_null(file.document);
    assert_null(file.body);
    assert_text(body_html(document_body(&file)), "<p>Text.</p>\n");
    remembered_close(empty);
    remembered_close(remembered);
}

static void test_unreadable_file(void **state) {
    struct sandbox *sandbox = *state;
    struct parsed_files files;
    struct tree *tree = sample_tree(sandbox);
    tree->read = refuse;
    assert_false(load(&files, sandbox, tree, NULL));
    assert_null(files.items[0].document);
    assert_null(document_body(&files.items[0]));
    assert_int_equal(sandbox->problems.count, 3);
    assert_problem(&sandbox->problems, 0, "E300", FAULT_MACHINE, "content/authors/ada.md", "it was asked for", "");
}

static void test_too_large_is_not_read(void **state) {
    struct sandbox *sandbox = *state;
    struct parsed_files files;
    struct tree *tree = sample_tree(sandbox);
    tree->files[2].size_bytes = DOCUMENT_LIMIT_BYTES + 1;
    assert_true(load(&files, sandbox, tree, NULL));
    assert_true(files.items[1].document->unreadable);
    assert_int_equal(sandbox->problems.count, 1);
    assert_string_equal(sandbox->problems.items[0].code, "E053");
    assert_text(sandbox->problems.items[0].place.path, "content/essays/a.md");
}

static bool (*read_text)(const struct tree *, size_t, struct text *, struct tree_trouble *, struct arena *);

/* Stands for a parser that crashes on one file. */
static bool crash_on_b(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                       struct arena *arena) {
    if (text_ends(tree->files[index].path, TEXT("b.md"))) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0});
        signal(SIGKILL, SIG_DFL);
        raise(SIGKILL);
    }
    return read_text(tree, index, bytes, trouble, arena);
}

static void test_crash_costs_one_file(void **state) {
    struct sandbox *sandbox = *state;
    struct parsed_files files;
    struct remembered *remembered = remembered_open(NULL, &sandbox->arena);
    struct tree *tree = sample_tree(sandbox);
    read_text = tree->read;
    tree->read = crash_on_b;
    assert_true(load(&files, sandbox, tree, remembered));
    assert_non_null(files.items[1].document);
    assert_null(files.items[2].document);
    assert_int_equal(sandbox->problems.count, 2);
    bool told = false;
    for (size_t i = 0; i < 2; i++)
        if (strcmp(sandbox->problems.items[i].code, "E055") == 0) {
            assert_text(sandbox->problems.items[i].place.path, "content/essays/b.md");
            told = true;
        }
    assert_true(told);

    /* A failure is not remembered. */
    tree->read = read_text;
    assert_true(load(&files, sandbox, tree, remembered));
    assert_non_null(files.items[2].document);
    remembered_close(remembered);
}

static void test_nothing_to_load(void **state) {
    struct sandbox *sandbox = *state;
    struct parsed_files files;
    assert_true(load(&files, sandbox, tree_of_texts(texts, 1, &sandbox->arena), NULL));
    assert_int_equal(files.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_CASE(test_loads_in_order),
        SANDBOX_CASE(test_remembered_files_are_not_read_again),
        SANDBOX_CASE(test_options_are_part_of_the_key),
        SANDBOX_CASE(test_lost_body),
        SANDBOX_CASE(test_unreadable_file),
        SANDBOX_CASE(test_too_large_is_not_read),
        SANDBOX_CASE(test_crash_costs_one_file),
        SANDBOX_CASE(test_nothing_to_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
