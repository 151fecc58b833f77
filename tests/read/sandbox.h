/*
 * sandbox: a temporary folder for tests that need real files and a real repository, and short words for filling it.
 *
 * git is run as on a machine where nobody has configured it; dates and authors are those that a test gives.
 */
#ifndef TESTS_SOURCE_SANDBOX_H
#define TESTS_SOURCE_SANDBOX_H

#include "base/diag.h"
#include "base/files.h"
#include "support.h"

#include <unistd.h>

#define UNUSED_BY_SOME __attribute__((unused))

/* Debian 12's libgit2 loses the match data of each regular expression, as when it opens a repository with extensions. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:libpcre2";
}

struct sandbox {
    struct arena arena;
    struct diag problems;
    char folder[64];
};

static int sandbox_set_up(void **state) {
    struct sandbox *sandbox = calloc(1, sizeof *sandbox);
    snprintf(sandbox->folder, sizeof sandbox->folder, "/tmp/colophon_test.XXXXXX");
    assert_non_null(mkdtemp(sandbox->folder));
    *state = sandbox;
    return 0;
}

static int sandbox_tear_down(void **state) {
    struct sandbox *sandbox = *state;
    folder_remove_all(sandbox->folder);
    diag_free(&sandbox->problems);
    arena_free(&sandbox->arena);
    free(sandbox);
    return 0;
}

#define SANDBOX_CASE(function) cmocka_unit_test_setup_teardown(function, sandbox_set_up, sandbox_tear_down)

static UNUSED_BY_SOME void sandbox_environment(void) {
    static const char *const set[][2] = {
        {"GIT_CONFIG_GLOBAL", "/dev/null"},
        {"GIT_CONFIG_NOSYSTEM", "1"},
        {"GIT_AUTHOR_NAME", "Ada"},
        {"GIT_AUTHOR_EMAIL", "ada@example.org"},
        {"GIT_COMMITTER_NAME", "Ada"},
        {"GIT_COMMITTER_EMAIL", "ada@example.org"},
        {"GIT_AUTHOR_DATE", "1700000000 +0200"},
        {"GIT_COMMITTER_DATE", "1700000000 +0200"},
        {"TZ", "UTC"},
        {"LC_ALL", "C"},
    };
    static const char *const unset[] = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "SOURCE_DATE_EPOCH", "CI"};
    for (size_t i = 0; i < sizeof set / sizeof *set; i++)
        setenv(set[i][0], set[i][1], 1);
    for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
        unsetenv(unset[i]);
}

static UNUSED_BY_SOME const char *sandbox_path(struct sandbox *sandbox, const char *path) {
    return path_join(&sandbox->arena, sandbox->folder, text_of(path));
}

/* Runs a shell command in the sandbox; it must succeed. */
static UNUSED_BY_SOME __attribute__((format(printf, 2, 3))) void run(struct sandbox *sandbox, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    struct text command = text_format_list(&sandbox->arena, format, arguments);
    va_end(arguments);
    struct text line = text_format(&sandbox->arena, "cd %s && { %.*s\n} >/dev/null 2>&1", sandbox->folder, TEXT_ARGS(command));
    if (system(text_terminated(line, &sandbox->arena)) != 0)
        fail_msg("this failed: %.*s", TEXT_ARGS(command));
}

static UNUSED_BY_SOME void put_text(struct sandbox *sandbox, const char *path, struct text bytes) {
    const char *whole = sandbox_path(sandbox, path);
    const char *slash = strrchr(whole, '/');
    assert_true(folder_make(text_terminated(text_between(whole, slash), &sandbox->arena)));
    assert_true(file_write(whole, bytes, false));
}

static UNUSED_BY_SOME void put(struct sandbox *sandbox, const char *path, const char *bytes) {
    put_text(sandbox, path, text_of(bytes));
}

/* Commits everything, `day` days after a fixed one. */
static UNUSED_BY_SOME void commit(struct sandbox *sandbox, int day, const char *message) {
    long seconds = 1700000000L + day * 86400L;
    run(sandbox, "git add -A && GIT_AUTHOR_DATE='%ld +0200' GIT_COMMITTER_DATE='%ld +0200' git commit -q --allow-empty -m '%s'",
        seconds, seconds, message);
}

static UNUSED_BY_SOME void init(struct sandbox *sandbox) {
    run(sandbox, "git init -q -b main .");
}

/* That exactly this problem stands at `index`. */
static UNUSED_BY_SOME void assert_problem(const struct diag *problems, size_t index, const char *code, enum diag_fault fault,
                                          const char *path, const char *message, const char *help) {
    assert_true(index < problems->count);
    const struct diag_item *item = &problems->items[index];
    assert_string_equal(item->code, code);
    assert_int_equal(item->fault, fault);
    assert_text(item->place.path, path);
    assert_text(item->message, message);
    assert_text(item->help, help);
}

#endif
