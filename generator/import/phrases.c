#include "import/phrases.h"

#include "base/utf8.h"

#include <string.h>

static unsigned char lowered(char c) {
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool matches_at(struct text text, size_t at, struct text phrase) {
    if (text.size - at < phrase.size)
        return false;
    for (size_t i = 0; i < phrase.size; i++)
        if (lowered(text.bytes[at + i]) != (unsigned char)phrase.bytes[i])
            return false;
    return true;
}

static bool is_word_byte(char c) {
    unsigned char byte = lowered(c);
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/* Phrases of other letters than a to z need no space around them. */
static bool ends_word(struct text text, size_t end, struct text phrase) {
    return end == text.size || !is_word_byte(phrase.bytes[phrase.size - 1]) || !is_word_byte(text.bytes[end]);
}

static bool begins_word(struct text text, size_t at) {
    return at == 0 || !is_word_byte(text.bytes[at]) || !is_word_byte(text.bytes[at - 1]);
}

bool phrase_begins(struct text text, const char *phrases, size_t *size) {
    struct text phrase, rest = text_of(phrases);
    while (text_cut(&phrase, &rest, '|'))
        if (matches_at(text, 0, phrase) && ends_word(text, phrase.size, phrase)) {
            if (size)
                *size = phrase.size;
            return true;
        }
    return false;
}

bool phrase_within(struct text text, const char *phrases) {
    struct text phrase, rest = text_of(phrases);
    while (text_cut(&phrase, &rest, '|'))
        for (size_t at = 0; at + phrase.size <= text.size; at++)
            if (lowered(text.bytes[at]) == (unsigned char)phrase.bytes[0] && matches_at(text, at, phrase) &&
                begins_word(text, at) && ends_word(text, at + phrase.size, phrase))
                return true;
    return false;
}

bool phrase_is(struct text text, const char *phrases) {
    size_t end = text.size;
    while (end > 0 && (text.bytes[end - 1] == ' ' || (strchr(":.!?>", text.bytes[end - 1]) && text.bytes[end - 1])))
        end--;
    struct text phrase, rest = text_of(phrases);
    while (text_cut(&phrase, &rest, '|'))
        if (phrase.size == end && matches_at(text, 0, phrase))
            return true;
    return false;
}
