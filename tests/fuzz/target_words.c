/* Which words of a text stayed. */
#include "compare/shown_text.h"
#include "compare/word_diff.h"
#include "base/array.h"
#include "letters.h"
#include "targets.h"

#include <string.h>

/* Of letters: '.' ends a sentence, ',' is a mark, '|' a boundary, all else a word. */
static struct diff_words words_of(struct text letters, struct arena *arena) {
    struct diff_word *items = arena_array(arena, struct diff_word, letters.size);
    for (size_t i = 0; i < letters.size; i++) {
        char letter = letters.bytes[i];
        items[i] = (struct diff_word){.digest = (unsigned char)letter,
                                      .is_mark = letter == '.' || letter == ',',
                                      .ends = letter == '.',
                                      .no_match = letter == '|'};
    }
    return (struct diff_words){items, letters.size};
}

/* How many words two stretches have in common, in order. */
static uint32_t common_words(struct text old, struct text new, struct arena *arena) {
    uint32_t *lengths = arena_array(arena, uint32_t, new.size + 1);
    for (size_t i = old.size; i-- > 0;) {
        uint32_t diagonal = 0;
        for (size_t j = new.size; j-- > 0;) {
            uint32_t below = lengths[j], right = lengths[j + 1];
            bool same = old.bytes[i] == new.bytes[j] && old.bytes[i] != '|';
            lengths[j] = same ? diagonal + 1 : below > right ? below : right;
            diagonal = below;
        }
    }
    return lengths[0];
}

/* The runs are the two texts, without a gap, and what is the same is so. */
static void check_runs(const struct diff_runs *runs, struct text old, struct text new) {
    uint32_t old_at = 0, new_at = 0;
    for (size_t i = 0; i < runs->count; i++) {
        const struct diff_run *run = &runs->items[i];
        struct text before = text_slice(old, run->old_from, run->old_to), now = text_slice(new, run->new_from, run->new_to);
        fuzz_check(run->old_from == old_at && run->new_from == new_at, "a gap between runs", new);
        fuzz_check(run->old_to >= old_at && run->new_to >= new_at && before.size + now.size > 0, "a run of nothing", new);
        fuzz_check(!i || runs->items[i - 1].same != run->same, "two runs that are one", new);
        fuzz_check(!run->same || (text_equal(before, now) && !text_contains(before, TEXT("|"))), "not the same", new);
        old_at = run->old_to;
        new_at = run->new_to;
    }
    fuzz_check(old_at == old.size && new_at == new.size, "the runs end before the text", new);
}

/* Of short texts as much stays as can, counting the words that read better as rewritten. */
static void check_most_stays(const struct diff_runs *runs, struct text old, struct text new, struct arena *arena) {
    enum { IN_FULL = 250 };
    uint32_t stay = 0;
    if (old.size > IN_FULL || new.size > IN_FULL)
        return;
    for (size_t i = 0; i < runs->count; i++) {
        const struct diff_run *run = &runs->items[i];
        struct text before = text_slice(old, run->old_from, run->old_to), now = text_slice(new, run->new_from, run->new_to);
        stay += run->same ? (uint32_t)before.size : common_words(before, now, arena);
    }
    fuzz_check(stay == common_words(old, new, arena), "more could have stayed", new);
}

static void check_word_diff(struct text old, struct text new, struct arena *arena) {
    struct diff_words before = words_of(old, arena), now = words_of(new, arena);
    struct diff_runs runs;
    word_diff(&runs, &before, &now, arena);
    check_runs(&runs, old, new);
    check_most_stays(&runs, old, new, arena);
}

/* As shown. */

/* The whole of a text. */
static struct shown_text shown_of(const struct passages *passages, bool is_old) {
    return (struct shown_text){.text = passages->text,
                               .formats = &passages->formats,
                               .items = passages->words,
                               .count = passages->word_count,
                               .is_old = is_old};
}

/* What one of the texts is, as the runs say: those words of it that are in none are missing. */
struct reading {
    const struct shown_text *old, *new;
    size_t old_at, new_at;
};

static void read_word(struct reading *reading, const struct shown_run *run, uint32_t at) {
    const struct passage_word *word = &run->text->items[at];
    bool is_old = run->change != WORDS_ADDED, is_new = run->change != WORDS_REMOVED;
    fuzz_check(!is_new || (run->text == reading->new && reading->new_at == at), "not the next new word", run->text->text);
    fuzz_check(!is_old || reading->old_at < reading->old->count, "more old words than there are", run->text->text);
    const struct passage_word *old = is_old ? &reading->old->items[reading->old_at] : word;
    fuzz_check(old->digest == word->digest, "not the next old word", run->text->text);
    if (is_old && is_new) {
        bool as_before = passage_format_digest(reading->old->formats, old->format) ==
                         passage_format_digest(reading->new->formats, word->format);
        fuzz_check(as_before == (run->change == WORDS_SAME), "another look, or not", run->text->text);
    }
    reading->old_at += is_old;
    reading->new_at += is_new;
}

static void check_shown(const struct shown_text *old, const struct shown_text *new, struct arena *arena) {
    struct shown_runs runs = {0};
    struct reading reading = {.old = old, .new = new};
    shown_compare(&runs, old, new, arena);
    for (size_t i = 0; i < runs.count; i++) {
        const struct shown_run *run = &runs.items[i];
        fuzz_check(run->from < run->to && run->to <= run->text->count, "a run of no words", run->text->text);
        for (uint32_t at = run->from; at < run->to; at++)
            read_word(&reading, run, at);
    }
    fuzz_check(reading.old_at == old->count && reading.new_at == new->count, "words are missing", new->text);
}

static void check_shown_texts(struct text first, struct text second, struct arena *arena) {
    struct parse_options options;
    struct fuzz_side old = {0}, new = {0};
    fuzz_parse_options(&options, 0);
    fuzz_side_read(&old, fuzz_letters(first, arena), &options, arena);
    fuzz_side_read(&new, fuzz_letters(second, arena), &options, arena);
    struct shown_text before = shown_of(&old.passages, true), now = shown_of(&new.passages, false);
    check_shown(&before, &now, arena);
    fuzz_side_free(&old);
    fuzz_side_free(&new);
}

/* Two texts of letters with a line "%" between. */
void fuzz_words(struct text input) {
    struct text rest = input, first = fuzz_cut(&rest, TEXT("\n%\n"));
    struct arena arena = {0};
    check_word_diff(first, rest, &arena);
    check_shown_texts(first, rest, &arena);
    arena_free(&arena);
}
