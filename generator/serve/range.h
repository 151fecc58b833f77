/*
 * range: the part of some bytes that a browser asks for, and the names of those that it has: RFC 9110, sections 13 and 14.
 *
 *     if (range_parse(&range, TEXT("bytes=0-99"), body.size) == RANGE_PART) body = text_slice(body, range.from, range.to);
 */
#ifndef SERVE_RANGE_H
#define SERVE_RANGE_H

#include "base/text.h"

struct byte_range {
    size_t from, to; /* the byte behind the last */
};

enum range_state {
    RANGE_NONE, /* all of it: nothing was asked, or more than one part, or what cannot be read, which is ignored */
    RANGE_PART,
    RANGE_OUTSIDE, /* none of it is there */
};

enum range_state range_parse(struct byte_range *range, struct text header, size_t size);

/* Whether If-None-Match has the tag, which stands in quotes; weak ones count. */
bool tag_is_among(struct text tag, struct text header);

#endif
