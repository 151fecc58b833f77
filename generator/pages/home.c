#include "base/array.h"
#include "pages/links.h"
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
    if (site->listings[LISTING_LISTS].below && lists.count > HOME_LISTS)
        lists.count = HOME_LISTS;
    return lists;
}

void view_home(struct making *making) {
    const struct site *site = making->site;
    struct arena *arena = making->arena;
    struct numbers topics = making_largest(making, THING_TOPIC, &site->topics_by_name, HOME_TOPICS), essays = newest(site);
    struct numbers lists = home_lists(site);
    making_put_body(making, &making->map, &site->home.source, site->settings.han);
    parts_put_cards(&making->map, "lists", "has_lists", &lists, making->shared->lists, arena);
    parts_put_flag(&making->map, "more_lists", lists.count < site->lists_by_title.count, arena);
    parts_put_cards(&making->map, "topics", "has_topics", &topics, making->shared->topics, arena);
    parts_put_flag(&making->map, "more_topics", topics.count < site->topics_by_name.count, arena);
    parts_put_cards(&making->map, "newest", "has_newest", &essays, making->shared->essays, arena);
}

void view_page(struct making *making) {
    const struct site_page *page = &making->site->pages[making->page->number];
    struct text han = making->site->settings.han;
    making_put_body(making, &making->map, &page->thing.source, han);
    parts_put_text(&making->map, "title", page->thing.title, making->arena);
    parts_put_html(&making->map, "title_html", page->thing.title, han, making->arena);
    parts_put_text(&making->map, "url", making_url(making, page->thing.address), making->arena);
    parts_put(&making->map, "fields", making_fields(&page->thing.source, making->arena), making->arena);
}

void making_put_redirect(struct making *making, struct text to) {
    struct text href = text_join(making->arena, making->root, link_to(to, making->arena));
    size_t page = plan_find(making->plan, to);
    struct text title = page == SIZE_MAX ? to : making_title_of(making, &making->plan->pages[page]);
    parts_put_text(&making->map, "to", href, making->arena);
    parts_put_text(&making->map, "to_url", making_url(making, to), making->arena);
    parts_put_text(&making->map, "title", title.size ? title : to, making->arena);
}

void view_redirect(struct making *making) {
    making_put_redirect(making, making->site->redirects[making->page->number].to);
}

void view_robots(struct making *making) {
    parts_put_text(&making->map, "sitemap_url", making_url(making, TEXT("/sitemap.xml")), making->arena);
}
