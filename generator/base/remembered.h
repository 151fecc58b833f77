/*
 * remembered: results of expensive pure functions, kept across runs under a digest of their input.
 *
 *     struct remembered *remembered = remembered_open(".colophon/remembered", arena);
 *     if (!remembered_find(remembered, &record, key)) {
 *         ... compute ...
 *         remembered_add(remembered, key, record);
 *     }
 *     remembered_save(remembered);
 *
 * A result is never invalidated; it is found or not found. When a key was added more than once (a table about a folder, say,
 * which is only a hint and is checked by its user), the newest result counts. Each result has a checksum, each file a format
 * version and an index; whatever is missing, truncated, damaged or of another version is ignored. Several processes may use one
 * folder at once; forked children may find, but not add. Everything still works without a writable folder. Results that a run
 * neither finds nor adds are dropped when they are most of what is kept, the run adds something, and it has called
 * remembered_asked_for_all (a run that ends early uses only a few).
 */
#ifndef BASE_REMEMBERED_H
#define BASE_REMEMBERED_H

#include "base/diag.h"
#include "base/digest.h"

struct remembered;

/* Never NULL; `folder` is created if need be. Without a folder (NULL) nothing is remembered beyond this run. */
struct remembered *remembered_open(const char *folder, struct arena *arena);

/*
 * A separate store for large results that most runs do not read, with the same folder and lifetime: it is saved and closed with
 * `remembered`. So what every run reads is close together and takes few pages of memory.
 */
struct remembered *remembered_aside(struct remembered *remembered);

/* The bytes are aligned to 16, valid until remembered_close, and their checksum has been verified. */
bool remembered_find(struct remembered *remembered, struct text *bytes, struct digest key);

/*
 * Whether there is a result under `key`. It counts as used, although its bytes are not read: remembered_find may still find
 * them damaged.
 */
bool remembered_has(struct remembered *remembered, struct digest key);

/* Copies the bytes to the file being written; they can be found from now on. */
void remembered_add(struct remembered *remembered, struct digest key, struct text bytes);

/* Declares that this run has found or added everything that the next one may look for. */
void remembered_asked_for_all(struct remembered *remembered);

/* For a signal handler that ends the program: removes the files that this run has begun and not finished. */
void remembered_abandon(void);

/*
 * Makes what was added durable; false when it cannot, which costs only speed. Writes nothing when nothing was added. Removes
 * damaged files and those that a killed process left behind.
 */
bool remembered_save(struct remembered *remembered);
void remembered_close(struct remembered *remembered);

#endif
