/*
 * publish: from paths and bytes to a folder that is never broken.
 *
 *     struct publish_options options = { .output = "/home/me/reader/site", .shown = "site" };
 *     int lock = publish_lock(&options, problems, arena);       // also finishes what an earlier run began
 *     struct publish_pages pages = { .count = plan->count, .path = path_of, .make = make, .context = plan };
 *     if (lock >= 0 && publish_run(&result, &pages, &options, problems, arena)) ...
 *     publish_unlock(lock);
 *
 * Publishing knows nothing about pages: each path has a key, and bytes that the key stands for. A path whose key is in the
 * ledger, and whose file is as the ledger says, is left alone. The others are made (in worker processes), and those whose bytes
 * differ are staged beside the output, made durable, listed in the journal, and renamed into place; what the
 * ledger owns and this publication no longer lists is removed; then the new ledger replaces the old one. Killed at any moment,
 * the output is the old site or the new one once the next run has replayed or dropped the journal. What this program did not
 * write is never touched: a file that is in the place of a page, and not in the ledger, is an error.
 *
 * A ledger of another version of the program, older or newer, owns its files all the same, and every page is made again. A lost
 * or damaged ledger owns nothing: files that have the bytes of their page are taken over; others in the way are errors, a few
 * one by one, many as one error that counts them; deleting them, or the whole output, fixes it. When the ledger is damaged, a
 * warning also names the files in the output that belong to no page, since old pages may be among them. A page that is no
 * longer published is removed only while its file is as it was written; one that somebody changed is kept, with a warning.
 *
 * STATE is PARENT/.colophon/NAME/ for an output PARENT/NAME, or wherever `state` says, but never inside the output, so that no
 * host publishes it. It holds `ledger`, `journal` and `lock`. The stage is on the output's file system (something mounted on
 * the output or in it is an error before anything is changed): STATE/stage/, or where the state is elsewhere
 * PARENT/.colophon-HASH/, which is there only while something is published.
 */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "base/buffer.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/workers.h"

/* A page as it was made. */
struct publish_made {
    struct digest key;
    struct buffer bytes;
    struct buffer note; /* what else is to be known of these bytes: for `noted`; may stay empty */
    struct diag_failure failure;
};

struct publish_pages {
    size_t count;
    /* The path of item `index`, relative to the output; sorted by bytes, no two equal. */
    struct text (*path)(size_t index, const void *context);
    /*
     * Sets the key, and when that differs from `known` (NULL: nothing is known) appends the bytes. Called in worker processes,
     * with an arena that is emptied after each item. False with the failure when the bytes cannot be made.
     */
    bool (*make)(struct publish_made *made, size_t index, const struct digest *known, const void *context, struct arena *arena);
    /* Called in this process with the note of each page that was made and has one, whatever then becomes of it. May be NULL. */
    void (*noted)(struct digest key, struct text note, const void *context);
    const void *context;
};

struct publish_options {
    const char *output;              /* a folder, or where one will be made */
    const char *shown;               /* its name in messages; NULL: `output` */
    const char *state;               /* the folder for the state of the output; NULL: publish_state_beside */
    const char *allowed;             /* audit.h: files that may be there though they are no pages */
    bool dry_run;                    /* says what would change, writes nothing and takes no lock */
    bool explain;                    /* collects why each path was made again */
    struct digest input;             /* of everything that the pages are made from, for publish_stands; zero when not known,
                                        or when something else decides what is told of them */
    const struct standing *standing; /* of the output, if it has been read already (standing.h); NULL: publish_run reads it */
    struct workers workers;
    /* Asked between phases until the journal is written: true ends the run with nothing changed. May be NULL. */
    bool (*stop)(void);
    /* Called once, before waiting, when another run has the lock. May be NULL. */
    void (*waiting)(void *context);
    void *waiting_context;
};

/* The output's name in messages. */
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
    size_t pages;                               /* how many of the paths are pages, and not pictures or style sheets */
    uint64_t bytes;                             /* written */
    bool stopped;                               /* `stop` returned true */
    const struct ledger *files;                 /* what the output consists of now; NULL with `dry_run` and after errors */
    struct publish_lines changes;               /* "PATH", "PATH (removed)" */
    struct publish_lines reasons;               /* with `explain`: "PATH: new", "PATH: missing from the output", ... */
};

/* How many of the paths are pages: those that end with .html. */
size_t publish_count_pages(const struct publish_pages *pages);

/*
 * Waits until no other run publishes this output, makes its state folder, and finishes or drops what an earlier run left.
 * Returns a descriptor for publish_unlock; -1 after an error, or when `stop` returned true while it waited.
 */
int publish_lock(const struct publish_options *options, struct diag *problems, struct arena *arena);
void publish_unlock(int lock); /* -1 is ignored */

/*
 * Whether the last publication was made from the same input, and what it found. It is not when publishing itself gave a
 * warning, which the next run must find again, or not. What was told before that is the caller's to tell again.
 */
bool publish_is_known(struct published *result, const struct publish_options *options, struct arena *arena);

/*
 * Whether the output already is what `options->input` gives: publish_is_known, and every file is as it was written. Then there
 * is nothing to do, and `result` says so; otherwise `result` is untouched.
 */
bool publish_stands(struct published *result, const struct publish_options *options, struct arena *arena);

/* Whether every file of the output is as the last publication wrote it. */
bool publish_untouched(const struct publish_options *options, struct arena *arena);

/* Other bytes for a file that stands. */
struct publish_replacement {
    size_t index; /* in the standing ledger */
    struct digest key;
    struct text bytes;
};

/*
 * As publish_run, where all that is known changes only in these files, which come in the order of the ledger: no other is asked
 * for, nor looked at. Its caller has asked publish_untouched; never with `dry_run`.
 */
bool publish_replace(struct published *result, const struct publish_replacement *items, size_t count,
                     const struct publish_options *options, struct diag *problems, struct arena *arena);

/*
 * False after errors, with the old site in place. An interrupted publication needs no action: the next one finishes or drops it
 * before it begins.
 */
bool publish_run(struct published *result, const struct publish_pages *pages, const struct publish_options *options,
                 struct diag *problems, struct arena *arena);

static inline void publish_made_free(struct publish_made *made) {
    buffer_free(&made->bytes);
    buffer_free(&made->note);
}

/* PARENT/.colophon/NAME for an output PARENT/NAME. */
const char *publish_state_beside(const char *output, struct arena *arena);

#endif
