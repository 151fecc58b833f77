#define XXH_INLINE_ALL
#include "base/text.h"

#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { NEAREST_MOST_EDITS = 3 };

struct text text_of(const char *terminated) {
    return terminated ? (struct text){terminated, strlen(terminated)} : (struct text){0};
}

struct text text_between(const char *from, const char *to) {
    return (struct text){from, (size_t)(to - from)};
}

static bool same_bytes(const char *a, const char *b, size_t size) {
    return size == 0 || memcmp(a, b, size) == 0;
}

bool text_equal(struct text a, struct text b) {
    return a.size == b.size && same_bytes(a.bytes, b.bytes, a.size);
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool text_equal_ignoring_case(struct text a, struct text b) {
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (lower(a.bytes[i]) != lower(b.bytes[i]))
            return false;
    return true;
}

int text_compare(struct text a, struct text b) {
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.bytes, b.bytes, common) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

bool text_starts(struct text text, struct text prefix) {
    return prefix.size <= text.size && same_bytes(text.bytes, prefix.bytes, prefix.size);
}

bool text_ends(struct text text, struct text suffix) {
    return suffix.size <= text.size && same_bytes(text.bytes + (text.size - suffix.size), suffix.bytes, suffix.size);
}

bool text_contains(struct text text, struct text part) {
    return part.size == 0 || text_find(text, part, 0) < text.size;
}

bool text_has_digit(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if (char_is_digit(text.bytes[i]))
            return true;
    return false;
}

size_t text_find(struct text text, struct text part, size_t from) {
    if (from >= text.size)
        return text.size;
    if (part.size == 0)
        return from;
    const char *found = memmem(text.bytes + from, text.size - from, part.bytes, part.size);
    return found ? (size_t)(found - text.bytes) : text.size;
}

size_t text_find_char(struct text text, char c, size_t from) {
    if (from >= text.size)
        return text.size;
    const char *found = memchr(text.bytes + from, c, text.size - from);
    return found ? (size_t)(found - text.bytes) : text.size;
}

struct text text_slice(struct text text, size_t from, size_t to) {
    if (to > text.size)
        to = text.size;
    if (from > to)
        from = to;
    return text.bytes ? (struct text){text.bytes + from, to - from} : text;
}

struct text text_after(struct text text, size_t from) {
    return text_slice(text, from, text.size);
}

struct text text_host(struct text url) {
    size_t slashes = text_find(url, TEXT("//"), 0);
    bool begins = slashes == 0 || (slashes < url.size && url.bytes[slashes - 1] == ':');
    if (!begins || text_find_char(url, '/', 0) != slashes)
        return (struct text){0};
    size_t start = slashes + 2, end = start;
    for (; end < url.size && url.bytes[end] != '/' && url.bytes[end] != '?' && url.bytes[end] != '#'; end++)
        start = url.bytes[end] == '@' ? end + 1 : start;
    return text_slice(url, start, end);
}

struct text text_take(struct text *rest, size_t size) {
    struct text taken = text_slice(*rest, 0, size);
    *rest = text_after(*rest, size);
    return taken;
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct text text_trim(struct text text) {
    size_t from = 0, to = text.size;
    while (from < to && is_space(text.bytes[from]))
        from++;
    while (to > from && is_space(text.bytes[to - 1]))
        to--;
    return text_slice(text, from, to);
}

bool text_cut(struct text *part, struct text *rest, char separator) {
    if (rest->size == 0)
        return false;
    size_t at = text_find_char(*rest, separator, 0);
    *part = text_slice(*rest, 0, at);
    *rest = text_after(*rest, at + 1);
    return true;
}

struct text text_primary_subtag(struct text tag) {
    return text_slice(tag, 0, text_find_char(tag, '-', 0));
}

bool text_has_primary_subtag(struct text tag, const char *subtag) {
    return text_equal_ignoring_case(text_primary_subtag(tag), text_of(subtag));
}

int text_hex_value(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

int text_percent_byte(struct text text, size_t at) {
    if (at >= text.size || text.size - at < 3 || text.bytes[at] != '%')
        return -1;
    int high = text_hex_value(text.bytes[at + 1]), low = text_hex_value(text.bytes[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

uint64_t text_hash(struct text text) {
    return XXH3_64bits(text.bytes, text.size);
}

static char *bytes_in(struct arena *arena, struct text text) {
    char *bytes = arena_alloc(arena, text.size + 1);
    if (text.size)
        memcpy(bytes, text.bytes, text.size);
    return bytes;
}

struct text text_copy(struct text text, struct arena *arena) {
    return (struct text){bytes_in(arena, text), text.size};
}

const char *text_terminated(struct text text, struct arena *arena) {
    return bytes_in(arena, text);
}

struct text text_format(struct arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    struct text text = text_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

struct text text_format_list(struct arena *arena, const char *format, va_list arguments) {
    char draft[256];
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(draft, sizeof draft, format, arguments);
    struct text text = {draft, size > 0 ? (size_t)size : 0};
    if (text.size < sizeof draft) {
        text = text_copy(text, arena);
    } else {
        char *bytes = arena_alloc(arena, text.size + 1);
        vsnprintf(bytes, text.size + 1, format, again);
        text.bytes = bytes;
    }
    va_end(again);
    return text;
}

struct text text_join(struct arena *arena, struct text a, struct text b) {
    char *bytes = arena_alloc(arena, a.size + b.size + 1);
    if (a.size)
        memcpy(bytes, a.bytes, a.size);
    if (b.size)
        memcpy(bytes + a.size, b.bytes, b.size);
    return (struct text){bytes, a.size + b.size};
}

/* Eight at a time: of a capital the first sum has the highest bit, and the second has not. */
void text_make_lower_ascii(char *bytes, size_t size) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t at = 0;
    for (uint64_t eight; size - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, bytes + at, sizeof eight);
        uint64_t low = eight & ones * 0x7F, from_a = low + ones * (0x80 - 'A'), behind_z = low + ones * (0x7F - 'Z');
        eight |= (from_a & ~behind_z & ~eight & ones * 0x80) >> 2;
        memcpy(bytes + at, &eight, sizeof eight);
    }
    for (; at < size; at++)
        bytes[at] = lower(bytes[at]);
}

struct text text_lower_ascii(struct text text, struct arena *arena) {
    char *bytes = bytes_in(arena, text);
    text_make_lower_ascii(bytes, text.size);
    return (struct text){bytes, text.size};
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/*
 * One row of the table of optimal string alignment: `row[j]` is the distance of a's first `i` bytes and b's first `j`.
 * Returns the least of the row.
 */
static size_t distance_row(size_t *row, const size_t *above, const size_t *two_above, struct text a, struct text b, size_t i) {
    size_t lowest = row[0] = i;
    for (size_t j = 1; j <= b.size; j++) {
        bool same = a.bytes[i - 1] == b.bytes[j - 1];
        row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + !same);
        if (i > 1 && j > 1 && a.bytes[i - 1] == b.bytes[j - 2] && a.bytes[i - 2] == b.bytes[j - 1])
            row[j] = least(row[j], two_above[j - 2] + 1);
        lowest = least(lowest, row[j]);
    }
    return lowest;
}

size_t text_distance(struct text a, struct text b, size_t limit) {
    if ((a.size > b.size ? a.size - b.size : b.size - a.size) > limit)
        return limit + 1;

    size_t *rows = memory_alloc(3 * (b.size + 1) * sizeof *rows);
    size_t *two_above = rows, *above = rows + b.size + 1, *row = above + b.size + 1;
    for (size_t j = 0; j <= b.size; j++)
        row[j] = j;

    /* A swap reaches two rows back, so only two rows over the limit in succession decide. */
    size_t lowest = 0, lowest_above = 0;
    for (size_t i = 1; i <= a.size && least(lowest, lowest_above) <= limit; i++) {
        size_t *oldest = two_above;
        two_above = above;
        above = row;
        row = oldest;
        lowest_above = lowest;
        lowest = distance_row(row, above, two_above, a, b, i);
    }
    size_t distance = least(lowest, lowest_above) <= limit ? row[b.size] : limit + 1;
    free(rows);
    return least(distance, limit + 1);
}

static bool is_word_byte(char c) {
    return (c & 0x80) || (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

static bool has_whole_word(struct text text, struct text word) {
    for (size_t at = text_find(text, word, 0); at < text.size; at = text_find(text, word, at + 1)) {
        size_t end = at + word.size;
        if ((at == 0 || !is_word_byte(text.bytes[at - 1])) && (end == text.size || !is_word_byte(text.bytes[end])))
            return true;
    }
    return false;
}

size_t text_nearest(struct text wrong, const struct text *candidates, size_t count) {
    if (wrong.size == 0)
        return SIZE_MAX;

    size_t limit = wrong.size / 3;
    limit = limit < 1 ? 1 : least(limit, NEAREST_MOST_EDITS);
    size_t nearest = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t distance = text_distance(wrong, candidates[i], limit);
        if (distance > 1 && text_equal_ignoring_case(wrong, candidates[i]))
            distance = 1;
        if (distance > limit)
            continue;
        nearest = i;
        if (distance == 0)
            return i;
        limit = distance - 1;
    }
    for (size_t i = 0; i < count && nearest == SIZE_MAX; i++)
        if (has_whole_word(candidates[i], wrong))
            nearest = i;
    return nearest;
}

struct text text_enumeration(const struct text *words, size_t count, const char *last, struct arena *arena) {
    struct text all = count ? words[0] : (struct text){0};
    for (size_t i = 1; i < count; i++)
        all = i + 1 < count ? text_format(arena, "%.*s, %.*s", TEXT_ARGS(all), TEXT_ARGS(words[i]))
                            : text_format(arena, "%.*s %s %.*s", TEXT_ARGS(all), last, TEXT_ARGS(words[i]));
    return all;
}
