#include "kinds/loading.h"

bool essay_is_open(const struct essay *essay) {
    return essay->access == ACCESS_PUBLIC;
}

/* Where neither git nor the environment says what "now" is, it is the newest date that an editor gave. */
static void guess_now(struct site *site) {
    if (site->origin.now.precision)
        return;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        const struct essay *essay = &site->essays[i];
        if (date_compare(essay->date, site->origin.now) > 0)
            site->origin.now = essay->date;
        if (date_compare(essay->updated, site->origin.now) > 0)
            site->origin.now = essay->updated;
    }
}

void essays_load(struct loading *loading) {
    struct site *site = loading->site;
    filed_read(loading, THING_ESSAY, essay_read);
    essays_tell_apart(loading);
    filed_sort(loading, THING_ESSAY);
    filed_note_slugs(loading, THING_ESSAY);
    essays_note_dates(loading);
    guess_now(site);
    essays_order(loading);
}
