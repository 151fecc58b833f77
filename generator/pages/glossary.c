/* The glossary: the card of a term, and the page of all. */
#include "compose/values.h"
#include "pages/shared.h"

void term_card(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct term *term = &of->site->terms[number];
    named_name(g, context, number);
    gather_text(g, "original", term->original);
    gather_text(g, "reading", term->reading);
    gather_text(g, "language", term->language);
    gather_text(g, "direction", language_direction(term->language));
    gather_marked(g, "short", "short_html", beginning_of(&term->thing.source), of->site->settings.han);
    card_fields(g, &term->thing.source);
}

static void term(struct gathering *g, const struct from *from, uint32_t number) {
    const struct term *of = &from->site->terms[number];
    gather_open(g, NULL);
    gather_members_of(g, from->shared, CARD_TERM, number);
    gather_source_alone(g, from, &of->thing.source, from->site->settings.han, of->thing.slug);
    gather_also(g, "also", "also_line", "has_also", of->thing.also.items, of->thing.also.count);
    gather_backlinks(g, from, "used_in", "has_used_in", LISTING_CITING(THING_TERM), number);
    gather_close(g);
}

void gather_terms(struct gathering *g, const struct from *from, const struct numbers *terms) {
    gather_open_list(g, "terms");
    for (size_t i = 0; i < terms->count; i++)
        term(g, from, terms->items[i]);
    gather_close(g);
    gather_has(g, "has_terms", "terms", NULL);
}

void glossary_gather(struct gathering *g, const struct from *from) {
    struct numbers by_name = from->site->terms_by_name;
    if (gather_parts(g, from, LISTING_ALL(THING_TERM), 0))
        by_name.count = 0;
    gather_terms(g, from, &by_name);
    gather_gone_terms(g, from);
    gather_gone_places(g, from, NULL);
}
