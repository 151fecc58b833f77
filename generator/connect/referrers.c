#include "kinds/loading.h"

static void visit_essays(struct loading *loading, visit_referrer *visit) {
    struct site *site = loading->site;
    for (size_t i = 0; i < site->essays_by_date.count; i++) {
        uint32_t number = site->essays_by_date.items[i];
        struct essay *essay = &site->essays[number];
        struct referrer referrer = {THING_ESSAY, number, &essay->thing.source, essay->thing.address, essay_is_open(essay)};
        visit(loading, &referrer);
    }
}

static void visit_one(struct loading *loading, visit_referrer *visit, uint8_t kind, uint32_t number, struct source *source,
                      struct text address) {
    struct referrer referrer = {kind, number, source, address, true};
    if (source->document)
        visit(loading, &referrer);
}

void each_referrer(struct loading *loading, visit_referrer *visit) {
    struct site *site = loading->site;
    visit_essays(loading, visit);
    for (uint32_t i = 0; i < site->topic_count; i++)
        visit_one(loading, visit, THING_TOPIC, i, &site->topics[i].thing.source, site->topics[i].thing.address);
    for (uint32_t i = 0; i < site->author_count; i++)
        visit_one(loading, visit, THING_AUTHOR, i, &site->authors[i].thing.source, site->authors[i].thing.address);
    for (uint32_t i = 0; i < site->list_count; i++)
        visit_one(loading, visit, THING_LIST, i, &site->lists[i].thing.source, site->lists[i].thing.address);
    for (uint32_t i = 0; i < site->term_count; i++)
        visit_one(loading, visit, THING_TERM, i, &site->terms[i].thing.source, TEXT("/glossary/"));
    for (uint32_t i = 0; i < site->page_count; i++)
        visit_one(loading, visit, THING_PAGE, i, &site->pages[i].thing.source, site->pages[i].thing.address);
    visit_one(loading, visit, THING_PLACE, 0, &site->home.source, TEXT("/"));
}
