#include "serve/range.h"

/* False for what is no number. One that is larger than any size is the largest. */
static bool parse_number(size_t *number, struct text digits) {
    enum { TEN = 10 };
    const size_t most = SIZE_MAX - 1;
    *number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9')
            return false;
        size_t digit = (size_t)(digits.bytes[i] - '0');
        *number = *number > (most - digit) / TEN ? most : *number * TEN + digit;
    }
    return digits.size > 0;
}

/* "-500": the last 500 bytes. */
static enum range_state parse_suffix(struct byte_range *range, struct text digits, size_t size) {
    size_t count;
    if (!parse_number(&count, digits))
        return RANGE_NONE;
    *range = (struct byte_range){count < size ? size - count : 0, size};
    return count && size ? RANGE_PART : RANGE_OUTSIDE;
}

enum range_state range_parse(struct byte_range *range, struct text header, size_t size) {
    size_t from, last = SIZE_MAX - 1;
    if (!text_starts(header, TEXT("bytes=")))
        return RANGE_NONE;
    struct text part = text_trim(text_after(header, 6));
    size_t dash = text_find_char(part, '-', 0);
    if (dash == 0)
        return parse_suffix(range, text_after(part, 1), size);
    struct text end = text_after(part, dash + 1);
    if (dash == part.size || !parse_number(&from, text_slice(part, 0, dash)) || (end.size && !parse_number(&last, end)) ||
        last < from)
        return RANGE_NONE;
    *range = (struct byte_range){from, last < size ? last + 1 : size};
    return from < size ? RANGE_PART : RANGE_OUTSIDE;
}

bool tag_is_among(struct text tag, struct text header) {
    struct text one;
    while (text_cut(&one, &header, ',')) {
        one = text_trim(one);
        if (text_starts(one, TEXT("W/")))
            one = text_after(one, 2);
        if (text_equal(one, tag) || text_equal(one, TEXT("*")))
            return true;
    }
    return false;
}
