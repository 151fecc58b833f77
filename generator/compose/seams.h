/*
 * seams: where in the bytes of a page its text stands, and what there depends on the text, so that another can take its place.
 *
 *     struct seams seams = {0};
 *     place->seams = &seams;                 // before anything is gathered for the page
 *     ... render ...                         // what fills a hole of the body is noted as it is written: SEAM_FILL
 *     seams_add(&seams, SEAM_BODY, start, end);
 *
 * They say nothing where a layout writes the text into something else (escaped, say): whoever uses them makes the old text once
 * more and compares it with what stands between them.
 */
#ifndef COMPOSE_SEAMS_H
#define COMPOSE_SEAMS_H

#include "base/buffer.h"

enum seam_kind {
    SEAM_FILL, /* of a hole of the body, in the order of its record */
    SEAM_BODY,
    SEAM_WORDS, /* the number of its words, in decimal */
};

/* Bytes `start` to `end` of the page. Kept byte for byte, so without gaps. */
struct seam {
    uint32_t kind; /* enum seam_kind */
    uint32_t start, end;
};

/* In the order in which they were noted: an array of struct seam. */
struct seams {
    struct buffer bytes;
};

static inline void seams_add(struct seams *seams, enum seam_kind kind, size_t start, size_t end) {
    struct seam seam = {kind, (uint32_t)start, (uint32_t)end};
    buffer_add_bytes(&seams->bytes, &seam, sizeof seam);
}

#endif
