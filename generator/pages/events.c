/* Events, which stand in the chronology: the card of one, and what its place shows. */
#include "pages/shared.h"

void event_card(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct event *event = &of->site->events[number];
    named_name(g, context, number);
    gather_date(g, "date", event->from);
    gather_date(g, "until", event->until);
}

static void source(struct gathering *g, const struct from *from, const struct event *event) {
    gather_web(g, "url", event->url);
    gather_text(g, "host", text_host(event->url));
    gather_thing(g, "work", from->shared, CARD_WORK, event->work);
}

/* Those that it names, and those whose texts name it. */
static void essays(struct gathering *g, const struct from *from, uint32_t number) {
    gather_things(g, "essays", from->shared, CARD_ESSAY, &from->site->events[number].thing.essays);
    gather_has(g, "has_essays", "essays", NULL);
    gather_backlinks(g, from, "cited_by", "has_cited_by", LISTING_CITING(THING_EVENT), number);
}

void gather_event(struct gathering *g, const struct from *from, uint32_t number) {
    const struct event *event = number == NONE ? NULL : &from->site->events[number];
    if (!event) {
        gather_none(g, "event");
        return;
    }
    gather_open(g, "event");
    gather_members_of(g, from->shared, CARD_EVENT, number);
    gather_marked(g, "note", "note_html", event->thing.summary, from->site->settings.han);
    source(g, from, event);
    essays(g, from, number);
    gather_close(g);
}
