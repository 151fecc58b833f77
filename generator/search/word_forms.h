/*
 * word_forms: the words of a text as they are searched. An index and a query are cut by the same rules, here and in
 * assets/search.js; tests/search/words.txt has cases that both are tested by.
 *
 *     struct search_words words;
 *     search_words_begin(&words, text, arena);
 *     for (struct search_word word; search_words_next(&words, &word);)
 *         use(word.form);
 *
 * The text is folded: NFKC, small letters, nothing that cannot be seen (utf8_fold_compatible). Then:
 *
 *   - A word is a run of letters, marks and digits (\p{L}, \p{M}, \p{N}); all else stands between words.
 *   - An apostrophe (' ’ ‘ ʼ) between two of these: 's is dropped; before t, d, m, ll, re and ve it is left out ("don't" is
 *     "dont"); before anything else it stands between words ("l'homme" is "l", "homme").
 *   - Single letters (\p{L} alone) with a full stop between each two are one word: "U.S." is "us", "e.g." is "eg".
 *   - Han, kana, Hangul syllables, and the letters of Thai, Lao, Khmer and Burmese, which are written without spaces, make runs
 * of their own, mixed as they stand. A run is cut into pairs that overlap, and its last character by itself: so each of its
 *     characters begins a word, and is found by that. A query needs the pairs alone, or the only character.
 *   - The form of a word is without accents (utf8_plain_letters) and has at most SEARCH_WORD_MOST characters.
 *
 * Not utf8_next_word: that counts words, gives Han characters singly and keeps apostrophes; and compare/words.h tells what
 * changed, for which form counts. prose_count (read/document/prose.h) keeps the frequent words of a whole text alone.
 */
#ifndef SEARCH_WORD_FORMS_H
#define SEARCH_WORD_FORMS_H

#include "base/arena.h"
#include "base/text.h"

enum search_word_kind {
    SEARCH_WORD_PLAIN,
    SEARCH_WORD_PAIR, /* two characters of a run */
    SEARCH_WORD_LAST, /* the last character of a run of several: for the index alone */
    SEARCH_WORD_ONLY, /* a run of one character: in a query, all words that begin with it are meant */
};

struct search_word {
    struct text form;
    struct text accented; /* with its accents: what a stemmer is given. `form` itself where it has none */
    enum search_word_kind kind;
};

/* Words of one text, one after the other; what words are made of lives in `arena`. */
struct search_words {
    struct text text; /* folded */
    size_t at;
    size_t run_end; /* of the run without spaces that `at` stands in; 0: in none */
    bool is_within; /* a character of this run came before */
    struct arena *arena;
};

void search_words_begin(struct search_words *words, struct text text, struct arena *arena);
bool search_words_next(struct search_words *words, struct search_word *word);

#endif
