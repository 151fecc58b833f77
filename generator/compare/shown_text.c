#include "compare/shown_text.h"

#include "base/array.h"
#include "compare/rows.h"

void shown_add(struct shown_runs *runs, const struct shown_text *text, size_t from, size_t to, enum word_change change,
               struct arena *arena) {
    struct shown_run *last = runs->count ? &runs->items[runs->count - 1] : NULL;
    if (from >= to)
        return;
    if (last && last->text == text && last->change == change && last->to == from)
        last->to = (uint32_t)to;
    else
        *array_add(runs, arena) = (struct shown_run){text, (uint32_t)from, (uint32_t)to, (uint8_t)change};
}

static uint64_t format_digest(const struct shown_text *text, size_t index) {
    return passage_format_digest(text->formats, text->items[index].format);
}

void shown_add_same(struct shown_runs *runs, const struct shown_text *old, size_t old_from, const struct shown_text *new,
                    size_t new_from, size_t count, struct arena *arena) {
    for (size_t i = 0; i < count; i++) {
        bool as_before = format_digest(old, old_from + i) == format_digest(new, new_from + i);
        shown_add(runs, new, new_from + i, new_from + i + 1, as_before ? WORDS_SAME : WORDS_REFORMATTED, arena);
    }
}

struct text shown_word(const struct shown_text *text, size_t index) {
    return text_slice(text->text, text->items[index].start, text->items[index].end);
}

struct text shown_space(const struct shown_text *text, size_t index) {
    if (text->is_code)
        return text_slice(text->text, index ? text->items[index - 1].end : 0, text->items[index].start);
    return text->items[index].space == SPACE_BEFORE ? TEXT(" ") : TEXT("");
}

void shown_words(struct buffer *out, const struct shown_text *text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        buffer_add(out, i > from ? shown_space(text, i) : TEXT(""));
        buffer_add(out, shown_word(text, i));
    }
}

size_t shown_diff_words(struct diff_word *words, const struct shown_text *text) {
    for (size_t i = 0; i < text->count; i++)
        words[i] = rows_diff_word(&text->items[i], text->text);
    return text->count;
}

static struct diff_words diff_words_of(const struct shown_text *text, struct arena *scratch) {
    struct diff_word *words = arena_array(scratch, struct diff_word, text->count);
    return (struct diff_words){words, shown_diff_words(words, text)};
}

static void compare_words(struct shown_runs *runs, const struct shown_text *old, const struct shown_text *new,
                          struct arena *arena) {
    struct arena scratch = {0};
    struct diff_words before = diff_words_of(old, &scratch), after = diff_words_of(new, &scratch);
    struct diff_runs changes;
    word_diff(&changes, &before, &after, &scratch);
    for (size_t i = 0; i < changes.count; i++) {
        const struct diff_run *run = &changes.items[i];
        if (run->same) {
            shown_add_same(runs, old, run->old_from, new, run->new_from, run->new_to - run->new_from, arena);
            continue;
        }
        shown_add(runs, old, run->old_from, run->old_to, WORDS_REMOVED, arena);
        shown_add(runs, new, run->new_from, run->new_to, WORDS_ADDED, arena);
    }
    arena_free(&scratch);
}

void shown_compare(struct shown_runs *runs, const struct shown_text *old, const struct shown_text *new, struct arena *arena) {
    if (old && new)
        compare_words(runs, old, new, arena);
    else if (new)
        shown_add(runs, new, 0, new->count, WORDS_ADDED, arena);
    else if (old)
        shown_add(runs, old, 0, old->count, WORDS_REMOVED, arena);
}

void shown_side(struct shown_runs *side, const struct shown_text *text, const struct shown_runs *runs, struct arena *arena) {
    size_t at = 0;
    for (size_t i = 0; i < runs->count; i++) {
        const struct shown_run *run = &runs->items[i];
        if (run->text != text || (run->change != WORDS_ADDED && run->change != WORDS_REMOVED))
            continue;
        shown_add(side, text, at, run->from, WORDS_SAME, arena);
        shown_add(side, text, run->from, run->to, run->change, arena);
        at = run->to;
    }
    shown_add(side, text, at, text->count, WORDS_SAME, arena);
}
