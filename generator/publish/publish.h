/*
 * publish: from paths and bytes to a folder that is never broken.
 *
 *     struct publish_options options = { .output = "/home/me/reader/site", .shown = "site" };
 *     int lock = publish_lock(&options, problems, arena);       // also finishes what an earlier run began
 *     struct publish_pages pages = { .count = plan->count, .path = path_of, .make = make, .context = plan };
 *     if (lock >= 0 && publish_run(&result, &pages, &options, problems, arena)) ...
 *     publish_unlock(lock);
 *
 * Publishing knows nothing of pages: for each path there is a key, and bytes that the key stands for. A path whose key stands
 * in the ledger, and whose file on disk is as the ledger says, is left alone. The others are made (in worker processes), and
 * those whose bytes differ are staged in STATE/stage beside the output, made durable, listed in the journal, and renamed into
 * place; what the ledger owns and this publication no longer lists is removed; then the new ledger replaces the old one.
 * Killed at any moment, the old site or the new one stands once the next run has replayed or dropped the journal. What this
 * program did not write is never touched: a file that stands where a page must go, and is not in the ledger, is an error.
 *
 * A ledger that another version of the program wrote, older or newer, owns its files all the same, and every page is made
 * again. One that is lost or damaged owns nothing: files that have the bytes of their page are taken over; any other in the way
 * is named by an error, a few of them one by one, many by one error that counts them; deleting them, or the whole output, mends
 * it. Where it is damaged, a warning also names what stands in the output and belongs to no page, since an old page may be
 * among it. A page that vanishes is removed only while its file is as it was written; one that somebody changed is left, with a
 * warning.
 *
 * STATE is PARENT/.colophon/NAME/ for an output PARENT/NAME: on the same file system (where something is mounted on the output
 * or in it, that is an error before anything is changed), never inside the output, so that no host publishes it. It holds
 * `ledger`, `journal`, `stage/`, `lock`; PARENT/.colophon/remembered holds remembered results.
 */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "base/diag.h"
#include "base/digest.h"
#include "base/workers.h"

/* Why a page cannot be made. */
struct publish_failure {
    struct text why;
    bool of_machine; /* no fault of the content */
};

struct publish_pages {
    size_t count;
    /* The path of item `index`, relative to the output; sorted by bytes, no two equal. */
    struct text (*path)(size_t index, const void *context);
    /*
     * Sets `key`; when it differs from `known` (NULL: nothing is known) also appends the bytes to `out`. Called in worker
     * processes, with an arena of its own that is emptied after each item. False with `failure` when the bytes cannot be made.
     */
    bool (*make)(struct digest *key, struct buffer *out, size_t index, const struct digest *known,
                 struct publish_failure *failure, const void *context, struct arena *arena);
    const void *context;
};

struct publish_options {
    const char *output;              /* a folder, or where one will be made */
    const char *shown;               /* how messages call it; NULL: as `output` */
    bool dry_run;                    /* says what would change, writes nothing, needs no lock */
    bool make_all;                   /* makes every page, also those whose key is known */
    bool explain;                    /* collects a reason for each path that was made again */
    struct digest input;             /* of all that the pages are made from, for publish_stands; zero when not known */
    const struct standing *standing; /* of the output, where it has been read already (standing.h); NULL: it is read here */
    struct workers workers;
    /* Asked between the phases: true ends the run with nothing changed. From the journal on it is not asked. May be NULL. */
    bool (*stop)(void);
    /* Told once when another run holds the lock, before waiting for it. May be NULL. */
    void (*waiting)(void *context);
    void *waiting_context;
};

/* How messages call the output. */
static inline const char *publish_shown(const struct publish_options *options) {
    return options->shown ? options->shown : options->output;
}

/* Lines for people, in the order of paths. */
struct publish_lines {
    struct text *items;
    size_t count, capacity;
};

struct ledger;

/* What happened, or with `dry_run` would happen. */
struct published {
    size_t total, made, changed, removed, kept; /* paths: all, made again, written, removed, left as they were */
    uint64_t bytes;                             /* written */
    bool stopped;                               /* `stop` said so */
    const struct ledger *files;                 /* what the output consists of now; NULL with `dry_run` and after errors */
    struct publish_lines changes;               /* "PATH", "PATH (removed)" */
    struct publish_lines reasons;               /* with `explain`: "PATH: new", "PATH: missing from the output", ... */
};

/*
 * Waits until no other run publishes this output, makes its state folder, and finishes or drops what an earlier run left.
 * Returns a descriptor for publish_unlock; -1 after an error, or when `stop` said so while it waited.
 */
int publish_lock(const struct publish_options *options, struct diag *problems, struct arena *arena);
void publish_unlock(int lock); /* -1 is let pass */

/*
 * Whether the output already is what `options->input` gives: the last publication was made from the same, without a warning to
 * repeat, and every file stands as it was written. Then there is nothing to do, and `result` says so; otherwise it is
 * untouched.
 */
bool publish_stands(struct published *result, const struct publish_options *options, struct arena *arena);

/*
 * False after errors: the old site stands. The caller need not do anything about a publication that was interrupted: the next
 * one finishes or drops it before it begins.
 */
bool publish_run(struct published *result, const struct publish_pages *pages, const struct publish_options *options,
                 struct diag *problems, struct arena *arena);

/* STATE's parent, PARENT/.colophon, where remembered results go too. */
const char *publish_state_folder(const char *output, struct arena *arena);

#endif
