/* Reading lists: their card, their index, and the page of each. */
#include "pages/book.h"

void list_card(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct list *list = &of->site->lists[number];
    struct text han = of->site->settings.han;
    card_title(g, &list->thing, han);
    gather_marked(g, "summary", "summary_html", list->thing.summary, han);
    gather_count(g, "items", list->items.count);
    card_fields(g, &list->thing.source);
}

void lists_gather(struct gathering *g, const struct from *from) {
    struct numbers by_title = from->site->lists_by_title;
    if (gather_parts(g, from, LISTING_ALL(THING_LIST), 0))
        by_title.count = 0;
    gather_things(g, "lists", from->shared, CARD_LIST, &by_title);
    gather_has(g, "has_lists", "lists", NULL);
}

static void entries(struct gathering *g, const struct from *from, const struct list *list) {
    gather_open_list(g, "entries");
    for (size_t i = 0; i < list->items.count; i++) {
        const struct list_item *item = &list->items.items[i];
        gather_open(g, NULL);
        gather_number(g, "position", i + 1);
        gather_thing(g, "card", from->shared, CARD_ESSAY, item->essay);
        gather_marked(g, NULL, "note_html", item->note, from->site->settings.han);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_entries", "entries", NULL);
}

void list_gather(struct gathering *g, const struct from *from) {
    const struct list *list = &from->site->lists[from->page->number];
    gather_open(g, "list");
    gather_members_of(g, from->shared, CARD_LIST, from->page->number);
    gather_source(g, from, &list->thing.source, NULL, from->site->settings.han);
    entries(g, from, list);
    gather_backlinks(g, from, "cited_by", "has_cited_by", LISTING_CITING(THING_LIST), from->page->number);
    gather_cited(g, from, THING_LIST, from->page->number);
    gather_books(g, from->site, THING_LIST, from->page->number);
    gather_close(g);
}
