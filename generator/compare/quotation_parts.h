/*
 * quotation_parts: a quotation divided by what its writer left out, put in and changed. For compare/quotation*.c only.
 */
#ifndef COMPARE_QUOTATION_PARTS_H
#define COMPARE_QUOTATION_PARTS_H

#include "compare/quotable.h"

enum {
    QUOTATION_MOST_PARTS = 64,
    QUOTATION_BRACKET_WORDS = 8, /* for which one pair of brackets may stand */
};

#define QUOTATION_ANY_WORDS UINT32_MAX

/*
 * Signs `from` to `to` of the quotation, which stand in the source one behind the other. Of a word that is partly in brackets
 * the source's word needs only its `head` and `tail`, what is outside of them.
 */
struct quotation_part {
    size_t from, to;
    uint32_t gap; /* how many words of the source may stand before it, behind the part before; 0: it follows at once */
    bool is_word; /* partly in brackets */
    bool is_case; /* of which the brackets hold one letter, at its beginning: only the case is free */
    struct text head, inside, tail; /* of such a word, in their forms */
};

struct quotation_parts {
    struct quotation_part *items;
    size_t count, capacity;
};

/*
 * False when there are more than QUOTATION_MOST_PARTS. `as_written`: brackets are the source's own, as where somebody is quoted
 * who quotes, and only what is left out divides.
 */
bool quotation_divide(struct quotation_parts *parts, const struct quotable *quoted, bool as_written, struct arena *arena);

#endif
