/* Names that share a passage, and what each of them stood on when it stood alone. */
#include "compare/lineage/internal.h"

#include "base/array.h"

#include <stdlib.h>

struct shadowing {
    struct lineage_step *step;
    uint32_t *shadow_of; /* of each name: its shadow, or NONE */
    /* The pairs of two passages, sorted: of an old one, and of what it became. */
    uint32_t *old_pairs, *new_pairs;
    size_t old_count, new_count;
    struct arena *arena;
};

static size_t list_pairs(uint32_t **pairs, const struct plain_text *plain, uint32_t index, struct arena *arena) {
    uint32_t first = plain->first[index], end = plain->end[index];
    size_t count = 0;
    *pairs = arena_array(arena, uint32_t, end - first + 1);
    for (uint32_t at = first; at + 1 < end; at++)
        (*pairs)[count++] = plain_pair(plain, at);
    if (count)
        qsort(*pairs, count, sizeof **pairs, array_by_number);
    return count;
}

/* How many of a shadow's pairs are among these. */
static unsigned share(const struct lineage_grave *shadow, const uint32_t *pairs, size_t count) {
    unsigned found = 0;
    for (uint32_t i = 0; i < shadow->sketch_count && count; i++)
        found += bsearch(&shadow->sketch[i], pairs, count, sizeof *pairs, array_by_number) != NULL;
    return found;
}

/* Whether most of what the old passage had of the name's own words is in the new one, too. */
static bool goes_along(const struct shadowing *shadowing, const struct lineage_grave *shadow) {
    unsigned before = share(shadow, shadowing->old_pairs, shadowing->old_count);
    return 2 * share(shadow, shadowing->new_pairs, shadowing->new_count) >= before;
}

static void carry(struct shadowing *shadowing, uint32_t name, uint32_t new) {
    shadowing->step->is_given[name] = GIVEN_CARRIED;
    *array_add(&shadowing->step->carried, &shadowing->step->scratch) = (struct lineage_mark){name, new};
}

static void expel(struct shadowing *shadowing, struct lineage_grave shadow, uint32_t version, uint32_t old) {
    shadow.last = version;
    shadow.block = old;
    shadow.gone = shadowing->step->number;
    step_dig(shadowing->step, shadow, shadowing->arena);
}

/* A name that stood alone until now. */
static struct lineage_grave new_shadow(const struct lineage_side *side, uint32_t name, uint32_t old) {
    struct lineage_grave shadow = {.name = name, .last = side->version, .block = old};
    grave_describe(&shadow, side->old, &side->plain, old);
    return shadow;
}

static void keep_shadow(struct shadowing *shadowing, struct lineage_grave shadow) {
    struct lineage *lineage = shadowing->step->lineage;
    uint32_t known = shadowing->shadow_of[shadow.name];
    if (known != NONE) {
        lineage->shadows.items[known] = shadow;
        return;
    }
    shadowing->shadow_of[shadow.name] = (uint32_t)lineage->shadows.count;
    *array_add(&lineage->shadows, shadowing->arena) = shadow;
}

static bool goes_to(const struct lineage_step *step, const struct lineage_side *side, uint32_t name, uint32_t new) {
    const struct name_fate *fate = &step->fates[name];
    return fate->side == (uint32_t)(side - step->sides) && fate->new == new;
}

static void carry_shared(struct shadowing *shadowing, const struct lineage_side *side, uint32_t old, uint32_t new) {
    struct lineage_step *step = shadowing->step;
    struct arena scratch = {0};
    uint32_t first = side->first_mark[old], end = side->first_mark[old + 1];
    shadowing->old_count = list_pairs(&shadowing->old_pairs, &side->plain, old, &scratch);
    for (uint32_t at = first; at < end; at++) {
        uint32_t name = side_name(step, side, at), known = end - first > 1 ? shadowing->shadow_of[name] : NONE;
        if (!goes_to(step, side, name, new))
            continue;
        struct lineage_grave shadow = known != NONE ? step->lineage->shadows.items[known] : new_shadow(side, name, old);
        if (known != NONE && !goes_along(shadowing, &shadow)) {
            expel(shadowing, shadow, side->version, old);
            continue;
        }
        carry(shadowing, name, new);
        keep_shadow(shadowing, shadow);
    }
    arena_free(&scratch);
}

static uint32_t count_from(const struct lineage_step *step, const struct lineage_side *side, uint32_t new) {
    uint32_t count = 0;
    for (uint32_t old = side->first_old[new]; old != NONE; old = side->next[old])
        for (uint32_t at = side->first_mark[old]; at < side->first_mark[old + 1]; at++)
            count += goes_to(step, side, side_name(step, side, at), new);
    return count;
}

static void carry_from(struct shadowing *shadowing, const struct lineage_side *side, uint32_t new, bool is_shared) {
    struct lineage_step *step = shadowing->step;
    for (uint32_t old = side->first_old[new]; old != NONE; old = side->next[old]) {
        uint32_t first = side->first_mark[old];
        if (is_shared)
            carry_shared(shadowing, side, old, new);
        else
            for (uint32_t at = first; at < side->first_mark[old + 1]; at++)
                if (goes_to(step, side, side_name(step, side, at), new))
                    carry(shadowing, side_name(step, side, at), new);
    }
}

static void carry_to(struct shadowing *shadowing, uint32_t new) {
    struct lineage_step *step = shadowing->step;
    uint32_t names = 0;
    struct arena scratch = {0};
    for (uint32_t s = 0; s < step->side_count; s++)
        names += count_from(step, &step->sides[s], new);
    if (names > 1)
        shadowing->new_count = list_pairs(&shadowing->new_pairs, &step->new_plain, new, &scratch);
    for (uint32_t s = 0; s < step->side_count; s++)
        carry_from(shadowing, &step->sides[s], new, names > 1);
    arena_free(&scratch);
}

static void find_shadows(struct shadowing *shadowing) {
    const struct lineage *lineage = shadowing->step->lineage;
    shadowing->shadow_of = step_numbers(shadowing->step, lineage->names.count, NONE);
    for (uint32_t i = 0; i < lineage->shadows.count; i++)
        shadowing->shadow_of[lineage->shadows.items[i].name] = i;
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
}
