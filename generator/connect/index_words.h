/*
 * index_words: the distinctive words of a reader's texts, for its index (connect/book_index.h).
 *
 *     struct index_words words;
 *     index_words_find(&words, loading, arena);
 *     for (size_t i = 0; i < words.count; i++)
 *         add(&words.items[i], words.places + words.items[i].first);
 *
 * Of each essay they are the WORDS_EACH that weigh most of those by which essays are compared (connect/related/related.h) and
 * that it has USES_LEAST times or more, if they are so for another essay, too, and for no more than PLACES_MOST. So an index
 * grows with the essays, and no text makes a large part of it. Forms of one stem, by the languages of their essays, are one
 * word; it is written as most essays have it. Pairs of Han characters are no words here: half of them are halves of others. Of
 * a text that may not be published, or is kept from search engines, there are none.
 */
#ifndef CONNECT_INDEX_WORDS_H
#define CONNECT_INDEX_WORDS_H

#include "connect/book_index.h"

enum { WORDS_EACH = 8, USES_LEAST = 3 };

struct index_word {
    struct text written, folded; /* of the form that most essays have */
    const struct text *forms;    /* folded; one may come twice */
    size_t form_count;
    uint32_t first, count; /* of its places, the newest essay first */
};

struct index_words {
    struct index_word *items;
    size_t count, capacity;
    struct index_place *places;
    uint64_t *terms; /* as book_index.words */
};

struct arena;
void index_words_find(struct index_words *words, struct loading *loading, struct arena *arena);

#endif
