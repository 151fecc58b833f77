/*
 * names: the parts of a person's name: which is the family name, what names are sorted by, and whether one text names several
 * persons.
 *
 *     struct person_name name = name_parts(TEXT("King, Martin L., Jr."));   // family "King", given "Martin L.", suffix "Jr."
 *
 * Guesses, which a record's `family` replaces. What stands in brackets, Jr., III and degrees never sort. Particles (van, de la,
 * bin) belong to the family name; small ones do not sort: van Gogh stands under G, Le Guin under L.
 */
#ifndef KINDS_NAMES_H
#define KINDS_NAMES_H

#include "base/text.h"

/* A name taken apart; slices of it. */
struct person_name {
    struct text given, family, suffix;
    struct text filed; /* the family name from where it sorts: without small particles */
    bool is_turned;    /* it was written as "Family, Given" */
};

struct person_name name_parts(struct text name);

/* "King, Martin L., Jr." as "Martin L. King Jr."; a name that is not turned round as it is. */
struct text name_straight(struct text name, struct arena *arena);

/* Folded, family name first: what a list of names is sorted by. */
struct text name_sort_key(struct text name, struct text family, struct arena *arena);

/* Why a text is not the name of one person or body, as a phrase: "it holds an \"and\""; NULL when nothing speaks against it. */
const char *name_is_several(struct text name);

/* Whether a word is one of a list with spaces between, but for ASCII case and full stops. Asked for each word of each name. */
bool name_word_is(struct text word, const char *words);

/* Jr., III: what tells the bearers of one name apart. */
bool name_is_generation(struct text suffix);

/* Jr., III, PhD: a word that follows names and belongs to none of their parts. */
bool name_is_suffix(struct text word);

#endif
