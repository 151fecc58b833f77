#include "base/array.h"
#include "pages/book.h"

/* A tree of topics that is deeper than this is shown in pieces, because a layout can include itself only so often. */
enum { DEPTH_LIMIT = 16 };

/* Each topic stands below its first broader one only, so that the tree is no larger than the list. */
struct forest {
    const struct from *from;
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

static struct forest forest_of(const struct from *from, const struct numbers *by_name, struct arena *arena) {
    const struct site *site = from->site;
    struct forest forest = {.from = from, .below = arena_array(arena, struct numbers, site->topic_count)};
    for (size_t i = 0; i < by_name->count; i++) {
        uint32_t topic = by_name->items[i];
        bool is_root = depth_of(site, topic) % DEPTH_LIMIT == 0;
        *array_add(is_root ? &forest.roots : &forest.below[parent_of(site, topic)], arena) = topic;
    }
    return forest;
}

static void branches(struct gathering *g, const char *name, const struct forest *forest, const struct numbers *topics) {
    gather_open_list(g, name);
    for (size_t i = 0; i < topics->count; i++) {
        gather_open(g, NULL);
        gather_members_of(g, forest->from->shared, CARD_TOPIC, topics->items[i]);
        branches(g, "narrower", forest, &forest->below[topics->items[i]]);
        gather_has(g, "has_narrower", "narrower", NULL);
        gather_close(g);
    }
    gather_close(g);
}

void topics_gather(struct gathering *g, const struct from *from) {
    struct numbers by_name = gather_largest(g, from, LISTING_ALL(THING_TOPIC), &from->site->topics_by_name);
    struct forest forest = forest_of(from, &by_name, gathering_arena(g));
    gather_things(g, "topics", from->shared, CARD_TOPIC, &by_name);
    gather_has(g, "has_topics", "topics", NULL);
    branches(g, "roots", &forest, &forest.roots);
}

static void names_of(struct gathering *g, const char *name, const char *has_name, const struct from *from,
                     const struct numbers *topics) {
    gather_things(g, name, from->shared, CARD_TOPIC_NAME, topics);
    gather_has(g, has_name, name, NULL);
}

void topic_gather(struct gathering *g, const struct from *from) {
    const struct topic *topic = &from->site->topics[from->page->number];
    gather_open(g, "topic");
    gather_members_of(g, from->shared, CARD_TOPIC, from->page->number);
    gather_source(g, from, &topic->thing.source, NULL, from->site->settings.han);
    gather_also(g, "also", "also_line", "has_also", topic->thing.also.items, topic->thing.also.count);
    gather_essays_of(g, from, "essays_list", "has_essays", LISTING_OF(THING_TOPIC), from->page->number);
    names_of(g, "broader", "has_broader", from, &topic->broader);
    names_of(g, "narrower", "has_narrower", from, &topic->narrower);
    names_of(g, "see_also", "has_see_also", from, &topic->see_also);
    names_of(g, "neighbours", "has_neighbours", from, &topic->neighbours);
    gather_backlinks(g, from, "cited_by", "has_cited_by", LISTING_CITING(THING_TOPIC), from->page->number);
    gather_changes_of(g, from, THING_TOPIC, from->page->number);
    gather_feed_of(g, from, &topic->thing);
    gather_cited(g, from, THING_TOPIC, from->page->number);
    gather_books(g, from->site, THING_TOPIC, from->page->number);
    gather_close(g);
}
