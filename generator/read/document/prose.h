/*
 * prose: the plain words of a document: its sentences, its length, its vocabulary.
 *
 * In prose a reference whose words are its target's title stands as PROSE_MARK, its index in decimal, PROSE_MARK. Words that
 * are struck out stand between two PROSE_STRUCK.
 */
#ifndef READ_DOCUMENT_PROSE_H
#define READ_DOCUMENT_PROSE_H

#include "base/arena.h"
#include "base/buffer.h"

#define PROSE_MARK '\x1f'
#define PROSE_STRUCK '\x1e'

/* What an element around words does to them that plain words must say. */
enum prose_element { PROSE_NOTHING, PROSE_STRIKES, PROSE_RAISES, PROSE_LOWERS, PROSE_QUOTES };

/* By its name in small letters. */
enum prose_element prose_element_of(struct text name);

/* A part of a block for a reader of plain words: what is struck out there stands between tildes, as its editor wrote it. */
struct text prose_shown(struct text block, struct text part, struct arena *arena);

/*
 * Words that are raised (or lowered), so that 10 to the sixth is not 106: as the characters that Unicode has for them, or in
 * parentheses behind ^ (or _). Letters alone stay as they are, and so does what looks like the mark of a note: "1st", "[2]".
 */
void prose_add_raised(struct buffer *out, struct text words, bool is_lowered);

/* Prose with what `show` appends in the place of each mark. */
typedef void prose_shower(struct buffer *out, uint32_t reference, const void *context);
struct text prose_filled(struct text prose, prose_shower *show, const void *context, struct arena *arena);

/*
 * Offset behind the sentence of `block` that begins at `from`, with the space that follows it. Abbreviations, initials and
 * decimal numbers end none; 。！？ do.
 */
size_t prose_sentence_end(struct text block, size_t from);

/* `sentence` whole, or at most 400 bytes of it around offset `at`, cut at words, with ellipses where something is missing. */
struct text prose_cut(struct text sentence, size_t at, struct arena *arena);

/* Whole sentences from the beginning of `block`, up to about 300 characters; of a longer first one a part. */
struct text prose_excerpt(struct text block, struct arena *arena);

/*
 * The beginning of `text`, with at most `most` characters: whole sentences where these have `least` characters or more, or else
 * words, with an ellipsis.
 */
struct text prose_beginning(struct text text, size_t least, size_t most, struct arena *arena);

/* As many words from its beginning as `most` characters hold, and behind them an ellipsis; of a shorter text all. */
struct text prose_opening(struct text text, size_t most, struct arena *arena);

/* From which offset of the prose on words stand in a block, and in none inside of it; NONE: in no block. */
struct prose_place {
    uint32_t start, block;
};

struct prose_places {
    struct prose_place *items; /* by where they start; of several that start at one the last counts */
    size_t count, capacity;
};

enum { TERM_BLOCKS = 2 };

/* A word of the vocabulary: folded. */
struct prose_term {
    struct text word;
    struct text written; /* as it stands in the prose, where it has the fewest capitals */
    uint32_t capitals;   /* how many it has there */
    uint32_t count;
    uint32_t blocks[TERM_BLOCKS]; /* the first that it stands in; NONE */
};

struct prose_words {
    uint32_t count;           /* of all words; Han, kana and hangul characters one each */
    struct prose_term *terms; /* the most frequent first, those of equal frequency as they appear; at most 64 */
    size_t term_count;
};

/*
 * Terms have at least four letters, or two Han characters, and are no stop words of English. `places` may be NULL: then no term
 * stands in a block.
 */
void prose_count(struct prose_words *words, struct text prose, const struct prose_places *places, struct arena *arena);

#endif
