/*
 * door: the socket at which browsers come in, and whether those who wait inside are still there.
 *
 *     struct door door;
 *     if (!door_open(&door, "127.0.0.1", 1414, 1423)) return false;       // why is in errno
 *     ... poll door.descriptor for input, at most door_wait_ms(&door) long ...
 *     while ((socket = door_admit(&door)) >= 0) ...
 *     door_see_out(&door, left, context);
 *
 * As many are let in as leave enough descriptors for everything else, so that browsers cannot keep the site from being loaded.
 * The others wait outside until somebody leaves. Where the machine has no descriptor for one more, he is asked in a little
 * later.
 */
#ifndef SERVE_DOOR_H
#define SERVE_DOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct door {
    unsigned port;
    int descriptor; /* has input when there is something to do */
    int listening;
    size_t inside, most;
    bool is_shut;
    int64_t opens_ms; /* when the machine had nothing for one more; 0: when somebody leaves */
};

/* Listens at the first of the ports that is free. False with errno: EADDRINUSE where none is. */
bool door_open(struct door *door, const char *address, unsigned port, unsigned last_port);

/* `door->descriptor` has input when this one has, too. */
bool door_join(struct door *door, int descriptor);

int door_wait_ms(const struct door *door); /* -1: for ever */

/* The socket of the next browser, which is not inside before door_entered says so; -1: there is none. */
int door_admit(struct door *door);

void door_entered(struct door *door);
void door_left(struct door *door);

/* Until door_forget, door_see_out tells when the browser at this socket goes; of one that nobody reads from, nobody else does.
 */
void door_watch(struct door *door, int socket, void *who);
void door_forget(struct door *door, int socket);
void door_see_out(struct door *door, void (*left)(void *who, void *context), void *context);

#endif
