/*
 * watch: that something below some folders has changed. What it was is not said: who is told looks for himself, so an event
 * that was lost, or came in an odd order, can leave nothing out of date.
 *
 *     struct watch *watch = watch_start(&options, arena);
 *     ... poll watch_descriptor(watch) for input, at most watch_wait_ms(watch) long ...
 *     if (watch_rang(watch)) start_again();
 *
 * By inotify: folders are watched, and not files, so that every way in which an editor saves is seen. Where the kernel cannot
 * say what others change (NFS, SMB, 9p, FUSE), or has no watches left, the files' sizes and times are looked at now and then.
 * It rings when nothing more has come for a moment, or the first is old enough, and while git works on its index it waits.
 */
#ifndef SERVE_WATCH_H
#define SERVE_WATCH_H

#include "base/arena.h"

#include <stddef.h>

enum {
    WATCH_QUIET_MS = 15,        /* without a further event */
    WATCH_LONGEST_MS = 150,     /* after the first */
    WATCH_GIT_LONGEST_MS = 2000 /* while .git/index.lock is there */
};

struct watch_options {
    const char *const *folders; /* with everything below them; those that are not there are looked for again */
    size_t folder_count;
    const char *root; /* whose repository counts, too: what in it says which commit is there */
    unsigned poll_ms; /* 0: by inotify where that works */
};

struct watch;

struct watch *watch_start(const struct watch_options *options, struct arena *arena);

/* Why files are looked at now and then, for the user; "" when events come. */
const char *watch_polls_because(const struct watch *watch);

int watch_descriptor(const struct watch *watch); /* -1: none */
int watch_wait_ms(const struct watch *watch);    /* -1: for ever */

/* Whether something has changed, and it will ring. Where files are looked at now and then, they are looked at now. */
bool watch_is_pending(struct watch *watch);

/* Whether it rings now. What changes from now on will ring again. */
bool watch_rang(struct watch *watch);

#endif
