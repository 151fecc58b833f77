/*
 * workers: a job for each of many items, spread over forked processes.
 *
 *     static void measure(size_t index, struct buffer *out, void *context) { ... buffer_add(out, result); }
 *
 *     struct workers_results results;
 *     if (!workers_map(&results, count, measure, &essays, &(struct workers){ .count = 2, .deadline_ms = 5000 }, arena)) ...
 *
 * Each worker takes the next index, sees the parent's memory as it was at the fork, and returns bytes. An item that passes the
 * deadline, or crashes its process (by using more memory than it may, say), is marked as such and does not affect the others.
 * Results do not depend on the number of workers. Processes rather than threads: the packaged libcmark-gfm changes process-wide
 * tables while it parses, needs polynomial time for some inputs, and a crash must cost one item, not the whole run.
 */
#ifndef BASE_WORKERS_H
#define BASE_WORKERS_H

#include "base/arena.h"
#include "base/buffer.h"

enum work_state {
    WORK_DONE,
    WORK_LATE,
    WORK_CRASHED,
    WORK_STARVED, /* the machine had no memory left for it */
};

struct work {
    enum work_state state;
    struct text bytes; /* aligned to 16; lives until workers_release */
};

struct workers {
    unsigned count;       /* processes; 0 means one for each core */
    unsigned deadline_ms; /* for one item; 0 means none */
    size_t most_bytes;    /* of memory that a worker may use beyond what it shares with the parent; 0 means any */
    /* Called now and then with the number of items done, for a progress line; may be NULL. */
    void (*progress)(size_t done, size_t total, void *context);
    void *progress_context;
};

typedef void workers_job(size_t index, struct buffer *out, void *context);

/* The mapped results of one workers_map. */
struct workers_results {
    struct work *items; /* one for each index, in the arena */
    struct text *maps;
    size_t map_count;
};

/*
 * False, with errno, when there are no processes or no memory for the results to be had, or (EINTR) when a signal handler of
 * the parent ran meanwhile: then all workers are gone and there are no results. Any other failure belongs to its item.
 */
bool workers_map(struct workers_results *results, size_t count, workers_job *job, void *context, const struct workers *workers,
                 struct arena *arena);

/*
 * Called in a job when the machine failed in a way that the item's result cannot express: the whole workers_map returns false,
 * with this errno. Outside of a job it does nothing.
 */
void workers_fail(int error);

void workers_release(struct workers_results *results);

#endif
