#include "kinds/loading.h"

#include "base/array.h"
#include "read/slug.h"

/* Beyond so many, each further suggestion would cost more than it helps: the links of a whole moved blog, say. */
enum { SUGGESTIONS_MOST = 300 };

static void collect(struct loading *loading) {
    struct candidates *all = &loading->candidates;
    struct site *site = loading->site;
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        for (uint32_t i = 0; thing_kinds[kind].found_by_slug && i < site_count(site, kind); i++) {
            *array_add(&all->essays, loading->arena) = site_thing(site, kind, i)->slug;
            *array_add(&all->titles, loading->arena) = site_title(site, kind, i);
        }
    for (size_t i = 0; i < loading->addresses.count; i++)
        if (loading->addresses.items[i].state == CLAIM_SHOWN)
            *array_add(&all->addresses, loading->arena) = loading->addresses.items[i].address;
    for (size_t i = 0; i < loading->input->tree->count; i++)
        if (text_starts(loading->input->tree->files[i].path, TEXT("content/")))
            *array_add(&all->paths, loading->arena) = loading->input->tree->files[i].path;
    all->ready = true;
}

static struct text near_one(struct loading *loading, const struct texts *texts, struct text wrong) {
    if (loading->candidates.asked++ >= SUGGESTIONS_MOST)
        return TEXT("");
    size_t nearest = text_nearest(wrong, texts->items, texts->count);
    return nearest < texts->count ? texts->items[nearest] : TEXT("");
}

struct text near_essay(struct loading *loading, struct text wrong) {
    if (!loading->candidates.ready)
        collect(loading);
    struct text slug = slug_of(wrong, loading->arena);
    if (table_get(&loading->slugs[THING_ESSAY], slug) != NONE)
        return slug;
    return near_one(loading, &loading->candidates.essays, wrong);
}

struct text near_title(struct loading *loading, struct text wrong) {
    if (!loading->candidates.ready)
        collect(loading);
    return near_one(loading, &loading->candidates.titles, wrong);
}

struct text near_address(struct loading *loading, struct text wrong) {
    if (!loading->candidates.ready)
        collect(loading);
    return near_one(loading, &loading->candidates.addresses, wrong);
}

struct text near_path(struct loading *loading, struct text wrong) {
    if (!loading->candidates.ready)
        collect(loading);
    return near_one(loading, &loading->candidates.paths, wrong);
}

struct text near_heading(struct loading *loading, const struct source *source, struct text wrong) {
    const struct document *document = source->document;
    struct texts ids = {0};
    if (!document || loading->candidates.asked >= SUGGESTIONS_MOST)
        return TEXT("");
    for (uint32_t i = 0; i < document->headings.count; i++)
        *array_add(&ids, loading->arena) = document_text(document, DOC_ITEMS(document, headings, struct doc_heading)[i].id);
    return near_one(loading, &ids, wrong);
}

struct text near_name(struct loading *loading, uint8_t kind, struct text wrong) {
    const struct registry *registry = &loading->registries[kind];
    struct texts slugs = {0};
    if (loading->candidates.asked >= SUGGESTIONS_MOST)
        return TEXT("");
    for (size_t i = 0; i < registry->count; i++)
        *array_add(&slugs, loading->arena) = registry->items[i].slug;
    for (uint32_t i = 0; !registry->count && i < site_count(loading->site, kind); i++)
        *array_add(&slugs, loading->arena) = site_thing(loading->site, kind, i)->slug;
    return near_one(loading, &slugs, wrong);
}

uint32_t thing_called(const struct loading *loading, uint8_t kind, struct text words, struct arena *arena) {
    const struct registry *registry = &loading->registries[kind];
    uint32_t entry = registry_find(registry, words, arena);
    return entry != NONE ? registry->items[entry].number : table_get(&loading->slugs[kind], words);
}

static void report_unknown(struct loading *loading, const struct fields *fields, uint8_t kind, struct text words,
                           const struct yaml_node *node) {
    bool is_essay = kind == THING_ESSAY;
    struct text near = is_essay ? near_essay(loading, words) : near_name(loading, kind, words);
    field_error(fields, is_essay ? E_UNKNOWN_ESSAY : E_UNKNOWN_REFERENCE, node, did_you_mean(near, fields->arena),
                "unknown %s \"%.*s\"", thing_words[kind].word, TEXT_ARGS(words));
}

uint32_t thing_named(struct loading *loading, const struct fields *fields, uint8_t kind, struct text words,
                     const struct yaml_node *node) {
    uint32_t found = thing_called(loading, kind, words, loading->arena);
    uint32_t hidden = table_get(&loading->hidden_slugs, words);
    if (found != NONE)
        return found;
    if (hidden != NONE && hidden != CLAIM_BROKEN && thing_kinds[kind].found_by_slug)
        report_hidden(loading, (enum claim_state)hidden, words, yaml_place(fields->path, node));
    else if (hidden != CLAIM_BROKEN)
        report_unknown(loading, fields, kind, words, node);
    return NONE;
}

uint32_t essay_named(struct loading *loading, const struct fields *fields, const struct yaml_node *node) {
    struct text slug = value_text(fields, node, "an essay's slug");
    return slug.size ? thing_named(loading, fields, THING_ESSAY, slug, node) : NONE;
}
