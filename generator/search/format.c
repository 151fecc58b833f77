#include "search/format.h"

#include "base/utf8.h"

static const char alphabet[] = SEARCH_ALPHABET;

enum { MORE = 32, LONGEST_SHIFT = 30 };

void search_add_decimal(struct buffer *out, uint32_t number) {
    char digits[10];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    buffer_add(out, (struct text){digits + at, sizeof digits - at});
}

void search_add_digit(struct buffer *out, unsigned index) {
    buffer_add_char(out, alphabet[index]);
}

void search_add_number(struct buffer *out, uint32_t number) {
    buffer_reserve(out, LONGEST_SHIFT / 5 + 1);
    for (; number >= MORE; number >>= 5)
        out->bytes[out->size++] = alphabet[(number & 31) | MORE];
    out->bytes[out->size++] = alphabet[number];
}

int search_digit_of(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '-' ? 62 : c == '_' ? 63 : -1;
}

bool search_next_number(struct text numbers, size_t *at, uint32_t *number) {
    uint64_t value = 0;
    for (unsigned shift = 0; *at < numbers.size && shift <= LONGEST_SHIFT; shift += 5) {
        int digit = search_digit_of(numbers.bytes[(*at)++]);
        if (digit < 0)
            return false;
        value |= (uint64_t)(digit & 31) << shift;
        if (digit < MORE) {
            *number = (uint32_t)value;
            return value <= UINT32_MAX;
        }
    }
    return false;
}

uint32_t search_piece_of(uint32_t unit) {
    return unit ? (unit - 1) / SEARCH_UNITS_A_PIECE : 0;
}

uint32_t search_pieces(uint32_t units) {
    return units ? search_piece_of(units - 1) + 1 : 1;
}

void search_piece_name(struct buffer *out, struct text slug, uint32_t piece) {
    buffer_add(out, TEXT("t/"));
    buffer_add(out, slug);
    if (piece)
        buffer_add_format(out, ".%u", (unsigned)piece);
}

void search_file_name(struct buffer *out, struct text word) {
    for (size_t at = 0; at < word.size;) {
        uint32_t character = utf8_next(word, &at);
        if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9'))
            buffer_add_char(out, (char)character);
        else
            buffer_add_format(out, "_%x_", character);
    }
}

bool search_next_posting(struct search_postings *postings, struct search_posting *posting) {
    struct search_posting *last = &postings->last;
    uint32_t number, unit;
    if (!search_next_number(postings->bytes, &postings->at, &number))
        return false;
    if (number & 1) {
        if (!search_next_number(postings->bytes, &postings->at, &unit))
            return false;
        last->essay = postings->is_begun ? last->essay + 1 + (number >> 3) : number >> 3;
        last->unit = unit;
    } else {
        if (!postings->is_begun)
            return false;
        last->unit += 1 + (number >> 3);
    }
    last->impact = (uint8_t)(number >> 1 & 3);
    postings->is_begun = true;
    *posting = *last;
    return true;
}

void search_add_posting(struct buffer *out, const struct search_posting *last, struct search_posting posting) {
    uint32_t impact = (uint32_t)posting.impact << 1;
    if (last && last->essay == posting.essay) {
        search_add_number(out, (posting.unit - last->unit - 1) << 3 | impact);
        return;
    }
    search_add_number(out, (last ? posting.essay - last->essay - 1 : posting.essay) << 3 | impact | 1);
    search_add_number(out, posting.unit);
}
