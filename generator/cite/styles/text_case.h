/*
 * text_case: the capitals of titles and of words that begin a sentence.
 *
 *     struct text shown = text_in_case(CASE_TITLE, TEXT("the art of <i>not</i> being governed"), arena);
 *
 * Marks stay, and so does what stands in <span class="nocase">. A word that has a capital anywhere keeps its letters. Title
 * case is that of English: whoever asks for it knows that the title is.
 */
#ifndef CITE_STYLES_TEXT_CASE_H
#define CITE_STYLES_TEXT_CASE_H

#include "base/arena.h"
#include "cite/styles/csl.h"

struct text text_in_case(enum csl_case wanted, struct text text, struct arena *arena);

#endif
