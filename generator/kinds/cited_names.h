/*
 * cited_names: the parts of a name that a citation needs: whose family name is which, and what is no person.
 *
 *     struct work_name name = name_cited(&(struct name_said){.name = author->thing.title, .family = author->family});
 *
 * What is known goes before what is guessed, in this order:
 *
 *   a body, or a name like one's       whole, as it stands (name_is_body)
 *   a family name that is said         the rest is the given name
 *   a name in Han characters           its first character, or two of a compound one
 *   "Family, Given"                    at the comma
 *   one in Han beside one in letters   the word with as many syllables as its family name has characters
 *   a Chinese family name and pinyin   the first word; name_is_guess says so, and it is told (W466)
 *   two words and more                 the last, with its particles: van, de la
 *   one word                           that; in capitals it is a body's
 *
 * A name that is written with its family name first, without a comma, is so wherever it is cited (CSL's static-ordering).
 */
#ifndef KINDS_CITED_NAMES_H
#define KINDS_CITED_NAMES_H

#include "base/text.h"
#include "cite/work.h"

/* What is known of a name; "" where nothing is. */
struct name_said {
    struct text name; /* as it is shown */
    struct text family, given;
    struct text native; /* the same in Han characters */
    bool is_body;
};

/* Slices of what was said. */
struct work_name name_cited(const struct name_said *said);

/* Whether a name is one of a body by its words: "World Trade Organization", "The editors", "Ministry of Commerce". */
bool name_is_body(struct text name);

/* Whether the family name is taken for the first word only because it looks Chinese. */
bool name_is_guess(const struct name_said *said);

#endif
