/*
 * internal: for the files of cite/ only: what writes one work of each format, and reads a file of each.
 */
#ifndef CITE_INTERNAL_H
#define CITE_INTERNAL_H

#include "base/buffer.h"
#include "cite/work.h"

struct yaml;

void bibtex_write(struct buffer *out, const struct cited_work *work);
void ris_write(struct buffer *out, const struct cited_work *work);
void csl_json_write(struct buffer *out, const struct cited_work *work); /* an object, without a line's end */

void bibtex_read(struct cited_works *works, struct text bytes, struct text path, struct diag *problems, struct arena *arena);
void csl_json_read(struct cited_works *works, struct text bytes, struct text path, struct diag *problems, struct arena *arena);

/* One work, or a list of them, that was JSON: its words are no Markdown. */
void csl_read_json(struct cited_works *works, const struct yaml *yaml, struct text path, struct diag *problems,
                   struct arena *arena);

#endif
