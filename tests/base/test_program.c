/* base/program.h */
#include "base/program.h"
#include "support.h"

#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static int run(const char *script, const char *folder) {
    const char *const words[] = {"sh", "-c", script, NULL};
    return program_run(words, folder);
}

static void test_status(void **state) {
    (void)state;
    assert_int_equal(run("exit 0", "/"), 0);
    assert_int_equal(run("exit 7", "/"), 7);
    assert_int_equal(run("kill -9 $$", "/"), 128 + 9);
}

static void test_folder(void **state) {
    (void)state;
    assert_int_equal(run("test \"$(pwd)\" = /usr", "/usr"), 0);
    assert_int_equal(run("exit 0", "/there/is/none"), -1);
    assert_int_equal(errno, ENOENT);
}

static void test_missing(void **state) {
    (void)state;
    const char *const words[] = {"there-is-no-such-program", NULL};
    assert_int_equal(program_run(words, "/"), -1);
    assert_int_equal(errno, ENOENT);
}

/* What main ignores is no matter of another program. */
static void test_signals(void **state) {
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(run("kill -PIPE $$", "/"), 128 + SIGPIPE);
    signal(SIGPIPE, SIG_DFL);
}

/* What it reads and prints. */

struct numbers {
    unsigned next, end;
};

static bool feed_numbers(struct buffer *more, void *context) {
    struct numbers *numbers = context;
    for (int i = 0; i < 1000 && numbers->next < numbers->end; i++)
        buffer_add_format(more, "%u\n", numbers->next++);
    return numbers->next < numbers->end;
}

#define SHELL(script) ((const char *const[]){"sh", "-c", script, NULL})

static void test_output(void **state) {
    (void)state;
    struct buffer out = {0}, errors = {0};
    struct program program = {.words = SHELL("echo yes; echo no >&2; exit 3"), .output = &out, .errors = &errors};
    assert_int_equal(program_talk(&program), 3);
    assert_text(buffer_text(&out), "yes\n");
    assert_text(buffer_text(&errors), "no\n");
    buffer_free(&out);
    buffer_free(&errors);
}

/* More than the pipes hold goes through in both directions at once. */
static void test_both_ways(void **state) {
    (void)state;
    struct numbers numbers = {0, 200000};
    struct buffer out = {0};
    struct program program = {.words = SHELL("tee /dev/stderr"), .feed = feed_numbers, .context = &numbers, .output = &out};
    assert_int_equal(program_talk(&program), 0);
    assert_true(text_starts(buffer_text(&out), TEXT("0\n1\n2\n")));
    assert_true(text_ends(buffer_text(&out), TEXT("\n199999\n")));
    buffer_free(&out);
}

static void test_unread(void **state) {
    (void)state;
    struct numbers numbers = {0, 200000};
    struct buffer out = {0};
    struct program program = {.words = SHELL("read n; echo $n"), .feed = feed_numbers, .context = &numbers, .output = &out};
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(program_talk(&program), 0);
    assert_text(buffer_text(&out), "0\n");
    signal(SIGPIPE, SIG_DFL);
    buffer_free(&out);
}

static void test_environment(void **state) {
    (void)state;
    static const char *const without[] = {"TEST_GIT_DIR", NULL}, *const with[] = {"TEST_NEW=2", NULL};
    struct buffer out = {0};
    struct program program = {.words = SHELL("echo $TEST_GIT_DIR,$TEST_GIT_DIRS,$TEST_NEW"), .output = &out};
    program.without = without;
    program.with = with;
    setenv("TEST_GIT_DIR", "1", 1);
    setenv("TEST_GIT_DIRS", "3", 1);
    assert_int_equal(program_talk(&program), 0);
    assert_text(buffer_text(&out), ",3,2\n");
    buffer_free(&out);
}

/* Ends. */

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool stop_now(void) {
    return true;
}

static void test_stop(void **state) {
    (void)state;
    double began = seconds_now();
    assert_int_equal(program_talk(&(struct program){.words = SHELL("exec sleep 60"), .stop = stop_now}), -1);
    assert_int_equal(errno, EINTR);
    assert_true(seconds_now() - began < 1.5);
    assert_int_equal(program_talk(&(struct program){.words = SHELL("exec sleep 60"), .seconds = 1}), -1);
    assert_int_equal(errno, ETIMEDOUT);
    assert_true(seconds_now() - began < 3);
}

static void test_stubborn(void **state) {
    (void)state;
    struct buffer out = {0};
    double began = seconds_now();
    struct program program = {.words = SHELL("trap '' TERM; while :; do sleep 0.2; done"), .output = &out, .seconds = 1};
    assert_int_equal(program_talk(&program), -1);
    assert_int_equal(errno, ETIMEDOUT);
    assert_true(seconds_now() - began < 6);
    buffer_free(&out);
}

/* What goes on in the background, and holds the pipes open, is not waited for. */
static void test_left_behind(void **state) {
    (void)state;
    struct buffer out = {0};
    double began = seconds_now();
    assert_int_equal(program_talk(&(struct program){.words = SHELL("sleep 5 & echo done"), .output = &out}), 0);
    assert_text(buffer_text(&out), "done\n");
    assert_true(seconds_now() - began < 3);
    buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status),   cmocka_unit_test(test_folder),      cmocka_unit_test(test_missing),
        cmocka_unit_test(test_signals),  cmocka_unit_test(test_output),      cmocka_unit_test(test_both_ways),
        cmocka_unit_test(test_unread),   cmocka_unit_test(test_environment), cmocka_unit_test(test_stop),
        cmocka_unit_test(test_stubborn), cmocka_unit_test(test_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
