/*
 * state_place: where the state of an output is: beside it where that is in the reader, and otherwise out of the way of web
 * hosts.
 *
 *     struct state_place place = state_place_find("/srv/www/reader", "/home/me/reader", arena);
 *     ...
 *     state_place_settle(&place, "reader", problems, arena);    // before anything is written
 *
 * Beside an output in a web root, the state would be served by the host, with what is remembered of drafts. So unless PARENT is
 * the reader itself, the state of PARENT/NAME is $XDG_CACHE_HOME/colophon/NAME-HASH/, which only its owner may read. One that
 * is beside the output already stays there, since its ledger owns the files.
 *
 * What is remembered is in the state, so that it is one output's: a folder shared by outputs side by side (as PARENT/.colophon/
 * remembered/ once was, which is left alone) is emptied of the results of one by each build of another. It is not the reader's
 * besides: a reader that moved, or a clone of it, finds it again at its output.
 */
#ifndef COMMANDS_STATE_PLACE_H
#define COMMANDS_STATE_PLACE_H

#include "base/arena.h"
#include "base/diag.h"

struct state_place {
    const char *state;      /* for publish_options */
    const char *remembered; /* the folder for remembered results, in the state */
    const char *beside;     /* where the state is when there is no other place */
    bool is_misplaced;      /* it is beside an output outside of the reader, and will be new there */
    bool is_private;        /* it is in the user's cache */
};

/* Both paths are absolute, without links. */
struct state_place state_place_find(const char *output, const char *reader, struct arena *arena);

/* Makes the folder in the cache. Where that cannot be, the place is beside the output after all, with W233. */
void state_place_settle(struct state_place *place, const char *shown_output, struct diag *problems, struct arena *arena);

#endif
