/*
 * book_index: the index of the reader, as at the back of a book: what it speaks of, and where.
 *
 *     const struct book_index *index = site->book_index;          // NULL without one
 *     for (size_t i = 0; i < index->count; i++) {
 *         const struct index_entry *entry = &index->entries[i];
 *         for (uint32_t p = entry->first; p < entry->first + entry->count; p++)
 *             show(&index->places[p]);
 *     }
 *
 * The entries are the reader's terms, topics, places, authors and publications, their other names, which lead to them ("see"),
 * and its distinctive words (connect/index_words.h). A word that is the name of a thing adds its passages to that.
 *
 * By name, folded and without accents: Latin letters first, Han by code point.
 *
 * What an essay gives to the index without saying it in its outline are the passages of these words: `words` says which, so
 * that an edit that moves none of them need not look further (commands/body_edits.h).
 */
#ifndef CONNECT_BOOK_INDEX_H
#define CONNECT_BOOK_INDEX_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PLACES_MOST = 12 };

/* An essay that an entry leads to. */
struct index_place {
    uint32_t essay;
    uint16_t passages[2]; /* of its document; NO_PASSAGE: the whole, or the heading */
    struct text heading;  /* id; "" for none */
};

struct index_entry {
    struct text name, sort_key;
    uint32_t number;       /* of the thing */
    uint32_t first, count; /* of its places, newest essay first */
    uint32_t essays;       /* that are listed on the page of the thing, where these are too many to be places */
    uint8_t kind;          /* enum thing_kind; THING_NONE: a word */
    char letter;           /* under which it stands: listing_letter */
    bool is_other_name;    /* `name` is another name of the thing */
    bool is_alike;         /* another thing has the name, too */
};

struct book_index {
    struct index_entry *entries;
    size_t count;
    struct index_place *places;
    uint64_t *words; /* of each essay: bit i says that the i-th of its document's terms is in the index */
};

struct loading;

/* Makes site->book_index, and its parts if it is long; after related_load. */
void book_index_load(struct loading *loading);

#endif
