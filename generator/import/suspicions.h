/*
 * suspicions: what an editor should look at before an import is believed. Nothing is changed for them: what is suspected is
 * kept, or was removed by a rule, and the account says which.
 *
 *     struct suspicions suspicions = {0};
 *     suspicions_find(&suspicions, intake, &article, rulings, arena);
 *     for (size_t i = 0; i < suspicions.count; i++)
 *         ... suspicion_codes[suspicions.items[i].kind], suspicions.items[i].line
 *
 * Letters that a page lost ("Fran?ais") are told and never guessed.
 */
#ifndef IMPORT_SUSPICIONS_H
#define IMPORT_SUSPICIONS_H

#include "import/rules.h"

enum suspicion_kind {
    SUSPECT_STUB,    /* the text breaks off where a site asks for registration */
    SUSPECT_TWICE,   /* most of the text stands twice in the input */
    SUSPECT_LETTERS, /* a question mark, or U+FFFD, in the midst of a word */
    SUSPECT_STUMP,   /* a sentence of one or two words in running text */
    SUSPECT_HIDDEN,  /* a part of the text that the page does not show */
    SUSPICION_COUNT
};

struct suspicion {
    uint8_t kind;          /* enum suspicion_kind */
    uint32_t line, column; /* of the input, from 1; the column is 0 in a plain text */
    struct text says, help;
};

struct suspicions {
    struct suspicion *items;
    size_t count, capacity;
};

/* W443 to W447 (read/codes.h). */
extern const char *const suspicion_codes[SUSPICION_COUNT];

/* At most one of each kind; it says how often there is more of it. */
void suspicions_find(struct suspicions *suspicions, const struct intake *intake, const struct article *article,
                     const struct ruling *rulings, struct arena *arena);

#endif
