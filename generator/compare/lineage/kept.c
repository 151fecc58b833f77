/* How much of each wording is left in the newest text. */
#include "compare/lineage/internal.h"

#include <stdlib.h>

/* The words of one passage, sorted. */
struct word_set {
    uint32_t *items;
    size_t count;
};

static int by_number(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void take_words(struct word_set *set, const struct plain_text *plain, uint32_t index) {
    set->count = 0;
    for (uint32_t at = plain->first[index]; at < plain->end[index]; at++)
        set->items[set->count++] = plain_word(plain, at);
    if (set->count)
        qsort(set->items, set->count, sizeof *set->items, by_number);
}

static uint8_t percent_kept(const struct lineage_wording *wording, const struct word_set *set) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < wording->sketch_count && set->count; i++)
        found += bsearch(&wording->sketch[i], set->items, set->count, sizeof *set->items, by_number) != NULL;
    return wording->sketch_count ? (uint8_t)(found * 100 / wording->sketch_count) : 100;
}

static uint32_t *last_of_names(const struct lineage *lineage, struct arena *arena) {
    uint32_t *last = arena_array(arena, uint32_t, lineage->names.count + 1);
    for (size_t i = 0; i < lineage->names.count; i++)
        last[i] = NONE;
    for (uint32_t i = 0; i < lineage->wordings.count; i++)
        last[lineage->wordings.items[i].name] = i;
    return last;
}

uint8_t *lineage_kept(const struct lineage *lineage, const struct passages *newest, struct arena *arena) {
    struct arena scratch = {0};
    struct plain_text plain;
    plain_words(&plain, newest, &scratch);
    uint32_t *last = last_of_names(lineage, &scratch);
    struct word_set set = {arena_array(&scratch, uint32_t, newest->word_count + 1), 0};
    uint8_t *kept = arena_array(arena, uint8_t, lineage->wordings.count + 1);
    for (size_t i = 0; i < lineage->wordings.count; i++)
        kept[i] = 100;
    struct lineage_version part = lineage->versions.items[lineage->last_text];
    for (uint32_t i = 0; i < part.count; i++) {
        struct lineage_mark mark = lineage->marks.items[part.first + i];
        uint32_t at = last[mark.name];
        if (mark.block >= newest->count || at == NONE || lineage->wordings.items[at].before == NONE)
            continue;
        take_words(&set, &plain, mark.block);
        for (; at != NONE; at = lineage->wordings.items[at].before)
            kept[at] = percent_kept(&lineage->wordings.items[at], &set);
    }
    arena_free(&scratch);
    return kept;
}
