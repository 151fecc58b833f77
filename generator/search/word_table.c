#include "search/word_table.h"

#include "base/arena.h"

#include <string.h>

enum { FIRST_CAPACITY = 64 };

/* Up to eight bytes as a number, NULs for those that are not there. Without a loop, and without a copy to read back at once. */
static uint64_t number_of(const char *bytes, size_t size) {
    uint64_t number = 0;
    uint32_t first4, last4;
    uint16_t first2, last2;
    if (size >= 8) {
        memcpy(&number, bytes, 8);
    } else if (size >= 4) {
        memcpy(&first4, bytes, 4);
        memcpy(&last4, bytes + size - 4, 4);
        number = first4 | (uint64_t)last4 << 8 * (size - 4);
    } else if (size >= 2) {
        memcpy(&first2, bytes, 2);
        memcpy(&last2, bytes + size - 2, 2);
        number = first2 | (uint64_t)last2 << 8 * (size - 2);
    } else if (size) {
        number = (unsigned char)bytes[0];
    }
    return number;
}

/* A slot for a word; a longer one has none. */
static struct word_table_slot slot_for(struct text word, uint32_t value) {
    struct word_table_slot slot = {.value = value};
    slot.word[0] = number_of(word.bytes, word.size);
    if (word.size > 8)
        slot.word[1] = number_of(word.bytes + 8, word.size - 8);
    if (word.size > 16)
        slot.word[2] = number_of(word.bytes + 16, word.size - 16);
    uint64_t mixed = slot.word[0] * UINT64_C(0x9e3779b97f4a7c15) ^ slot.word[1] * UINT64_C(0xc2b2ae3d27d4eb4f) ^
                     slot.word[2] * UINT64_C(0x165667b19e3779f9);
    slot.hash = (uint32_t)((mixed ^ mixed >> 29) * UINT64_C(0xbf58476d1ce4e5b9) >> 32);
    return slot;
}

static bool is_free(const struct word_table_slot *slot) {
    return !slot->word[0];
}

static bool is_same(const struct word_table_slot *a, const struct word_table_slot *b) {
    return a->word[0] == b->word[0] && a->word[1] == b->word[1] && a->word[2] == b->word[2];
}

/* The slot that has the word of `like`, or the free one where it belongs. */
static struct word_table_slot *slot_of(const struct word_table *table, const struct word_table_slot *like) {
    uint32_t mask = table->capacity - 1, at = like->hash & mask;
    while (!is_free(&table->slots[at]) && !is_same(&table->slots[at], like))
        at = (at + 1) & mask;
    return &table->slots[at];
}

static void grow(struct word_table *table, struct arena *arena) {
    struct word_table larger = *table;
    larger.capacity = table->capacity ? table->capacity * 2 : FIRST_CAPACITY;
    larger.slots = arena_array(arena, struct word_table_slot, larger.capacity);
    for (uint32_t i = 0; i < table->capacity; i++)
        if (!is_free(&table->slots[i]))
            *slot_of(&larger, &table->slots[i]) = table->slots[i];
    *table = larger;
}

struct word_table_slot word_table_expect(const struct word_table *table, struct text word) {
    struct word_table_slot like = slot_for(word, NONE);
    if (table->count)
        __builtin_prefetch(&table->slots[like.hash & (table->capacity - 1)]);
    return like;
}

uint32_t word_table_get_expected(const struct word_table *table, struct text word, const struct word_table_slot *expected) {
    if (word.size > WORD_TABLE_SHORT)
        return table_get(&table->longer, word);
    if (!table->count)
        return NONE;
    const struct word_table_slot *slot = slot_of(table, expected);
    return is_free(slot) ? NONE : slot->value;
}

uint32_t word_table_get(const struct word_table *table, struct text word) {
    struct word_table_slot like = slot_for(word, NONE);
    return word_table_get_expected(table, word, &like);
}

void word_table_add(struct word_table *table, struct text word, uint32_t value, struct arena *arena) {
    if (word.size > WORD_TABLE_SHORT) {
        table_put(&table->longer, text_copy(word, arena), value, arena);
        return;
    }
    if (table->count + 1 >= table->capacity / 4 * 3)
        grow(table, arena);
    struct word_table_slot like = slot_for(word, value);
    *slot_of(table, &like) = like;
    table->count++;
}
