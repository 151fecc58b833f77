/* Passages that align did not find again, but a reader would: their words stand in a passage of the new text. */
#include "compare/lineage/internal.h"

#include "base/array.h"

#include <stdlib.h>

/* How much of its words must stand there. */
enum { TAKEN_PERCENT = 80 };

/* The different pairs of an old passage. */
static uint32_t list_pairs(uint32_t *pairs, const struct plain_text *plain, uint32_t index) {
    uint32_t count = 0, kept = 0;
    for (uint32_t at = plain->first[index]; at + 1 < plain->end[index]; at++)
        pairs[count++] = plain_pair(plain, at);
    if (count)
        qsort(pairs, count, sizeof *pairs, array_by_number);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || pairs[i] != pairs[i - 1])
            pairs[kept++] = pairs[i];
    return kept;
}

static bool is_dead(const struct lineage_side *side, uint32_t old) {
    return side->new_of[old] == NONE && side->first_mark[old] < side->first_mark[old + 1];
}

static uint32_t words_of(const struct lineage_side *side, uint32_t old) {
    return side->plain.end[old] - side->plain.first[old];
}

/* A paragraph that is all of a list item or quotation goes where that goes: in a tight list it is no passage of its own. */
static void follow_container(struct lineage_side *side, uint32_t old) {
    uint32_t parent = side->old->items[old].parent;
    if (parent != NONE && side->new_of[parent] != NONE && words_of(side, parent) == words_of(side, old))
        side->new_of[old] = side->new_of[parent];
}

/* And what is no item or quotation any more goes where its one paragraph goes. */
static void follow_content(struct lineage_side *side, uint32_t old) {
    uint32_t child = old + 1;
    if (!side->old->items[old].is_leaf && side->new_of[child] != NONE && words_of(side, child) == words_of(side, old))
        side->new_of[old] = side->new_of[child];
}

/* Nothing went into a passage that is as it was, unless all of it stands there. */
static bool is_unchanged(const struct lineage_step *step, const struct lineage_side *side, uint32_t new) {
    uint32_t old = side->alignment->old_of[new];
    return old != NONE && side->old->items[old].wording == step->new->items[new].wording;
}

static void rescue_by_words(struct lineage_step *step, struct lineage_side *side, size_t most_words) {
    uint32_t *pairs = step_numbers(step, most_words, 0);
    for (uint32_t i = 0; i < side->old->count; i++) {
        unsigned percent = TAKEN_PERCENT;
        if (!is_dead(side, i))
            continue;
        uint32_t new = step_taker(&percent, step, pairs, list_pairs(pairs, &side->plain, i));
        if (new != NONE && (percent == 100 || !is_unchanged(step, side, new)))
            side->new_of[i] = new;
    }
}

void step_rescue(struct lineage_step *step, struct lineage_side *side) {
    size_t longest = 0;
    for (uint32_t i = 0; i < side->old->count; i++) {
        if (is_dead(side, i))
            follow_container(side, i);
        if (is_dead(side, i) && words_of(side, i) > longest)
            longest = words_of(side, i);
    }
    if (longest)
        rescue_by_words(step, side, longest);
    for (uint32_t i = (uint32_t)side->old->count; i-- > 0;)
        if (is_dead(side, i))
            follow_content(side, i);
}
