#include "base/array.h"
#include "render/links.h"
#include "render/shared.h"

#include <stdlib.h>

/* Topics on the home page. */
enum { HOME_TOPICS = 30 };

struct ranked_topic {
    uint32_t number, essays, place; /* place: by name */
};

static int by_essays(const void *left, const void *right) {
    const struct ranked_topic *a = left, *b = right;
    if (a->essays != b->essays)
        return a->essays > b->essays ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static int by_place(const void *left, const void *right) {
    const struct ranked_topic *a = left, *b = right;
    return (a->place > b->place) - (a->place < b->place);
}

/* The topics that have essays, by name; only those with most where there are too many. */
static struct numbers home_topics(const struct site *site, struct arena *arena) {
    struct ranked_topic *ranked = arena_array(arena, struct ranked_topic, site->topics_by_name.count);
    struct numbers numbers = {0};
    size_t count = 0;
    for (uint32_t i = 0; i < site->topics_by_name.count; i++) {
        uint32_t number = site->topics_by_name.items[i];
        if (site->topics[number].essays.count)
            ranked[count++] = (struct ranked_topic){number, (uint32_t)site->topics[number].essays.count, i};
    }
    if (count > HOME_TOPICS) {
        qsort(ranked, count, sizeof *ranked, by_essays);
        qsort(ranked, HOME_TOPICS, sizeof *ranked, by_place);
    }
    for (size_t i = 0; i < count && i < HOME_TOPICS; i++)
        *array_add(&numbers, arena) = ranked[i].number;
    return numbers;
}

static struct numbers newest(const struct site *site) {
    struct numbers numbers = site->essays_by_date;
    if (numbers.count > site->settings.newest)
        numbers.count = site->settings.newest;
    return numbers;
}

void view_home(struct making *making) {
    const struct site *site = making->site;
    struct arena *arena = making->arena;
    struct numbers topics = home_topics(site, arena), essays = newest(site);
    making_put_body(making, &making->map, &site->home, site->settings.han);
    parts_put_cards(&making->map, "lists", "has_lists", &site->lists_by_title, making->shared->lists, arena);
    parts_put_cards(&making->map, "topics", "has_topics", &topics, making->shared->topics, arena);
    parts_put_flag(&making->map, "more_topics", topics.count < site->topics_by_name.count, arena);
    parts_put_cards(&making->map, "newest", "has_newest", &essays, making->shared->essays, arena);
}

void view_page(struct making *making) {
    const struct site_page *page = &making->site->pages[making->page->number];
    struct text han = making->site->settings.han;
    making_put_body(making, &making->map, &page->source, han);
    parts_put_text(&making->map, "title", page->title, making->arena);
    parts_put_html(&making->map, "title_html", page->title, han, making->arena);
    parts_put_text(&making->map, "url", making_url(making, page->address), making->arena);
    parts_put(&making->map, "fields", making_fields(&page->source, making->arena), making->arena);
}

void view_redirect(struct making *making) {
    struct text to = making->site->redirects[making->page->number].to;
    struct text href = text_join(making->arena, making->root, link_to(to, making->arena));
    size_t page = plan_find(making->plan, to);
    struct text title = page == SIZE_MAX ? to : making_title_of(making, &making->plan->pages[page]);
    parts_put_text(&making->map, "to", href, making->arena);
    parts_put_text(&making->map, "to_url", making_url(making, to), making->arena);
    parts_put_text(&making->map, "title", title.size ? title : to, making->arena);
}

void view_robots(struct making *making) {
    parts_put_text(&making->map, "sitemap_url", making_url(making, TEXT("/sitemap.xml")), making->arena);
}
