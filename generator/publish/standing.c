#include "publish/standing.h"

#include "publish/ledger.h"
#include "publish/sweep.h"

struct standing {
    struct stage stage;
    struct ledger ledger;
};

const struct standing *standing_read(const struct publish_options *options, struct arena *arena) {
    struct standing *standing = arena_new(arena, struct standing);
    standing->stage = stage_beside(options->output, arena);
    if (!ledger_read(&standing->ledger, standing->stage.ledger, arena))
        standing->ledger = (struct ledger){0};
    return standing;
}

bool standing_has(const struct standing *standing, struct text path, struct digest key) {
    const struct ledger_entry *entry = ledger_find(&standing->ledger, path);
    struct arena scratch = {0};
    bool stands = entry && digest_equal(entry->key, key) && sweep_unchanged(&standing->stage, entry, &scratch);
    arena_free(&scratch);
    return stands;
}
