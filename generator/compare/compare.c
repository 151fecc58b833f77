#include "compare/compare.h"

#include "base/table.h"
#include "compare/rows.h"

static uint32_t count_letters(const struct passages *passages, uint32_t from, uint32_t count) {
    uint32_t words = 0;
    for (uint32_t i = from; i < from + count; i++)
        words += passages->words[i].kind == WORD_LETTERS;
    return words;
}

static uint32_t count_words(const struct diff_words *words, uint32_t from, uint32_t to) {
    uint32_t count = 0;
    for (uint32_t i = from; i < to; i++)
        count += !words->items[i].is_mark;
    return count;
}

static void count_runs(struct compare_counts *counts, const struct rows *rows, const struct group *group) {
    struct arena scratch = {0};
    struct diff_words old = rows_words(&rows->old, group->olds, group->old_count, &scratch);
    struct diff_words new = rows_words(&rows->new, group->news, group->new_count, &scratch);
    struct diff_runs runs;
    word_diff(&runs, &old, &new, &scratch);
    for (size_t i = 0; i < runs.count; i++) {
        const struct diff_run *run = &runs.items[i];
        counts->words_removed += run->same ? 0 : count_words(&old, run->old_from, run->old_to);
        counts->words_added += run->same ? 0 : count_words(&new, run->new_from, run->new_to);
    }
    counts->passages_reworded++;
    arena_free(&scratch);
}

/* The other texts that a merge joins; none in any other comparison. Of each, from digests of passages, how often it has them.
 */
struct other_texts {
    const struct passages *const *items;
    size_t count;
    struct table *passages;
    struct table merged; /* likewise of the merge */
};

static struct text digest_key(const struct passages *passages, uint32_t passage) {
    const uint64_t *digest = &passages->items[passage].digest;
    return (struct text){(const char *)digest, sizeof *digest};
}

static uint32_t times(const struct table *counts, struct text digest) {
    uint32_t count = table_get(counts, digest);
    return count == NONE ? 0 : count;
}

static void count_passages(struct table *counts, const struct passages *passages, struct arena *arena) {
    for (uint32_t i = 0; i < passages->count; i++) {
        struct text digest = digest_key(passages, i);
        table_put(counts, digest, times(counts, digest) + 1, arena);
    }
}

static void note_texts(struct other_texts *others, const struct passages *merged, struct arena *arena) {
    others->passages = arena_array(arena, struct table, others->count);
    for (size_t i = 0; i < others->count; i++)
        count_passages(&others->passages[i], others->items[i], arena);
    if (others->count)
        count_passages(&others->merged, merged, arena);
}

/* How many of the others have a unit's passage, word for word, as often as the merge and `more` times. */
static size_t count_having(const struct other_texts *others, const struct units *units, uint32_t unit, uint32_t more) {
    struct text digest = digest_key(units->passages, units->items[unit].passage);
    size_t having = 0;
    for (size_t i = 0; i < others->count; i++)
        having += times(&others->passages[i], digest) >= times(&others->merged, digest) + more;
    return having;
}

static bool another_has_all(const struct other_texts *others, const struct rows *rows, const struct group *group) {
    size_t taken = 0;
    for (size_t i = 0; i < group->new_count; i++)
        taken += count_having(others, &rows->new, group->news[i], 0) > 0;
    return taken == group->new_count;
}

static void count_row(struct compare_counts *counts, const struct rows *rows, const struct text_row *row,
                      const struct other_texts *others) {
    const struct units *units = row->kind == ROW_REMOVED || row->kind == ROW_MOVED_AWAY ? &rows->old : &rows->new;
    const struct unit *unit = &units->items[row->unit];
    uint32_t words = count_letters(units->passages, unit->first_word, unit->words);
    if (row->kind == ROW_ADDED && count_having(others, units, row->unit, 0) == 0) {
        counts->passages_added++;
        counts->words_added += words;
    } else if (row->kind == ROW_REMOVED && count_having(others, units, row->unit, 1) == others->count) {
        counts->passages_removed++;
        counts->words_removed += words;
    } else if (row->kind == ROW_KEPT && !others->count) {
        counts->passages_moved += unit->moved;
    }
}

void compare_count_merge(struct compare_counts *counts, const struct passages *old, const struct passages *new,
                         const struct alignment *alignment, const struct passages *const *others, size_t other_count,
                         struct arena *arena) {
    struct rows rows;
    struct other_texts texts = {.items = others, .count = other_count};
    rows_start(&rows, old, new, alignment, arena);
    note_texts(&texts, new, arena);
    *counts = (struct compare_counts){0};
    for (size_t i = 0; i < rows.count; i++)
        count_row(counts, &rows, &rows.items[i], &texts);
    for (size_t i = 0; i < rows.group_count; i++) {
        if (other_count && another_has_all(&texts, &rows, &rows.groups[i]))
            continue;
        if (!rows.groups[i].same_words)
            count_runs(counts, &rows, &rows.groups[i]);
        counts->form |= rows.groups[i].same_words && !rows.groups[i].same_form;
    }
}

void compare_count(struct compare_counts *counts, const struct passages *old, const struct passages *new,
                   const struct alignment *alignment, struct arena *arena) {
    compare_count_merge(counts, old, new, alignment, NULL, 0, arena);
}
