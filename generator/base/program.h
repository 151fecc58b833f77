/*
 * program: another program, run to its end.
 *
 *     const char *const words[] = {"git", "init", "-q", NULL};
 *     int status = program_run(words, "/home/me/reader");      // it prints nothing, and reads what this program would read
 *
 *     struct buffer out = {0}, errors = {0};
 *     struct program program = {.words = words, .folder = folder, .output = &out, .errors = &errors, .stop = interrupted};
 *     status = program_talk(&program);                         // what it prints is in the two buffers
 *
 * No shell stands between: `words` are the program, found as a shell finds it, and its arguments, with NULL at the end. It is
 * in this program's group of processes, so that it may ask on the terminal for a passphrase, and Ctrl-C reaches it, too.
 */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include "base/buffer.h"

struct program {
    const char *const *words;
    const char *folder;         /* where it runs; NULL: here */
    const char *const *without; /* variables of the environment that it does not get, NULL at the end; NULL: it gets all */
    const char *const *with;    /* "NAME=VALUE" that it gets besides, NULL at the end; may be NULL */
    /*
     * What it reads: appends the next bytes, some thousands at a time, and returns false at their end. NULL: what this program
     * would read. It may end without having read all.
     */
    bool (*feed)(struct buffer *more, void *context);
    void *context;
    struct buffer *output, *errors; /* what it prints is appended; NULL: nobody sees it */
    unsigned seconds;               /* after which it is ended; 0: never */
    bool (*stop)(void);             /* asked often: true ends it. May be NULL */
};

/*
 * Returns its exit status, 128 and more when a signal ended it, or -1 with errno when it cannot be run, or was ended: EINTR by
 * `stop`, ETIMEDOUT after `seconds`. Then it got SIGTERM, and SIGKILL where that did not help, and is gone. What it has started
 * itself and left behind is not waited for.
 */
int program_talk(const struct program *program);

/* The same, of one that prints nothing and is not ended. */
int program_run(const char *const *words, const char *folder);

#endif
