/*
 * plurals: which form of a word a number takes in a language: the cardinal rules of the Unicode CLDR 42, for whole numbers.
 *
 *     plural_of(TEXT("ar"), 5)             // PLURAL_FEW
 *     plural_forms(TEXT("ar"))             // a bit for each of the six
 *
 * A language that is not in the table is taken to have a singular for 1, as most have.
 */
#ifndef COMPOSE_PLURALS_H
#define COMPOSE_PLURALS_H

#include "base/text.h"

enum plural { PLURAL_ZERO, PLURAL_ONE, PLURAL_TWO, PLURAL_FEW, PLURAL_MANY, PLURAL_OTHER, PLURAL_COUNT };

/* "zero", "one", ... */
extern const char *const plural_names[PLURAL_COUNT];

/* `language` is a BCP 47 tag. */
enum plural plural_of(struct text language, uint64_t number);

/* Bit 1 << PLURAL_X for each form that whole numbers take; that of `other` always. */
unsigned plural_forms(struct text language);

#endif
