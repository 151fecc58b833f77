#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>

void numbers_add(struct numbers *numbers, uint32_t number, struct arena *arena) {
    *array_add(numbers, arena) = number;
}

bool numbers_have(const struct numbers *numbers, uint32_t number) {
    for (size_t i = 0; i < numbers->count; i++)
        if (numbers->items[i] == number)
            return true;
    return false;
}

void numbers_remap(struct numbers *numbers, const struct registry *registry) {
    for (size_t i = 0; i < numbers->count; i++)
        numbers->items[i] = registry->items[numbers->items[i]].number;
}

/* A number on its way to its place. */
struct keyed {
    struct date date; /* newest first; none last */
    uint32_t weight;  /* largest first */
    struct text key;
    uint32_t number;
};

static int by_key(const void *left, const void *right) {
    const struct keyed *a = left, *b = right;
    int order = date_compare(b->date, a->date);
    if (!order)
        order = (a->weight < b->weight) - (a->weight > b->weight);
    if (!order)
        order = text_compare(a->key, b->key);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static struct numbers sorted(struct keyed *items, uint32_t count, struct arena *arena) {
    struct numbers numbers = {arena_array(arena, uint32_t, count), count, count};
    qsort(items, count, sizeof *items, by_key);
    for (uint32_t i = 0; i < count; i++)
        numbers.items[i] = items[i].number;
    return numbers;
}

struct numbers numbers_by_key(const struct text *keys, uint32_t count, struct arena *arena) {
    struct keyed *items = arena_array(arena, struct keyed, count);
    for (uint32_t i = 0; i < count; i++)
        items[i] = (struct keyed){.key = keys[i], .number = i};
    return sorted(items, count, arena);
}

void things_order(struct loading *loading, uint8_t kind) {
    uint32_t count = site_count(loading->site, kind);
    struct arena scratch = {0};
    struct text *keys = arena_array(&scratch, struct text, count);
    for (uint32_t i = 0; i < count; i++)
        keys[i] = site_thing(loading->site, kind, i)->sort_key;
    things_put_order(loading->site, kind, numbers_by_key(keys, count, loading->arena));
    arena_free(&scratch);
}

void essays_order(struct loading *loading) {
    struct site *site = loading->site;
    struct keyed *items = arena_array(loading->arena, struct keyed, site->essay_count);
    for (uint32_t i = 0; i < site->essay_count; i++)
        items[i] = (struct keyed){
            .date = site->essays[i].date, .key = utf8_fold_plain(site->essays[i].thing.title, loading->arena), .number = i};
    site->essays_by_date = sorted(items, site->essay_count, loading->arena);
}

/* Counts what stands beside `self`, and notes in `met` what was counted. */
static void count_met(const struct together *together, struct numbers *met, const struct numbers *essays, uint32_t self,
                      struct arena *arena) {
    for (size_t i = 0; i < essays->count; i++) {
        const struct numbers *things = essay_names(&together->site->essays[essays->items[i]], together->kind);
        for (size_t j = 0; j < things->count && things->count <= TOGETHER_LARGEST; j++) {
            uint32_t thing = things->items[j];
            if (thing != self && together->counts[thing]++ == 0)
                numbers_add(met, thing, arena);
        }
    }
}

/* Whether `a` goes before `b`. */
static bool is_before(const struct together *together, uint32_t a, uint32_t b) {
    if (together->counts[a] != together->counts[b])
        return together->counts[a] > together->counts[b];
    return together->rank[a] < together->rank[b];
}

/* Puts `thing` in its place among the first ones, of which the last may have to go. */
static void put_in_place(const struct together *together, struct numbers *first, uint32_t thing) {
    size_t at = first->count < together->most ? first->count++ : first->count;
    for (; at > 0 && is_before(together, thing, first->items[at - 1]); at--)
        if (at < first->count)
            first->items[at] = first->items[at - 1];
    if (at < first->count)
        first->items[at] = thing;
}

struct numbers numbers_together(const struct together *together, const struct numbers *essays, uint32_t self,
                                struct arena *arena) {
    struct arena scratch = {0};
    struct numbers met = {0};
    count_met(together, &met, essays, self, &scratch);
    size_t most = met.count < together->most ? met.count : together->most;
    struct numbers first = {.items = arena_array(arena, uint32_t, most), .capacity = most};
    for (size_t i = 0; i < met.count; i++)
        put_in_place(together, &first, met.items[i]);
    for (size_t i = 0; i < met.count; i++)
        together->counts[met.items[i]] = 0;
    arena_free(&scratch);
    return first;
}
