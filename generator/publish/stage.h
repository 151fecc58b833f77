/*
 * stage: the files about to be published, beside the output and on its file system, also where the state is elsewhere.
 *
 *     struct stage stage = stage_at("/home/me/reader/site", NULL, arena);
 *     stage_write(&status, &stage, 17, bytes, arena);          // in a worker process: STATE/stage/17
 *     stage_make_durable(&stage, numbers, count, arena);       // before the journal names them
 */
#ifndef PUBLISH_STAGE_H
#define PUBLISH_STAGE_H

#include "base/arena.h"
#include "base/text.h"
#include <sys/stat.h>

/* The paths of one output and of its state. */
struct stage {
    const char *output; /* PARENT/NAME */
    const char *state;  /* PARENT/.colophon/NAME, or elsewhere */
    bool is_apart;      /* elsewhere, perhaps on another file system */
    const char *home;   /* the folder that `folder` is in: STATE, or PARENT */
    const char *folder; /* one file for each number: STATE/stage, or PARENT/.colophon-HASH, which is gone after each run */
    const char *ledger, *new_ledger, *journal, *new_journal, *folders, *lock;
};

/* `state` as in publish_options. */
struct stage stage_at(const char *output, const char *state, struct arena *arena);

/* Creates the state folder, and beside an output has git ignore it. False with errno also where no stage could be made. */
bool stage_make_state(const struct stage *stage, struct arena *arena);

/* Has git ignore everything in a folder. False with errno. */
bool stage_ignore(const char *folder, struct arena *arena);

/* Writes file `number` of the stage and sets `status` to the new file's. False with errno. */
bool stage_write(struct stat *status, const struct stage *stage, uint64_t number, struct text bytes, struct arena *arena);

/*
 * Returns when the staged files, the new ledger and the folder that names them are on the disk. A few files are fsynced one by
 * one, more of them by one syncfs: flushing the disk for each of thousands of files takes minutes, and on Linux syncfs waits
 * for all writes of the file system, which is all that the journal needs.
 */
bool stage_make_durable(const struct stage *stage, const uint64_t *numbers, size_t count, struct arena *arena);

/* Removes the staged files. */
void stage_drop(const struct stage *stage);

/* Above this many files or folders, one syncfs replaces the fsyncs. */
#define STAGE_FEW 32

/* syncfs of the file system that `path` is on. False with errno. */
bool stage_sync_all(const char *path);

#endif
