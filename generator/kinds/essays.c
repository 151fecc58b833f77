#include "kinds/loading.h"

#include "base/array.h"

#include <stdlib.h>

bool essay_is_open(const struct essay *essay) {
    return essay->access == ACCESS_PUBLIC;
}

static int by_slug(const void *left, const void *right) {
    const struct essay *a = left, *b = right;
    int order = text_compare(a->thing.slug, b->thing.slug);
    return order ? order : text_compare(a->thing.source.path, b->thing.source.path);
}

static void note_slugs(struct loading *loading) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        struct essay *essay = &site->essays[i];
        uint32_t other = essay->thing.slug.size ? table_get(&loading->essay_slugs, essay->thing.slug) : TABLE_NONE;
        struct fields fields = essay_all_fields(loading, essay);
        if (other != TABLE_NONE)
            report_same_slug(loading, essay->thing.source.file, &fields, essay->thing.slug,
                             site->essays[other].thing.source.path);
        else
            table_put(&loading->essay_slugs, essay->thing.slug, i, loading->arena);
    }
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
    site->essays = arena_array(loading->arena, struct essay, files_of_kind(loading, THING_ESSAY));
    for (size_t i = 0; i < loading->file_count; i++) {
        if (loading->files[i].kind != THING_ESSAY)
            continue;
        struct essay *essay = &site->essays[site->essay_count];
        essay_read(loading, essay, &loading->files[i]);
        if (!essay->thing.draft || loading->input->drafts) {
            site->essay_count++;
        } else {
            hide_file(loading, essay->thing.slug, essay->thing.address, essay->thing.source.path, PLACE_DRAFT);
            *array_add(&site->drafts, loading->arena) = essay->thing.source.path;
            *essay = (struct essay){0};
        }
    }
    qsort(site->essays, site->essay_count, sizeof(struct essay), by_slug);
    essays_tell_apart(loading);
    qsort(site->essays, site->essay_count, sizeof(struct essay), by_slug);
    note_slugs(loading);
    essays_note_dates(loading);
    guess_now(site);
    essays_order(loading);
}
