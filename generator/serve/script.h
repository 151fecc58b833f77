/*
 * script: what serve adds to each page: a script that follows the stream of events. It exists in no build.
 */
#ifndef SERVE_SCRIPT_H
#define SERVE_SCRIPT_H

#include "base/buffer.h"

/* serve.js. */
struct text script_file(void);

/* The page with the script before its last </body>, or at its end. `tag` is the page's ETag. */
void script_add(struct buffer *out, struct text page, struct text prefix, unsigned generation, struct text tag);

#endif
