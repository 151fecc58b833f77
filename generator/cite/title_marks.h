/*
 * title_marks: the marks that CSL-JSON has inside of texts: <i>, <b>, <sup>, <sub>, <sc>, and <span> with class="nocase" or
 * small capitals. All else is words, '<' and '&' too.
 *
 *     struct title_marks marks = {.text = title};
 *     struct mark_piece piece;
 *     while (title_marks_next(&piece, &marks))
 *         if (piece.what == MARK_WORDS) add(piece.words);
 *
 * Pieces come in order and nest rightly: a mark that closes nothing is words, and what is open at the end is closed there.
 */
#ifndef CITE_TITLE_MARKS_H
#define CITE_TITLE_MARKS_H

#include "base/text.h"

enum mark_kind {
    MARK_WORDS,
    MARK_ITALIC,
    MARK_BOLD,
    MARK_RAISED,
    MARK_LOWERED,
    MARK_SMALL_CAPITALS,
    MARK_NO_CASE, /* capitals stay as they are in any style */
    MARK_KIND_COUNT
};

struct mark_piece {
    uint8_t what; /* enum mark_kind */
    bool closes;
    struct text words; /* of MARK_WORDS */
};

enum { MARKS_OPEN = 16 }; /* marks that are open at once; those beyond it are words */

struct title_marks {
    struct text text;
    size_t at;
    uint8_t open[MARKS_OPEN]; /* enum mark_kind */
    uint8_t depth;
};

bool title_marks_next(struct mark_piece *piece, struct title_marks *marks);

/* The text without its marks; itself when it has none. */
struct text title_marks_words(struct text text, struct arena *arena);

/* "<i>" and "</i>", as they are written. */
extern const struct text title_marks_opening[MARK_KIND_COUNT], title_marks_closing[MARK_KIND_COUNT];

#endif
