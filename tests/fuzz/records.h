/* records: what the records of one file say, looked at from end to end. */
#ifndef TESTS_FUZZ_RECORDS_H
#define TESTS_FUZZ_RECORDS_H

#include "base/buffer.h"
#include "read/document/document.h"

/* Reads everything that a record holds; whatever it says, no read may leave it. */
void records_look_at_document(const struct document *document);
void records_look_at_body(const struct body *body, uint32_t reference_count);

/* The HTML with something in each hole. */
void records_fill(struct buffer *out, const struct body *body);

#endif
