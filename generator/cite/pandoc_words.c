#include "cite/pandoc_words.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "cite/title_marks.h"

/* A sign on both sides of words, and the mark that they get. The longer one of two that begin alike comes first. */
static const struct {
    struct text sign;
    uint8_t mark;          /* enum mark_kind; MARK_WORDS: only the signs go */
    bool has_spaces;       /* the words may have some */
    bool is_between_words; /* not inside of one: snake_case */
} signs[] = {
    {TEXT_INIT("**"), MARK_BOLD, true, false},   {TEXT_INIT("__"), MARK_BOLD, true, true},
    {TEXT_INIT("*"), MARK_ITALIC, true, false},  {TEXT_INIT("_"), MARK_ITALIC, true, true},
    {TEXT_INIT("^"), MARK_RAISED, false, false}, {TEXT_INIT("~"), MARK_LOWERED, false, false},
    {TEXT_INIT("`"), MARK_WORDS, true, false},
};
enum { SIGNS = sizeof signs / sizeof *signs };

static const struct {
    struct text attribute;
    uint8_t mark;
} attributes[] = {
    {TEXT_INIT("]{.nocase}"), MARK_NO_CASE},
    {TEXT_INIT("]{.smallcaps}"), MARK_SMALL_CAPITALS},
};
enum { ATTRIBUTES = sizeof attributes / sizeof *attributes };

/* How far a closing sign is looked for: titles are short, and an abstract need not be read again for each of its signs. */
enum { FARTHEST = 400 };

struct pandoc_reading {
    struct text text;
    size_t at;
    struct buffer out;
    size_t closes[8]; /* offsets of the signs that close what is open, from without to within */
    uint8_t marks[8]; /* and the marks of each */
    size_t sizes[8];
    size_t depth;
    bool has_marks;
};

static bool is_punctuation(char c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static bool is_blank_at(struct text text, size_t at) {
    return at >= text.size || text.bytes[at] == ' ' || text.bytes[at] == '\n';
}

static bool is_letter_at(struct text text, size_t at) {
    return at < text.size && !is_blank_at(text, at) && !is_punctuation(text.bytes[at]);
}

/* The next of these bytes from `at` on that no backslash stands in front of; `end` for none. */
static size_t find(struct text text, struct text sign, size_t at, size_t end) {
    for (; at + sign.size <= end; at++) {
        if (text.bytes[at] == '\\')
            at++;
        else if (text_starts(text_after(text, at), sign))
            return at;
    }
    return end;
}

/* Where what is open now must be closed. */
static size_t limit_of(const struct pandoc_reading *reading) {
    size_t limit = reading->depth > 0 ? reading->closes[reading->depth - 1] : reading->text.size;
    return limit - reading->at > FARTHEST ? reading->at + FARTHEST : limit;
}

/* The sign that closes what begins at reading->at; `limit` for none. */
static size_t closing_sign(const struct pandoc_reading *reading, size_t row, size_t limit) {
    struct text text = reading->text, sign = signs[row].sign;
    size_t from = reading->at + sign.size;
    if (is_blank_at(text, from) || (signs[row].is_between_words && reading->at > 0 && is_letter_at(text, reading->at - 1)))
        return limit;
    for (size_t at = find(text, sign, from + 1, limit); at < limit; at = find(text, sign, at + 1, limit)) {
        if (sign.size == 1 && at + 1 < limit && text.bytes[at + 1] == sign.bytes[0]) {
            at++; /* of a pair, which closes something else */
            continue;
        }
        bool has_space = text_find_char(text_slice(text, from, at), ' ', 0) < at - from;
        bool is_inside = signs[row].is_between_words && is_letter_at(text, at + sign.size);
        if (has_space && !signs[row].has_spaces)
            return limit;
        if (!is_blank_at(text, at - 1) && !is_inside)
            return at;
    }
    return limit;
}

static void open(struct pandoc_reading *reading, uint8_t mark, size_t sign_size, size_t closes, size_t closing_size) {
    buffer_add(&reading->out, title_marks_opening[mark]);
    reading->at += sign_size;
    reading->closes[reading->depth] = closes;
    reading->marks[reading->depth] = mark;
    reading->sizes[reading->depth++] = closing_size;
}

static bool open_sign(struct pandoc_reading *reading) {
    size_t limit = limit_of(reading);
    for (size_t i = 0; i < SIGNS; i++) {
        if (!text_starts(text_after(reading->text, reading->at), signs[i].sign))
            continue;
        size_t closes = closing_sign(reading, i, limit);
        if (closes == limit)
            continue;
        open(reading, signs[i].mark, signs[i].sign.size, closes, signs[i].sign.size);
        return true;
    }
    return false;
}

/* The bracket that closes the one at `at`; `limit` for none. */
static size_t closing_bracket(struct text text, size_t at, size_t limit) {
    size_t depth = 0;
    for (; at < limit; at++) {
        if (text.bytes[at] == '\\')
            at++;
        else if (text.bytes[at] == '[')
            depth++;
        else if (text.bytes[at] == ']' && --depth == 0)
            return at;
    }
    return limit;
}

/* "[words]{.nocase}" */
static bool open_bracket(struct pandoc_reading *reading) {
    if (reading->text.bytes[reading->at] != '[')
        return false;
    size_t limit = limit_of(reading), closes = closing_bracket(reading->text, reading->at, limit);
    for (size_t i = 0; i < ATTRIBUTES && closes < limit; i++)
        if (text_starts(text_after(reading->text, closes), attributes[i].attribute)) {
            open(reading, attributes[i].mark, 1, closes, attributes[i].attribute.size);
            return true;
        }
    return false;
}

static bool close_what_ends(struct pandoc_reading *reading) {
    if (reading->depth == 0 || reading->closes[reading->depth - 1] != reading->at)
        return false;
    buffer_add(&reading->out, title_marks_closing[reading->marks[--reading->depth]]);
    reading->at += reading->sizes[reading->depth];
    return true;
}

static void read_next(struct pandoc_reading *reading) {
    struct text text = reading->text;
    if (close_what_ends(reading))
        return;
    if (text.bytes[reading->at] == '\\' && reading->at + 1 < text.size && is_punctuation(text.bytes[reading->at + 1])) {
        buffer_add_char(&reading->out, text.bytes[reading->at + 1]);
        reading->at += 2;
        return;
    }
    if (reading->has_marks && reading->depth < 8 && (open_sign(reading) || open_bracket(reading)))
        return;
    buffer_add_char(&reading->out, text.bytes[reading->at++]);
}

static bool has_signs(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if (text_contains(TEXT("\\*_^~`["), text_slice(text, i, i + 1)))
            return true;
    return false;
}

struct text pandoc_words(struct text text, bool has_marks, struct arena *arena) {
    if (!has_signs(text))
        return text;
    struct pandoc_reading reading = {.text = text, .has_marks = has_marks};
    while (reading.at < text.size)
        read_next(&reading);
    return buffer_take(&reading.out, arena);
}
