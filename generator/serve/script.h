/*
 * script: what serve adds to each page: a script that follows the stream of events. It exists in no build.
 */
#ifndef SERVE_SCRIPT_H
#define SERVE_SCRIPT_H

#include "base/buffer.h"

/* serve.js. */
struct text script_file(void);

struct script {
    struct text prefix;
    unsigned generation;
    struct text tag; /* the page's ETag */
    bool follows;    /* the browser goes to what was changed */
};

/* The page with the script before its last </body>, or at its end. */
void script_add(struct buffer *out, struct text page, const struct script *script);

#endif
