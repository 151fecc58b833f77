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

#define CARD_NUMBERS(kind, ...) CARD_##kind, CARD_##kind##_NAME,
enum card { THING_ROWS(CARD_NUMBERS) CARD_PAGE, CARD_EVENT, CARD_FEED_ENTRY, CARD_KINDS };
#undef CARD_NUMBERS

struct cards;
struct shared;

const struct cards *cards_make(const struct site *site, struct arena *arena);

/* Digests them all, which otherwise happens when the first digest is asked for: before workers fork that ask for some. */
void cards_digest(const struct cards *cards);

/* What the functions that gather a card have at hand: of which site and kind it is. */
struct cards_of {
    const struct site *site;
    const struct cards *cards;
    uint8_t thing; /* enum thing_kind */
};

/* What a card, or a mere name, consists of; `context` is a struct cards_of. */
typedef void card_gather(struct gathering *g, const void *context, uint32_t number);
#define DECLARE_CARDS(kind, word, record, array, section, order, is_cited, card, name, ...) extern card_gather card, name;
THING_ROWS(DECLARE_CARDS)
#undef DECLARE_CARDS
extern card_gather page_card, event_card, feed_entry;

/* What most cards begin and end with. */
void card_title(struct gathering *g, const struct thing *thing, struct text han); /* slug, path, title */
void card_fields(struct gathering *g, const struct source *source);

void gather_thing(struct gathering *g, const char *name, const struct shared *shared, enum card card, uint32_t number);
void gather_things(struct gathering *g, const char *name, const struct shared *shared, enum card card,
                   const struct numbers *numbers);

/* The members of a card, in the map that is open. */
void gather_members_of(struct gathering *g, const struct shared *shared, enum card card, uint32_t number);

/*
 * Of any thing: title, title_html, path; and of an essay author_line_html, after_html, language and direction, null of others.
 */
void gather_mention(struct gathering *g, const struct shared *shared, uint8_t kind, uint32_t number);

struct digest card_digest(const struct shared *shared, enum card card, uint32_t number);
struct digest mention_digest(const struct shared *shared, uint8_t kind, uint32_t number);

/* The card of a kind of thing, not its mere name. */
enum card card_of_kind(uint8_t kind);

/* The language of Han runs in a thing's title. */
struct text han_of(const struct site *site, uint8_t kind, uint32_t number);

/* The word for "machine translation" and so on, or for "machine translation of"; for "variant" where the essay does not say
 * which. */
const char *variant_word(uint8_t variant, bool is_of);

/*
 * Who wrote it, in the reader's language: "Cai Cuihong and Zhang Ruoyang", "The editors, after Shi Xianjin" (kinds/voices.h).
 */
struct text author_line_of(const struct site *site, const struct essay *essay, struct arena *arena);
struct text author_line_html_of(const struct site *site, const struct essay *essay, struct arena *arena);

/*
 * In which language an essay's title is, and its summary: the beginning of the text is in its own, and what an editor wrote may
 * be in the reader's, so its script decides. "": in the reader's.
 */
struct text title_language_of(const struct site *site, const struct essay *essay);

/* A language and its direction under their names, null for "". */
void gather_language(struct gathering *g, const char *name, const char *direction_name, struct text language);
struct text summary_language_of(const struct site *site, const struct essay *essay);

/* Who wrote it where its authors did not: "The editors", or the reader's title; "Machine translation". "" where they did. */
struct text writers_of(const struct site *site, const struct essay *essay, struct arena *arena);

/*
 * What the words of an essay's page are, where its author did not write them: "Précis", "machine translation"; "" where he did.
 * It stands wherever such words do beside his name.
 */
struct text voice_of(const struct language *language, const struct essay *essay, struct arena *arena);

/* What the summary says may stand in any output: the beginning of a text that may not be published may not. */
struct text open_summary(const struct essay *essay);

/* Of a term's pronunciation: in Latin letters, of a term that is written in others, "zh-Latn-pinyin"; "" where there is none. */
struct text reading_language(const struct term *term, struct arena *arena);

/* The first sentence of what a thing's own file says. */
struct text beginning_of(const struct source *source);

#endif
