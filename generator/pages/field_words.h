/*
 * field_words: what a difference calls a field of the front matter, and how it says its values, to readers.
 *
 *     fields_diff(&changes, old, new, arena);
 *     gather_text(g, "label", field_label(language, &changes.items[i], arena));             // "Source: address"
 *     gather_text(g, "words", field_words(site, changes.items[i].key, &value, arena));      // "19 March 2024"
 *
 * Names become titles, dates and what a field can be become words of the reader's language; all else is as it is written. What
 * is held back whole today, and was named then, has no name here.
 */
#ifndef PAGES_FIELD_WORDS_H
#define PAGES_FIELD_WORDS_H

#include "compare/fields_diff.h"
#include "compose/language.h"

struct site;

struct text field_label(const struct language *language, const struct fields_change *change, struct arena *arena);
struct text field_words(const struct site *site, struct text key, const struct fields_value *value, struct arena *arena);

#endif
