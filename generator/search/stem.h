/*
 * stem: what words of one meaning have in common, by the language of their text. The stemmers are libstemmer's (Snowball),
 * which only stem.c includes. They are needed to build an index only: each line of it names all forms of a stem.
 *
 *     struct stemmer *stemmer = stemmer_open(TEXT("en-GB"));
 *     struct text stem = stemmer_stem(stemmer, word, arena);     // "happiness" gives "happi"
 *     stemmer_close(stemmer);
 */
#ifndef SEARCH_STEM_H
#define SEARCH_STEM_H

#include "search/word_forms.h"

struct stemmer;

/* For a language (BCP 47). NULL where there is no stemmer for it, which the other functions take: each word is its own stem. */
struct stemmer *stemmer_open(struct text language);

/* The stem of a word, without accents; of a word of characters that are written without spaces the word itself. */
struct text stemmer_stem(struct stemmer *stemmer, const struct search_word *word, struct arena *arena);
void stemmer_close(struct stemmer *stemmer);

#endif
