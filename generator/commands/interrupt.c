#include "commands/interrupt.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t came;

static void remember(int signal) {
    (void)signal;
    came = 1;
}

void interrupt_watch(void) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    /* Only waiting for workers or for a lock may return early: a rename or an fsync continues. */
    struct sigaction action = {.sa_handler = remember, .sa_flags = (int)(SA_RESETHAND | SA_RESTART)}, old;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        /* A signal that was ignored when the program started, by nohup say, stays ignored. */
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
}

bool interrupted(void) {
    return came != 0;
}
