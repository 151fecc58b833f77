/* workers_map without processes, in the place of base/workers.c: a fuzzer must see what is done in them. */
#include "base/workers.h"

bool workers_map(struct workers_results *results, size_t count, workers_job *job, void *context, const struct workers *workers,
                 struct arena *arena) {
    (void)workers;
    *results = (struct workers_results){.items = arena_array(arena, struct work, count)};
    for (size_t i = 0; i < count; i++) {
        struct buffer out = {0};
        job(i, &out, context);
        char *bytes = arena_alloc(arena, out.size);
        for (size_t at = 0; at < out.size; at++)
            bytes[at] = out.bytes[at];
        results->items[i] = (struct work){WORK_DONE, {bytes, out.size}};
        buffer_free(&out);
    }
    return true;
}

void workers_release(struct workers_results *results) {
    *results = (struct workers_results){0};
}

/* Not in a worker: as it is then, nothing. */
void workers_fail(int error) {
    (void)error;
}
