/* Names that share a passage, and what each of them stood on when it stood alone. */
#include "compare/lineage/internal.h"

#include "base/array.h"

#include <stdlib.h>

struct shadowing {
    struct lineage_step *step;
    uint32_t *shadow_of; /* of each name: index and 1 in the shadows before, or 0 */
    struct {
        struct lineage_grave *items;
        size_t count, capacity;
    } shadows; /* after this step */
    /* The pairs of two passages, sorted: of an old one, and of what it became. */
    uint32_t *old_pairs, *new_pairs;
    size_t old_count, new_count;
    struct arena *arena;
};

static int by_number(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static size_t list_pairs(uint32_t **pairs, const struct plain_text *plain, uint32_t index, struct arena *arena) {
    uint32_t first = plain->first[index], end = plain->end[index];
    size_t count = 0;
    *pairs = arena_array(arena, uint32_t, end - first + 1);
    for (uint32_t at = first; at + 1 < end; at++)
        (*pairs)[count++] = plain_pair(plain, at);
    if (count)
        qsort(*pairs, count, sizeof **pairs, by_number);
    return count;
}

/* How many of a shadow's pairs are among these. */
static unsigned share(const struct lineage_grave *shadow, const uint32_t *pairs, size_t count) {
    unsigned found = 0;
    for (uint32_t i = 0; i < shadow->sketch_count && count; i++)
        found += bsearch(&shadow->sketch[i], pairs, count, sizeof *pairs, by_number) != NULL;
    return found;
}

/* Whether most of what the old passage had of the name's own words is in the new one, too. */
static bool goes_along(const struct shadowing *shadowing, const struct lineage_grave *shadow) {
    unsigned before = share(shadow, shadowing->old_pairs, shadowing->old_count);
    return 2 * share(shadow, shadowing->new_pairs, shadowing->new_count) >= before;
}

static void carry(struct shadowing *shadowing, uint32_t name, uint32_t new) {
    *array_add(&shadowing->step->carried, &shadowing->step->scratch) = (struct lineage_mark){name, new};
}

static void expel(struct shadowing *shadowing, struct lineage_grave shadow, uint32_t old) {
    struct lineage *lineage = shadowing->step->lineage;
    shadow.last = lineage->last_text;
    shadow.block = old;
    shadow.gone = (uint32_t)lineage->versions.count;
    *array_add(&lineage->graves, shadowing->arena) = shadow;
}

/* A name that stood alone until now. */
static struct lineage_grave new_shadow(const struct lineage_step *step, uint32_t name, uint32_t old) {
    struct lineage_grave shadow = {.name = name, .last = step->lineage->last_text, .block = old};
    grave_describe(&shadow, step->old, &step->old_plain, old);
    return shadow;
}

static void carry_shared(struct shadowing *shadowing, uint32_t old, uint32_t new) {
    struct lineage_step *step = shadowing->step;
    struct arena scratch = {0};
    shadowing->old_count = list_pairs(&shadowing->old_pairs, &step->old_plain, old, &scratch);
    for (uint32_t at = step->first_mark[old]; at < step->first_mark[old + 1]; at++) {
        uint32_t name = step_mark(step, at)->name, known = shadowing->shadow_of[name];
        struct lineage_grave shadow = known ? step->lineage->shadows.items[known - 1] : new_shadow(step, name, old);
        if (known && !goes_along(shadowing, &shadow)) {
            expel(shadowing, shadow, old);
            continue;
        }
        carry(shadowing, name, new);
        *array_add(&shadowing->shadows, shadowing->arena) = shadow;
    }
    arena_free(&scratch);
}

static uint32_t count_names(const struct lineage_step *step, uint32_t new) {
    uint32_t count = 0;
    for (uint32_t old = step->first_old[new]; old != NONE; old = step->next[old])
        count += step->first_mark[old + 1] - step->first_mark[old];
    return count;
}

static void carry_to(struct shadowing *shadowing, uint32_t new) {
    struct lineage_step *step = shadowing->step;
    uint32_t names = count_names(step, new);
    struct arena scratch = {0};
    if (names > 1)
        shadowing->new_count = list_pairs(&shadowing->new_pairs, &step->new_plain, new, &scratch);
    for (uint32_t old = step->first_old[new]; old != NONE; old = step->next[old]) {
        if (names > 1)
            carry_shared(shadowing, old, new);
        else if (names == 1 && step->first_mark[old] < step->first_mark[old + 1])
            carry(shadowing, step_mark(step, step->first_mark[old])->name, new);
    }
    arena_free(&scratch);
}

static void find_shadows(struct shadowing *shadowing) {
    const struct lineage *lineage = shadowing->step->lineage;
    shadowing->shadow_of = step_numbers(shadowing->step, lineage->names.count, 0);
    for (uint32_t i = 0; i < lineage->shadows.count; i++)
        shadowing->shadow_of[lineage->shadows.items[i].name] = i + 1;
}

void step_carry(struct lineage_step *step, struct arena *arena) {
    struct shadowing shadowing = {.step = step, .arena = arena};
    find_shadows(&shadowing);
    step->first_carried = step_numbers(step, step->new->count, 0);
    for (uint32_t j = 0; j < step->new->count; j++) {
        step->first_carried[j] = (uint32_t)step->carried.count;
        carry_to(&shadowing, j);
    }
    step->first_carried[step->new->count] = (uint32_t)step->carried.count;
    step->lineage->shadows.items = shadowing.shadows.items;
    step->lineage->shadows.count = shadowing.shadows.count;
    step->lineage->shadows.capacity = shadowing.shadows.capacity;
}
