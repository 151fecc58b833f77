#include "connect/citing.h"

static struct cites_work work_of(const struct site *site, uint32_t number) {
    const struct site_work *work = &site->works[number];
    const struct thing *here = work->essay == NONE ? NULL : &site->essays[work->essay].thing;
    return (struct cites_work){
        .cited = work->cited,
        .digest = work->digest,
        .slug = work->thing.slug,
        .address = work->thing.address,
        .here = here ? here->address : (struct text){0},
        .here_title = here ? here->title : (struct text){0},
    };
}

struct cites *citing(const struct site *site, const struct document *document, const struct targets *targets,
                     const struct numbers *named, struct arena *arena) {
    size_t count = document->references.count, more = named ? named->count : 0;
    if (!document->citations.count && !more)
        return NULL;
    struct cites_work *works = arena_array(arena, struct cites_work, count + more);
    for (size_t i = 0; i < count && i < targets->count; i++)
        if (targets->items[i].kind == THING_WORK)
            works[i] = work_of(site, targets->items[i].number);
    for (size_t i = 0; i < more; i++)
        works[count + i] = work_of(site, named->items[i]);
    struct cites_text text = {.document = document,
                              .works = works,
                              .more = works + count,
                              .more_count = more,
                              .style = site->settings.citation_style,
                              .terms = site->cite_terms};
    return cites_make(&text, arena);
}
