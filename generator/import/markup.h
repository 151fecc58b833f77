/*
 * markup: one block's text as Markdown, on as many lines as it has, escaped so that it reads back as it is.
 *
 *     markup_block(&out, intake, block, &(struct markup_place){.base = base, .in_cell = true}, arena);
 */
#ifndef IMPORT_MARKUP_H
#define IMPORT_MARKUP_H

#include "base/buffer.h"
#include "import/intake.h"

struct markup_place {
    struct text base;      /* where links lead from; "" when that is not known */
    bool in_cell;          /* of a table: no line ends, and bars are escaped */
    bool in_heading;       /* no line ends */
    const uint32_t *notes; /* the number that each note has in the draft */
    size_t *flat_links;    /* counts links of which only the words are written */
};

void markup_block(struct buffer *out, const struct intake *intake, const struct intake_block *block,
                  const struct markup_place *place, struct arena *arena);

/* An address in full, as a browser at `base` takes it; "" for what leads nowhere: a script, a place on the page itself. */
struct text markup_address(struct text address, struct text base, struct arena *arena);

#endif
