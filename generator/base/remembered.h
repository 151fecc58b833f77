/*
 * remembered: results of expensive pure functions, kept across runs under a digest of what went in.
 *
 *     struct remembered *remembered = remembered_open(".colophon/remembered", arena);
 *     if (!remembered_find(remembered, &record, key)) {
 *         ... compute ...
 *         remembered_add(remembered, key, record);
 *     }
 *     remembered_save(remembered);
 *
 * A result is never invalidated; it is only found or not. Under a key that was added more than once (a table about a folder,
 * say, which is only a hint and is checked by its user) the newest stands. Each result has a checksum, each file a format
 * version and an index; whatever is missing, truncated, damaged or of another version is as if it had not been there. Several
 * processes may use one folder at once; forked children may find, but not add. Without a writable folder everything still
 * works. When most of what is kept was neither found nor added in a run that needed all that it will need again (and said so,
 * for one that ends early has no use for most), and that adds something, the rest is dropped.
 */
#ifndef BASE_REMEMBERED_H
#define BASE_REMEMBERED_H

#include "base/diag.h"
#include "base/digest.h"

struct remembered;

/* Never NULL; `folder` is made where needed. NULL as `folder` remembers nothing beyond this run. */
struct remembered *remembered_open(const char *folder, struct arena *arena);

/*
 * A place of its own for large results that most runs do not look at, with the same folder and lifetime: saved and closed with
 * `remembered`. What every run reads then lies close together, and costs no more pages of memory than it has.
 */
struct remembered *remembered_aside(struct remembered *remembered);

/* Bytes aligned to 16, valid until remembered_close. The checksum has been verified. */
bool remembered_find(struct remembered *remembered, struct text *bytes, struct digest key);

/*
 * Whether there is a result under `key`. It counts as used, without its bytes being looked at: remembered_find may still find
 * them damaged.
 */
bool remembered_has(struct remembered *remembered, struct digest key);

/* Copies the bytes at once to the file that is being written; they can be found from now on. */
void remembered_add(struct remembered *remembered, struct digest key, struct text bytes);

/* Says that this run has found and added all that the next one may look for. */
void remembered_asked_for_all(struct remembered *remembered);

/* Makes what was added durable; false (harmless but for speed) when it could not. Writes nothing when nothing was added, and
 * removes what is of no use: damaged files, and what a killed process left. */
bool remembered_save(struct remembered *remembered);
void remembered_close(struct remembered *remembered);

#endif
