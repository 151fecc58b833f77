/*
 * word_table: from words to numbers, as table.h, for the many words of an index. A word that is short, as nearly all are,
 * stands in its slot: to find it is one look into memory, where most of the time of an index goes.
 *
 *     struct word_table words = {0};
 *     uint32_t found = word_table_get(&words, TEXT("happy"));      // NONE when absent
 *     if (found == NONE) word_table_add(&words, TEXT("happy"), 7, arena);
 *
 * No word has a NUL. The bytes of longer ones are copied.
 */
#ifndef SEARCH_WORD_TABLE_H
#define SEARCH_WORD_TABLE_H

#include "base/table.h"

enum { WORD_TABLE_SHORT = 24 }; /* bytes of a word that stands in its slot */

struct word_table_slot {
    uint64_t word[WORD_TABLE_SHORT / 8]; /* with NULs behind it; all 0: free */
    uint32_t hash, value;
};

struct word_table {
    struct word_table_slot *slots;
    uint32_t count, capacity; /* a power of two, or 0 */
    struct table longer;
};

uint32_t word_table_get(const struct word_table *table, struct text word);

/* The same in two steps: the first one fetches what the second looks at, while the processor does something else. */
struct word_table_slot word_table_expect(const struct word_table *table, struct text word);
uint32_t word_table_get_expected(const struct word_table *table, struct text word, const struct word_table_slot *expected);

/* A word that is not there yet. */
void word_table_add(struct word_table *table, struct text word, uint32_t value, struct arena *arena);

#endif
