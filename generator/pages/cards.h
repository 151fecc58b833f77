/*
 * cards: what many pages show alike of a thing: its card, its mere name, and what a mention of it says. Each is digested once.
 *
 *     gather_thing(g, "card", from->shared, CARD_ESSAY, number);        // a map of its own
 *     gather_things(g, "topics", from->shared, CARD_TOPIC, &numbers);
 */
#ifndef PAGES_CARDS_H
#define PAGES_CARDS_H

#include "compose/gather.h"
#include "kinds/site.h"

enum card {
    CARD_ESSAY,
    CARD_AUTHOR,
    CARD_AUTHOR_NAME,
    CARD_TOPIC,
    CARD_TOPIC_NAME,
    CARD_PUBLICATION,
    CARD_PUBLICATION_NAME,
    CARD_LIST,
    CARD_TERM,
    CARD_PAGE,
    CARD_KINDS,
};

struct cards;
struct shared;

const struct cards *cards_make(const struct site *site, struct arena *arena);

void gather_thing(struct gathering *g, const char *name, const struct shared *shared, enum card card, uint32_t number);
void gather_things(struct gathering *g, const char *name, const struct shared *shared, enum card card,
                   const struct numbers *numbers);

/* The members of a card, in the map that is open. */
void gather_members_of(struct gathering *g, const struct shared *shared, enum card card, uint32_t number);

/* Of any thing: title, title_html, path, and author_line_html of an essay, null of others. */
void gather_mention(struct gathering *g, const struct shared *shared, uint8_t kind, uint32_t number);

struct digest card_digest(const struct shared *shared, enum card card, uint32_t number);
struct digest mention_digest(const struct shared *shared, uint8_t kind, uint32_t number);

/* The card of a kind of thing, not its mere name. */
enum card card_of_kind(uint8_t kind);

/* The language of Han runs in a thing's title. */
struct text han_of(const struct site *site, uint8_t kind, uint32_t number);

/* "machine translation" and so on; "variant" where the essay does not say which. "Excerpt"; "" of a full text. */
const char *variant_name(uint8_t variant);             /* "machine-translation" */
const char *variant_word(uint8_t variant, bool is_of); /* for "machine translation", or "machine translation of" */
const char *text_name(const struct essay *essay);      /* "excerpt"; NULL for a full text */

/* What the summary says may stand in any output: the beginning of a text that may not be published may not. */
struct text open_summary(const struct essay *essay);

/* The first sentence of what a thing's own file says. */
struct text beginning_of(const struct source *source);

/* The letter that an index of names puts an author under. */
struct text letter_of_author(const struct author *author, struct arena *arena);

#endif
