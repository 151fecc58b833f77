#include "compare/word_diff.h"

#include "base/none.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

/* Two stretches that are compared in full have at most so many pairs of words. */
enum { FULL_PAIRS = 1 << 16, DEPTH = 40 };

/* A stretch of both sides. */
struct stretch {
    uint32_t old_from, old_to, new_from, new_to;
};

struct word_comparing {
    const struct diff_word *old, *new;
    uint32_t *new_of; /* for each old word; NONE for none */
};

static bool equal(const struct word_comparing *comparing, uint32_t old, uint32_t new) {
    return comparing->old[old].digest == comparing->new[new].digest && !comparing->old[old].no_match;
}

static struct stretch trimmed(struct word_comparing *comparing, struct stretch part) {
    while (part.old_from < part.old_to && part.new_from < part.new_to && equal(comparing, part.old_from, part.new_from))
        comparing->new_of[part.old_from++] = part.new_from++;
    while (part.old_from < part.old_to && part.new_from < part.new_to && equal(comparing, part.old_to - 1, part.new_to - 1))
        comparing->new_of[--part.old_to] = --part.new_to;
    return part;
}

/* The longest common subsequence of a short stretch, by the table of lengths of what follows. */
static void compare_fully(struct word_comparing *comparing, struct stretch part) {
    uint32_t rows = part.old_to - part.old_from, columns = part.new_to - part.new_from;
    struct arena scratch = {0};
    uint16_t *lengths = arena_array(&scratch, uint16_t, (size_t)(rows + 1) * (columns + 1));
    for (uint32_t i = rows; i-- > 0;)
        for (uint32_t j = columns; j-- > 0;) {
            uint16_t *here = &lengths[(size_t)i * (columns + 1) + j], right = here[1], below = here[columns + 1];
            uint16_t longer = right > below ? right : below;
            *here = equal(comparing, part.old_from + i, part.new_from + j) ? (uint16_t)(here[columns + 2] + 1) : longer;
        }
    for (uint32_t i = 0, j = 0; i < rows && j < columns;) {
        const uint16_t *here = &lengths[(size_t)i * (columns + 1) + j];
        if (equal(comparing, part.old_from + i, part.new_from + j))
            comparing->new_of[part.old_from + i++] = part.new_from + j++;
        else if (here[columns + 1] >= here[1])
            i++;
        else
            j++;
    }
    arena_free(&scratch);
}

/* One word of a stretch, to be sorted. */
struct occurrence {
    uint64_t digest;
    uint32_t index;
};

static int compare_occurrences(const void *a, const void *b) {
    const struct occurrence *left = a, *right = b;
    if (left->digest != right->digest)
        return left->digest < right->digest ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

static struct occurrence *occurrences_of(const struct diff_word *words, uint32_t from, uint32_t to, struct arena *scratch) {
    struct occurrence *items = arena_array(scratch, struct occurrence, to - from);
    for (uint32_t i = from; i < to; i++)
        items[i - from] = (struct occurrence){words[i].digest, i};
    qsort(items, to - from, sizeof *items, compare_occurrences);
    return items;
}

static uint32_t same_end(const struct occurrence *items, uint32_t from, uint32_t count) {
    uint32_t end = from + 1;
    while (end < count && items[end].digest == items[from].digest)
        end++;
    return end;
}

/* For each old word of a stretch that occurs once in both: where it stands in the new one. Marks say too little. */
static uint32_t *find_unique(const struct word_comparing *comparing, struct stretch part, struct arena *scratch) {
    uint32_t olds = part.old_to - part.old_from, news = part.new_to - part.new_from;
    struct occurrence *old = occurrences_of(comparing->old, part.old_from, part.old_to, scratch);
    struct occurrence *new = occurrences_of(comparing->new, part.new_from, part.new_to, scratch);
    uint32_t *unique = arena_array(scratch, uint32_t, olds);
    memset(unique, 0xff, olds * sizeof *unique);
    for (uint32_t i = 0, j = 0; i < olds && j < news;) {
        uint32_t old_end = same_end(old, i, olds), new_end = same_end(new, j, news);
        bool same = old[i].digest == new[j].digest, less = old[i].digest < new[j].digest;
        const struct diff_word *word = &comparing->old[old[i].index];
        if (same && old_end == i + 1 && new_end == j + 1 && !word->is_mark && !word->no_match)
            unique[old[i].index - part.old_from] = new[j].index;
        i = same || less ? old_end : i;
        j = same || !less ? new_end : j;
    }
    return unique;
}

/* The longest chain of these that keeps its order; the others are taken out. Returns its length. */
static uint32_t keep_chain(uint32_t *unique, uint32_t count, struct arena *scratch) {
    uint32_t *ends = arena_array(scratch, uint32_t, count), *before = arena_array(scratch, uint32_t, count), length = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (unique[i] == NONE)
            continue;
        uint32_t low = 0, high = length;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (unique[ends[middle]] < unique[i])
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low ? ends[low - 1] : NONE;
        ends[low] = i;
        length = low == length ? length + 1 : length;
    }
    bool *kept = arena_array(scratch, bool, count);
    for (uint32_t i = length ? ends[length - 1] : NONE; i != NONE; i = before[i])
        kept[i] = true;
    for (uint32_t i = 0; i < count; i++)
        unique[i] = kept[i] ? unique[i] : NONE;
    return length;
}

static void compare_stretch(struct word_comparing *comparing, struct stretch part, unsigned depth);

/* Between the words that occur once; what is long and has none is taken for replaced. */
static void compare_by_unique(struct word_comparing *comparing, struct stretch part, unsigned depth) {
    struct arena scratch = {0};
    uint32_t count = part.old_to - part.old_from;
    uint32_t *unique = find_unique(comparing, part, &scratch);
    if (keep_chain(unique, count, &scratch)) {
        struct stretch between = {part.old_from, part.old_from, part.new_from, part.new_from};
        for (uint32_t i = 0; i < count; i++) {
            if (unique[i] == NONE)
                continue;
            between.old_to = part.old_from + i;
            between.new_to = unique[i];
            compare_stretch(comparing, between, depth + 1);
            comparing->new_of[between.old_to] = unique[i];
            between.old_from = between.old_to + 1;
            between.new_from = unique[i] + 1;
        }
        between.old_to = part.old_to;
        between.new_to = part.new_to;
        compare_stretch(comparing, between, depth + 1);
    }
    arena_free(&scratch);
}

static void compare_stretch(struct word_comparing *comparing, struct stretch part, unsigned depth) {
    part = trimmed(comparing, part);
    uint64_t olds = part.old_to - part.old_from, news = part.new_to - part.new_from;
    if (!olds || !news)
        return;
    if (olds * news <= FULL_PAIRS)
        compare_fully(comparing, part);
    else if (depth < DEPTH)
        compare_by_unique(comparing, part, depth);
}

static void add_run(struct diff_runs *runs, struct diff_run run, struct arena *arena) {
    struct diff_run *last = runs->count ? &runs->items[runs->count - 1] : NULL;
    if (run.old_from == run.old_to && run.new_from == run.new_to)
        return;
    if (last && last->same == run.same) {
        last->old_to = run.old_to;
        last->new_to = run.new_to;
    } else {
        *array_add(runs, arena) = run;
    }
}

static void gather_runs(struct diff_runs *runs, const struct word_comparing *comparing, uint32_t olds, uint32_t news,
                        struct arena *arena) {
    uint32_t old = 0, new = 0;
    for (uint32_t i = 0; i < olds; i++) {
        uint32_t j = comparing->new_of[i];
        if (j == NONE)
            continue;
        add_run(runs, (struct diff_run){old, i, new, j, false}, arena);
        add_run(runs, (struct diff_run){i, i + 1, j, j + 1, true}, arena);
        old = i + 1;
        new = j + 1;
    }
    add_run(runs, (struct diff_run){old, olds, new, news, false}, arena);
}

static uint32_t count_words(const struct diff_word *words, uint32_t from, uint32_t to) {
    uint32_t count = 0;
    for (uint32_t i = from; i < to; i++)
        count += !words[i].is_mark;
    return count;
}

static bool has_boundary(const struct diff_word *words, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (words[i].no_match)
            return true;
    return false;
}

/* How much was changed in a run: the longer of its two sides. */
static uint32_t size_of(const struct word_comparing *comparing, const struct diff_run *run) {
    uint32_t old = count_words(comparing->old, run->old_from, run->old_to);
    uint32_t new = count_words(comparing->new, run->new_from, run->new_to);
    return old > new ? old : new;
}

/*
 * Whether what stayed between two changes is so little that they read better as one. Not when both only add or only remove:
 * then they say exactly what was done.
 */
static bool is_island(const struct word_comparing *comparing, const struct diff_run *runs) {
    enum { ISLAND_WORDS = 2 };
    uint32_t words = count_words(comparing->old, runs[1].old_from, runs[1].old_to);
    bool removes = runs[0].old_to > runs[0].old_from || runs[2].old_to > runs[2].old_from;
    bool adds = runs[0].new_to > runs[0].new_from || runs[2].new_to > runs[2].new_from;
    bool boundary = has_boundary(comparing->old, runs[0].old_from, runs[2].old_to) ||
                    has_boundary(comparing->new, runs[0].new_from, runs[2].new_to);
    return removes && adds && !boundary && words <= ISLAND_WORDS && words <= size_of(comparing, &runs[0]) &&
           words <= size_of(comparing, &runs[2]);
}

static void join_islands(struct diff_runs *runs, const struct word_comparing *comparing) {
    size_t kept = 0;
    for (size_t i = 0; i < runs->count; i++) {
        runs->items[kept++] = runs->items[i];
        struct diff_run *three = kept >= 3 ? &runs->items[kept - 3] : NULL;
        if (three && !three[2].same && is_island(comparing, three)) {
            three[0].old_to = three[2].old_to;
            three[0].new_to = three[2].new_to;
            kept -= 2;
        }
    }
    runs->count = kept;
}

/* How well a change may begin before word `at`. */
static unsigned goodness(const struct diff_word *words, uint32_t at) {
    if (at == 0 || words[at - 1].ends || words[at - 1].no_match)
        return 3;
    return words[at].is_mark ? 1 : words[at - 1].is_mark ? 2 : 1;
}

/* Words that were only added (or removed) before others that are like their end: the same may be said with another beginning.
 */
static uint32_t best_shift(const struct diff_word *words, uint32_t from, uint32_t to, uint32_t least) {
    enum { FARTHEST = 64 };
    uint32_t best = 0;
    for (uint32_t shift = 0; shift <= FARTHEST && from - shift >= least; shift++) {
        if (shift && (words[from - shift].digest != words[to - shift].digest || words[from - shift].no_match))
            break;
        if (goodness(words, from - shift) > goodness(words, from - best))
            best = shift;
        if (from == shift)
            break;
    }
    return best;
}

/* Moves the beginnings of additions and removals to the left, to where a sentence begins. */
static void shift_runs(struct diff_runs *runs, const struct word_comparing *comparing) {
    for (size_t i = 1; i + 1 < runs->count; i++) {
        struct diff_run *before = &runs->items[i - 1], *run = &runs->items[i], *after = &runs->items[i + 1];
        bool adds = run->old_from == run->old_to, removes = run->new_from == run->new_to;
        if (run->same || adds == removes)
            continue;
        uint32_t length = before->old_to - before->old_from;
        uint32_t shift = adds ? best_shift(comparing->new, run->new_from, run->new_to, run->new_from - (length - 1))
                              : best_shift(comparing->old, run->old_from, run->old_to, run->old_from - (length - 1));
        before->old_to -= shift, before->new_to -= shift;
        run->old_from -= shift, run->old_to -= shift, run->new_from -= shift, run->new_to -= shift;
        after->old_from -= shift, after->new_from -= shift;
    }
}

static void compare_words(struct diff_runs *runs, const struct diff_words *old, const struct diff_words *new, bool is_read,
                          struct arena *arena) {
    struct arena scratch = {0};
    struct word_comparing comparing = {.old = old->items, .new = new->items};
    comparing.new_of = arena_array(&scratch, uint32_t, old->count);
    memset(comparing.new_of, 0xff, old->count * sizeof *comparing.new_of);
    compare_stretch(&comparing, (struct stretch){0, (uint32_t)old->count, 0, (uint32_t) new->count}, 0);
    *runs = (struct diff_runs){0};
    gather_runs(runs, &comparing, (uint32_t)old->count, (uint32_t) new->count, arena);
    if (is_read) {
        shift_runs(runs, &comparing);
        join_islands(runs, &comparing);
    }
    arena_free(&scratch);
}

void word_diff(struct diff_runs *runs, const struct diff_words *old, const struct diff_words *new, struct arena *arena) {
    compare_words(runs, old, new, true, arena);
}

void word_diff_exact(struct diff_runs *runs, const struct diff_words *old, const struct diff_words *new, struct arena *arena) {
    compare_words(runs, old, new, false, arena);
}
