#include "compare/compare.h"

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

static void count_row(struct compare_counts *counts, const struct rows *rows, const struct text_row *row) {
    const struct units *units = row->kind == ROW_REMOVED || row->kind == ROW_MOVED_AWAY ? &rows->old : &rows->new;
    const struct unit *unit = &units->items[row->unit];
    uint32_t words = count_letters(units->passages, unit->first_word, unit->words);
    if (row->kind == ROW_ADDED) {
        counts->passages_added++;
        counts->words_added += words;
    } else if (row->kind == ROW_REMOVED) {
        counts->passages_removed++;
        counts->words_removed += words;
    } else if (row->kind == ROW_KEPT) {
        counts->passages_moved += unit->moved;
    }
}

void compare_count(struct compare_counts *counts, const struct passages *old, const struct passages *new,
                   const struct alignment *alignment, struct arena *arena) {
    struct rows rows;
    rows_start(&rows, old, new, alignment, arena);
    *counts = (struct compare_counts){0};
    for (size_t i = 0; i < rows.count; i++)
        count_row(counts, &rows, &rows.items[i]);
    for (size_t i = 0; i < rows.group_count; i++) {
        if (!rows.groups[i].same_words)
            count_runs(counts, &rows, &rows.groups[i]);
        counts->form |= rows.groups[i].same_words && !rows.groups[i].same_form;
    }
}
