/*
 * standing: which files in the output are as an earlier publication wrote them, and under which keys.
 *
 *     options.standing = standing_read(options.output, options.state, arena);
 *     if (standing_has(options.standing, TEXT("editions/1/index.html"), key)) ...  // its bytes need not be made again
 *
 * For what is expensive to load and hardly ever changes, such as editions: publish_run will leave alone a file that still has
 * its key, and asks for nothing but the key. Read it under the lock, so that nobody else publishes meanwhile.
 */
#ifndef PUBLISH_STANDING_H
#define PUBLISH_STANDING_H

#include "publish/ledger.h"
#include "publish/stage.h"

struct standing {
    struct stage stage;
    struct ledger ledger;
    int error; /* errno when there is a ledger that cannot be read; then `ledger` is empty */
};

/* Never NULL; without a ledger no file is standing. */
const struct standing *standing_read(const char *output, const char *state, struct arena *arena);

bool standing_has(const struct standing *standing, struct text path, struct digest key);

#endif
