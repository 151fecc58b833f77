/*
 * compare: two versions of a text, and what a visitor sees of the difference.
 *
 *     align(&alignment, &old, &new, arena);
 *     compare_count(&counts, &old, &new, &alignment, arena);
 *     compare(&difference, &(struct compare_side){.passages = &old}, &(struct compare_side){.passages = &new}, &alignment,
 *             &(struct compare_options){0}, arena);
 *     for (size_t i = 0; i < difference.count; i++) show(&difference.items[i]);
 *
 * The difference is a sequence of rows: those of the new text, with what was removed in between. Each says what became of its
 * passage and has its words in runs: kept, removed or added. How it looks is not decided here. Containers that rows open and
 * close (lists' items, quotations, notes) always nest. A pure function; its cost is bounded for any two texts.
 */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "base/buffer.h"
#include "compare/align.h"
#include "compare/shown_text.h"

struct compare_counts {
    uint32_t words_added, words_removed;                                          /* a moved word is neither */
    uint32_t passages_added, passages_removed, passages_reworded, passages_moved; /* of those that hold no other passage */
    bool form; /* markup, or where a reference leads, changed somewhere; line breaks in the source do not count */
};

/* Costs about as much as align. All zero: a visitor sees no difference. */
void compare_count(struct compare_counts *counts, const struct passages *old, const struct passages *new,
                   const struct alignment *alignment, struct arena *arena);

/* One of the texts that a merge joins, as aligned with the merge's. */
struct compare_parent {
    const struct passages *passages;
    const struct alignment *alignment;
};

/*
 * Of a merge: what it did itself, word by word. It added a word that stands in none of its parents, and removed one that stood
 * in all of them; what only some had, or did away with, is their doing. A passage that one of them has word for word, and as
 * often, is theirs. A word that stayed in the middle of a rewritten phrase is not counted here, though compare_count counts
 * it; nor is what moved. Costs as much as align of the first parent and each other, besides.
 */
void compare_count_merge(struct compare_counts *counts, const struct passages *merged, const struct compare_parent *parents,
                         size_t count, struct arena *arena);

/* One of two texts. */
struct compare_side {
    const struct passages *passages;
    struct text (*label)(uint32_t reference, const void *context); /* what a [[..]] shows; NULL: its words, or its target */
    const void *context;
    struct text han; /* language of Han characters in labels; "" for none */
};

struct compare_options {
    bool unfolded; /* unchanged stretches are not folded */
};

/* A cell of a table. */
struct shown_cell {
    struct shown_runs runs;
    bool is_header;
    uint8_t alignment; /* 0 for none, 1 left, 2 center, 3 right */
};

struct shown_line {
    uint32_t first, count; /* of the cells */
    uint8_t change;        /* WORDS_SAME, or the whole line was added or removed */
};

struct shown_table {
    struct shown_cells {
        struct shown_cell *items;
        size_t count, capacity;
    } cells;
    struct shown_lines {
        struct shown_line *items;
        size_t count, capacity;
    } lines;
};

/* What passages are inside of. */
struct shown_container {
    uint8_t kind;    /* BLOCK_ITEM, BLOCK_QUOTE, BLOCK_NOTE */
    uint8_t change;  /* WORDS_SAME, or it was added or removed with everything in it */
    bool is_ordered; /* a numbered list's */
    bool list_too;   /* the list around it, or the section of notes, begins or ends with it */
    uint32_t number;
};

struct shown_containers {
    struct shown_container *items;
    size_t count, capacity;
};

/* What there is to say about a passage that was kept, apart from its words. Numbers are of units: see shown_row. */
struct shown_fate {
    uint32_t part, parts;     /* if it was split: which part of how many; otherwise 0 and 0 */
    uint32_t joined;          /* how many passages it was joined from; 0 for one */
    uint8_t old_level, level; /* of a heading whose level changed; otherwise 0 and 0 */
    bool is_moved;
    uint32_t from; /* the old unit that moved here */
    bool is_up;    /* it was further up */
};

enum shown_kind { SHOWN_KEPT, SHOWN_ADDED, SHOWN_REMOVED, SHOWN_MOVED_AWAY, SHOWN_END };

/* One passage, or what an item has of its own. A row closes containers, may end a fold, begin one, and opens containers. */
struct shown_row {
    uint8_t kind; /* enum shown_kind; SHOWN_END: the last row, which only closes */
    uint8_t block, level;
    uint32_t unit; /* of the new text, or of the old one for a removed passage */
    uint32_t passage;
    struct shown_containers closed, opened;
    bool ends_fold;
    uint32_t folds;      /* how many unchanged passages follow, up to the row that ends the fold; 0: no fold begins here */
    bool is_reworded;    /* or split or joined */
    bool is_reformatted; /* the words are the same */
    bool is_moved;       /* it is in another place */
    struct shown_fate fate;
    uint32_t to;                   /* of one that moved away: the new unit; */
    bool is_up;                    /* it is further up */
    bool is_cut;                   /* and `words` are only its beginning */
    struct shown_runs words;       /* of a figure, its caption */
    struct shown_runs picture;     /* of a figure */
    struct shown_table *tables[2]; /* if the number of columns changed: the old table and the new one */
};

struct difference {
    struct shown_row *items;
    size_t count, capacity; /* none: a visitor sees no difference */
};

void compare(struct difference *difference, const struct compare_side *old, const struct compare_side *new,
             const struct alignment *alignment, const struct compare_options *options, struct arena *arena);

/* How changed words are marked on a terminal; without colour as [-removed-] and {+added+}. */
struct compare_terminal_options {
    bool color;
    unsigned width; /* columns to wrap at; 0: each passage is on one line */
};

/*
 * Appends the passages that differ, with a line about the unchanged ones in between. Nothing when a visitor would see no
 * difference.
 */
void compare_terminal(struct buffer *out, const struct passages *old, const struct passages *new,
                      const struct alignment *alignment, const struct compare_terminal_options *options, struct arena *arena);

#endif
