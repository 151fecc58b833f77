#include "base/deadline.h"
#include "support.h"

#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PASSED = 7, NOT_PASSED = 8 };

static void leave(const struct deadline *deadline) {
    _exit(text_equal(text_of(deadline->what), TEXT("waiting")) ? PASSED : NOT_PASSED);
}

static void wait_for(double seconds) {
    struct timespec left = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    while (nanosleep(&left, &left) != 0)
        continue;
}

static void begin(void) {
    deadline_on_passed(leave);
    deadline_begin(&(struct deadline){.what = "waiting", .seconds = 1});
}

static void hang(void) {
    begin();
    wait_for(30);
}

static void restart_twice(void) {
    deadline_on_passed(leave);
    deadline_begin(&(struct deadline){.what = "waiting", .seconds = 3});
    for (int i = 0; i < 2; i++) {
        wait_for(2);
        deadline_restart("waiting");
    }
    deadline_end();
}

static void end_in_time(void) {
    begin();
    deadline_begin(&(struct deadline){.what = "inside", .seconds = 1});
    deadline_end();
    deadline_end();
    wait_for(2.5);
}

static void hang_inside(void) {
    begin();
    deadline_begin(&(struct deadline){.what = "inside", .seconds = 100});
    wait_for(30);
}

/* How a process ends that does this. */
static int status_of(void (*act)(void)) {
    pid_t process = fork();
    int status = 0;
    if (process == 0) {
        act();
        _exit(0);
    }
    waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_what_hangs_is_given_up(void **state) {
    (void)state;
    assert_int_equal(status_of(hang), PASSED);
    assert_int_equal(status_of(hang_inside), PASSED);
}

static void test_what_goes_on_is_not(void **state) {
    (void)state;
    assert_int_equal(status_of(restart_twice), 0);
    assert_int_equal(status_of(end_in_time), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_hangs_is_given_up),
        cmocka_unit_test(test_what_goes_on_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
