/* Essays, pages and reading lists: things that exist because they have a file. */
#include "kinds/loading.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

/* What visitors do not see. */
static void leave_out(struct loading *loading, uint8_t kind, struct thing *thing) {
    bool by_slug = thing_kinds[kind].found_by_slug;
    hide_file(loading, by_slug ? thing->slug : TEXT(""), thing->address, thing->source.path,
              claim_of_held(loading, &thing->hold));
    hide_aliases(loading, &thing->aliases, thing->source.path, claim_of_held(loading, &thing->hold));
    memset(thing, 0, thing_kinds[kind].size);
}

void filed_read(struct loading *loading, uint8_t kind, read_filed *read) {
    uint32_t count = 0;
    things_make(loading->site, kind, files_of_kind(loading, kind), loading->arena);
    for (size_t i = 0; i < loading->file_count; i++) {
        if (loading->files[i].kind != kind)
            continue;
        struct thing *thing = thing_to_fill(loading->site, kind, count);
        if (read(loading, thing, &loading->files[i]))
            count++;
        else
            leave_out(loading, kind, thing);
    }
    things_cut(loading->site, kind, count);
    filed_sort(loading, kind);
}

static int by_slug(const void *left, const void *right) {
    const struct thing *a = left, *b = right;
    int order = text_compare(a->slug, b->slug);
    return order ? order : text_compare(a->source.path, b->source.path);
}

void filed_sort(struct loading *loading, uint8_t kind) {
    uint32_t count = site_count(loading->site, kind);
    if (count)
        qsort(thing_to_fill(loading->site, kind, 0), count, thing_kinds[kind].size, by_slug);
}

/* In several folders pages may share a slug: their addresses differ. [[slug]] finds the first. */
void filed_note_slugs(struct loading *loading, uint8_t kind) {
    struct table *slugs = &loading->slugs[kind];
    for (uint32_t i = 0; i < site_count(loading->site, kind); i++) {
        const struct thing *thing = site_thing(loading->site, kind, i);
        uint32_t other = thing->slug.size ? table_get(slugs, thing->slug) : NONE;
        if (other == NONE) {
            table_put(slugs, thing->slug, i, loading->arena);
        } else if (!thing_kinds[kind].may_be_alike) {
            struct fields fields = source_all_fields(loading, &thing->source);
            report_same_slug(loading, thing->source.file, &fields, thing->slug,
                             site_thing(loading->site, kind, other)->source.path);
        }
    }
}
