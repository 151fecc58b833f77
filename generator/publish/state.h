/*
 * state: the format of publishing's state files: numbers and texts in a row, after a first line and a checksum.
 *
 *     state_put_number(&payload, 3);
 *     state_put_text(&payload, path);
 *     state_seal(&file, LEDGER_FIRST_LINE, buffer_text(&payload));
 *     ...
 *     if (state_unseal(&rest, bytes, LEDGER_FIRST_LINE) && state_take_number(&number, &rest) && ...
 *
 * The first line names the format and its version, for people and for later versions; the 16 bytes after it are the digest of
 * the rest. A file of another version, a damaged one and one that was cut short all fail to unseal. Numbers are 8 bytes in this
 * machine's byte order: on a machine with another order the digest does not match, and the file is ignored. Lines of text that
 * people could edit were turned down: paths may contain any byte but NUL, and nobody should edit these files.
 */
#ifndef PUBLISH_STATE_H
#define PUBLISH_STATE_H

#include "base/buffer.h"
#include "base/digest.h"

void state_put_number(struct buffer *payload, uint64_t number);
void state_put_digest(struct buffer *payload, struct digest digest);
void state_put_text(struct buffer *payload, struct text text);
void state_seal(struct buffer *file, struct text first_line, struct text payload);

/* The same without a second copy: what is put into `file` between the two is the payload. */
size_t state_begin(struct buffer *file, struct text first_line);
void state_end(struct buffer *file, size_t begun);

/* Sets `payload` to what was sealed, inside `bytes`. */
bool state_unseal(struct text *payload, struct text bytes, struct text first_line);

/* Each takes a value from the front of `rest`; false when that is too short. Texts borrow its bytes. */
bool state_take_number(uint64_t *number, struct text *rest);
bool state_take_digest(struct digest *digest, struct text *rest);
bool state_take_text(struct text *text, struct text *rest);

/*
 * As state_take_text, but also false for what is not a path below a folder: state that came with a reader from elsewhere must
 * not name a file outside the output.
 */
bool state_take_path(struct text *path, struct text *rest);

#endif
