/* Passages that go: their graves, and which of them are true of the text that is shown. */
#include "compare/lineage/internal.h"

#include "base/array.h"

#include <stdlib.h>

/* Digging. */

/*
 * A grave stays when it is true of this text, too: this text descends from the first one without the passage, and is a merge
 * with a text that still had it. Otherwise it was dug on another branch, or the passage has been back since.
 */
static bool is_true_grave(struct lineage_step *step, const struct lineage_grave *grave) {
    return grave->gone == step->number || (step->fates[grave->name].had < step->side_count && step_descends(step, grave->gone));
}

bool step_dig(struct lineage_step *step, struct lineage_grave grave, struct arena *arena) {
    struct lineage *lineage = step->lineage;
    uint32_t known = step->grave_at[grave.name];
    if (known != NONE && is_true_grave(step, &lineage->graves.items[known]))
        return false;
    if (known != NONE)
        lineage->graves.items[known].name = NONE;
    step->grave_at[grave.name] = (uint32_t)lineage->graves.count;
    *array_add(&lineage->graves, arena) = grave;
    return true;
}

static void bury(struct lineage_step *step, const struct lineage_side *side, uint32_t old, struct arena *arena) {
    struct lineage_grave grave = {.last = side->version, .block = old, .gone = step->number};
    bool is_described = false;
    for (uint32_t at = side->first_mark[old]; at < side->first_mark[old + 1]; at++) {
        grave.name = side_name(step, side, at);
        if (step->fates[grave.name].side != NONE)
            continue;
        if (!is_described)
            grave_describe(&grave, side->old, &side->plain, old);
        is_described = true;
        if (step_dig(step, grave, arena))
            grave.is_further = 1;
    }
}

void step_bury(struct lineage_step *step, struct arena *arena) {
    for (uint32_t s = 0; s < step->side_count; s++)
        for (uint32_t i = 0; i < step->sides[s].old->count; i++)
            bury(step, &step->sides[s], i, arena);
}

/* Emptying. */

/* A name that rose; that a merge has, though one of its sides had removed it; or whose grave was dug anew. */
static bool is_empty(struct lineage_step *step, const struct lineage_grave *grave) {
    if (grave->name == NONE || step->is_given[grave->name] == GIVEN_RISEN)
        return true;
    return step->is_given[grave->name] == GIVEN_CARRIED && step->fates[grave->name].had < step->side_count &&
           step_descends(step, grave->gone);
}

/* The first that is left of a passage's names is the one that the others rise with. */
void step_empty_graves(struct lineage_step *step) {
    struct lineage *lineage = step->lineage;
    size_t kept = 0;
    bool is_led = false;
    for (size_t i = 0; i < lineage->graves.count; i++) {
        struct lineage_grave *grave = &lineage->graves.items[i];
        is_led = is_led && grave->is_further;
        if (is_empty(step, grave))
            continue;
        grave->is_further = is_led;
        is_led = true;
        lineage->graves.items[kept++] = *grave;
    }
    lineage->graves.count = kept;
}

/* What is gone from the newest text. */

struct leaving {
    const struct lineage *lineage;
    uint8_t *past; /* of each version up to the newest text: whether that continues it */
    uint8_t *told; /* by name: it is there, or is told as gone */
    struct lineage_gone gone;
    struct arena *arena;
};

static void tell(struct leaving *leaving, struct lineage_grave grave) {
    leaving->told[grave.name] = 1;
    *array_add(&leaving->gone, leaving->arena) = grave;
}

/* Of those that the newest text continues, the first behind the last that had the passage; else the newest itself. */
static uint32_t first_without(const struct leaving *leaving, uint32_t last) {
    uint32_t version = last + 1, newest = leaving->lineage->last_text;
    while (version < newest && !leaving->past[version])
        version++;
    return version < newest ? version : newest;
}

static void tell_graves(struct leaving *leaving) {
    for (size_t i = 0; i < leaving->lineage->graves.count; i++) {
        struct lineage_grave grave = leaving->lineage->graves.items[i];
        if (leaving->told[grave.name])
            continue;
        if (grave.gone > leaving->lineage->last_text || !leaving->past[grave.gone])
            grave.gone = first_without(leaving, grave.last);
        tell(leaving, grave);
    }
}

/* Names of texts that nothing continued: a merge took another side whole. */
static void tell_stranded(struct leaving *leaving) {
    const struct lineage *lineage = leaving->lineage;
    for (uint32_t v = (uint32_t)lineage->versions.count; v-- > 0 && lineage->names.count;) {
        struct lineage_version part = lineage->versions.items[v];
        for (uint32_t i = 0; i < part.count; i++) {
            struct lineage_mark mark = lineage->marks.items[part.first + i];
            if (!leaving->told[mark.name])
                tell(leaving, (struct lineage_grave){
                                  .name = mark.name, .last = v, .block = mark.block, .gone = first_without(leaving, v)});
        }
    }
}

static int by_going(const void *left, const void *right) {
    const struct lineage_grave *a = left, *b = right;
    if (a->gone != b->gone)
        return a->gone < b->gone ? -1 : 1;
    if (a->last != b->last)
        return a->last < b->last ? -1 : 1;
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    return (a->name > b->name) - (a->name < b->name);
}

struct lineage_gone lineage_gone(const struct lineage *lineage, struct arena *arena) {
    struct arena scratch = {0};
    struct leaving leaving = {.lineage = lineage, .arena = arena};
    struct lineage_version newest = lineage->versions.items[lineage->last_text];
    leaving.past = lineage_past(lineage, lineage->last_text, &scratch);
    leaving.told = arena_array(&scratch, uint8_t, lineage->names.count + 1);
    for (uint32_t i = 0; i < newest.count; i++)
        leaving.told[lineage->marks.items[newest.first + i].name] = 1;
    tell_graves(&leaving);
    if (leaving.gone.count + newest.count < lineage->names.count)
        tell_stranded(&leaving);
    if (leaving.gone.count)
        qsort(leaving.gone.items, leaving.gone.count, sizeof *leaving.gone.items, by_going);
    arena_free(&scratch);
    return leaving.gone;
}

/* Names of other branches. */

/* The main name of a passage of the new text so far; NONE of a new one. */
static uint32_t carried_at(const struct lineage_step *step, uint32_t new) {
    if (new >= step->new->count || step->first_carried[new] == step->first_carried[new + 1])
        return NONE;
    return step->carried.items[step->first_carried[new]].name;
}

static bool has_at(const struct lineage *lineage, struct lineage_version part, uint32_t block, uint32_t name) {
    for (uint32_t i = 0; i < part.count; i++) {
        struct lineage_mark mark = lineage->marks.items[part.first + i];
        if (mark.block == block && mark.name == name)
            return true;
    }
    return false;
}

/* The passage before it in the new text, as named so far. */
static uint32_t name_before(const struct lineage_step *step, uint32_t new) {
    const struct lineage *lineage = step->lineage;
    uint32_t first = lineage->versions.items[step->number].first;
    for (size_t i = lineage->marks.count; i-- > first && lineage->marks.items[i].block + 1 >= new;)
        if (lineage->marks.items[i].block + 1 == new)
            return lineage->marks.items[i].name;
    return NONE;
}

/* Whether it stands between what it stood between when it got its name. */
static bool has_neighbour(const struct lineage_step *step, uint32_t name, uint32_t new) {
    const struct lineage *lineage = step->lineage;
    struct lineage_version part = lineage->versions.items[lineage->names.items[name].born];
    for (uint32_t i = 0; i < part.count; i++) {
        struct lineage_mark mark = lineage->marks.items[part.first + i];
        if (mark.name != name)
            continue;
        return (mark.block == 0 && new == 0) ||
               (new > 0 && mark.block > 0 && has_at(lineage, part, mark.block - 1, name_before(step, new))) ||
               has_at(lineage, part, mark.block + 1, carried_at(step, new + 1));
    }
    return false;
}

bool step_is_cousin(struct lineage_step *step, uint32_t name, uint32_t new) {
    const struct lineage *lineage = step->lineage;
    if (name >= step->name_count || step->is_given[name] || step->grave_at[name] != NONE ||
        step_descends(step, lineage->names.items[name].born))
        return false;
    uint32_t words = step->new_plain.end[new] - step->new_plain.first[new];
    if (words < FEW_WORDS && !has_neighbour(step, name, new))
        return false;
    step->is_given[name] = GIVEN_COUSIN;
    return true;
}
