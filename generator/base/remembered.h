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
 * A result is never invalidated; it is only found or not. What was neither found nor added for some runs is dropped when
 * the file is written again. The file carries a format version and a checksum for each entry; one that is missing,
 * truncated, damaged or of another version is as if it had not been there. Without a writable folder everything still works.
 */
#ifndef BASE_REMEMBERED_H
#define BASE_REMEMBERED_H

#include "base/diag.h"
#include "base/digest.h"

struct remembered;

/* Never NULL; `folder` is made where needed. NULL as `folder` remembers nothing. */
struct remembered *remembered_open(const char *folder, struct arena *arena);

/* Bytes aligned to 16, valid until remembered_close. The checksum has been verified. */
bool remembered_find(struct remembered *remembered, struct text *bytes, struct digest key);

/* Copies the bytes at once to the file that is being written; they can be found from now on. */
void remembered_add(struct remembered *remembered, struct digest key, struct text bytes);

/* Makes what was added durable; false (harmless but for speed) when it could not. */
bool remembered_save(struct remembered *remembered);
void remembered_close(struct remembered *remembered);

#endif
