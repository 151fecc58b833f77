#include "base/array.h"
#include "pages/shared.h"

/* A tree of topics that is deeper than this is shown in pieces, because a layout can include itself only so often. */
enum { DEPTH_LIMIT = 16 };

/* Each topic stands below its first broader one only, so that the tree is no larger than the list. */
struct forest {
    const struct making *making;
    struct numbers *below; /* of each topic, by name */
    struct numbers roots;
};

static uint32_t parent_of(const struct site *site, uint32_t topic) {
    return site->topics[topic].broader.count ? site->topics[topic].broader.items[0] : UINT32_MAX;
}

static size_t depth_of(const struct site *site, uint32_t topic) {
    size_t depth = 0;
    for (uint32_t at = parent_of(site, topic); at != UINT32_MAX && depth <= site->topic_count; at = parent_of(site, at))
        depth++;
    return depth;
}

static struct forest forest_of(const struct making *making, const struct numbers *by_name) {
    const struct site *site = making->site;
    struct forest forest = {.making = making, .below = arena_array(making->arena, struct numbers, site->topic_count)};
    for (size_t i = 0; i < by_name->count; i++) {
        uint32_t topic = by_name->items[i];
        bool is_root = depth_of(site, topic) % DEPTH_LIMIT == 0;
        *array_add(is_root ? &forest.roots : &forest.below[parent_of(site, topic)], making->arena) = topic;
    }
    return forest;
}

static struct parts_list leaves_and_branches(const struct forest *forest, const struct numbers *topics);

static const struct view *branch(const struct forest *forest, uint32_t topic) {
    struct arena *arena = forest->making->arena;
    struct view_map map = parts_map_from(forest->making->shared->topics[topic], 2, arena);
    struct parts_list narrower = leaves_and_branches(forest, &forest->below[topic]);
    parts_put_list(&map, "narrower", "has_narrower", &narrower, arena);
    return view_of_map(&map, arena);
}

static struct parts_list leaves_and_branches(const struct forest *forest, const struct numbers *topics) {
    struct parts_list list = {0};
    for (size_t i = 0; i < topics->count; i++)
        *array_add(&list, forest->making->arena) = branch(forest, topics->items[i]);
    return list;
}

void view_topics(struct making *making) {
    struct numbers by_name = making_put_largest(making, LISTING_TOPICS, &making->site->topics_by_name);
    struct forest forest = forest_of(making, &by_name);
    struct parts_list roots = leaves_and_branches(&forest, &forest.roots);
    parts_put_cards(&making->map, "topics", "has_topics", &by_name, making->shared->topics, making->arena);
    parts_put_list(&making->map, "roots", NULL, &roots, making->arena);
}

void view_topic(struct making *making) {
    const struct topic *topic = &making->site->topics[making->page->number];
    const struct shared_views *shared = making->shared;
    struct arena *arena = making->arena;
    struct view_map map = parts_map_from(shared->topics[making->page->number], 20, arena);
    making_put_body(making, &map, &topic->thing.source, making->site->settings.han);
    parts_put_texts(&map, "also", "has_also", topic->also.items, topic->also.count, arena);
    making_put_essays(making, &map, "essays_list", "has_essays", LISTING_OF_TOPIC);
    parts_put_cards(&map, "broader", "has_broader", &topic->broader, shared->topic_names, arena);
    parts_put_cards(&map, "narrower", "has_narrower", &topic->narrower, shared->topic_names, arena);
    parts_put_cards(&map, "see_also", "has_see_also", &topic->see_also, shared->topic_names, arena);
    parts_put_cards(&map, "neighbours", "has_neighbours", &topic->neighbours, shared->topic_names, arena);
    making_put_backlinks(making, &map, "cited_by", "has_cited_by", LISTING_CITING_TOPIC, making->page->number);
    making_put_changes(making, &map, THING_TOPIC, making->page->number);
    parts_put(&making->map, "topic", view_of_map(&map, arena), arena);
}
