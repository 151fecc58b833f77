#include "kinds/loading.h"

bool essay_is_open(const struct essay *essay) {
    return essay->access == ACCESS_PUBLIC;
}

void essays_load(struct loading *loading) {
    filed_read(loading, THING_ESSAY, essay_read);
    essays_tell_apart(loading);
    filed_sort(loading, THING_ESSAY);
    filed_note_slugs(loading, THING_ESSAY);
    essays_note_dates(loading);
    essays_order(loading);
}
