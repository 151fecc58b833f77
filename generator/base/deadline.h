/*
 * deadline: an end for calls that cannot be asked to stop: into libgit2, libyaml and libcmark-gfm, in the process that must not
 * hang. (Workers have the deadlines that workers.h gives them.)
 *
 *     deadline_begin(&(struct deadline){.what = "reading the settings", .path = path, .code = E_..., .seconds = 10});
 *     result = library_call(...);
 *     deadline_end();
 *
 * When the time has passed, the function given to deadline_on_passed is called in a signal handler: main says what took so
 * long, and ends the program; nothing is being written then. Turned down: a jump out of the call, which may hold locks or be
 * inside of malloc, and a thread that watches, which makes every allocation dearer.
 *
 * A second is one in which the process could run: the time for which it was stopped does not count.
 */
#ifndef BASE_DEADLINE_H
#define BASE_DEADLINE_H

#include "base/diag.h"

#include <signal.h>

struct deadline {
    const char *what; /* "reading the tags of the repository"; all texts must outlive deadline_end */
    struct text path; /* of the reader's file that is read, or "" */
    const char *code;
    const char *help; /* what to do about it */
    unsigned seconds;
    enum diag_fault fault;
};

/* Calls nest: only the outermost counts. */
void deadline_begin(const struct deadline *deadline);
void deadline_end(void);

/* Inside of one: `what` is next, and the time begins anew. */
void deadline_restart(const char *what);

/* What is called when the time has passed; if it returns, so much time is given again. NULL: the process ends. */
void deadline_on_passed(void (*passed)(const struct deadline *deadline));

#endif
