#include "read/heading_spellings.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

/* A spelling that grows; it never has more bytes than its words. */
struct spelt_text {
    char *bytes;
    size_t size;
};

static struct text text_spelt(const struct spelt_text *spelling) {
    return (struct text){spelling->bytes, spelling->size};
}

static void put(struct spelt_text *spelling, struct text characters) {
    memcpy(spelling->bytes + spelling->size, characters.bytes, characters.size);
    spelling->size += characters.size;
}

static struct spelt_text start(struct text words, struct arena *arena) {
    return (struct spelt_text){arena_alloc(arena, words.size + 1), 0};
}

static bool is_one_of(uint32_t character, const char *characters) {
    return character && character < 0x80 && strchr(characters, (int)character);
}

static bool stays_by_github(uint32_t character) {
    return utf8_is_letter(character) || is_one_of(character, "_-");
}

/* Without the signs that stand on letters and the figures that are letters. */
static bool stays_by_hugo(uint32_t character) {
    bool is_figure = utf8_is_number(character) && !utf8_is_digit(character);
    return stays_by_github(character) && !utf8_is_mark(character) && !is_figure;
}

/* A space becomes '-'. */
static struct text spell_by_character(struct text words, bool (*stays)(uint32_t character), struct arena *arena) {
    struct spelt_text out = start(words, arena);
    for (size_t at = 0; at < words.size;) {
        size_t from = at;
        uint32_t character = utf8_next(words, &at);
        if (stays(character))
            put(&out, text_slice(words, from, at));
        else if (is_one_of(character, " \t"))
            put(&out, TEXT("-"));
    }
    return text_spelt(&out);
}

static struct text spell_as_kramdown(struct text words, struct arena *arena) {
    struct spelt_text out = start(words, arena);
    for (size_t i = 0; i < words.size; i++) {
        unsigned char c = (unsigned char)words.bytes[i];
        bool is_plain = c < 0x80 && (isalpha(c) || (out.size && (isdigit(c) || c == '-')));
        if (is_plain || (out.size && c == ' '))
            put(&out, c == ' ' ? TEXT("-") : text_slice(words, i, i + 1));
    }
    return text_spelt(&out);
}

static struct text spell_as_pandoc(struct text words, struct arena *arena) {
    struct spelt_text out = start(words, arena);
    bool is_apart = false;
    for (size_t at = 0; at < words.size;) {
        size_t from = at;
        uint32_t character = utf8_next(words, &at);
        bool is_number = utf8_is_number(character);
        bool is_letter = utf8_is_letter(character) && !is_number && !utf8_is_mark(character);
        bool stays = is_letter || is_number || is_one_of(character, "_-.");
        if (utf8_is_space(character) || character == '\n')
            is_apart = out.size > 0;
        if (!stays || (!out.size && !is_letter))
            continue;
        if (is_apart)
            put(&out, TEXT("-"));
        is_apart = false;
        put(&out, text_slice(words, from, at));
    }
    return text_spelt(&out);
}

/* Quotation marks are typographic by now, and were not when docutils would have read them. */
static bool is_quotation_mark(uint32_t character) {
    return character >= 0x2018 && character <= 0x201f;
}

static struct text spell_as_docutils(struct text words, struct arena *arena) {
    struct text plain = utf8_fold_plain(words, arena);
    struct spelt_text out = start(plain, arena);
    bool is_apart = false;
    for (size_t at = 0; at < plain.size;) {
        size_t from = at;
        uint32_t character = utf8_next(plain, &at);
        bool stays = character < 0x80 && isalnum((int)character) && (out.size || isalpha((int)character));
        is_apart = (is_apart || (character < 0x80 && !stays) || is_quotation_mark(character)) && out.size;
        if (!stays)
            continue;
        if (is_apart)
            put(&out, TEXT("-"));
        is_apart = false;
        put(&out, text_slice(plain, from, at));
    }
    return text_spelt(&out);
}

static struct text in_small_letters(struct text words, struct arena *arena) {
    struct buffer small = {0};
    for (size_t at = 0; at < words.size;) {
        char bytes[4];
        uint32_t character = utf8_next(words, &at);
        buffer_add(&small, (struct text){bytes, utf8_encode(bytes, utf8_lower(character))});
    }
    return buffer_take(&small, arena);
}

struct text heading_spelling(enum heading_speller speller, struct text words, struct arena *arena) {
    struct text small = in_small_letters(words, arena);
    switch (speller) {
    case SPELT_BY_GITHUB: return spell_by_character(small, stays_by_github, arena);
    case SPELT_BY_KRAMDOWN: return text_lower_ascii(spell_as_kramdown(words, arena), arena);
    case SPELT_BY_HUGO: return spell_by_character(small, stays_by_hugo, arena);
    case SPELT_BY_PANDOC: return spell_as_pandoc(small, arena);
    case SPELT_BY_DOCUTILS: return spell_as_docutils(words, arena);
    case HEADING_SPELLERS: break;
    }
    return (struct text){0};
}
