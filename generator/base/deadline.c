#include "base/deadline.h"

#include <stddef.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

/* What runs now. A signal handler takes no context. */
static struct {
    struct deadline of;
    unsigned depth;
    volatile sig_atomic_t ticks; /* whole seconds so far */
    void (*passed)(const struct deadline *deadline);
} running;

/* Ticks that come while the process is stopped are one tick. */
static void tick(int signal) {
    (void)signal;
    running.ticks++;
    if (running.depth == 0 || (unsigned)running.ticks < running.of.seconds)
        return;
    running.ticks = 0;
    if (!running.passed)
        _exit(EXIT_FAILURE);
    running.passed(&running.of);
}

static void every(time_t seconds) {
    setitimer(ITIMER_REAL, &(struct itimerval){{seconds, 0}, {seconds, 0}}, NULL);
}

void deadline_begin(const struct deadline *deadline) {
    struct sigaction action = {.sa_handler = tick, .sa_flags = (int)SA_RESTART};
    if (running.depth++ > 0)
        return;
    running.of = *deadline;
    running.ticks = 0;
    sigaction(SIGALRM, &action, NULL);
    every(1);
}

void deadline_restart(const char *what) {
    running.of.what = what;
    running.ticks = 0;
}

void deadline_end(void) {
    if (--running.depth == 0)
        every(0);
}

void deadline_on_passed(void (*passed)(const struct deadline *deadline)) {
    running.passed = passed;
}
