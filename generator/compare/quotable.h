/*
 * quotable: a text as the signs that a quotation of it must have, in their order.
 *
 *     struct quotable source;
 *     quotable_read(&source, words, arena);
 *     for (size_t i = 0; i < source.count; i++)
 *         use(source.items[i].digest, text_slice(words, source.items[i].start, source.items[i].end));
 *
 * A sign is a word, a Han character or another that is a word by itself, or a mark of punctuation. What printers and keyboards
 * do differently makes no difference: signs are compared in Unicode's compatible form (a ligature is its letters), all
 * quotation marks are one, a run of dashes is one, and so is a run of full stops from three on; where a space stands counts
 * between letters only, which is where it makes two words of one. What is no part of the wording is no sign: soft hyphens, the
 * marks of notes (fact.³, fact[12], fact*), [sic], and in brackets that somebody set words off ("emphasis added", in several
 * languages). All else counts: capitals, commas, each digit, and the marks within a number, for 1,000 and 1 000 may be written
 * of two.
 *
 * The plain words that are given have "\n" where a line ends and "\n\n" where a block does. A hyphen at the end of a line may
 * be the word's own or the printer's: such a word is equal to both, by being read as without it wherever it stands in the text,
 * and quotable_join does the same to what is compared with it.
 *
 * A pure function, in time that grows with the text.
 */
#ifndef COMPARE_QUOTABLE_H
#define COMPARE_QUOTABLE_H

#include "base/arena.h"
#include "base/text.h"

enum quotable_kind {
    QUOTABLE_WORD,
    QUOTABLE_ALONE,    /* a character that is a word by itself */
    QUOTABLE_MARK,     /* of punctuation, or another */
    QUOTABLE_DASH,     /* hyphens and dashes */
    QUOTABLE_QUOTES,   /* quotation marks */
    QUOTABLE_LEFT_OUT, /* … and what is written for it */
};

struct quotable_sign {
    uint64_t digest;     /* of its compatible form: equal digests, equal signs */
    uint32_t start, end; /* its bytes in the text */
    uint32_t words;      /* that stand before it */
    uint8_t kind;        /* enum quotable_kind */
    uint8_t unused[3];
};

/* A word that a hyphen cuts at the end of a line, and what it is without. */
struct quotable_cut {
    uint64_t left, right, whole; /* digests */
};

struct quotable {
    struct text text;
    struct quotable_sign *items;
    size_t count, capacity;
    struct quotable_cuts {
        struct quotable_cut *items; /* by their halves */
        size_t count, capacity;
    } cuts;
};

/* `text` may have no more than 4 GB, and must outlive the signs. */
void quotable_read(struct quotable *quotable, struct text text, struct arena *arena);

/* As `quotable`, but with the words read as whole that either of the two has at the end of a line. May be `quotable` itself. */
const struct quotable *quotable_join(const struct quotable *quotable, const struct quotable_cuts *cuts, struct arena *arena);

/* What a sign is compared as. */
struct text quotable_form(const struct quotable *quotable, size_t index, struct arena *arena);

/* Whether two signs stand together, with no space between them. */
bool quotable_touch(const struct quotable *quotable, size_t left);

/* How many words there are in all. */
uint32_t quotable_words(const struct quotable *quotable, size_t from, size_t to);

#endif
