#include "kinds/loading.h"

bool essay_is_open(const struct essay *essay) {
    return essay->access == ACCESS_PUBLIC;
}

uint32_t *essays_first_of_kin(const struct site *site, struct arena *arena) {
    uint32_t *first_of_kin = arena_array(arena, uint32_t, site->essay_count);
    for (uint32_t i = 0; i < site->essay_count; i++) {
        uint32_t first = i;
        while (site->essays[first].variant_of != NONE)
            first = site->essays[first].variant_of;
        first_of_kin[i] = first;
    }
    return first_of_kin;
}

/* A file may be named from any folder: its path ends with the reader's path for it. */
static bool is_called(const struct essay *essay, struct text name) {
    struct text path = essay->thing.source.path;
    return text_equal(essay->thing.slug, name) || text_equal(essay->thing.address, name) || text_equal(path, name) ||
           (text_ends(name, path) && name.bytes[name.size - path.size - 1] == '/') ||
           (text_ends(path, name) && text_ends(name, TEXT(".md")) && path.bytes[path.size - name.size - 1] == '/');
}

uint32_t essay_called(const struct site *site, struct text name) {
    for (uint32_t i = 0; i < site->essay_count; i++)
        if (is_called(&site->essays[i], name))
            return i;
    return NONE;
}

void essays_load(struct loading *loading) {
    filed_read(loading, THING_ESSAY, essay_read);
    essays_tell_apart(loading);
    filed_sort(loading, THING_ESSAY);
    filed_note_slugs(loading, THING_ESSAY);
    essays_note_dates(loading);
    essays_order(loading);
}
