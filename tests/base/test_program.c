/* base/program.h */
#include "base/program.h"
#include "support.h"

#include <errno.h>
#include <signal.h>

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status),
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_signals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
