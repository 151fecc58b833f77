/*
 * standing: which files of the output stand as an earlier publication wrote them, and under which keys.
 *
 *     options.standing = standing_read(options.output, arena);
 *     if (standing_has(options.standing, TEXT("editions/1/index.html"), key)) ...  // its bytes need not be made again
 *
 * For parts of a site that are dear to load and hardly ever change: what stands under its key will be left alone by
 * publish_run, which asks for its key only. Nobody else may publish meanwhile: read it under the lock.
 */
#ifndef PUBLISH_STANDING_H
#define PUBLISH_STANDING_H

#include "publish/ledger.h"
#include "publish/stage.h"

struct standing {
    struct stage stage;
    struct ledger ledger;
    int error; /* errno of a ledger that is there but cannot be read, as which it is empty */
};

/* Never NULL; without a ledger nothing stands. */
const struct standing *standing_read(const char *output, struct arena *arena);

bool standing_has(const struct standing *standing, struct text path, struct digest key);

#endif
