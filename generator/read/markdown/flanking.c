#include "read/markdown/flanking.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>

struct code_points {
    uint16_t first, last;
};

/* What the parser takes for letters: private characters. */
static const struct code_points letters[] = {{CLOAK_FIRST, CLOAK_LAST}};

/* What it takes for punctuation: Ethiopic, Mongolian, Tai Tham, Balinese, Batak, Lepcha, Sundanese, Phags-pa, Javanese, Cham.
 */
static const struct code_points punctuation[] = {
    {0x1360, 0x1368}, {0x1800, 0x180a}, {0x1aa0, 0x1aa6}, {0x1aa8, 0x1aad}, {0x1b5a, 0x1b60}, {0x1bfc, 0x1bff},
    {0x1c3b, 0x1c3f}, {0x1cc0, 0x1cc7}, {0xa874, 0xa877}, {0xa9c1, 0xa9cd}, {0xaa5c, 0xaa5f},
};

static bool is_hangul(uint32_t c) {
    return (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3130 && c <= 0x318f) || (c >= 0xac00 && c <= 0xd7af);
}

static bool is_wide_punctuation(uint32_t c) {
    return (c >= 0x3000 && c <= 0x3020) || c == 0x3030 || c == 0x303d || c == 0x30a0 || c == 0x30fb ||
           (c >= 0xff01 && c <= 0xff0f) || (c >= 0xff1a && c <= 0xff20) || (c >= 0xff3b && c <= 0xff40) ||
           (c >= 0xff5b && c <= 0xff65);
}

bool flanking_is_wide(uint32_t c) {
    return utf8_is_han(c) || (c >= 0x2e80 && c <= 0x312f) || (c >= 0x31a0 && c <= 0x33ff) || (c >= 0xff01 && c <= 0xffef);
}

static bool is_east_asian(uint32_t c) {
    return flanking_is_wide(c) || is_hangul(c);
}

/* Punctuation that is not wide, as the parser knows it. */
static bool is_narrow_punctuation(uint32_t c) {
    if (c < 0x80)
        return c > ' ' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", (int)c);
    return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205e) || c == 0xa1 || c == 0xa7 || c == 0xab || c == 0xb6 ||
           c == 0xb7 || c == 0xbb || c == 0xbf;
}

uint32_t flanking_at(struct text text, size_t at) {
    return at < text.size ? utf8_next(text, &at) : 0;
}

uint32_t flanking_before(struct text text, size_t at) {
    size_t start = at;
    while (start > 0 && at - start < 4) {
        start--;
        if (((unsigned char)text.bytes[start] & 0xc0) != 0x80)
            break;
    }
    return flanking_at(text, start < at ? start : text.size);
}

static const char *meant_by(const struct tokens *tokens, const char *shown) {
    for (size_t i = 0; i < tokens->cloaks.count; i++)
        if (memcmp(tokens->cloaks.items[i].shown, shown, 3) == 0)
            return tokens->cloaks.items[i].meant;
    return NULL;
}

static bool is_in(const struct code_points *ranges, size_t count, const char *bytes) {
    size_t at = 0;
    uint32_t c = utf8_next((struct text){bytes, 3}, &at);
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

static const char *add_cloak(struct tokens *tokens, const char shown[3], const char meant[3], struct arena *arena) {
    struct cloak *cloak = array_add(&tokens->cloaks, arena);
    memcpy(cloak->shown, shown, 3);
    memcpy(cloak->meant, meant, 3);
    return cloak->shown;
}

/* A character that the text has itself hides nothing but itself. */
static bool is_taken(struct tokens *tokens, const char shown[3], struct arena *arena) {
    struct text written = {shown, 3};
    bool taken = text_contains(tokens->body, written);
    if (taken)
        add_cloak(tokens, shown, shown, arena);
    return taken;
}

/* The cloak of `meant` among these characters: the one that it has, or a free one. NULL when there are no more. */
static const char *cloak_for(struct tokens *tokens, const char *meant, const struct code_points *ranges, size_t count,
                             struct arena *arena) {
    for (size_t i = 0; i < tokens->cloaks.count; i++)
        if (memcmp(tokens->cloaks.items[i].meant, meant, 3) == 0 && is_in(ranges, count, tokens->cloaks.items[i].shown))
            return tokens->cloaks.items[i].shown;
    for (size_t i = 0; i < count && !tokens->out_of_cloaks; i++)
        for (uint32_t c = ranges[i].first; c <= ranges[i].last; c++) {
            char shown[4];
            utf8_encode(shown, c);
            if (!meant_by(tokens, shown) && !is_taken(tokens, shown, arena))
                return add_cloak(tokens, shown, meant, arena);
        }
    tokens->out_of_cloaks = true;
    return NULL;
}

static void cloak_as(struct tokens *tokens, size_t at, const struct code_points *ranges, size_t count, struct arena *arena) {
    if (meant_by(tokens, tokens->masked.bytes + at))
        return;
    const char *shown = cloak_for(tokens, tokens->body.bytes + at, ranges, count, arena);
    for (size_t i = 0; shown && i < 3; i++)
        tokens_put(tokens, at + i, shown[i], arena);
}

/* The wide character of three bytes at `at`, with `other` on the run's other side. */
static void cloak_at(struct tokens *tokens, size_t at, uint32_t c, uint32_t other, struct arena *arena) {
    bool is_three = c >= 0x800 && c <= 0xffff;
    if (!is_three || !is_east_asian(c))
        return;
    if (is_narrow_punctuation(other))
        cloak_as(tokens, at, punctuation, sizeof punctuation / sizeof *punctuation, arena);
    else if (is_wide_punctuation(c))
        cloak_as(tokens, at, letters, 1, arena);
}

void flanking_cloak(struct tokens *tokens, size_t start, size_t end, struct arena *arena) {
    uint32_t before = flanking_before(tokens->body, start), behind = flanking_at(tokens->body, end);
    if (is_east_asian(before))
        cloak_at(tokens, start >= 3 ? start - 3 : 0, before, behind, arena);
    if (is_east_asian(behind))
        cloak_at(tokens, end, behind, before, arena);
}
