#include "kinds/registry.h"

#include "base/array.h"
#include "base/utf8.h"
#include "connect/addresses.h"

#include <stdlib.h>

uint32_t registry_add(struct registry *registry, struct text slug, const struct parsed_file *file, struct arena *arena) {
    if (table_get(&registry->by_slug, slug) != NONE)
        return NONE;
    uint32_t entry = (uint32_t)registry->count;
    *array_add(registry, arena) = (struct registry_entry){.slug = slug, .name = slug, .file = file};
    table_put(&registry->by_slug, slug, entry, arena);
    return entry;
}

uint32_t registry_name(struct registry *registry, uint32_t entry, struct text name, struct arena *arena) {
    struct text key = utf8_fold_letters(text_trim(name), arena);
    uint32_t claimed = table_get(&registry->by_name, key);
    if (claimed == NONE)
        table_put(&registry->by_name, key, entry, arena);
    return claimed;
}

uint32_t registry_find(const struct registry *registry, struct text words, struct arena *arena) {
    uint32_t entry = table_get(&registry->by_slug, words);
    if (entry == NONE)
        entry = table_get(&registry->by_name, utf8_fold_letters(text_trim(words), arena));
    if (entry == NONE)
        entry = table_get(&registry->by_slug, slug_of_name(words, arena));
    return entry;
}

bool registry_is_claimed(const struct registry *registry, struct text words, struct arena *arena) {
    struct text key = utf8_fold_letters(text_trim(words), arena);
    return table_get(&registry->by_slug, words) != NONE || table_get(&registry->by_name, key) != NONE;
}

static uint32_t add_spelling(struct registry *registry, struct text words, uint32_t entry, struct arena *arena) {
    table_put(&registry->by_spelling, words, (uint32_t)registry->spellings.count, arena);
    *array_add(&registry->spellings, arena) = (struct spelling){.words = words, .entry = entry, .uses = 1};
    return entry;
}

bool registry_was_used(const struct registry *registry, struct text words) {
    return table_get(&registry->by_spelling, words) != NONE;
}

uint32_t registry_use(struct registry *registry, struct text words, struct arena *arena) {
    uint32_t known = table_get(&registry->by_spelling, words);
    if (known != NONE) {
        registry->spellings.items[known].uses++;
        return registry->spellings.items[known].entry;
    }
    uint32_t entry = registry_find(registry, words, arena);
    if (entry != NONE)
        return add_spelling(registry, words, entry, arena);
    struct text slug = slug_of_name(words, arena);
    return slug.size ? add_spelling(registry, words, registry_add(registry, slug, NULL, arena), arena) : NONE;
}

uint32_t registry_use_slug(struct registry *registry, struct text slug, struct text words, struct arena *arena) {
    uint32_t entry = table_get(&registry->by_slug, slug);
    if (entry == NONE)
        entry = registry_add(registry, slug, NULL, arena);
    registry_name(registry, entry, words, arena);
    if (table_get(&registry->by_spelling, words) == NONE)
        return add_spelling(registry, words, entry, arena);
    *array_add(&registry->spellings, arena) = (struct spelling){.words = words, .entry = entry, .uses = 1};
    return entry;
}

static void name_by_spellings(struct registry *registry) {
    for (size_t i = 0; i < registry->spellings.count; i++) {
        const struct spelling *spelling = &registry->spellings.items[i];
        struct registry_entry *entry = &registry->items[spelling->entry];
        if (!entry->file && spelling->uses > entry->name_uses) {
            entry->name = spelling->words;
            entry->name_uses = spelling->uses;
        }
    }
}

static int by_slug(const void *left, const void *right) {
    const struct registry_entry *const *a = left, *const *b = right;
    return text_compare((*a)->slug, (*b)->slug);
}

void registry_settle(struct registry *registry, struct arena *arena) {
    name_by_spellings(registry);
    struct registry_entry **order = arena_array(arena, struct registry_entry *, registry->count);
    for (size_t i = 0; i < registry->count; i++)
        order[i] = &registry->items[i];
    qsort(order, registry->count, sizeof(struct registry_entry *), by_slug);
    for (size_t i = 0; i < registry->count; i++)
        order[i]->number = (uint32_t)i;
}
