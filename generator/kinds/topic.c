#include "kinds/loading.h"

enum { NEIGHBOURS_MOST = 8 };

/* Under the plural names that Jekyll knows, tags and categories, spaces part them where there is no comma. */
static bool name_topics(struct loading *loading, struct essay *essay, const struct fields *fields, enum field field) {
    return named_in_essay(loading, essay, fields, THING_TOPIC, field, "tags categories");
}

static bool name_tags(struct loading *loading, struct essay *essay, const struct fields *fields) {
    bool tags = name_topics(loading, essay, fields, FIELD_TAGS);
    bool categories = name_topics(loading, essay, fields, FIELD_CATEGORIES);
    return tags || categories;
}

/* `topics` stands alone; without it tags and categories are taken together, then Zola's map of them, then keywords. */
void topics_name(struct loading *loading, struct essay *essay, const struct fields *fields) {
    struct fields taxonomies = fields_below(fields, field_find(fields, FIELD_TAXONOMIES));
    if (!name_topics(loading, essay, fields, FIELD_TOPICS) && !name_tags(loading, essay, fields) &&
        !name_tags(loading, essay, &taxonomies))
        name_topics(loading, essay, fields, FIELD_KEYWORDS);
}

static void find_neighbours(struct loading *loading) {
    struct site *site = loading->site;
    uint32_t *rank = arena_array(loading->arena, uint32_t, site->topic_count);
    for (uint32_t i = 0; i < site->topic_count; i++)
        rank[site->topics_by_name.items[i]] = i;
    struct together together = {site, THING_TOPIC, rank, arena_array(loading->arena, uint32_t, site->topic_count),
                                NEIGHBOURS_MOST};
    for (uint32_t i = 0; i < site->topic_count; i++)
        site->topics[i].neighbours = numbers_together(&together, &site->topics[i].thing.essays, i, loading->arena);
}

void topics_load(struct loading *loading) {
    named_records(loading, THING_TOPIC);
    named_claim_also(loading, THING_TOPIC);
    each_essay_names(loading, topics_name);
    named_make(loading, THING_TOPIC);
    named_finish(loading, THING_TOPIC);
    find_neighbours(loading);
    topics_relate(loading);
}
