/* What an earlier run found, taken over where it was found from the same. */
#include "connect/related/related.h"

#include "base/table.h"

#include <string.h>

/* The record's first bytes; then a number for each slug, then the rows. */
struct picks_head {
    uint32_t essays, most;
};

static size_t row_size(uint32_t most) {
    return (sizeof(struct row) + most * sizeof(uint32_t) + 7) & ~(size_t)7;
}

static size_t picks_size(uint32_t essays, uint32_t most) {
    return sizeof(struct picks_head) + essays * (sizeof(uint64_t) + row_size(most));
}

size_t picks_row_size(const struct picks *picks) {
    return row_size(picks->most);
}

struct row *picks_row(const struct picks *picks, uint32_t essay) {
    size_t offset = sizeof(struct picks_head) + picks->essays * sizeof(uint64_t) + essay * row_size(picks->most);
    return (struct row *)(uintptr_t)(picks->bytes.bytes + offset);
}

bool picks_read(struct picks *picks, struct text bytes) {
    struct picks_head head;
    if (bytes.size < sizeof head)
        return false;
    memcpy(&head, bytes.bytes, sizeof head);
    const uint64_t *slugs = (const uint64_t *)(const void *)(bytes.bytes + sizeof head);
    *picks = (struct picks){bytes, slugs, head.essays, head.most};
    return bytes.size == picks_size(head.essays, head.most);
}

struct picks picks_new(const uint64_t *slugs, uint32_t essays, uint32_t most, struct arena *arena) {
    struct picks_head head = {essays, most};
    size_t size = picks_size(essays, most);
    char *bytes = arena_alloc(arena, size);
    memcpy(bytes, &head, sizeof head);
    memcpy(bytes + sizeof head, slugs, essays * sizeof *slugs);
    struct picks picks;
    picks_read(&picks, (struct text){bytes, size});
    return picks;
}

/* From the numbers that essays had to those that they have. */
struct taking {
    const struct picks *old, *now;
    bool same_numbers; /* the same essays, so with the same numbers */
    struct table numbers;
    struct arena *arena;
};

static struct text text_of_slug(const uint64_t *slug) {
    return (struct text){(const char *)slug, sizeof *slug};
}

static void compare_numbers(struct taking *taking) {
    const struct picks *old = taking->old, *now = taking->now;
    taking->same_numbers = old->essays == now->essays && memcmp(old->slugs, now->slugs, now->essays * sizeof *now->slugs) == 0;
    for (uint32_t i = 0; i < now->essays && !taking->same_numbers; i++)
        table_put(&taking->numbers, text_of_slug(&now->slugs[i]), i, taking->arena);
}

static uint32_t number_now(const struct taking *taking, uint32_t essay) {
    if (essay >= taking->old->essays || taking->same_numbers)
        return essay < taking->old->essays ? essay : NONE;
    return table_get(&taking->numbers, text_of_slug(&taking->old->slugs[essay]));
}

/* False when it was found from something else, or when a pick is there no more. */
static bool take_row(const struct taking *taking, struct row *row, const struct row *old) {
    bool good = digest_equal(row->inputs, old->inputs) && old->count <= taking->now->most;
    row->count = good ? old->count : 0;
    row->why = old->why;
    for (uint32_t i = 0; i < row->count && good; i++) {
        row->picks[i] = number_now(taking, old->picks[i]);
        good = row->picks[i] < taking->now->essays;
    }
    return good;
}

void picks_take(bool *known, const struct picks *now, const struct picks *old, struct arena *arena) {
    struct taking taking = {.old = old, .now = now, .arena = arena};
    compare_numbers(&taking);
    for (uint32_t i = 0; i < old->essays && now->essays; i++) {
        uint32_t essay = number_now(&taking, i);
        if (essay < now->essays)
            known[essay] = take_row(&taking, picks_row(now, essay), picks_row(old, i));
    }
}
