#include "commands/interrupt.h"

#include "base/remembered.h"
#include "commands/command.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/* A signal handler takes no context. */
static volatile sig_atomic_t came, held;
static const char *last_words;

/* The carriage return takes the place of a line of progress. */
static _Noreturn void leave(void) {
    struct iovec parts[] = {{(char *)(uintptr_t) "\r", isatty(STDERR_FILENO) ? 1 : 0},
                            {(char *)(uintptr_t)last_words, last_words ? strlen(last_words) : 0},
                            {(char *)(uintptr_t) "\n", 1}};
    remembered_abandon();
    ssize_t written = last_words ? writev(STDERR_FILENO, parts, 3) : 0;
    (void)written;
    _exit(STATUS_INTERRUPTED);
}

static void handle(int signal_number) {
    if (came) {
        signal(signal_number, SIG_DFL);
        raise(signal_number);
    }
    came = 1;
    if (!held)
        leave();
}

void interrupt_watch(const char *words) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    /* Only waiting for workers or for a lock may return early: a rename or an fsync continues. */
    struct sigaction action = {.sa_handler = handle, .sa_flags = (int)SA_RESTART}, old;
    last_words = words;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        /* A signal that was ignored when the program started, by nohup say, stays ignored. */
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
}

void interrupt_hold(void) {
    held = 1;
}

void interrupt_release(void) {
    held = 0;
    if (came)
        leave();
}

bool interrupted(void) {
    return came != 0;
}
