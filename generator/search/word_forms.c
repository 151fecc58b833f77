#include "search/word_forms.h"

#include "base/utf8.h"
#include "search/format.h"

#include <string.h>

/* What a character is to a word. */
enum letter_shape {
    SHAPE_BETWEEN, /* words */
    SHAPE_LETTER,
    SHAPE_SEAMLESS, /* a letter of a script that is written without spaces */
};

static bool is_seamless(uint32_t character) {
    static const struct {
        uint32_t first, last;
    } scripts[] = {
        {0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1100, 0x11FF}, {0x1780, 0x17FF},   {0x3005, 0x3007},
        {0x3021, 0x3029}, {0x3031, 0x30FF}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
        {0xA960, 0xA97F}, {0xAC00, 0xD7FF}, {0xF900, 0xFAFF}, {0x1B000, 0x1B16F}, {0x20000, 0x3FFFD},
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (character >= scripts[i].first && character <= scripts[i].last)
            return true;
    return false;
}

static enum letter_shape shape_of(uint32_t character) {
    if (character < 0x80)
        return utf8_is_letter(character) ? SHAPE_LETTER : SHAPE_BETWEEN;
    if (!utf8_is_letter(character) && !utf8_is_number(character))
        return SHAPE_BETWEEN;
    return character >= 0x0E00 && is_seamless(character) ? SHAPE_SEAMLESS : SHAPE_LETTER;
}

static bool is_apostrophe(uint32_t character) {
    return character == '\'' || character == 0x2019 || character == 0x2018 || character == 0x02BC;
}

/* The text without accents that stand on no letter: they would stand between the characters of a run. */
static struct text without_strays(struct text text, struct arena *arena) {
    char *bytes = arena_alloc(arena, text.size);
    size_t size = 0;
    enum letter_shape before = SHAPE_BETWEEN;
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        uint32_t character = utf8_next(text, &at);
        if (utf8_is_accent(character) && before != SHAPE_LETTER)
            continue;
        before = shape_of(character);
        memcpy(bytes + size, text.bytes + from, at - from);
        size += at - from;
    }
    return (struct text){bytes, size};
}

static bool has_accent(struct text text) {
    for (size_t at = 0; (at = utf8_skip_ascii(text, at)) < text.size;)
        if (utf8_is_accent(utf8_next(text, &at)))
            return true;
    return false;
}

void search_words_begin(struct search_words *words, struct text text, struct arena *arena) {
    struct text folded = utf8_fold_compatible(text, arena);
    *words = (struct search_words){.text = has_accent(folded) ? without_strays(folded, arena) : folded, .arena = arena};
}

/* Of ASCII's, in small letters. */
static bool is_plain_letter(char c) {
    static const bool is_letter[256] = {
        ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true, ['6'] = true, ['7'] = true,
        ['8'] = true, ['9'] = true, ['a'] = true, ['b'] = true, ['c'] = true, ['d'] = true, ['e'] = true, ['f'] = true,
        ['g'] = true, ['h'] = true, ['i'] = true, ['j'] = true, ['k'] = true, ['l'] = true, ['m'] = true, ['n'] = true,
        ['o'] = true, ['p'] = true, ['q'] = true, ['r'] = true, ['s'] = true, ['t'] = true, ['u'] = true, ['v'] = true,
        ['w'] = true, ['x'] = true, ['y'] = true, ['z'] = true,
    };
    return is_letter[(unsigned char)c];
}

/* The end of the run of letters from `at`. An apostrophe that Unicode calls a letter ends it, too. */
static size_t letters_end(struct text text, size_t at) {
    for (;;) {
        while (at < text.size && is_plain_letter(text.bytes[at]))
            at++;
        size_t next = at;
        if (at == text.size || (unsigned char)text.bytes[at] < 0x80)
            break;
        uint32_t character = utf8_next(text, &next);
        if (shape_of(character) != SHAPE_LETTER || is_apostrophe(character))
            break;
        at = next;
    }
    return at;
}

static size_t seamless_end(struct text text, size_t at) {
    for (size_t next = at; next < text.size && shape_of(utf8_next(text, &next)) == SHAPE_SEAMLESS;)
        at = next;
    return at;
}

/* The offset behind an apostrophe at `at`, or `at`. */
static size_t after_apostrophe(struct text text, size_t at) {
    size_t next = at;
    return at < text.size && is_apostrophe(utf8_next(text, &next)) ? next : at;
}

/* What follows an apostrophe and belongs to the word before it: "t" of "don't". */
static bool is_joined(struct text ending) {
    static const struct text joined[] = {TEXT_INIT("t"),  TEXT_INIT("d"),  TEXT_INIT("m"),
                                         TEXT_INIT("ll"), TEXT_INIT("re"), TEXT_INIT("ve")};
    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++)
        if (text_equal(ending, joined[i]))
            return true;
    return false;
}

/* Whether from `from` to `to` stands one letter, as it is without accents, and no digit. */
static bool is_single(struct search_words *words, size_t from, size_t to) {
    size_t at = 0;
    if (from == to || to - from > 16 || (to - from > 1 && (unsigned char)words->text.bytes[from] < 0x80))
        return false;
    struct text plain = utf8_plain_letters(text_slice(words->text, from, to), words->arena);
    return plain.size && !utf8_is_number(utf8_next(plain, &at)) && at == plain.size;
}

/* The end of the single letter behind the full stop at `at`, or `at`. */
static size_t after_stop(struct search_words *words, size_t at) {
    struct text text = words->text;
    if (at >= text.size || text.bytes[at] != '.')
        return at;
    size_t end = letters_end(text, at + 1);
    return is_single(words, at + 1, end) ? end : at;
}

/* The word whose letters end at words->at, with all that stops and an apostrophe add to it. */
static struct text word_from(struct search_words *words, size_t from) {
    struct text text = words->text, word = text_slice(text, from, words->at);
    if (is_single(words, from, words->at))
        for (size_t end; (end = after_stop(words, words->at)) > words->at; words->at = end)
            word = text_join(words->arena, word, text_slice(text, words->at + 1, end));
    size_t ending = after_apostrophe(text, words->at);
    if (ending == words->at)
        return word;
    size_t end = letters_end(text, ending);
    struct text rest = utf8_plain_letters(text_slice(text, ending, end), words->arena);
    if (text_equal(rest, TEXT("s"))) {
        words->at = end;
    } else if (is_joined(rest)) {
        word = text_join(words->arena, word, rest);
        words->at = end;
    }
    return word;
}

static struct text first_characters(struct text text, size_t count) {
    size_t at = 0;
    while (at < text.size && count--)
        utf8_next(text, &at);
    return text_slice(text, 0, at);
}

/* False where nothing is left of it: an accent by itself. */
static bool set_word(struct search_word *word, struct text accented, enum search_word_kind kind, struct arena *arena) {
    struct text plain = utf8_plain_letters(accented, arena);
    struct text form = plain.size > SEARCH_WORD_MOST ? first_characters(plain, SEARCH_WORD_MOST) : plain;
    *word = (struct search_word){form, accented, kind};
    if (plain.bytes == accented.bytes)
        word->accented = word->form;
    return plain.size > 0;
}

/* The next word of the run without spaces. */
static bool next_of_run(struct search_words *words, struct search_word *word) {
    size_t from = words->at, next = from;
    bool had_before = words->is_within;
    utf8_next(words->text, &next);
    words->at = next;
    words->is_within = next < words->run_end;
    if (next == words->run_end) {
        words->run_end = 0;
        return set_word(word, text_slice(words->text, from, next), had_before ? SEARCH_WORD_LAST : SEARCH_WORD_ONLY,
                        words->arena);
    }
    utf8_next(words->text, &next);
    return set_word(word, text_slice(words->text, from, next), SEARCH_WORD_PAIR, words->arena);
}

static bool is_ascii_between(char c) {
    return (unsigned char)c < 0x80 && !is_plain_letter(c);
}

static bool is_plain_end(char c) {
    return is_ascii_between(c) && c != '\'' && c != '.';
}

/* A word of plain letters alone with nothing behind it that could belong to it, as most are. */
static bool read_plain_word(struct search_words *words, struct search_word *word) {
    struct text text = words->text;
    size_t from = words->at, end = from;
    while (end < text.size && is_plain_letter(text.bytes[end]))
        end++;
    if (end == from || end - from > SEARCH_WORD_MOST || (end < text.size && !is_plain_end(text.bytes[end])))
        return false;
    words->at = end;
    word->form = word->accented = text_slice(text, from, end);
    word->kind = SEARCH_WORD_PLAIN;
    return true;
}

/* Moves to the next letter and reads what begins there. False where it is no word. */
static bool read_word(struct search_words *words, struct search_word *word) {
    while (words->at < words->text.size && is_ascii_between(words->text.bytes[words->at]))
        words->at++;
    size_t from = words->at;
    if (from == words->text.size || read_plain_word(words, word))
        return from < words->text.size;
    uint32_t character = utf8_next(words->text, &words->at);
    enum letter_shape shape = is_apostrophe(character) ? SHAPE_BETWEEN : shape_of(character);
    if (shape == SHAPE_BETWEEN)
        return false;
    if (shape == SHAPE_SEAMLESS) {
        words->run_end = seamless_end(words->text, words->at);
        words->at = from;
        words->is_within = false;
        return next_of_run(words, word);
    }
    words->at = letters_end(words->text, words->at);
    return set_word(word, word_from(words, from), SEARCH_WORD_PLAIN, words->arena);
}

bool search_words_next(struct search_words *words, struct search_word *word) {
    while (words->at < words->text.size)
        if (words->run_end ? next_of_run(words, word) : read_word(words, word))
            return true;
    return false;
}
