/*
 * number: what a volume, an edition or a page is, as people write it: "12", "xii", "3–5", "A12, 15".
 *
 *     struct number pages = number_parse(TEXT("321-328"), arena);
 *     number_shorten(&pages, RANGES_CHICAGO_16, arena);            // 321, "-", 28
 *     if (pages.is_plural) ...                                     // "pp."
 */
#ifndef CITE_STYLES_NUMBER_H
#define CITE_STYLES_NUMBER_H

#include "base/arena.h"
#include "cite/styles/csl.h"

struct number_part {
    struct text particle, value; /* "A", "12" */
    struct text joiner;          /* what stands between it and the next: "-", ", " */
};

struct number {
    struct number_part *items;
    size_t count, capacity;
    bool is_numeric;   /* CSL's is-numeric: a label may stand beside it */
    bool is_countable; /* and it is not written with letters: it can be an ordinal, or a range */
    bool is_plural;
};

struct number number_parse(struct text text, struct arena *arena);

/* As one, whatever stands in it: a docket number such as "19-456". */
struct number number_whole(struct text text, struct arena *arena);

/* Ranges as the style has them; `range_joiner` is what the language puts between the two. */
void number_shorten(struct number *number, enum csl_ranges ranges, struct text range_joiner, struct arena *arena);

#endif
