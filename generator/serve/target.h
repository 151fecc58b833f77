/*
 * target: what a browser asks for: the path of a request, as an address of the site.
 *
 *     if (!target_address(&address, path, TEXT("/reader/"), arena)) ... 400 or 404
 *
 * Addresses are looked up in the plan and never on the disk, so "..", "//" and the like are names like others, and none is
 * there.
 */
#ifndef SERVE_TARGET_H
#define SERVE_TARGET_H

#include "base/text.h"

enum target_state {
    TARGET_FOUND,
    TARGET_OUTSIDE,   /* not below the prefix */
    TARGET_AT_PREFIX, /* the prefix without its last slash: the browser must be sent on */
    TARGET_MALFORMED, /* no path: it does not begin with a slash, a % stands alone, or it is not UTF-8 when decoded */
};

/*
 * `path` is as it was sent, without its query: percent-encoded. `prefix` begins and ends with a slash. The address begins with
 * a slash, and is decoded.
 */
enum target_state target_address(struct text *address, struct text path, struct text prefix, struct arena *arena);

/* The content type of a file, by its name's ending; "application/octet-stream" where it is not known. */
const char *target_type(struct text path);

#endif
