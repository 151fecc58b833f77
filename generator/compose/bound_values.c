#include "compose/bound_values.h"

#include "base/date.h"

#include <string.h>

static bool is_count(struct text value) {
    for (size_t i = 0; i < value.size; i++)
        if (!char_is_digit(value.bytes[i]))
            return false;
    return value.size > 0 && value.size < 6 && value.bytes[0] != '0';
}

static bool is_number(struct text value) {
    struct text digits = text_after(value, text_starts(value, TEXT("-")));
    return is_count(digits) || text_equal(digits, TEXT("0"));
}

/* RFC 3066: parts of one to eight letters, and behind the first digits, too. */
static bool is_language_part(struct text part, bool is_first) {
    for (size_t i = 0; i < part.size; i++)
        if (!char_is_letter(part.bytes[i]) && (is_first || !char_is_digit(part.bytes[i])))
            return false;
    return part.size >= 1 && part.size <= 8;
}

static bool is_language(struct text value) {
    struct text part;
    for (bool is_first = true; text_cut(&part, &value, '-'); is_first = false)
        if (!is_language_part(part, is_first))
            return false;
    return true;
}

/* "color: red": words and numbers, and no address of anything. */
static bool is_declaration(struct text declaration) {
    size_t colon = text_find_char(declaration, ':', 0);
    struct text name = text_trim(text_slice(declaration, 0, colon)), value = text_trim(text_after(declaration, colon + 1));
    for (size_t i = 0; i < name.size; i++)
        if (!char_is_letter(name.bytes[i]) && (name.bytes[i] != '-' || i == 0))
            return false;
    for (size_t i = 0; i < value.size; i++)
        if (!char_is_letter(value.bytes[i]) && !char_is_digit(value.bytes[i]) && !memchr(" #%+,-.", value.bytes[i], 7))
            return false;
    return colon < declaration.size && name.size && value.size;
}

static bool is_style(struct text value) {
    struct text declaration;
    while (text_cut(&declaration, &value, ';'))
        if (text_trim(declaration).size && !is_declaration(declaration))
            return false;
    return true;
}

static bool is_moment(struct text value, struct arena *arena) {
    struct date date;
    const char *why;
    return date_parse(&date, &why, value, arena) && !text_contains(value, TEXT(" "));
}

bool bound_may_be(const char *values, struct text value, struct arena *arena) {
    if (!values)
        return true;
    if (strcmp(values, BOUND_NUMBER) == 0)
        return is_number(value);
    if (strcmp(values, BOUND_COUNT) == 0)
        return is_count(value);
    if (strcmp(values, BOUND_LANGUAGE) == 0)
        return is_language(value);
    if (strcmp(values, BOUND_MOMENT) == 0)
        return is_moment(value, arena);
    if (strcmp(values, BOUND_STYLE) == 0)
        return is_style(value);
    struct text word = text_format(arena, " %.*s ", TEXT_ARGS(value));
    return !text_contains(value, TEXT(" ")) && text_contains(text_of(values), word);
}
