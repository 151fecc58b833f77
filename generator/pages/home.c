#include "pages/shared.h"

/* Topics on the home page, and reading lists where they are too many for one page. */
enum { HOME_TOPICS = 30, HOME_LISTS = 30 };

static struct numbers newest(const struct site *site) {
    struct numbers numbers = site->essays_by_date;
    if (numbers.count > site->settings.newest)
        numbers.count = site->settings.newest;
    return numbers;
}

static struct numbers home_lists(const struct site *site) {
    struct numbers lists = site->lists_by_title;
    if (site->listings[LISTING_ALL(THING_LIST)].below && lists.count > HOME_LISTS)
        lists.count = HOME_LISTS;
    return lists;
}

void home_gather(struct gathering *g, const struct from *from) {
    const struct site *site = from->site;
    struct numbers topics = largest_of(site, THING_TOPIC, &site->topics_by_name, HOME_TOPICS, gathering_arena(g));
    struct numbers lists = home_lists(site), essays = newest(site);
    gather_source(g, from, &site->home.source, NULL, site->settings.han);
    gather_things(g, "lists", from->shared, CARD_LIST, &lists);
    gather_has(g, "has_lists", "lists", NULL);
    gather_flag(g, "more_lists", lists.count < site->lists_by_title.count);
    gather_things(g, "topics", from->shared, CARD_TOPIC, &topics);
    gather_has(g, "has_topics", "topics", NULL);
    gather_flag(g, "more_topics", topics.count < site->topics_by_name.count);
    gather_things(g, "newest", from->shared, CARD_ESSAY, &essays);
    gather_has(g, "has_newest", "newest", NULL);
}

void robots_gather(struct gathering *g, const struct from *from) {
    (void)from;
    gather_url(g, "sitemap_url", TEXT("/sitemap.xml"));
}
