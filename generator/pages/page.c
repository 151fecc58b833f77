/* A page of the editor's own, and what its front matter asks to be shown on it. */
#include "base/array.h"
#include "pages/shared.h"

void page_card(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct thing *page = &of->site->pages[number].thing;
    card_title(g, page, of->site->settings.han);
    card_fields(g, &page->source);
}

static void items_of(struct gathering *g, const struct from *from, const struct list *list) {
    struct numbers essays = {0};
    for (size_t i = 0; i < list->items.count; i++)
        *array_add(&essays, gathering_arena(g)) = list->items.items[i].essay;
    gather_things(g, "essays", from->shared, CARD_ESSAY, &essays);
    gather_has(g, "has_essays", "essays", NULL);
    gather_none(g, "strip");
    gather_none(g, "parts");
    gather_has(g, "has_parts", "parts", NULL);
}

/* In the order of the thing's own page, and of a long list as much as stands there. */
static void listed(struct gathering *g, const struct from *from, struct shown_thing by) {
    const struct thing *thing = site_thing(from->site, by.kind, by.number);
    if (!thing) {
        gather_none(g, "listed");
        return;
    }
    gather_open(g, "listed");
    gather_text(g, "kind", text_of(thing_words[by.kind].word));
    gather_marked(g, "title", "title_html", thing->title, han_of(from->site, by.kind, by.number));
    gather_path(g, "path", thing->address);
    if (by.kind == THING_LIST)
        items_of(g, from, &from->site->lists[by.number]);
    else
        gather_essays_of(g, from, "essays", "has_essays", LISTING_OF(by.kind), by.number);
    gather_close(g);
}

static size_t count_of_kind(const struct shown_things *things, uint8_t kind) {
    size_t count = 0;
    for (size_t i = 0; i < things->count; i++)
        count += things->items[i].kind == kind;
    return count;
}

/* {slug: card} */
static void things_of_kind(struct gathering *g, const struct from *from, const struct shown_things *things, uint8_t kind) {
    if (!count_of_kind(things, kind)) {
        gather_none(g, thing_words[kind].word);
        return;
    }
    gather_open(g, thing_words[kind].word);
    for (size_t i = 0; i < things->count; i++) {
        struct shown_thing shown = things->items[i];
        if (shown.kind == kind)
            gather_thing(g, text_terminated(site_thing(from->site, kind, shown.number)->slug, gathering_arena(g)), from->shared,
                         card_of_kind(kind), shown.number);
    }
    gather_close(g);
}

static void things(struct gathering *g, const struct from *from, const struct shown_things *things) {
    if (!things->count) {
        gather_none(g, "things");
        return;
    }
    gather_open(g, "things");
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_words[kind].word)
            things_of_kind(g, from, things, kind);
    gather_close(g);
}

void own_page_gather(struct gathering *g, const struct from *from) {
    const struct site_page *page = &from->site->pages[from->page->number];
    struct text han = from->site->settings.han;
    struct yaml fields = document_fields(page->thing.source.document);
    gather_source(g, from, &page->thing.source, NULL, han);
    gather_again(g, "title", "page", "title");
    gather_again(g, "title_html", "page", "title_html");
    gather_own_url(g, "url");
    gather_fields(g, "fields", &fields);
    listed(g, from, page->listed);
    things(g, from, &page->things);
}
