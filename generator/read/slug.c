#include "read/slug.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <ctype.h>

#define SLUG_LIMIT_BYTES 200

/* A slug being written into the arena, at most as long as its source. */
struct slug {
    char *bytes;
    size_t size;
    bool gap; /* a hyphen is due before the next letter */
};

static bool is_apostrophe(uint32_t character) {
    return character == '\'' || character == 0x2019 || character == 0x2018 || character == 0x02bc;
}

static void add_letter(struct slug *slug, struct text letter) {
    if (slug->gap && slug->size > 0)
        slug->bytes[slug->size++] = '-';
    slug->gap = false;
    for (size_t i = 0; i < letter.size; i++)
        slug->bytes[slug->size++] = letter.bytes[i];
}

/* Cuts after the last whole word that fits, or within a word that is too long by itself. */
static struct text shortened(struct text slug) {
    if (slug.size <= SLUG_LIMIT_BYTES)
        return slug;
    for (size_t at = SLUG_LIMIT_BYTES; at > 0; at--)
        if (slug.bytes[at] == '-')
            return text_slice(slug, 0, at);
    size_t end = SLUG_LIMIT_BYTES;
    while (((unsigned char)slug.bytes[end] & 0xc0) == 0x80)
        end--;
    return text_slice(slug, 0, end);
}

/* ² and ₂ are digits, as in CO₂. */
static bool take_small_digit(char *digit, uint32_t character) {
    bool is_second = character == 0xb2 || character == 0xb3;
    if (is_second)
        *digit = (char)('0' + (character - 0xb0));
    else if (character == 0xb9)
        *digit = '1';
    else if (character == 0x2070 || (character >= 0x2074 && character <= 0x2079))
        *digit = (char)('0' + (character - 0x2070));
    else if (character >= 0x2080 && character <= 0x2089)
        *digit = (char)('0' + (character - 0x2080));
    else
        return false;
    return true;
}

/* Of the words as they are folded. */
static struct text slug_made(struct text folded, bool keep_ideographs, bool keep_digits, struct arena *arena) {
    struct slug slug = {.bytes = arena_alloc(arena, folded.size + 1)};
    for (size_t at = 0; at < folded.size;) {
        size_t start = at;
        char digit;
        uint32_t character = utf8_next(folded, &at);
        if (utf8_is_han(character) && !keep_ideographs)
            return TEXT("");
        if (utf8_is_letter(character))
            add_letter(&slug, text_slice(folded, start, at));
        else if (keep_digits && take_small_digit(&digit, character))
            add_letter(&slug, (struct text){&digit, 1});
        else if (!is_apostrophe(character))
            slug.gap = true;
    }
    return shortened((struct text){slug.bytes, slug.size});
}

struct text slug_of(struct text words, struct arena *arena) {
    return slug_made(utf8_fold_letters(words, arena), false, true, arena);
}

struct text slug_of_words(struct text words, struct arena *arena) {
    return slug_made(utf8_fold_letters(words, arena), true, true, arena);
}

struct text slug_anchor(struct text words, struct arena *arena) {
    return slug_made(utf8_fold_plain(words, arena), true, false, arena);
}

/* Letters, digits and single hyphens between them. */
static bool well_formed(struct text slug) {
    bool hyphen = true;
    for (size_t at = 0; at < slug.size;) {
        uint32_t character = utf8_next(slug, &at);
        if (character == '-' ? hyphen : !utf8_is_letter(character))
            return false;
        hyphen = character == '-';
    }
    return !hyphen;
}

bool slug_has_letter(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.bytes[i] >= 0x80 || isalpha((unsigned char)text.bytes[i]))
            return true;
    return false;
}

bool slug_valid(struct text slug) {
    if (slug.size > SLUG_LIMIT_BYTES || !well_formed(slug))
        return false;
    struct arena arena = {0};
    bool folded = text_equal(utf8_fold(slug, &arena), slug);
    arena_free(&arena);
    return folded;
}

bool slug_is_meant(struct text text) {
    return slug_valid(text) && slug_has_letter(text);
}
