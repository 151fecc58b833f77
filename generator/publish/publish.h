/*
 * publish: from paths and bytes to a folder that is never broken.
 *
 *     struct publication publication = { .count = plan->count, .path = path_of, .make = make, .context = plan };
 *     struct published result;
 *     if (!publish_run(&result, &publication, &(struct publish_options){ .output = "site" }, problems, arena)) ...
 *
 * Publishing knows nothing of pages: for each path there is a key, and bytes that the key stands for. A path whose key stands
 * in the ledger, and whose file on disk is as the ledger says, is left alone. The others are made (in worker processes), and
 * those whose bytes differ are staged in STATE/stage beside the output, made durable, listed in the journal, and renamed into
 * place; what the ledger owns and this publication no longer lists is removed; then the new ledger replaces the old one.
 * Killed at any moment, the old site or the new one stands once the next run has replayed or dropped the journal. What this
 * program did not write is never touched: a file that stands where a page must go, and is not in the ledger, is an error.
 *
 * STATE is PARENT/.colophon/NAME/ for an output PARENT/NAME: on the same file system, never inside the output, so that no
 * host publishes it. It holds `ledger`, `journal`, `stage/`, `lock`; PARENT/.colophon/remembered holds remembered results.
 */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "base/diag.h"
#include "base/digest.h"
#include "base/workers.h"

struct publication {
    size_t count;
    /* The path of item `index`, relative to the output; sorted by bytes, no two equal. */
    struct text (*path)(size_t index, const void *context);
    /*
     * Sets `key`; when it differs from `known` (NULL: nothing is known) also appends the bytes to `out`. Called in worker
     * processes, with an arena of its own that is emptied after each item. False with `why` when the bytes cannot be made.
     */
    bool (*make)(struct digest *key, struct buffer *out, size_t index, const struct digest *known, struct text *why,
                 const void *context, struct arena *arena);
    const void *context;
};

struct publish_options {
    const char *output;
    bool dry_run; /* says what would change, writes nothing */
    bool explain; /* collects a reason for each path that was made again */
    struct workers workers;
};

/* What happened. */
struct published {
    size_t total, made, changed, removed, kept;
    uint64_t bytes;
    struct text *reasons; /* with `explain`: "PATH: new", "PATH: layout or view changed", "PATH: missing from the output", ... */
    size_t reason_count;
};

/*
 * False after errors: the old site stands. The caller need not do anything about a publication that was interrupted: the next
 * one finishes or drops it before it begins.
 */
bool publish_run(struct published *result, const struct publication *publication, const struct publish_options *options,
                 struct diag *problems, struct arena *arena);

/* STATE's parent, PARENT/.colophon, where remembered results go too. */
const char *publish_state_folder(const char *output, struct arena *arena);

#endif
