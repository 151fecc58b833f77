/*
 * quotation: whether words stand in a text as they are quoted, and where; if not, what is nearest, and what differs.
 *
 *     struct quotable source, quoted;
 *     quotable_read(&source, words_of_the_source, arena);
 *     quotable_read(&quoted, words_of_the_quotation, arena);
 *     quotation_find(&found, &quoted, &source, &(struct quotation_range){0, SIZE_MAX}, arena);
 *     if (found.outcome == QUOTATION_STANDS)
 *         use(found.source);                            // where it stands
 *     if (found.outcome == QUOTATION_DIFFERS)
 *         tell(found.difference);                       // "they [-would not-]{+would+} go"
 *
 * A quotation is divided into parts by what its writer may do to it:
 *
 *     … ... [...] ……     any number of the source's signs
 *     [word]             up to eight words of the source for each of the brackets, or none
 *     [S]ome             a letter that may be large or small
 *     walk[ed]           any other end, or beginning, of the word
 *
 * Where nothing stands so, brackets are taken for the source's own.
 *
 * Each part must stand in the source sign by sign, and all of them in their order; of several places the one with fewest signs
 * is meant. At the outer edges of a part marks that belong to the sentence around it are free (quotation marks, dashes, and
 * . , ; : at its end); a word is never cut at a hyphen, nor a number anywhere.
 *
 * Likeness plays no part in what stands and what does not. It only finds the place that a wrong quotation is told about.
 *
 * A pure function. Its time grows with the source, times the parts, of which there may be 64.
 */
#ifndef COMPARE_QUOTATION_H
#define COMPARE_QUOTATION_H

#include "compare/quotable.h"

enum quotation_outcome {
    QUOTATION_STANDS,
    QUOTATION_TIED,       /* it stands there at two places, or more, in as few signs */
    QUOTATION_DIFFERS,    /* something is near */
    QUOTATION_DISORDERED, /* each part stands there, but not in this order */
    QUOTATION_ABSENT,     /* nothing is near */
    QUOTATION_WORDLESS,   /* it has no word of the source: only brackets, ellipses and marks */
    QUOTATION_TOO_MANY,   /* parts */
};

/* Bytes of a text. */
struct quotation_range {
    size_t start, end;
};

struct quotation_found {
    enum quotation_outcome outcome;
    struct quotation_range source;  /* where it stands, or the nearest place; else 0 and 0 */
    struct quotation_range another; /* of a tie: the next place */
    struct quotation_range quoted;  /* what differs first, or the part that has no place before the others */
    struct text difference;         /* of one that differs: words of both, what only the source has as [-words-], and what
                                       only the quotation has as {+words+} */
};

/* Of places that are as good, those within `meant`, which are bytes of the source, go before. */
void quotation_find(struct quotation_found *found, const struct quotable *quoted, const struct quotable *source,
                    const struct quotation_range *meant, struct arena *arena);

#endif
