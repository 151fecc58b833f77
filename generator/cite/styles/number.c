#include "cite/styles/number.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Bytes of `text` from `at` on that are of `kind`. */
static size_t run_of(struct text text, size_t at, bool (*kind)(char c)) {
    size_t from = at;
    while (at < text.size && kind(text.bytes[at]))
        at++;
    return at - from;
}

static size_t spaces_at(struct text text, size_t at) {
    size_t from = at;
    while (at < text.size && text.bytes[at] == ' ')
        at++;
    return at - from;
}

/* Size of a dash at `at`: "-", "–"; 0 for none. */
static size_t dash_at(struct text text, size_t at) {
    if (text_starts(text_after(text, at), TEXT("–")))
        return strlen("–");
    return at < text.size && text.bytes[at] == '-';
}

/* Size of what joins two numbers at `at`: " & ", ", and ", " and ", "; ", ", ", a run of dashes. 0: nothing does. */
static size_t joiner_at(struct text text, size_t at) {
    size_t spaces = spaces_at(text, at), to = at + spaces, dash;
    if (to < text.size && text.bytes[to] == '&')
        return to + 1 + spaces_at(text, to + 1) - at;
    static const struct text words[] = {TEXT_INIT(", and "), TEXT_INIT(" and "), TEXT_INIT("; "), TEXT_INIT(", ")};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_starts(text_after(text, at), words[i]))
            return words[i].size + spaces_at(text, at + words[i].size);
    if (!dash_at(text, to))
        return 0;
    while ((dash = dash_at(text, to)) > 0)
        to += dash;
    return to + spaces_at(text, to) - at;
}

static bool has_dash(struct text joiner) {
    return text_contains(joiner, TEXT("-"));
}

static struct text joiner_of(struct text found, struct arena *arena) {
    if (text_equal(text_trim(found), TEXT("&")))
        return TEXT(" & ");
    return text_equal(text_trim(found), TEXT("-")) ? TEXT("-") : text_copy(found, arena);
}

/* Digits, then letters: "12", "12a". */
static bool is_count(struct text value) {
    size_t digits = run_of(value, 0, char_is_digit);
    return digits > 0 && digits + run_of(value, digits, char_is_letter) == value.size;
}

static bool has_only(struct text value, const char *letters) {
    for (size_t i = 0; i < value.size; i++)
        if (!strchr(letters, value.bytes[i]))
            return false;
    return value.size > 0;
}

/* Cuts "A12" into "A" and "12": letters that a number follows, which digits may stand before. */
static void set_value(struct number_part *part, struct text value) {
    size_t digits = run_of(value, 0, char_is_digit), letters = run_of(value, digits, char_is_letter), zeros = digits + letters;
    while (zeros < value.size && value.bytes[zeros] == '0')
        zeros++;
    if (zeros == value.size && letters && zeros > digits + letters)
        zeros--;
    part->value = value;
    if (letters && is_count(text_after(value, zeros))) {
        part->particle = text_slice(value, 0, zeros);
        part->value = text_after(value, zeros);
    }
}

static void add_part(struct number *number, struct text value, struct text joiner, struct arena *arena) {
    struct number_part *part = array_add(number, arena);
    set_value(part, value);
    part->joiner = joiner_of(joiner, arena);
}

/* What begins with digits, or is a small Roman number. */
static bool looks_numeric(struct text value) {
    size_t digits = run_of(value, 0, char_is_digit), at = digits;
    if (digits == 0)
        for (; at < value.size && strchr("ixv", value.bytes[at]);)
            at++;
    bool is_hyphened = at < value.size && value.bytes[at] == '-';
    for (size_t i = at; at > 0 && i < value.size; i++)
        if (!char_is_letter(value.bytes[i]) && !strchr("-,:", value.bytes[i]) &&
            !(is_hyphened && char_is_digit(value.bytes[i])))
            return false;
    return at > 0;
}

static bool has_fractions(struct text value) {
    return strchr(text_contains(value, TEXT("/")) ? "0123456789" : "", value.size ? value.bytes[value.size - 1] : 'x') &&
           value.size && has_only(value, "0123456789/") && char_is_digit(value.bytes[0]);
}

struct number number_parse(struct text text, struct arena *arena) {
    struct number number = {0};
    size_t from = 0;
    text = text_trim(text);
    for (size_t at = 0; at < text.size;) {
        size_t size = joiner_at(text, at);
        if (size == 0) {
            at++;
            continue;
        }
        add_part(&number, text_slice(text, from, at), text_slice(text, at, at + size), arena);
        from = at += size;
    }
    add_part(&number, text_after(text, from), (struct text){0}, arena);
    struct text first = number.items[0].value;
    number.is_numeric = looks_numeric(first) || (number.count == 1 && has_fractions(first));
    number.is_countable =
        first.size && (char_is_digit(first.bytes[0]) || has_only(first, "ivxlcmIVXLCM")) && !has_fractions(first);
    number.is_plural = number.count > 1 && number.is_countable && number.is_numeric;
    return number;
}

struct number number_whole(struct text text, struct arena *arena) {
    struct number number = {.is_numeric = looks_numeric(text)};
    array_add(&number, arena)->value = text;
    return number;
}

static uint64_t value_of(struct text digits) {
    uint64_t value = 0;
    for (size_t i = 0; i < digits.size && i < 18 && char_is_digit(digits.bytes[i]); i++)
        value = value * 10 + (uint64_t)(digits.bytes[i] - '0');
    return value;
}

/* "321–28": from 101 on, as much of the second as differs, two digits at least; all of it behind a full hundred. */
static struct text chicago_end(struct text from, struct text to, struct arena *arena) {
    uint64_t begin = value_of(from), end = value_of(to);
    if (begin <= 100 || begin % 100 == 0)
        return to;
    for (uint64_t divisor = 100; divisor <= end && divisor < UINT64_MAX / 10; divisor *= 10)
        if (begin / divisor == end / divisor)
            return text_format(arena, "%llu", (unsigned long long)(end % divisor));
    return to;
}

static struct text minimal_two(struct text from, struct text to) {
    size_t same = 0;
    if (from.size != to.size)
        return to;
    while (same + 2 < to.size && from.bytes[same] == to.bytes[same])
        same++;
    return text_after(to, same);
}

/* "321–8" in full: "321", "328". */
static struct text expanded(struct text from, struct text to, struct arena *arena) {
    return to.size < from.size ? text_join(arena, text_slice(from, 0, from.size - to.size), to) : to;
}

static void shorten_range(struct number_part *from, struct number_part *to, enum csl_ranges ranges, struct arena *arena) {
    bool is_same_kind = to->particle.size == 0 || text_equal(from->particle, to->particle);
    if (!is_same_kind || !is_count(from->value) || !is_count(to->value))
        return;
    struct text whole = expanded(from->value, to->value, arena);
    if (value_of(from->value) >= value_of(whole))
        return;
    to->particle = from->particle;
    if (ranges == RANGES_CHICAGO_16)
        whole = from->particle.size ? whole : chicago_end(from->value, whole, arena);
    else if (ranges == RANGES_MINIMAL_TWO)
        whole = minimal_two(from->value, whole);
    if (ranges != RANGES_EXPANDED && whole.size < from->value.size)
        to->particle = (struct text){0};
    to->value = whole;
}

void number_shorten(struct number *number, enum csl_ranges ranges, struct text range_joiner, struct arena *arena) {
    for (size_t i = 0; i + 1 < number->count; i++) {
        struct number_part *from = &number->items[i], *to = from + 1;
        bool is_range = (i == 0 || !has_dash(number->items[i - 1].joiner)) && text_equal(from->joiner, TEXT("-")) &&
                        !text_equal(to->joiner, TEXT("-"));
        if (is_range && number->is_countable && ranges != RANGES_NONE)
            shorten_range(from, to, ranges, arena);
        if (text_equal(from->joiner, TEXT("-")) && number->is_numeric)
            from->joiner = range_joiner;
    }
}
