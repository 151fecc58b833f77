/* What each name stood for: the exact wordings at which it was carried, and which of them a text has again. */
#include "compare/lineage/internal.h"

#include "base/array.h"

/* Passages of the new text by their exact words. */
struct exact_places {
    uint64_t *digests;
    uint32_t *places; /* NONE for a free slot, SEVERAL when more than one passage says the same */
    uint64_t mask;
};

#define SEVERAL (NONE - 1)

static uint32_t slot_of(const struct exact_places *exact, uint64_t digest) {
    uint64_t slot = digest & exact->mask;
    while (exact->places[slot] != NONE && exact->digests[slot] != digest)
        slot = (slot + 1) & exact->mask;
    return (uint32_t)slot;
}

/* A paragraph that is all of a list item stands where that stands: the inner one is noted. */
static void list_places(struct exact_places *exact, struct lineage_step *step) {
    const struct passage *items = step->new->items;
    uint64_t size = 4;
    while (size < 2 * (uint64_t)step->new->count)
        size *= 2;
    exact->mask = size - 1;
    exact->digests = arena_array(&step->scratch, uint64_t, size);
    exact->places = step_numbers(step, size, NONE);
    for (uint32_t j = 0; j < step->new->count; j++) {
        uint32_t slot = slot_of(exact, items[j].wording), known = exact->places[slot];
        exact->digests[slot] = items[j].wording;
        if (items[j].words)
            exact->places[slot] = known == NONE || (known != SEVERAL && items[known].last >= j) ? j : SEVERAL;
    }
}

/* The only place with these words: of an item and the paragraph that is all of it, the one of this kind. */
static uint32_t only_place(const struct exact_places *exact, const struct passages *new,
                           const struct lineage_wording *wording) {
    uint32_t inner = exact->places[slot_of(exact, wording->digest)];
    if (inner == NONE || inner == SEVERAL)
        return NONE;
    for (uint32_t at = inner; at != NONE && new->items[at].wording == wording->digest; at = new->items[at].parent)
        if (new->items[at].kind == wording->kind)
            return at;
    return inner;
}

/* Where a name could go that has no place. What is so short is known by its neighbours only (step_raise). */
static bool tells(const struct lineage_step *step, uint32_t new) {
    return new != NONE && step->new_plain.end[new] - step->new_plain.first[new] >= FEW_WORDS;
}

static uint32_t *carried_places(struct lineage_step *step) {
    uint32_t *places = step_numbers(step, step->name_count, NONE);
    for (size_t i = 0; i < step->carried.count; i++)
        places[step->carried.items[i].name] = step->carried.items[i].block;
    return places;
}

static bool is_main(const struct lineage_step *step, uint32_t name, uint32_t place) {
    return step->carried.items[step->first_carried[place]].name == name;
}

/*
 * For each name where it has to go: to the only passage with one of its wordings, the first of them, unless it was carried to a
 * passage that has one, too, and is what that is linked by: a further name of it is not missed there. NONE for those that stay
 * as they are.
 */
static uint32_t *find_goals(struct lineage_step *step) {
    const struct lineage *lineage = step->lineage;
    struct exact_places exact;
    list_places(&exact, step);
    uint32_t *goals = step_numbers(step, step->name_count, NONE), *places = carried_places(step);
    uint8_t *stays = arena_array(&step->scratch, uint8_t, step->name_count + 1);
    for (size_t i = 0; i < lineage->wordings.count; i++) {
        const struct lineage_wording *wording = &lineage->wordings.items[i];
        uint32_t place = places[wording->name];
        if (place != NONE && step->new->items[place].wording == wording->digest &&is_main(step, wording->name, place))
            stays[wording->name] = 1;
        else if (goals[wording->name] == NONE)
            goals[wording->name] = only_place(&exact, step->new, wording);
    }
    for (uint32_t name = 0; name < step->name_count; name++)
        if (stays[name] || goals[name] == places[name] || (places[name] == NONE && !tells(step, goals[name])))
            goals[name] = NONE;
    return goals;
}

/* Names by the passage that they go to, in the order in which they were made. */
struct arrivals {
    uint32_t *first, *next; /* by passage, and by name */
};

static struct arrivals list_arrivals(struct lineage_step *step, const uint32_t *goals) {
    struct arrivals arrivals = {step_numbers(step, step->new->count, NONE), step_numbers(step, step->name_count, NONE)};
    for (uint32_t name = step->name_count; name-- > 0;) {
        if (goals[name] == NONE)
            continue;
        arrivals.next[name] = arrivals.first[goals[name]];
        arrivals.first[goals[name]] = name;
    }
    return arrivals;
}

/* The exact wording wins: what align decided for a name is undone where another passage is what the name was given to. */
void step_restore(struct lineage_step *step) {
    const uint32_t *goals = find_goals(step);
    struct arrivals arrivals = list_arrivals(step, goals);
    const struct lineage_mark *before = step->carried.items;
    const uint32_t *first = step->first_carried;
    step->carried.items = NULL;
    step->carried.count = step->carried.capacity = 0;
    step->first_carried = step_numbers(step, step->new->count, 0);
    for (uint32_t j = 0; j < step->new->count; j++) {
        step->first_carried[j] = (uint32_t)step->carried.count;
        for (uint32_t at = first[j]; at < first[j + 1]; at++)
            if (goals[before[at].name] == NONE)
                *array_add(&step->carried, &step->scratch) = before[at];
        for (uint32_t name = arrivals.first[j]; name != NONE; name = arrivals.next[name]) {
            *array_add(&step->carried, &step->scratch) = (struct lineage_mark){name, j};
            step->is_given[name] = step->is_given[name] ? step->is_given[name] : GIVEN_RISEN;
        }
    }
    step->first_carried[step->new->count] = (uint32_t)step->carried.count;
}

/* Keeping them. */

static uint32_t *last_wordings(struct lineage_step *step) {
    uint32_t *last = step_numbers(step, step->lineage->names.count, NONE);
    for (uint32_t i = 0; i < step->lineage->wordings.count; i++)
        last[step->lineage->wordings.items[i].name] = i;
    return last;
}

/* Whether a name had these words before; and the others are left. */
static bool is_known(struct lineage *lineage, uint32_t last, uint64_t digest, uint32_t version) {
    bool known = false;
    for (; last != NONE; last = lineage->wordings.items[last].before) {
        struct lineage_wording *wording = &lineage->wordings.items[last];
        known |= wording->digest == digest;
        if (wording->digest != digest && wording->left == NONE)
            wording->left = version;
    }
    return known;
}

/* `parted`: passages that came by a merge or split; NULL for none. */
static void note_wordings(struct lineage_step *step, uint32_t *last, uint32_t version, const struct passages *passages,
                          const struct plain_text *plain, const bool *parted, struct arena *arena) {
    struct lineage *lineage = step->lineage;
    struct lineage_version part = lineage->versions.items[version];
    for (uint32_t i = 0; i < part.count; i++) {
        struct lineage_mark mark = lineage->marks.items[part.first + i];
        const struct passage *passage = &passages->items[mark.block];
        if (is_known(lineage, last[mark.name], passage->wording, version))
            continue;
        struct lineage_wording wording = {
            .digest = passage->wording,
            .name = mark.name,
            .version = version,
            .block = mark.block,
            .kind = passage->kind,
            .before = last[mark.name],
            .left = NONE,
            .is_parted = parted && parted[mark.block],
        };
        wording_describe(&wording, plain, mark.block);
        *array_add(&lineage->wordings, arena) = wording;
        last[mark.name] = (uint32_t)lineage->wordings.count - 1;
    }
}

/* Those of a text that is the first have none yet. */
void step_note_first(struct lineage_step *step, struct arena *arena) {
    uint32_t *last = NULL;
    for (uint32_t s = 0; s < step->side_count; s++) {
        if (step->sides[s].marks.before_count)
            continue;
        if (!last)
            last = last_wordings(step);
        note_wordings(step, last, step->sides[s].version, step->sides[s].old, &step->sides[s].plain, NULL, arena);
    }
}

/* Of the new passages: which are parts, or wholes of several, or took up what align did not find. */
static bool *find_parted(struct lineage_step *step) {
    bool *parted = arena_array(&step->scratch, bool, step->new->count + 1);
    for (uint32_t s = 0; s < step->side_count; s++) {
        const struct lineage_side *side = &step->sides[s];
        for (size_t i = 0; i < side->alignment->count; i++)
            parted[side->alignment->items[i].new] |= side->alignment->items[i].is_split || side->alignment->items[i].is_merged;
        for (uint32_t old = 0; old < side->old->count; old++)
            if (side->new_of[old] != NONE && side->new_of[old] != side->alignment->new_of[old])
                parted[side->new_of[old]] = true;
    }
    return parted;
}

void step_note_new(struct lineage_step *step, struct arena *arena) {
    note_wordings(step, last_wordings(step), step->number, step->new, &step->new_plain, find_parted(step), arena);
}
