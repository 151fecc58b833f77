#include "compare/compare.h"
#include "base/array.h"
#include "letters.h"
#include "pages/difference_rows.h"
#include "targets.h"

#include <stdlib.h>

static void check_words(const struct passages *passages) {
    for (size_t i = 0; i < passages->count; i++) {
        const struct passage *passage = &passages->items[i];
        fuzz_check(passage->first_word + passage->words <= passages->word_count, "words that are not there", passages->text);
        fuzz_check(passage->first_run + passage->runs <= passages->body->runs.count, "runs that are not there", passages->text);
        fuzz_check(passage->parent == NONE || passages->items[passage->parent].last >= i, "a passage outside of its parent",
                   passages->text);
    }
    for (size_t i = 0; i < passages->word_count; i++) {
        const struct passage_word *word = &passages->words[i];
        fuzz_check(word->start <= word->end && word->end <= passages->text.size, "a word outside of the text", passages->text);
        fuzz_check(word->format == NONE || word->format < passages->formats.count, "a format that is not there",
                   passages->text);
    }
}

/* What has been shown so far. */
struct checking {
    unsigned open; /* containers */
    bool folded;
    struct buffer words; /* those that the new text has */
    struct old_words {
        struct text *items;
        size_t count, capacity;
    } olds; /* and the old one, in the order in which they are shown */
    struct arena *arena;
};

/* A word as both texts have it: a note may have another number. Those of a reference without a label are no bytes. */
static void add_old_word(struct old_words *olds, struct text text, const struct passage_word *word, struct arena *arena) {
    struct text letters = word->kind == WORD_NOTE ? TEXT("*") : text_slice(text, word->start, word->end);
    if (letters.size)
        *array_add(olds, arena) = letters;
}

static void check_run(struct checking *checking, const struct shown_run *run) {
    fuzz_check(run->from < run->to && run->to <= run->text->count, "a run of no words", run->text->text);
    fuzz_check(run->text->is_old == (run->change == WORDS_REMOVED), "a run of the other text", run->text->text);
    for (uint32_t i = run->from; i < run->to && run->change != WORDS_REMOVED; i++)
        buffer_add(&checking->words, shown_word(run->text, i));
    for (uint32_t i = run->from; i < run->to && run->change != WORDS_ADDED; i++)
        add_old_word(&checking->olds, run->text->text, &run->text->items[i], checking->arena);
}

static void check_row(struct checking *checking, const struct shown_row *row) {
    fuzz_check(row->closed.count <= checking->open, "more is closed than was opened", TEXT(""));
    checking->open = checking->open - (unsigned)row->closed.count + (unsigned)row->opened.count;
    fuzz_check(row->ends_fold <= checking->folded, "a fold ends that has not begun", TEXT(""));
    checking->folded = (checking->folded && !row->ends_fold) || row->folds;
    for (size_t i = 0; i < row->words.count && row->kind != SHOWN_MOVED_AWAY && row->block != BLOCK_FIGURE; i++)
        check_run(checking, &row->words.items[i]);
}

/* The letters of what stands in no table and no figure, which are compared in parts. */
static struct text plain_words(const struct passages *passages, struct arena *arena) {
    struct buffer out = {0};
    uint32_t end = 0;
    for (size_t i = 0; i < passages->count; i++) {
        const struct passage *passage = &passages->items[i];
        uint32_t next = passage->first_word;
        bool in_parts = passage->kind == BLOCK_TABLE || passage->kind == BLOCK_FIGURE;
        for (uint32_t w = end; w < next; w++)
            buffer_add(&out, text_slice(passages->text, passages->words[w].start, passages->words[w].end));
        end = in_parts ? next + passage->words : next > end ? next : end;
    }
    for (uint32_t w = end; w < passages->word_count; w++)
        buffer_add(&out, text_slice(passages->text, passages->words[w].start, passages->words[w].end));
    return buffer_take(&out, arena);
}

static int by_bytes(const void *left, const void *right) {
    return text_compare(*(const struct text *)left, *(const struct text *)right);
}

static bool in_parts(const struct passages *passages, uint32_t word) {
    for (size_t i = 0; i < passages->count; i++) {
        const struct passage *passage = &passages->items[i];
        bool has_parts = passage->kind == BLOCK_TABLE || passage->kind == BLOCK_FIGURE;
        if (has_parts && word >= passage->first_word && word < passage->first_word + passage->words)
            return true;
    }
    return false;
}

/* All words of the old text are shown, and no others; where nothing moved, in their order. */
static void check_old_words(struct old_words *shown, const struct passages *old, const struct alignment *alignment,
                            struct arena *arena) {
    struct old_words words = {0};
    bool is_moved = false;
    for (size_t i = 0; i < alignment->count; i++)
        is_moved |= alignment->items[i].moved || alignment->items[i].is_split || alignment->items[i].is_merged;
    for (uint32_t w = 0; w < old->word_count; w++)
        if (!in_parts(old, w))
            add_old_word(&words, old->text, &old->words[w], arena);
    if (is_moved && words.count && shown->count) {
        qsort(words.items, words.count, sizeof *words.items, by_bytes);
        qsort(shown->items, shown->count, sizeof *shown->items, by_bytes);
    }
    fuzz_check(words.count == shown->count, "more or fewer words than the old text has", old->text);
    for (size_t i = 0; i < words.count; i++)
        fuzz_check(text_equal(words.items[i], shown->items[i]), "other words than the old text has", words.items[i]);
}

/* A label that has no words of its own would be those of its target. */
static struct text no_label(uint32_t reference, const void *context) {
    (void)reference, (void)context;
    return TEXT("");
}

static void lead_nowhere(struct filling_link *link, uint32_t reference, const void *context, struct arena *arena) {
    (void)context, (void)arena;
    *link = (struct filling_link){.leads = reference & 1, .href = TEXT("../a/")};
}

static void check_difference(const struct passages *old, const struct passages *new, const struct alignment *alignment,
                             struct arena *arena) {
    struct difference_side sides[2] = {{lead_nowhere, NULL}, {lead_nowhere, NULL}};
    struct checking checking = {.arena = arena};
    struct difference difference;
    compare(&difference, &(struct compare_side){.passages = old, .label = no_label},
            &(struct compare_side){.passages = new, .label = no_label}, alignment, &(struct compare_options){0}, arena);
    for (size_t i = 0; i < difference.count; i++)
        check_row(&checking, &difference.items[i]);
    fuzz_check(checking.open == 0 && !checking.folded, "something stays open", new->text);
    struct text shown = buffer_text(&checking.words), words = plain_words(new, arena);
    fuzz_check(!difference.count || text_equal(shown, words), "other words than the new text has", shown);
    if (difference.count)
        check_old_words(&checking.olds, old, alignment, arena);
    difference_rows(&difference, sides, arena);
    buffer_free(&checking.words);
}

static void check_terminal(const struct passages *old, const struct passages *new, const struct alignment *alignment,
                           struct arena *arena) {
    struct buffer out = {0};
    compare_terminal(&out, old, new, alignment, &(struct compare_terminal_options){.width = 40}, arena);
    for (size_t i = 0; i < out.size; i++)
        fuzz_check((unsigned char)out.bytes[i] >= 0x20 || out.bytes[i] == '\n' || out.bytes[i] == '\t', "a control character",
                   buffer_text(&out));
    buffer_free(&out);
}

static void check_same(const struct passages *passages, struct arena *arena) {
    struct alignment alignment;
    struct compare_counts counts;
    align(&alignment, passages, passages, arena);
    compare_count(&counts, passages, passages, &alignment, arena);
    bool is_any = counts.words_added || counts.words_removed || counts.passages_added || counts.passages_removed ||
                  counts.passages_reworded || counts.passages_moved || counts.form;
    fuzz_check(!is_any, "a text differs from itself", passages->text);
}

static bool is_nothing(const struct compare_counts *counts) {
    return !counts->words_added && !counts->words_removed && !counts->passages_added && !counts->passages_removed &&
           !counts->passages_reworded && !counts->passages_moved;
}

/* Of a merge that is one of the texts it joins, nothing is told; of one of two equal texts, no more than of that alone. */
static void check_merge(const struct passages *old, const struct passages *new, const struct alignment *alignment,
                        struct arena *arena) {
    struct compare_counts alone, twice, taken, given;
    struct alignment same;
    align(&same, new, new, arena);
    struct compare_parent before = {old, alignment}, merged = {new, &same};
    compare_count(&alone, old, new, alignment, arena);
    compare_count_merge(&twice, new, (struct compare_parent[]){before, before}, 2, arena);
    compare_count_merge(&taken, new, (struct compare_parent[]){before, merged}, 2, arena);
    compare_count_merge(&given, new, (struct compare_parent[]){merged, before}, 2, arena);
    fuzz_check(twice.words_added <= alone.words_added && twice.words_removed <= alone.words_removed &&
                   twice.passages_added <= alone.passages_added && twice.passages_removed <= alone.passages_removed,
               "a merge is told more than its difference", new->text);
    fuzz_check(is_nothing(&taken) && is_nothing(&given), "a merge is told what one of its sides has", new->text);
}

/* The first byte chooses options; then two texts with "\n%%%\n" between. */
void fuzz_compare(struct text input) {
    unsigned choice = input.size ? (unsigned char)input.bytes[0] : 0;
    struct parse_options options;
    fuzz_parse_options(&options, choice);
    struct text rest = text_after(input, 1), first = fuzz_cut(&rest, TEXT("\n%%%\n"));
    struct arena arena = {0};
    struct fuzz_side old = {0}, new = {0};
    struct alignment alignment;
    fuzz_side_read(&old, first, &options, &arena);
    fuzz_side_read(&new, rest, &options, &arena);
    check_words(&old.passages);
    check_words(&new.passages);
    align(&alignment, &old.passages, &new.passages, &arena);
    fuzz_check_alignment(&alignment, &old.passages, &new.passages);
    check_difference(&old.passages, &new.passages, &alignment, &arena);
    check_terminal(&old.passages, &new.passages, &alignment, &arena);
    check_same(&new.passages, &arena);
    check_merge(&old.passages, &new.passages, &alignment, &arena);
    fuzz_side_free(&old);
    fuzz_side_free(&new);
    arena_free(&arena);
}
