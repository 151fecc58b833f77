/* When the versions of an essay came, said so that each has a name of its own. */
#include "history/internal.h"

#include <stdlib.h>

/* The clock where it was committed, and its version. */
struct coming {
    int64_t seconds;
    struct version *version;
};

static int by_clock(const void *left, const void *right) {
    const struct coming *a = left, *b = right;
    return (a->seconds > b->seconds) - (a->seconds < b->seconds);
}

static void tell_by(struct version *version, enum version_moment moment) {
    version->moment = version->moment > moment ? version->moment : (uint8_t)moment;
}

static void tell_apart(struct coming *a, struct coming *b) {
    enum { MINUTE = 60, DAY = 24 * 60 * MINUTE };
    if (a->seconds / DAY != b->seconds / DAY)
        return;
    enum version_moment moment = a->seconds / MINUTE == b->seconds / MINUTE ? BY_SECOND : BY_MINUTE;
    tell_by(a->version, moment);
    tell_by(b->version, moment);
}

void versions_tell_moments(const struct site *site, struct version *items, size_t count) {
    struct arena scratch = {0};
    struct coming *comings = arena_array(&scratch, struct coming, count);
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        if (items[i].revision == NONE)
            continue;
        struct date when = site->history->commits[site->history->revisions[items[i].revision].commit].when;
        comings[known++] = (struct coming){date_seconds(when) + when.offset_minutes * INT64_C(60), &items[i]};
    }
    qsort(comings, known, sizeof *comings, by_clock);
    for (size_t i = 1; i < known; i++)
        tell_apart(&comings[i - 1], &comings[i]);
    arena_free(&scratch);
}
