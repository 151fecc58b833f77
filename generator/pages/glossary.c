/* The glossary: the card of a term, and the page of all. */
#include "base/utf8.h"
#include "compose/values.h"
#include "pages/shared.h"
#include "read/han.h"

static bool is_latin(struct text text) {
    for (size_t at = 0; at < text.size;) {
        uint32_t character = utf8_next(text, &at);
        if (utf8_is_letter(character))
            return character < 0x250 || (character >= 0x1e00 && character <= 0x1eff);
    }
    return false;
}

struct text reading_language(const struct term *term, struct arena *arena) {
    struct text primary = text_primary_subtag(term->language);
    bool is_written_otherwise = han_is_native(term->language) || language_is_rtl(term->language);
    if (!term->reading.size || !is_written_otherwise || !is_latin(term->reading))
        return term->reading.size ? term->language : (struct text){0};
    bool is_mandarin = text_equal(primary, TEXT("zh")) || text_equal(primary, TEXT("cmn"));
    return text_format(arena, is_mandarin ? "%.*s-Latn-pinyin" : "%.*s-Latn", TEXT_ARGS(primary));
}

void term_card(struct gathering *g, const void *context, uint32_t number) {
    const struct cards_of *of = context;
    const struct term *term = &of->site->terms[number];
    named_name(g, context, number);
    gather_text(g, "original", term->original);
    gather_text(g, "reading", term->reading);
    gather_text(g, "reading_language", reading_language(term, gathering_arena(g)));
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
