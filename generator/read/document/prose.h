/*
 * prose: the plain words of a document: its sentences, its length, its vocabulary.
 *
 * In prose a reference whose words are its target's title stands as PROSE_MARK, its index in decimal, PROSE_MARK.
 */
#ifndef READ_DOCUMENT_PROSE_H
#define READ_DOCUMENT_PROSE_H

#include "base/arena.h"
#include "base/text.h"

#define PROSE_MARK '\x1f'

/*
 * Offset behind the sentence of `block` that begins at `from`, with the space that follows it. Abbreviations, initials and
 * decimal numbers end none; 。！？ do.
 */
size_t prose_sentence_end(struct text block, size_t from);

/* `sentence` whole, or at most 400 bytes of it around offset `at`, cut at words, with ellipses where something is missing. */
struct text prose_cut(struct text sentence, size_t at, struct arena *arena);

/* Whole sentences from the beginning of `block`, up to about 300 characters; of a longer first one a part. */
struct text prose_excerpt(struct text block, struct arena *arena);

/* A word of the vocabulary: folded. */
struct prose_term {
    struct text word;
    uint32_t count;
};

struct prose_words {
    uint32_t count;           /* of all words; Han, kana and hangul characters one each */
    struct prose_term *terms; /* the most frequent first, those of equal frequency as they appear; at most 64 */
    size_t term_count;
};

/* Terms have at least four letters, or two Han characters, and are no stop words of English. */
void prose_count(struct prose_words *words, struct text prose, struct arena *arena);

#endif
