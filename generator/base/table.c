#include "base/table.h"

#include "base/arena.h"

#include <assert.h>

enum { FIRST_CAPACITY = 16, LARGEST_CAPACITY = 1 << 30 };

/* Never 0, which marks a free slot. */
static uint64_t hash_of(struct text key) {
    uint64_t hash = text_hash(key);
    return hash ? hash : 1;
}

/* The slot that holds `key`, or the free one where it belongs. */
static struct table_slot *slot_of(const struct table *table, struct text key, uint64_t hash) {
    uint32_t mask = table->capacity - 1;
    for (uint32_t at = (uint32_t)hash & mask;; at = (at + 1) & mask) {
        struct table_slot *slot = &table->slots[at];
        if (slot->hash == 0 || (slot->hash == hash && text_equal(slot->key, key)))
            return slot;
    }
}

static void grow_to(struct table *table, uint32_t capacity, struct arena *arena) {
    struct table larger = {.count = table->count, .capacity = capacity};
    larger.slots = arena_array(arena, struct table_slot, larger.capacity);
    for (uint32_t i = 0; i < table->capacity; i++)
        if (table->slots[i].hash)
            *slot_of(&larger, table->slots[i].key, table->slots[i].hash) = table->slots[i];
    *table = larger;
}

static void grow(struct table *table, struct arena *arena) {
    assert(table->capacity < LARGEST_CAPACITY);
    grow_to(table, table->capacity ? table->capacity * 2 : FIRST_CAPACITY, arena);
}

void table_reserve(struct table *table, uint32_t count, struct arena *arena) {
    uint32_t capacity = FIRST_CAPACITY;
    while (capacity < LARGEST_CAPACITY && count > capacity / 4 * 3)
        capacity *= 2;
    if (capacity > table->capacity)
        grow_to(table, capacity, arena);
}

uint32_t table_get(const struct table *table, struct text key) {
    if (table->count == 0)
        return NONE;
    const struct table_slot *slot = slot_of(table, key, hash_of(key));
    return slot->hash ? slot->value : NONE;
}

uint32_t table_put(struct table *table, struct text key, uint32_t value, struct arena *arena) {
    assert(value != NONE);
    if (table->count >= table->capacity / 4 * 3)
        grow(table, arena);

    uint64_t hash = hash_of(key);
    struct table_slot *slot = slot_of(table, key, hash);
    uint32_t before = slot->hash ? slot->value : NONE;
    if (!slot->hash) {
        *slot = (struct table_slot){.key = key, .hash = hash};
        table->count++;
    }
    slot->value = value;
    return before;
}
