/* What a merge did itself. */
#include "compare/compare.h"

#include "base/table.h"
#include "compare/rows.h"

#include <string.h>

/* Two texts, and for each word of one which of the other it is; NONE: it is not there. */
struct word_map {
    struct rows rows;
    uint32_t *new_of, *old_of;
    struct gap *gaps; /* for each old word that is not there: where it would stand */
};

/* Words of the new text between the nearest ones that stayed, before and after an old word that did not; none where they meet.
 */
struct gap {
    uint32_t from, to;
};

/* One of the texts that are joined. */
struct parent {
    struct word_map merged; /* from it to the merge */
    struct word_map other;  /* from the first parent to it; not of the first itself */
    struct table passages;  /* how often it has one, by its digest */
};

struct joining {
    const struct passages *merged;
    struct table passages; /* likewise of the merge */
    struct parent *parents;
    size_t count;
    bool *reworded; /* of each unit of the merge: something was done to it, or to the group that it is the first of */
};

/* Which word is which ----------------------------------------------------------------------------------------------------- */

/* The words of units as rows_words puts them behind each other; NONE for a boundary. */
static uint32_t *places_of(const struct units *units, const uint32_t *of, size_t count, size_t words, struct arena *arena) {
    uint32_t *places = arena_array(arena, uint32_t, words);
    for (size_t i = 0, at = 0; i < count; i++) {
        if (i > 0)
            places[at++] = NONE;
        for (uint32_t w = 0; w < units->items[of[i]].words; w++)
            places[at++] = units->items[of[i]].first_word + w;
    }
    return places;
}

static void pair_run(struct word_map *map, const struct diff_run *run, const uint32_t *olds, const uint32_t *news) {
    for (uint32_t i = 0; i < run->old_to - run->old_from; i++) {
        uint32_t old = olds[run->old_from + i], new = news[run->new_from + i];
        if (old != NONE && new != NONE && map->new_of[old] == NONE && map->old_of[new] == NONE) {
            map->new_of[old] = new;
            map->old_of[new] = old;
        }
    }
}

/* Words of a group that stay, at least so many behind each other. */
static void pair_words(struct word_map *map, const struct group *group, uint32_t least) {
    struct arena scratch = {0};
    const struct units *olds = &map->rows.old, *news = &map->rows.new;
    struct diff_words old = rows_words(olds, group->olds, group->old_count, &scratch);
    struct diff_words new = rows_words(news, group->news, group->new_count, &scratch);
    uint32_t *old_places = places_of(olds, group->olds, group->old_count, old.count, &scratch);
    uint32_t *new_places = places_of(news, group->news, group->new_count, new.count, &scratch);
    struct diff_runs runs;
    word_diff_exact(&runs, &old, &new, &scratch);
    for (size_t i = 0; i < runs.count; i++)
        if (runs.items[i].same && runs.items[i].old_to - runs.items[i].old_from >= least)
            pair_run(map, &runs.items[i], old_places, new_places);
    arena_free(&scratch);
}

static uint32_t *list_all(const struct units *units, struct arena *arena) {
    uint32_t *all = arena_array(arena, uint32_t, units->count);
    for (uint32_t i = 0; i < units->count; i++)
        all[i] = i;
    return all;
}

/* Words that went from one passage to another, or whose passages were not paired: where several stay behind each other. */
static void pair_across(struct word_map *map) {
    struct arena scratch = {0};
    const struct units *olds = &map->rows.old, *news = &map->rows.new;
    struct group all = {list_all(olds, &scratch), list_all(news, &scratch), olds->count, news->count, false, false};
    pair_words(map, &all, 3);
    arena_free(&scratch);
}

static void note_gaps(struct word_map *map, uint32_t olds, uint32_t news, struct arena *arena) {
    map->gaps = arena_array(arena, struct gap, olds);
    for (uint32_t i = 0, from = 0; i < olds; i++) {
        map->gaps[i].from = from;
        from = map->new_of[i] == NONE ? from : map->new_of[i] + 1;
    }
    for (uint32_t i = olds, to = news; i-- > 0;) {
        map->gaps[i].to = to;
        to = map->new_of[i] == NONE ? to : map->new_of[i];
    }
}

static uint32_t *nowhere(size_t count, struct arena *arena) {
    uint32_t *places = arena_array(arena, uint32_t, count);
    memset(places, 0xff, count * sizeof *places);
    return places;
}

static void map_words(struct word_map *map, const struct passages *old, const struct passages *new,
                      const struct alignment *alignment, struct arena *arena) {
    rows_start(&map->rows, old, new, alignment, arena);
    map->new_of = nowhere(old->word_count, arena);
    map->old_of = nowhere(new->word_count, arena);
    for (size_t i = 0; i < map->rows.group_count; i++)
        pair_words(map, &map->rows.groups[i], 1);
    pair_across(map);
    note_gaps(map, (uint32_t)old->word_count, (uint32_t) new->word_count, arena);
}

/* Whole passages ---------------------------------------------------------------------------------------------------------- */

static struct text digest_key(const struct units *units, const struct unit *unit) {
    const uint64_t *digest = &units->passages->items[unit->passage].digest;
    return (struct text){(const char *)digest, sizeof *digest};
}

static uint32_t times(const struct table *counts, struct text digest) {
    uint32_t count = table_get(counts, digest);
    return count == NONE ? 0 : count;
}

static void count_passages(struct table *counts, const struct passages *passages, struct arena *arena) {
    for (size_t i = 0; i < passages->count; i++) {
        struct text digest = {(const char *)&passages->items[i].digest, sizeof passages->items[i].digest};
        table_put(counts, digest, times(counts, digest) + 1, arena);
    }
}

/* Whether a parent has a unit's passage, word for word, as often as the merge and `more` times. */
static bool has_passage(const struct joining *joining, const struct parent *parent, struct text digest, uint32_t more) {
    return times(&parent->passages, digest) >= times(&joining->passages, digest) + more;
}

static bool any_has_passage(const struct joining *joining, const struct unit *unit) {
    struct text digest = digest_key(&joining->parents[0].merged.rows.new, unit);
    for (size_t i = 0; i < joining->count; i++)
        if (has_passage(joining, &joining->parents[i], digest, 0))
            return true;
    return false;
}

/* What the merge added ---------------------------------------------------------------------------------------------------- */

static bool any_has_word(const struct joining *joining, uint32_t word) {
    for (size_t i = 0; i < joining->count; i++)
        if (joining->parents[i].merged.old_of[word] != NONE)
            return true;
    return false;
}

/* The group of a unit of the merge in a parent; NULL: nothing became it. */
static const struct group *group_in(const struct parent *parent, uint32_t unit) {
    uint32_t group = parent->merged.rows.new.items[unit].group;
    return group == NONE ? NULL : &parent->merged.rows.groups[group];
}

/* What all parents agree in, of the passage that became a unit. */
struct agreement {
    bool is_new;      /* none has it */
    bool is_reformed; /* of each the words are the same, and the markup is not */
};

static struct agreement agreement_on(const struct joining *joining, uint32_t unit) {
    struct agreement all = {true, true};
    for (size_t i = 0; i < joining->count; i++) {
        const struct group *group = group_in(&joining->parents[i], unit);
        all.is_new &= !group;
        all.is_reformed &= group && group->same_words && !group->same_form;
    }
    return all;
}

static void note_reworded(struct joining *joining, const struct group *group, uint32_t unit) {
    joining->reworded[group ? group->news[0] : unit] = true;
}

static void count_added(struct compare_counts *counts, struct joining *joining, uint32_t index) {
    const struct unit *unit = &joining->parents[0].merged.rows.new.items[index];
    struct agreement all = agreement_on(joining, index);
    uint32_t added = 0;
    counts->form |= all.is_reformed;
    if (any_has_passage(joining, unit))
        return;
    for (uint32_t i = unit->first_word; i < unit->first_word + unit->words; i++) {
        bool is_added = !any_has_word(joining, i);
        added += is_added;
        counts->words_added += is_added && joining->merged->words[i].kind == WORD_LETTERS;
    }
    if (all.is_new && added == unit->words)
        counts->passages_added++;
    else if (added)
        note_reworded(joining, group_in(&joining->parents[0], index), index);
}

/* What the merge removed -------------------------------------------------------------------------------------------------- */

/* Whether another parent, too, has a word of the first, which the merge has not, and in the same place. */
static bool loses_word(const struct parent *first, const struct parent *other, uint32_t word) {
    uint32_t there = other->other.new_of[word];
    if (there == NONE || other->merged.new_of[there] != NONE)
        return false;
    struct gap a = first->merged.gaps[word], b = other->merged.gaps[there];
    return a.from <= b.to && b.from <= a.to;
}

static bool all_lose_passage(const struct joining *joining, struct text digest) {
    size_t losing = 1;
    while (losing < joining->count && has_passage(joining, &joining->parents[losing], digest, 1))
        losing++;
    return losing == joining->count;
}

static bool all_lose_word(const struct joining *joining, uint32_t word) {
    bool lost = joining->parents[0].merged.new_of[word] == NONE;
    for (size_t i = 1; lost && i < joining->count; i++)
        lost = loses_word(&joining->parents[0], &joining->parents[i], word);
    return lost;
}

/* Of a unit of the first parent: what stood there in all of them. */
static void count_removed(struct compare_counts *counts, struct joining *joining, const struct unit *unit) {
    const struct rows *rows = &joining->parents[0].merged.rows;
    bool is_gone = unit->group == NONE, is_lost = is_gone && all_lose_passage(joining, digest_key(&rows->old, unit));
    uint32_t removed = 0;
    for (uint32_t i = unit->first_word; i < unit->first_word + unit->words; i++) {
        bool is_removed = is_lost || all_lose_word(joining, i);
        removed += is_removed;
        is_gone &= joining->parents[0].merged.new_of[i] == NONE;
        counts->words_removed += is_removed && rows->old.passages->words[i].kind == WORD_LETTERS;
    }
    if (is_gone)
        counts->passages_removed += is_lost || removed;
    else if (removed && unit->group != NONE)
        note_reworded(joining, &rows->groups[unit->group], NONE);
}

/* All ----------------------------------------------------------------------------------------------------------------------
 */

static void read_parents(struct joining *joining, const struct compare_parent *parents, struct arena *arena) {
    for (size_t i = 0; i < joining->count; i++) {
        struct parent *parent = &joining->parents[i];
        map_words(&parent->merged, parents[i].passages, joining->merged, parents[i].alignment, arena);
        count_passages(&parent->passages, parents[i].passages, arena);
        if (i == 0)
            continue;
        struct alignment alignment;
        align(&alignment, parents[0].passages, parents[i].passages, arena);
        map_words(&parent->other, parents[0].passages, parents[i].passages, &alignment, arena);
    }
}

void compare_count_merge(struct compare_counts *counts, const struct passages *merged, const struct compare_parent *parents,
                         size_t count, struct arena *arena) {
    struct joining joining = {.merged = merged, .parents = arena_array(arena, struct parent, count), .count = count};
    read_parents(&joining, parents, arena);
    count_passages(&joining.passages, merged, arena);
    const struct rows *rows = &joining.parents[0].merged.rows;
    joining.reworded = arena_array(arena, bool, rows->new.count);
    *counts = (struct compare_counts){0};
    for (uint32_t i = 0; i < rows->new.count; i++)
        count_added(counts, &joining, i);
    for (uint32_t i = 0; i < rows->old.count; i++)
        count_removed(counts, &joining, &rows->old.items[i]);
    for (uint32_t i = 0; i < rows->new.count; i++)
        counts->passages_reworded += joining.reworded[i];
}
