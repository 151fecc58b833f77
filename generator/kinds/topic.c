#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"

enum { NEIGHBOURS_MOST = 8 };

static void claim(struct loading *loading, const struct fields *fields, uint32_t entry, struct text name,
                  const struct yaml_node *node) {
    uint32_t other = name.size ? registry_name(&loading->topics, entry, name, loading->arena) : NONE;
    if (other == NONE || other == entry || !node)
        return;
    field_error(fields, E_SAME_NAME, node, TEXT("a name can stand for one topic only"), "\"%.*s\" is a name of %.*s, too",
                TEXT_ARGS(name), TEXT_ARGS(loading->topics.items[other].file->path));
}

static void add_record(struct loading *loading, const struct parsed_file *file) {
    struct source source = source_of(loading, file);
    struct fields fields = source_fields(loading, &source);
    struct text slug = source_slug(loading, file, &fields);
    struct text name = source_title(loading, file, &fields, "name title", slug);
    uint32_t entry = registry_add(&loading->topics, slug, file, loading->arena);
    if (entry == NONE) {
        uint32_t other = table_get(&loading->topics.by_slug, slug);
        report_same_slug(loading, file, &fields, slug, loading->topics.items[other].file->path);
        return;
    }
    loading->topics.items[entry].name = name;
    claim(loading, &fields, entry, name, field_find(&fields, "name title"));
    keys_check(&loading->keys, &fields, KEYS_TOPIC);
}

static struct fields record_fields(struct loading *loading, const struct parsed_file *file) {
    return fields_of_document(file->document, file->path, loading->problems, loading->arena);
}

static void claim_also(struct loading *loading, uint32_t entry) {
    struct fields fields = record_fields(loading, loading->topics.items[entry].file);
    const struct yaml_node *also = field_find(&fields, "also");
    for (const struct yaml_node *item = items_first(&fields, also); item; item = items_next(&fields, also, item))
        claim(loading, &fields, entry, value_text(&fields, item, "a name"), item);
}

static void name_topic(struct loading *loading, struct essay *essay, const struct fields *fields, const struct yaml_node *node,
                       struct text words) {
    if (!words.size)
        return;
    uint32_t entry = registry_use(&loading->topics, words, loading->arena);
    if (entry == NONE)
        field_error(fields, E_BAD_SLUG, node, TEXT("a topic's name has letters"), "no slug can be made of \"%.*s\"",
                    TEXT_ARGS(words));
    else if (!numbers_have(&essay->topics, entry))
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
    if (!commas && !key_is(fields, node, "tags categories")) {
        name_topic(loading, essay, fields, node, rest);
        return;
    }
    while (text_cut(&part, &rest, commas ? ',' : ' '))
        name_topic(loading, essay, fields, node, text_trim(part));
}

static bool name_topics(struct loading *loading, struct essay *essay, const struct fields *fields, const char *name) {
    const struct yaml_node *node = field_find(fields, name);
    if (node && node->kind != YAML_LIST)
        split_topics(loading, essay, fields, node);
    else
        for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item))
            name_topic(loading, essay, fields, item, value_text(fields, item, "a topic"));
    return node;
}

static bool name_tags(struct loading *loading, struct essay *essay, const struct fields *fields) {
    bool tags = name_topics(loading, essay, fields, "tags tag");
    bool categories = name_topics(loading, essay, fields, "categories category");
    return tags || categories;
}

/* `topics` stands alone; without it tags and categories are taken together, then Zola's map of them, then keywords. */
static void name_all_topics(struct loading *loading, struct essay *essay) {
    struct fields fields = essay_all_fields(loading, essay);
    struct fields taxonomies = fields_below(&fields, field_find(&fields, "taxonomies"));
    if (!name_topics(loading, essay, &fields, "topics") && !name_tags(loading, essay, &fields) &&
        !name_tags(loading, essay, &taxonomies))
        name_topics(loading, essay, &fields, "keywords");
}

static void make_topic(struct loading *loading, const struct registry_entry *entry) {
    struct topic *topic = &loading->site->topics[entry->number];
    topic->thing.slug = entry->slug;
    topic->thing.title = entry->name;
    topic->thing.address = text_format(loading->arena, "/topics/%.*s/", TEXT_ARGS(topic->thing.slug));
    if (!entry->file)
        return;
    topic->thing.source = source_of(loading, entry->file);
    struct fields fields = record_fields(loading, entry->file);
    field_texts(&topic->also, &fields, "also");
}

static const struct numbers *topics_of(const struct essay *essay) {
    return &essay->topics;
}

static void order_topics(struct loading *loading) {
    struct site *site = loading->site;
    struct text *keys = arena_array(loading->arena, struct text, site->topic_count);
    for (uint32_t i = 0; i < site->topic_count; i++)
        keys[i] = utf8_fold_plain(site->topics[i].thing.title, loading->arena);
    site->topics_by_name = numbers_by_key(keys, site->topic_count, loading->arena);
}

static void connect(struct loading *loading) {
    struct site *site = loading->site;
    for (size_t i = 0; i < site->essays_by_date.count; i++) {
        const struct essay *essay = &site->essays[site->essays_by_date.items[i]];
        for (size_t j = 0; j < essay->topics.count; j++)
            numbers_add(&site->topics[essay->topics.items[j]].thing.essays, site->essays_by_date.items[i], loading->arena);
    }
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
    struct registry *topics = &loading->topics;
    for (size_t i = 0; i < loading->file_count; i++)
        if (loading->files[i].kind == THING_TOPIC)
            add_record(loading, loading->files[i].file);
    for (uint32_t i = 0; i < topics->count; i++)
        claim_also(loading, i);
    for (uint32_t i = 0; i < site->essay_count; i++)
        name_all_topics(loading, &site->essays[i]);
    registry_settle(topics, loading->arena);

    site->topic_count = (uint32_t)topics->count;
    site->topics = arena_array(loading->arena, struct topic, topics->count);
    for (size_t i = 0; i < topics->count; i++)
        make_topic(loading, &topics->items[i]);
    for (uint32_t i = 0; i < site->essay_count; i++)
        numbers_remap(&site->essays[i].topics, topics);
    order_topics(loading);
    connect(loading);
    topics_relate(loading);
}
