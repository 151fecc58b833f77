/*
 * sweep: decides in worker processes what must happen with each path of a publication, and writes the stage.
 *
 *     struct sweep sweep = { .pages = pages, .old = &ledger, .stage = &stage };
 *     struct workers_results results;
 *     workers_map(&results, pages->count, sweep_job, &sweep, &workers, arena);
 *     struct swept swept = sweep_result(&results.items[i]);
 *
 * Workers return a few bytes for each path, never the page itself: that goes straight to the stage, or nowhere.
 */
#ifndef PUBLISH_SWEEP_H
#define PUBLISH_SWEEP_H

#include "publish/ledger.h"
#include "publish/publish.h"
#include "publish/stage.h"

/* What happens with a path. */
enum sweep_fate {
    SWEEP_KEPT,       /* its key and its file are as in the ledger */
    SWEEP_SAME,       /* made again, but the file already has these bytes: only the ledger changes */
    SWEEP_PLACED,     /* staged */
    SWEEP_FOREIGN,    /* a file that is not this program's is in its place */
    SWEEP_FAILED,     /* its bytes cannot be made */
    SWEEP_UNWRITABLE, /* it cannot be looked at or staged */
};

/* Why a path was made again. */
enum sweep_reason {
    SWEEP_NO_REASON,
    SWEEP_NEW,
    SWEEP_KEY,     /* a layout or an input changed */
    SWEEP_MISSING, /* the file is gone from the output */
    SWEEP_MEDDLED, /* the file is not as it was written */
    SWEEP_REPLACED /* the caller has other bytes for it */
};

struct swept {
    uint8_t fate, reason;      /* enum sweep_fate, enum sweep_reason */
    struct ledger_entry entry; /* without the path, which the publication has */
    struct diag_failure failure;
    struct text note; /* of a page that was made */
};

struct sweep {
    const struct publish_pages *pages;
    const struct ledger *old;
    const struct stage *stage;
    int folder;   /* open on the output, -1 where it is not there yet */
    bool dry_run; /* stages nothing */
};

/* A workers_job whose context is a struct sweep. */
void sweep_job(size_t index, struct buffer *out, void *context);

/* What the job decided; a crash or a missed deadline is a failure. The failure and the note borrow the work's bytes. */
struct swept sweep_result(const struct work *work);

/* The same, in this process, for bytes that take the place of those of entry `index` of the ledger. */
struct swept sweep_replace(const struct sweep *sweep, const struct publish_replacement *replacement, struct arena *arena);

/* Whether the entry's file in the output is as the ledger says. False with errno ENOENT or ENOTDIR when it is absent. */
bool sweep_unchanged(const struct stage *stage, const struct ledger_entry *entry, struct arena *arena);

/* Whether all files of a ledger are; many are looked at by workers. */
bool sweep_all_unchanged(const struct stage *stage, const struct ledger *ledger, const struct workers *workers,
                         struct arena *arena);

#endif
