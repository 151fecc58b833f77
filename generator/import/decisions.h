/*
 * decisions: what an editor says becomes of lines, whatever the rules say of them.
 *
 *     struct line_ranges keep, remove;
 *     struct text wrong;
 *     if (!line_ranges_read(&keep, &wrong, TEXT("12-20,31"), arena)) ...          // "wrong" is the part that names no lines
 *     decisions_apply(intake, &keep, &remove, &faults, arena);              // before all else that is asked of the intake
 *
 * Places are written as in the account: a line, or line:column of HTML; a line without a column is all that begins in it. Of a
 * plain text any line of a paragraph names it. What is decided says nothing of the fields any more: a title that is kept is
 * text.
 */
#ifndef IMPORT_DECISIONS_H
#define IMPORT_DECISIONS_H

#include "import/intake.h"

/* A line and a column, from 1. */
struct line_place {
    uint32_t line, column; /* 0: the whole line */
};

/* "12" or "12:5". */
bool place_read(struct line_place *place, struct text words);
struct text place_words(struct line_place place, struct arena *arena);

/* From one place to another, both included. */
struct line_range {
    struct text words; /* as it was written: "12-20" */
    struct line_place first, last;
};

struct line_ranges {
    struct line_range *items;
    size_t count, capacity;
};

/* What is wrong with what the editor says. `line` and `column` are those of an account; 0 for the command line. */
struct import_fault {
    uint32_t line, column;
    struct text message, help;
};

struct import_faults {
    struct import_fault *items;
    size_t count, capacity;
};

bool line_ranges_read(struct line_ranges *ranges, struct text *wrong, struct text list, struct arena *arena);

/* A range without a line is a fault, and so is a line of which both is said. */
void decisions_apply(struct intake *intake, const struct line_ranges *keep, const struct line_ranges *remove,
                     struct import_faults *faults, struct arena *arena);

#endif
