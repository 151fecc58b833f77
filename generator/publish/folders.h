/*
 * folders: the folders that a publication creates in the output before it is certain to go ahead.
 *
 *     folders_find(&folders, &stage, path, arena);       // for each path that will be placed, sorted
 *     folders_make(&failed, &folders, &stage);
 *     ...
 *     folders_undo(&stage, arena);                       // it did not take place: those that are still empty go
 *     folders_keep(&stage);                              // or it did
 *
 * They are made early because nothing after the journal should fail for lack of space or permission. Until then STATE/folders
 * lists them, so that the next run can remove them if this one is killed.
 */
#ifndef PUBLISH_FOLDERS_H
#define PUBLISH_FOLDERS_H

#include "publish/stage.h"

/* Missing folders, relative to the output, outer ones first; "" is the output itself. */
struct folders {
    struct text *items;
    size_t count, capacity;
    struct folders_mount {
        uint64_t id;
        uint32_t major, minor; /* 0: not looked for yet */
    } mount;                   /* of the stage */
};

/*
 * Adds the folders that `path` needs. Paths come sorted. False with errno when an existing one cannot be written; with EXDEV
 * when it is on another mount than the stage, so that nothing can be renamed into it.
 */
bool folders_find(struct folders *folders, const struct stage *stage, struct text path, struct arena *arena);

/* False with errno; `failed` is the folder, or empty when the list could not be written. */
bool folders_make(struct text *failed, const struct folders *folders, const struct stage *stage, struct arena *arena);

void folders_undo(const struct stage *stage, struct arena *arena);
void folders_keep(const struct stage *stage);

#endif
