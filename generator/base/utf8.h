/*
 * utf8: the characters of a text. The Unicode tables are libutf8proc's, which only utf8.c includes.
 *
 * A "character" here is one code point. Malformed bytes count as one U+FFFD each.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/text.h"

/* Decodes the character at `offset` and moves `offset` behind it. Needs offset < text.size. */
uint32_t utf8_next(struct text text, size_t *offset);

/* Writes `character` into `out` (room for 4) and returns its size in bytes. */
size_t utf8_encode(char out[4], uint32_t character);

/* Offset of the next byte from `from` that is none of ASCII's, or NUL; text.size when there is none. */
size_t utf8_skip_ascii(struct text text, size_t from);

/* Offset of the first byte that is not well-formed UTF-8 (or is NUL); text.size when there is none. */
size_t utf8_first_invalid(struct text text);

/* With each %XX decoded; a text that would not be UTF-8 then, or would have a NUL, is left as it is. */
struct text utf8_percent_decoded(struct text text, struct arena *arena);

/*
 * Whether a text is UTF-16: by its mark, or because in its first four characters, as in those of front matter and of settings,
 * every second byte, and no other, is NUL.
 */
bool utf8_is_utf16(struct text text);

/* A text without the mark (EF BB BF) that some editors begin it with. */
struct text utf8_without_mark(struct text text);

size_t utf8_count(struct text text);

/* Columns a terminal uses: 0 for combining marks, 2 for wide characters such as Han. */
unsigned utf8_width(uint32_t character);

bool utf8_is_han(uint32_t character);    /* ideographs, extensions, 々 and 〇 */
bool utf8_is_letter(uint32_t character); /* letters, marks and digits: what words are made of */
bool utf8_is_mark(uint32_t character);   /* accents and vowel signs that stand on a letter */
bool utf8_is_number(uint32_t character); /* digits of all scripts, and figures such as ½, ² and Ⅳ */
bool utf8_is_digit(uint32_t character);  /* digits of all scripts */
bool utf8_is_space(uint32_t character);

/* The value of a digit, also of Arabic, Persian and full-width ones; -1 of any other character. */
int utf8_digit(uint32_t character);

/* Letters of scripts that put no spaces between words (Thai, Lao, Khmer, Burmese): a run of them is several words. */
bool utf8_is_unspaced(uint32_t character);

/* A word by itself for who compares texts: Han, kana, Hangul, and each of the unspaced letters. */
bool utf8_stands_alone(uint32_t character);

/* What decomposes into other letters but does not mean them: ², ₂, ½ and ① are not 2 and 12. */
bool utf8_is_raised_or_cut(uint32_t character);

/*
 * What no page, feed or file of JSON may have, in any form: XML has no controls but tab and the ends of lines, HTML none of C1
 * either, and neither has noncharacters (U+FFFE, U+FDD0).
 */
bool utf8_is_forbidden(uint32_t character);

bool utf8_has_forbidden(struct text text);

/* What utf8_allowed replaced. */
struct utf8_replaced {
    size_t count;
    size_t first; /* offset of the first in the text as it was */
};

/*
 * The text with U+FFFD in the place of each character that is forbidden, or a space where it is white space (form feed,
 * U+0085), which is not counted; malformed bytes stay. Returns `text` itself when there is none. `replaced` may be NULL.
 */
struct text utf8_allowed(struct utf8_replaced *replaced, struct text text, struct arena *arena);

/* With U+FFFD in the place of each malformed byte. Returns `text` itself when there is none. */
struct text utf8_repaired(struct text text, struct arena *arena);

/* Characters that could move a terminal's cursor, colour it, or turn a line round: controls (C0, C1), and marks of direction.
 * Or that nothing can show: noncharacters.
 */
bool utf8_is_treacherous(uint32_t character);

/* How many capital letters a text has. */
uint32_t utf8_capitals(struct text text);

/* The small letter of a capital one, by itself: ß stays, and so does what has none. */
uint32_t utf8_lower(uint32_t character);
uint32_t utf8_upper(uint32_t character);
uint32_t utf8_title(uint32_t character); /* as at the beginning of a sentence: ǆ is ǅ there, not Ǆ */

/* Case-folded and NFC-normalised, for comparing names and terms and for sorting them. */
struct text utf8_fold(struct text text, struct arena *arena);

/* As utf8_fold, with accents removed: "Koç" gives "koc". Han and other letters stay as they are. */
struct text utf8_fold_plain(struct text text, struct arena *arena);

/*
 * As utf8_fold_plain, but what makes another letter stays: ñ, й, Vietnamese ă, ơ, ả, ạ, ế. What slugs and names are told apart
 * by.
 */
struct text utf8_fold_letters(struct text text, struct arena *arena);

/*
 * For searching: NFKC, each letter by itself made small, without what cannot be seen (soft hyphens, zero-width characters,
 * selectors). Accents stay, which stemmers look at; utf8_is_accent and utf8_plain_letters take them off.
 */
struct text utf8_fold_compatible(struct text text, struct arena *arena);

/*
 * Such a text without accents, points and stretched letters (Latin, Greek, Cyrillic, Hebrew, Arabic), and with the letters of
 * which these are a part as plain ones: ø as o, ß as ss, æ as ae. May be `text` itself.
 */
struct text utf8_plain_letters(struct text text, struct arena *arena);
bool utf8_is_accent(uint32_t character); /* what that drops */

/*
 * NFKC without what cannot be seen (soft hyphens, zero-width characters, selectors): a ligature is its letters, a wide letter
 * the usual one; capitals stay.
 */
struct text utf8_compatible(struct text text, struct arena *arena);

/*
 * NFC, so that what looks the same is the same bytes. Returns `text` itself when it already is, which for most texts is quick
 * to find out.
 */
struct text utf8_compose(struct text text, struct arena *arena);

/*
 * Words for counting and searching: runs of letters (apostrophes inside stay), and each Han, kana or hangul character by
 * itself. Moves `offset` behind the next word and sets `word`; false at the end.
 */
bool utf8_next_word(struct text text, size_t *offset, struct text *word);

/* The version of libutf8proc that runs. */
const char *utf8_library(void);

#endif
