/*
 * standing: which files of the output stand as an earlier publication wrote them, and under which keys.
 *
 *     const struct standing *standing = standing_read(&options, arena);
 *     if (standing_has(standing, TEXT("editions/1/index.html"), key)) ...        // its bytes need not be made again
 *
 * For parts of a site that are dear to load and hardly ever change: what stands under its key will be left alone by
 * publish_run, which asks for its key only.
 */
#ifndef PUBLISH_STANDING_H
#define PUBLISH_STANDING_H

#include "publish/publish.h"

struct standing;

/* Never NULL; without a ledger nothing stands. */
const struct standing *standing_read(const struct publish_options *options, struct arena *arena);

bool standing_has(const struct standing *standing, struct text path, struct digest key);

#endif
