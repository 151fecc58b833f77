#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"

enum { NEIGHBOURS_MOST = 8 };

static void claim_also(struct loading *loading, uint32_t entry) {
    const struct parsed_file *file = loading->registries[THING_TOPIC].items[entry].file;
    struct fields fields = fields_of_document(file->document, file->path, loading->problems, loading->arena);
    named_claim_all(loading, &fields, THING_TOPIC, entry, FIELD_ALSO);
}

static void name_topic(struct loading *loading, struct essay *essay, const struct fields *fields, const struct yaml_node *node,
                       struct text words) {
    uint32_t entry = words.size ? named_use(loading, fields, THING_TOPIC, words, node) : NONE;
    if (entry != NONE && !numbers_have(&essay->topics, entry))
        numbers_add(&essay->topics, entry, loading->arena);
}

/*
 * One text may hold several topics: commas part them; and under the plural names that Jekyll knows, tags and categories,
 * spaces do where there is no comma. `topics: industrial policy` is one topic.
 */
static void split_topics(struct loading *loading, struct essay *essay, const struct fields *fields,
                         const struct yaml_node *node) {
    struct text rest = value_text(fields, node, "a list of topics"), part;
    bool commas = text_contains(rest, TEXT(","));
    if (!commas && !key_is_among(fields, node, "tags categories")) {
        name_topic(loading, essay, fields, node, rest);
        return;
    }
    while (text_cut(&part, &rest, commas ? ',' : ' '))
        name_topic(loading, essay, fields, node, text_trim(part));
}

static bool name_topics(struct loading *loading, struct essay *essay, const struct fields *fields, enum field field) {
    const struct yaml_node *node = field_find(fields, field);
    if (node && node->kind != YAML_LIST)
        split_topics(loading, essay, fields, node);
    else
        for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item))
            name_topic(loading, essay, fields, item, value_text(fields, item, "a topic"));
    return node;
}

static bool name_tags(struct loading *loading, struct essay *essay, const struct fields *fields) {
    bool tags = name_topics(loading, essay, fields, FIELD_TAGS);
    bool categories = name_topics(loading, essay, fields, FIELD_CATEGORIES);
    return tags || categories;
}

/* `topics` stands alone; without it tags and categories are taken together, then Zola's map of them, then keywords. */
static void name_all_topics(struct loading *loading, struct essay *essay) {
    struct fields fields = source_all_fields(loading, &essay->thing.source);
    struct fields taxonomies = fields_below(&fields, field_find(&fields, FIELD_TAXONOMIES));
    if (!name_topics(loading, essay, &fields, FIELD_TOPICS) && !name_tags(loading, essay, &fields) &&
        !name_tags(loading, essay, &taxonomies))
        name_topics(loading, essay, &fields, FIELD_KEYWORDS);
}

static void read_record(struct loading *loading, struct topic *topic) {
    const struct source *source = &topic->thing.source;
    struct fields fields = source_all_fields(loading, source);
    field_texts(&topic->thing.also, &fields, FIELD_ALSO);
}

static const struct numbers *topics_of(const struct essay *essay) {
    return &essay->topics;
}

static void find_neighbours(struct loading *loading) {
    struct site *site = loading->site;
    uint32_t *rank = arena_array(loading->arena, uint32_t, site->topic_count);
    for (uint32_t i = 0; i < site->topic_count; i++)
        rank[site->topics_by_name.items[i]] = i;
    struct together together = {site, topics_of, rank, arena_array(loading->arena, uint32_t, site->topic_count),
                                NEIGHBOURS_MOST};
    for (uint32_t i = 0; i < site->topic_count; i++)
        site->topics[i].neighbours = numbers_together(&together, &site->topics[i].thing.essays, i, loading->arena);
}

void topics_load(struct loading *loading) {
    struct site *site = loading->site;
    struct registry *topics = &loading->registries[THING_TOPIC];
    named_records(loading, THING_TOPIC);
    for (uint32_t i = 0; i < topics->count; i++)
        claim_also(loading, i);
    for (uint32_t i = 0; i < site->essay_count; i++)
        name_all_topics(loading, &site->essays[i]);
    named_make(loading, THING_TOPIC);
    for (uint32_t i = 0; i < site->topic_count; i++)
        if (site->topics[i].thing.source.document)
            read_record(loading, &site->topics[i]);
    for (uint32_t i = 0; i < site->essay_count; i++)
        numbers_remap(&site->essays[i].topics, topics);
    things_order(loading, THING_TOPIC);
    named_list_essays(loading, THING_TOPIC, topics_of);
    find_neighbours(loading);
    topics_relate(loading);
}
