/*
 * rows: two aligned texts as one sequence of passages, those of the new text with those that are gone between them. For
 * compare*.c only.
 *
 *     rows_start(&rows, old, new, alignment, arena);
 *     for (size_t i = 0; i < rows.count; i++) show(&rows.items[i]);
 *
 * A unit is what is shown in one piece: a passage that holds no other, or the words that a list item has of its own. A group is
 * the units that became each other: mostly one and one; one and its parts; several and the one that they were merged into.
 */
#ifndef COMPARE_ROWS_H
#define COMPARE_ROWS_H

#include "compare/align.h"
#include "compare/word_diff.h"

struct unit {
    uint32_t passage;
    uint32_t first_word, words; /* in passages->words */
    uint32_t first_run, runs;   /* of the body */
    uint32_t group;             /* NONE: nothing on the other side */
    bool moved;                 /* with all that it became, or came from */
};

struct units {
    const struct passages *passages;
    struct unit *items;
    size_t count, capacity;
    uint32_t *first_of; /* for each passage its first unit, or NONE */
};

struct group {
    uint32_t *olds, *news; /* units, in order */
    size_t old_count, new_count;
    bool same_words; /* one and one, without a difference in words */
    bool same_form;  /* nor in markup */
};

enum row_kind { ROW_KEPT, ROW_ADDED, ROW_REMOVED, ROW_MOVED_AWAY };

struct text_row {
    uint8_t kind;  /* enum row_kind */
    uint32_t unit; /* of the new text; for the last two kinds, of the old one */
};

struct rows {
    struct units old, new;
    struct group *groups;
    size_t group_count;
    struct text_row *items;
    size_t count, capacity;
};

void rows_start(struct rows *rows, const struct passages *old, const struct passages *new, const struct alignment *alignment,
                struct arena *arena);

/* Whether a row is as it was, where it was. */
bool row_is_unchanged(const struct rows *rows, const struct text_row *row);

/* The words of a group's units on one side, with a boundary between each two, for word_diff. */
struct diff_words rows_words(const struct units *units, const uint32_t *of, size_t count, struct arena *arena);

/* As word_diff wants it. `text` is what the word is written with. */
struct diff_word rows_diff_word(const struct passage_word *word, struct text text);

#endif
