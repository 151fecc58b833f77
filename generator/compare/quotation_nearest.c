#include "compare/quotation_nearest.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/none.h"
#include "base/utf8.h"
#include "compare/word_diff.h"

#include <stdlib.h>

/* A sign of the quotation: how often it has it, how often the source does and the window that is being looked at. */
struct wanted {
    uint64_t digest;
    uint32_t needed, in_source, in_window, weight;
};

struct wanted_signs {
    struct wanted *items; /* by digest */
    size_t count, capacity;
};

/* The stretch of signs that is compared: of the quotation from its first part to its last, and of the source. */
struct quoted_window {
    const struct quotable *quoted, *source;
    size_t quoted_from, quoted_to, source_from, source_to;
    bool *is_put_in; /* of each sign of the quotation's: it stands in brackets, between two parts */
    struct arena *arena;
};

/* The window ------------------------------------------------------------------------------------------------------------------
 */

static int compare_wanted(const void *a, const void *b) {
    const struct wanted *left = a, *right = b;
    return left->digest < right->digest ? -1 : left->digest > right->digest;
}

static void gather_wanted(struct wanted_signs *wanted, const struct quoted_window *window) {
    for (size_t i = window->quoted_from; i < window->quoted_to; i++)
        if (!window->is_put_in[i - window->quoted_from])
            *array_add(wanted, window->arena) = (struct wanted){.digest = window->quoted->items[i].digest, .needed = 1};
    qsort(wanted->items, wanted->count, sizeof *wanted->items, compare_wanted);
    size_t kept = 0;
    for (size_t i = 0; i < wanted->count; i++) {
        if (kept && wanted->items[kept - 1].digest == wanted->items[i].digest)
            wanted->items[kept - 1].needed++;
        else
            wanted->items[kept++] = wanted->items[i];
    }
    wanted->count = kept;
}

/* For each sign of the source: which one it is, or NONE. */
static uint32_t *find_wanted(struct wanted_signs *wanted, const struct quoted_window *window) {
    uint32_t *which = arena_array(window->arena, uint32_t, window->source->count);
    for (size_t i = 0; i < window->source->count; i++) {
        struct wanted key = {.digest = window->source->items[i].digest};
        struct wanted *found = bsearch(&key, wanted->items, wanted->count, sizeof key, compare_wanted);
        which[i] = found ? (uint32_t)(found - wanted->items) : NONE;
        if (found)
            found->in_source++;
    }
    return which;
}

/* Words that the source has nowhere weigh as much as its rarest: they are what is missing. Marks weigh nothing. */
static uint32_t weight_of(uint32_t in_source) {
    return in_source <= 1 ? 12 : in_source <= 3 ? 8 : in_source <= 10 ? 4 : in_source <= 40 ? 2 : 1;
}

static uint64_t weigh(struct wanted_signs *wanted, const struct quoted_window *window) {
    uint64_t all = 0;
    for (size_t i = window->quoted_from; i < window->quoted_to; i++) {
        const struct quotable_sign *sign = &window->quoted->items[i];
        struct wanted key = {.digest = sign->digest};
        struct wanted *found = bsearch(&key, wanted->items, wanted->count, sizeof key, compare_wanted);
        if (!found || sign->kind > QUOTABLE_ALONE || window->is_put_in[i - window->quoted_from])
            continue;
        found->weight = weight_of(found->in_source);
        all += found->weight;
    }
    return all;
}

/* Moves a window over the source, and keeps the first of those that have most. Returns what it has. */
static uint64_t find_window(struct quoted_window *window, struct wanted_signs *wanted, const uint32_t *which, size_t size) {
    uint64_t has = 0, most = 0;
    for (size_t i = 0; i < window->source->count; i++) {
        struct wanted *enters = which[i] == NONE ? NULL : &wanted->items[which[i]];
        has += enters && enters->in_window++ < enters->needed ? enters->weight : 0;
        struct wanted *leaves = i >= size && which[i - size] != NONE ? &wanted->items[which[i - size]] : NULL;
        has -= leaves && leaves->in_window-- <= leaves->needed ? leaves->weight : 0;
        if (has > most) {
            most = has;
            window->source_to = i + 1;
            window->source_from = i + 1 > size ? i + 1 - size : 0;
        }
    }
    return most;
}

/* What differs at its edges may stand behind the last word that both have, or before the first. */
static void add_edges(struct quoted_window *window, size_t size) {
    size_t count = window->source->count, more = size / 4;
    window->source_from -= window->source_from < more ? window->source_from : more;
    window->source_to = count - window->source_to < more ? count : window->source_to + more;
}

/* The difference --------------------------------------------------------------------------------------------------------------
 */

static struct diff_words words_of(const struct quotable *text, size_t from, size_t to, const bool *no_match,
                                  struct arena *arena) {
    struct diff_word *words = arena_array(arena, struct diff_word, to - from);
    for (size_t i = from; i < to; i++) {
        const struct quotable_sign *sign = &text->items[i];
        bool ends = sign->kind == QUOTABLE_MARK && sign->digest == text_hash(TEXT("."));
        words[i - from] = (struct diff_word){sign->digest, sign->kind > QUOTABLE_ALONE, ends, no_match && no_match[i - from]};
    }
    return (struct diff_words){words, to - from};
}

/* Narrows the window to what the quotation begins and ends with: what the source has around that is no difference. */
static void narrow(struct quoted_window *window, const struct diff_runs *runs) {
    size_t from = window->source_from;
    const struct diff_run *first = &runs->items[0], *last = &runs->items[runs->count - 1];
    uint32_t before = first->same ? 0 : first->old_to - first->old_from, most = first->new_to - first->new_from;
    window->source_from += before > most ? before - most : 0;
    uint32_t behind = last->same ? 0 : last->old_to - last->old_from;
    most = last == first ? behind : last->new_to - last->new_from;
    window->source_to = from + last->old_to - (behind > most ? behind - most : 0);
}

/* The quotation has all of its words, but begins or ends within a word or number: what that has more, two signs at most. */
static void widen(struct quoted_window *window) {
    for (int i = 0; i < 2; i++) {
        if (window->source_from && quotable_touch(window->source, window->source_from - 1))
            window->source_from--;
        if (quotable_touch(window->source, window->source_to - 1))
            window->source_to++;
    }
}

/* Words in brackets stand for up to eight others each: that is no difference. */
static bool is_allowed(const struct quoted_window *window, const struct diff_run *run) {
    uint32_t brackets = 0;
    for (uint32_t i = run->new_from; i < run->new_to; i++) {
        const struct quotable_sign *sign = &window->quoted->items[window->quoted_from + i];
        if (!window->is_put_in[i])
            return false;
        brackets += window->quoted->text.bytes[sign->start] == '[';
    }
    return quotable_words(window->source, window->source_from + run->old_from, window->source_from + run->old_to) <=
           brackets * QUOTATION_BRACKET_WORDS;
}

static bool is_change(const struct quoted_window *window, const struct diff_run *run) {
    bool is_empty = run->old_from == run->old_to && run->new_from == run->new_to;
    return !run->same && !is_empty && !(run->new_from < run->new_to && is_allowed(window, run));
}

static bool has_change(const struct quoted_window *window, const struct diff_runs *runs) {
    for (size_t i = 0; i < runs->count; i++)
        if (is_change(window, &runs->items[i]))
            return true;
    return false;
}

/* `is_read`: as people can read it, or else so that each word that stays is told to. */
static void compare_window(struct diff_runs *runs, const struct quoted_window *window, bool is_read) {
    struct arena *arena = window->arena;
    struct diff_words old = words_of(window->source, window->source_from, window->source_to, NULL, arena);
    struct diff_words new = words_of(window->quoted, window->quoted_from, window->quoted_to, window->is_put_in, arena);
    if (is_read)
        word_diff(runs, &old, &new, arena);
    else
        word_diff_exact(runs, &old, &new, arena);
}

static void find_changes(struct diff_runs *runs, struct quoted_window *window) {
    compare_window(runs, window, false);
    narrow(window, runs);
    compare_window(runs, window, true);
    if (has_change(window, runs))
        return;
    widen(window);
    compare_window(runs, window, true);
}

/* Told ------------------------------------------------------------------------------------------------------------------------
 */

enum { CONTEXT_SIGNS = 5, CHANGED_SIGNS = 24, TOLD_CHANGES = 4 };

/* Some signs as they are written, with one space for any. */
static void add_written(struct buffer *out, const struct quotable *text, size_t from, size_t to) {
    if (from >= to)
        return;
    struct text written = text_slice(text->text, text->items[from].start, text->items[to - 1].end);
    bool is_space = false;
    for (size_t at = 0; at < written.size;) {
        size_t start = at;
        bool was = is_space;
        is_space = utf8_is_space(utf8_next(written, &at));
        if (!is_space)
            buffer_add(out, text_slice(written, start, at));
        else if (!was)
            buffer_add_char(out, ' ');
    }
}

static void add_cut(struct buffer *out, const struct quotable *text, size_t from, size_t to, size_t most) {
    if (to - from <= most) {
        add_written(out, text, from, to);
        return;
    }
    add_written(out, text, from, from + most / 2);
    buffer_add(out, TEXT(" … "));
    add_written(out, text, to - most / 2, to);
}

/* A space, where one stands before a sign and something was said before. */
static void add_space(struct buffer *out, const struct quotable *text, size_t index) {
    bool has_space = index > 0 && text->items[index - 1].end < text->items[index].start;
    if (out->size && has_space && out->bytes[out->size - 1] != ' ')
        buffer_add_char(out, ' ');
}

static void add_same(struct buffer *out, const struct quoted_window *window, const struct diff_run *run, bool is_first,
                     bool is_last) {
    size_t from = window->quoted_from + run->new_from, to = window->quoted_from + run->new_to;
    if (is_first && to - from > CONTEXT_SIGNS)
        from = to - CONTEXT_SIGNS;
    else if (is_last && to - from > CONTEXT_SIGNS)
        to = from + CONTEXT_SIGNS;
    add_space(out, window->quoted, from);
    add_cut(out, window->quoted, from, to, (size_t)2 * CONTEXT_SIGNS);
}

static void add_changed(struct buffer *out, const struct quoted_window *window, const struct diff_run *run) {
    size_t old = window->source_from + run->old_from, new = window->quoted_from + run->new_from;
    if (run->new_from < run->new_to)
        add_space(out, window->quoted, new);
    else
        add_space(out, window->source, old);
    if (run->old_from < run->old_to) {
        buffer_add(out, TEXT("[-"));
        add_cut(out, window->source, old, window->source_from + run->old_to, CHANGED_SIGNS);
        buffer_add(out, TEXT("-]"));
    }
    if (run->new_from < run->new_to) {
        buffer_add(out, TEXT("{+"));
        add_cut(out, window->quoted, new, window->quoted_from + run->new_to, CHANGED_SIGNS);
        buffer_add(out, TEXT("+}"));
    }
}

static struct text told(const struct quoted_window *window, const struct diff_runs *runs) {
    struct buffer out = {0};
    size_t changes = 0;
    for (size_t i = 0; i < runs->count && changes <= TOLD_CHANGES; i++) {
        bool is_changed = is_change(window, &runs->items[i]);
        changes += is_changed;
        if (changes > TOLD_CHANGES)
            buffer_add(&out, TEXT(" …"));
        else if (is_changed)
            add_changed(&out, window, &runs->items[i]);
        else if (runs->items[i].new_from < runs->items[i].new_to)
            add_same(&out, window, &runs->items[i], i == 0, i + 1 == runs->count);
    }
    return buffer_take(&out, window->arena);
}

static struct quotation_range range_of(const struct quotable *text, size_t from, size_t to) {
    if (from >= text->count)
        return (struct quotation_range){text->text.size, text->text.size};
    return (struct quotation_range){text->items[from].start, from < to ? text->items[to - 1].end : text->items[from].start};
}

/* Where the first difference stands, and the place in the source that all of them do. */
static void set_places(struct quotation_found *found, const struct quoted_window *window, const struct diff_runs *runs) {
    for (size_t i = 0; i < runs->count; i++) {
        const struct diff_run *run = &runs->items[i];
        if (!is_change(window, run))
            continue;
        found->quoted = range_of(window->quoted, window->quoted_from + run->new_from, window->quoted_from + run->new_to);
        break;
    }
    const struct diff_run *first = &runs->items[0], *last = &runs->items[runs->count - 1];
    found->source = range_of(window->source, window->source_from + first->old_from, window->source_from + last->old_to);
}

/* What stands between two parts was put in. */
static uint32_t mark_put_in(struct quoted_window *window, const struct quotation_part *parts, size_t count) {
    uint32_t brackets = 0;
    window->is_put_in = arena_array(window->arena, bool, window->quoted_to - window->quoted_from);
    for (size_t i = 1; i < count; i++) {
        brackets += parts[i].gap / QUOTATION_BRACKET_WORDS;
        for (size_t j = parts[i - 1].to; j < parts[i].from; j++)
            window->is_put_in[j - window->quoted_from] = true;
    }
    return brackets;
}

void quotation_nearest(struct quotation_found *found, const struct quotable *quoted, const struct quotation_part *parts,
                       size_t count, const struct quotable *source, struct arena *arena) {
    struct arena scratch = {0};
    struct quoted_window window = {.quoted = quoted, .source = source, .arena = &scratch};
    window.quoted_from = parts[0].from;
    window.quoted_to = parts[count - 1].to;
    size_t size = window.quoted_to - window.quoted_from;
    size += size / 4 + 4 + (size_t)2 * QUOTATION_BRACKET_WORDS * mark_put_in(&window, parts, count);

    struct wanted_signs wanted = {0};
    gather_wanted(&wanted, &window);
    const uint32_t *which = find_wanted(&wanted, &window);
    uint64_t all = weigh(&wanted, &window), most = find_window(&window, &wanted, which, size);
    found->quoted = range_of(quoted, window.quoted_from, window.quoted_to);
    found->outcome = most && 2 * most >= all ? QUOTATION_DIFFERS : QUOTATION_ABSENT;
    if (found->outcome == QUOTATION_DIFFERS) {
        struct diff_runs runs = {0};
        add_edges(&window, size);
        find_changes(&runs, &window);
        set_places(found, &window, &runs);
        if (has_change(&window, &runs))
            found->difference = text_copy(told(&window, &runs), arena);
        else
            found->outcome = QUOTATION_ABSENT;
    }
    arena_free(&scratch);
}
