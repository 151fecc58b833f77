/*
 * no_break: the spaces at which no line may end: within dates, between a number and its unit or what it is the number of, in
 * "z. B.", between the thousands of 1 000 000, and before the stops and inside of the quotation marks of French.
 *
 *     struct text sign = no_break_between(TEXT("on 7"), TEXT("August"));     // U+00A0; "" where a line may end
 *     text = no_break_shown(title, arena);                                   // for HTML, and for nothing else
 *
 * Such a space is put in where HTML is written for who reads it. What is compared, quoted, searched, remembered or exported has
 * the space that somebody wrote: so no id of a passage, no verdict on a quotation and no result of a search knows of it, and
 * a browser finds it by a space.
 *
 * The words are those of many languages at once, for titles and names say not which theirs is, and a number stands before
 * them: "7 mai" is a date in any text.
 */
#ifndef READ_NO_BREAK_H
#define READ_NO_BREAK_H

#include "base/buffer.h"

/* How much of the words around a space is looked at. */
enum { NO_BREAK_BYTES = 24 };

/* What stands in the place of a space that is between two words: U+00A0, U+202F, or "" where it may stay. */
struct text no_break_between(struct text before, struct text behind);

/* Whether the space at `at`, also of HTML, may be such a one: quickly, so that most are passed over. */
bool no_break_is_near(struct text text, size_t at);

/* The text itself where nothing is to be done. */
struct text no_break_shown(struct text text, struct arena *arena);

#endif
