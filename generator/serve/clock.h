/*
 * clock: milliseconds since some moment, which never run backward. While the machine sleeps they stand still.
 */
#ifndef SERVE_CLOCK_H
#define SERVE_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t clock_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The shorter of two times to wait, as poll has them: less than 0 is for ever. */
static inline int sooner_ms(int left, int right) {
    return left < 0 || (right >= 0 && right < left) ? right : left;
}

#endif
