#include "kinds/loading.h"

static void visit_one(struct loading *loading, visit_referrer *visit, uint8_t kind, uint32_t number) {
    const struct kind *of = &thing_kinds[kind];
    struct site *site = loading->site;
    struct thing *thing = thing_to_fill(site, kind, number);
    struct referrer referrer = {kind, number, &thing->source, thing->address, true};
    if (of->stands_on_section)
        referrer.address = text_of(of->section);
    if (kind == THING_ESSAY)
        referrer.open = essay_is_open(&site->essays[number]);
    if (thing->source.document)
        visit(loading, &referrer);
}

void each_referrer(struct loading *loading, visit_referrer *visit) {
    const struct site *site = loading->site;
    for (size_t i = 0; i < site->essays_by_date.count; i++)
        visit_one(loading, visit, THING_ESSAY, site->essays_by_date.items[i]);
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        for (uint32_t i = 0; kind != THING_ESSAY && i < site_count(site, kind); i++)
            visit_one(loading, visit, kind, i);
}
