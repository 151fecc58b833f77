#include "publish/standing.h"

#include "publish/sweep.h"

#include <errno.h>

const struct standing *standing_read(const char *output, const char *state, struct arena *arena) {
    struct standing *standing = arena_new(arena, struct standing);
    standing->stage = stage_at(output, state, arena);
    if (!ledger_read(&standing->ledger, standing->stage.ledger, arena))
        *standing = (struct standing){.stage = standing->stage, .error = errno};
    return standing;
}

bool standing_has(const struct standing *standing, struct text path, struct digest key) {
    const struct ledger_entry *entry = ledger_find(&standing->ledger, path);
    struct arena scratch = {0};
    bool stands = entry && digest_equal(entry->key, key) && sweep_unchanged(&standing->stage, entry, &scratch);
    arena_free(&scratch);
    return stands;
}
