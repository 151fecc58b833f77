#include "base/utf8.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

/* A range of code points, both ends included. */
struct code_range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t character, const struct code_range *ranges, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (character >= ranges[i].first && character <= ranges[i].last)
            return true;
    return false;
}

#define IN_RANGES(character, ranges) in_ranges((character), (ranges), sizeof(ranges) / sizeof *(ranges))

/* The number of bytes in a sequence with this first byte; 0 when none begins with it. */
static size_t sequence_size(unsigned char first) {
    if (first < 0x80)
        return 1;
    if (first < 0xC2)
        return 0;
    if (first < 0xE0)
        return 2;
    if (first < 0xF0)
        return 3;
    return first < 0xF5 ? 4 : 0;
}

/* The character of a sequence of two to four bytes, or REPLACEMENT when it is malformed. */
static uint32_t decode(const unsigned char *bytes, size_t size) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t character = bytes[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return REPLACEMENT;
        character = character << 6 | (bytes[i] & 0x3Fu);
    }
    bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    return character < least[size] || surrogate || character > 0x10FFFF ? REPLACEMENT : character;
}

uint32_t utf8_next(struct text text, size_t *offset) {
    const unsigned char *bytes = (const unsigned char *)text.bytes + *offset;
    size_t size = sequence_size(bytes[0]);
    if (size == 1) {
        *offset += 1;
        return bytes[0];
    }
    if (size == 0 || size > text.size - *offset) {
        *offset += 1;
        return REPLACEMENT;
    }
    uint32_t character = decode(bytes, size);
    bool well_formed = character != REPLACEMENT || (size == 3 && memcmp(bytes, "\xEF\xBF\xBD", 3) == 0);
    *offset += well_formed ? size : 1;
    return character;
}

size_t utf8_encode(char out[4], uint32_t character) {
    if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
        character = REPLACEMENT;
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    size_t size = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    out[0] = (char)((0xF00u >> size & 0xF0) | character);
    return size;
}

/* Eight at a time. */
size_t utf8_skip_ascii(struct text text, size_t from) {
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
    for (; text.size - from >= 8; from += 8) {
        uint64_t eight;
        memcpy(&eight, text.bytes + from, sizeof eight);
        if (((eight - ones) | eight) & highs)
            break;
    }
    while (from < text.size && text.bytes[from] > 0)
        from++;
    return from;
}

size_t utf8_first_invalid(struct text text) {
    for (size_t at = utf8_skip_ascii(text, 0); at < text.size; at = utf8_skip_ascii(text, at)) {
        size_t next = at;
        utf8_next(text, &next);
        /* A sequence of one byte here is NUL or malformed. */
        if (next - at == 1)
            return at;
        at = next;
    }
    return text.size;
}

struct text utf8_percent_decoded(struct text text, struct arena *arena) {
    if (text_find_char(text, '%', 0) == text.size)
        return text;
    char *out = arena_alloc(arena, text.size + 1);
    size_t size = 0;
    for (size_t at = 0; at < text.size; at++) {
        int coded = text_percent_byte(text, at);
        out[size++] = coded >= 0 ? (char)coded : text.bytes[at];
        at += coded >= 0 ? 2 : 0;
    }
    struct text decoded = {out, size};
    return utf8_first_invalid(decoded) < size ? text : decoded;
}

struct text utf8_without_mark(struct text text) {
    return text_starts(text, TEXT("\xef\xbb\xbf")) ? text_after(text, 3) : text;
}

bool utf8_is_utf16(struct text text) {
    size_t nuls[2] = {0}, size = text.size < 8 ? text.size & ~(size_t)1 : 8;
    if (text_starts(text, TEXT("\xff\xfe")) || text_starts(text, TEXT("\xfe\xff")))
        return true;
    for (size_t i = 0; i < size; i++)
        nuls[i % 2] += text.bytes[i] == '\0';
    return size >= 4 && (nuls[0] == 0 || nuls[1] == 0) && nuls[0] + nuls[1] == size / 2;
}

size_t utf8_count(struct text text) {
    size_t count = 0;
    for (size_t offset = 0; offset < text.size; count++)
        utf8_next(text, &offset);
    return count;
}

unsigned utf8_width(uint32_t character) {
    if (character < 0x7F)
        return character >= 0x20;
    int width = utf8proc_charwidth((utf8proc_int32_t)character);
    return width > 0 ? (unsigned)width : 0;
}

bool utf8_is_han(uint32_t character) {
    static const struct code_range han[] = {
        {0x2E80, 0x2FD5}, {0x3005, 0x3005}, {0x3007, 0x3007}, {0x3021, 0x3029},   {0x3038, 0x303B},
        {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFD},
    };
    return character >= 0x2E80 && IN_RANGES(character, han);
}

static utf8proc_category_t category_of(uint32_t character) {
    return utf8proc_category((utf8proc_int32_t)character);
}

bool utf8_is_mark(uint32_t character) {
    utf8proc_category_t category = category_of(character);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

bool utf8_is_digit(uint32_t character) {
    return category_of(character) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_number(uint32_t character) {
    utf8proc_category_t category = category_of(character);
    return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL || category == UTF8PROC_CATEGORY_NO;
}

bool utf8_is_letter(uint32_t character) {
    if (character < 0x80)
        return (character >= '0' && character <= '9') || ((character | 0x20) >= 'a' && (character | 0x20) <= 'z');
    switch (category_of(character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL: return true;
    default: return false;
    }
}

static bool is_noncharacter(uint32_t character) {
    return (character >= 0xFDD0 && character <= 0xFDEF) || (character & 0xFFFE) == 0xFFFE;
}

bool utf8_is_forbidden(uint32_t character) {
    bool is_allowed_control = character == '\t' || character == '\n' || character == '\r';
    bool is_control = character < 0x20 || (character >= 0x7F && character < 0xA0);
    return (is_control && !is_allowed_control) || is_noncharacter(character);
}

/* Offset of the next forbidden character at or after `from`. All but controls begin with one of a few bytes. */
static size_t find_forbidden(struct text text, size_t from) {
    for (size_t at = from; at < text.size;) {
        unsigned char c = (unsigned char)text.bytes[at];
        bool may_be = c < 0x20 || c == 0x7F || c == 0xC2 || c == 0xEF || c >= 0xF0;
        size_t next = at;
        if (may_be && utf8_is_forbidden(utf8_next(text, &next)))
            return at;
        at += may_be ? next - at : 1;
    }
    return text.size;
}

bool utf8_has_forbidden(struct text text) {
    return find_forbidden(text, 0) < text.size;
}

struct text utf8_allowed(struct utf8_replaced *replaced, struct text text, struct arena *arena) {
    struct utf8_replaced none;
    replaced = replaced ? replaced : &none;
    *replaced = (struct utf8_replaced){0};
    size_t at = find_forbidden(text, 0), size = at;
    if (at == text.size)
        return text;
    char *bytes = arena_alloc(arena, at + (text.size - at) * 3);
    memcpy(bytes, text.bytes, at);
    while (at < text.size) {
        size_t from = at;
        bool is_space = utf8_is_space(utf8_next(text, &at));
        if (!is_space && !replaced->count++)
            replaced->first = from;
        size += utf8_encode(bytes + size, is_space ? ' ' : REPLACEMENT);
        from = at;
        at = find_forbidden(text, from);
        memcpy(bytes + size, text.bytes + from, at - from);
        size += at - from;
    }
    return (struct text){bytes, size};
}

struct text utf8_repaired(struct text text, struct arena *arena) {
    if (utf8_first_invalid(text) == text.size)
        return text;
    char *bytes = arena_alloc(arena, text.size * 3);
    size_t size = 0;
    for (size_t at = 0; at < text.size;)
        size += utf8_encode(bytes + size, utf8_next(text, &at));
    return (struct text){bytes, size};
}

bool utf8_is_treacherous(uint32_t character) {
    return is_noncharacter(character) || character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x061C ||
           (character >= 0x200E && character <= 0x200F) || (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

int utf8_digit(uint32_t character) {
    static const uint32_t noughts[] = {'0', 0x0660, 0x06f0, 0xff10};
    for (size_t i = 0; i < sizeof noughts / sizeof *noughts; i++)
        if (character >= noughts[i] && character <= noughts[i] + 9)
            return (int)(character - noughts[i]);
    return -1;
}

bool utf8_is_space(uint32_t character) {
    static const struct code_range spaces[] = {
        {0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
        {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
    };
    return IN_RANGES(character, spaces);
}

/* As `text`, with a U+FFFD for each malformed byte: libutf8proc refuses those. */
static struct text repaired(struct text text, struct arena *arena) {
    char *bytes = arena_alloc(arena, text.size * 3);
    size_t size = 0;
    for (size_t offset = 0; offset < text.size;)
        size += utf8_encode(bytes + size, utf8_next(text, &offset));
    return (struct text){bytes, size};
}

/* Latin letters whose accent is part of the letter, so that Unicode does not decompose them. */
static utf8proc_int32_t without_stroke(utf8proc_int32_t character) {
    switch (character) {
    case 0x0111: return 'd';
    case 0x0127: return 'h';
    case 0x0131: return 'i';
    case 0x0142: return 'l';
    case 0x00F8: return 'o';
    case 0x0167: return 't';
    default: return character;
    }
}

/* The accents of Latin, Greek and Cyrillic, but not the marks that other scripts are spelt with. */
static bool is_accent(utf8proc_int32_t character) {
    static const struct code_range accents[] = {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}};
    return IN_RANGES((uint32_t)character, accents);
}

/* Which accents are removed. */
enum removal { REMOVE_NONE, REMOVE_ALL, REMOVE_BUT_LETTERS };

enum { TILDE = 0x303, CIRCUMFLEX = 0x302, BREVE = 0x306, DIAERESIS = 0x308, HOOK = 0x309, HORN = 0x31B, DOT_BELOW = 0x323 };

static bool is_one_of(utf8proc_int32_t character, const char *letters) {
    return character < 0x80 && strchr(letters, (int)character);
}

/* Whether an accent, of `count` on its letter, makes another letter of it; the letter is a small one. */
static bool makes_letter(utf8proc_int32_t letter, utf8proc_int32_t accent, utf8proc_ssize_t count) {
    switch (accent) {
    case TILDE: return letter == 'n';
    case CIRCUMFLEX: return count > 1 && is_one_of(letter, "aeo");
    case BREVE: return letter == 'a' || letter == 0x438 || letter == 0x443;
    case DIAERESIS: return letter == 0x456;
    case DOT_BELOW: return is_one_of(letter, "aeiouy");
    case HOOK:
    case HORN: return true;
    default: return false;
    }
}

/* How many accents follow a letter, and whether they stay. */
static utf8proc_ssize_t accents_of(bool *stay, const utf8proc_int32_t *characters, utf8proc_ssize_t count) {
    utf8proc_ssize_t accents = 0;
    while (1 + accents < count && is_accent(characters[1 + accents]))
        accents++;
    *stay = false;
    for (utf8proc_ssize_t i = 1; i <= accents; i++)
        *stay |= makes_letter(characters[0], characters[i], accents);
    return accents;
}

static utf8proc_ssize_t remove_accents(utf8proc_int32_t *characters, utf8proc_ssize_t count, enum removal removal) {
    utf8proc_ssize_t kept = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        if (is_accent(characters[i]))
            continue;
        bool stay;
        utf8proc_ssize_t accents = accents_of(&stay, characters + i, count - i);
        characters[kept++] = without_stroke(characters[i]);
        for (utf8proc_ssize_t j = 1; j <= accents && stay && removal == REMOVE_BUT_LETTERS; j++)
            characters[kept++] = characters[i + j];
    }
    return kept;
}

/*
 * The characters of a text as the library takes it apart, and how many they are: NULL when it cannot. The library writes the
 * text that is made of them over them, and a terminator behind it, for which there is room.
 */
static utf8proc_int32_t *decomposed(utf8proc_ssize_t *count, struct text text, utf8proc_option_t options, struct arena *arena) {
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.bytes;
    utf8proc_ssize_t size = (utf8proc_ssize_t)text.size;
    *count = utf8proc_decompose(bytes, size, NULL, 0, options);
    if (*count < 0)
        return NULL;
    utf8proc_int32_t *characters = arena_array(arena, utf8proc_int32_t, (size_t)*count + 1);
    utf8proc_decompose(bytes, size, characters, *count, options);
    return characters;
}

/* Maps by the library, which needs well-formed text, and composes. */
static struct text normalised(struct text text, utf8proc_option_t options, enum removal removal, struct arena *arena) {
    if (utf8_first_invalid(text) < text.size)
        text = repaired(text, arena);

    options |= UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t count;
    utf8proc_int32_t *characters = decomposed(&count, text, options, arena);
    if (!characters)
        return text_copy(text, arena);
    if (removal)
        count = remove_accents(characters, count, removal);
    count = utf8proc_reencode(characters, count, options);
    return (struct text){(const char *)characters, count > 0 ? (size_t)count : 0};
}

static struct text fold(struct text text, enum removal removal, struct arena *arena) {
    if (utf8_skip_ascii(text, 0) == text.size)
        return text_lower_ascii(text, arena);
    return normalised(text, UTF8PROC_CASEFOLD, removal, arena);
}

struct text utf8_fold(struct text text, struct arena *arena) {
    return fold(text, REMOVE_NONE, arena);
}

uint32_t utf8_lower(uint32_t character) {
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)character);
}

uint32_t utf8_upper(uint32_t character) {
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)character);
}

uint32_t utf8_title(uint32_t character) {
    return (uint32_t)utf8proc_totitle((utf8proc_int32_t)character);
}

uint32_t utf8_capitals(struct text text) {
    uint32_t capitals = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t character = utf8_next(text, &at);
        capitals += character < 0x80 ? character - 'A' < 26 : utf8_lower(character) != character;
    }
    return capitals;
}

struct text utf8_fold_plain(struct text text, struct arena *arena) {
    return fold(text, REMOVE_ALL, arena);
}

struct text utf8_fold_letters(struct text text, struct arena *arena) {
    return fold(text, REMOVE_BUT_LETTERS, arena);
}

struct text utf8_compatible(struct text text, struct arena *arena) {
    return utf8_skip_ascii(text, 0) == text.size ? text
                                                 : normalised(text, UTF8PROC_COMPAT | UTF8PROC_IGNORE, REMOVE_NONE, arena);
}

/* Whether a character can be part of no composition, as most cannot. */
static bool is_composed(uint32_t character) {
    static const struct code_range composed[] = {{0x2010, 0x2027}, {0x2030, 0x205E}, {0x3001, 0x3029}, {0x4E00, 0x9FFF}};
    return character < 0x300 || IN_RANGES(character, composed);
}

struct text utf8_compose(struct text text, struct arena *arena) {
    for (size_t at = utf8_skip_ascii(text, 0); at < text.size; at = utf8_skip_ascii(text, at))
        if (!is_composed(utf8_next(text, &at)))
            return normalised(text, 0, REMOVE_NONE, arena);
    return text;
}

/* What utf8_fold_compatible makes of one character. The final sigma is a sigma: it would be told apart by what follows. */
static utf8proc_int32_t small_letter(utf8proc_int32_t character) {
    return character == 0x03C2 ? 0x03C3 : utf8proc_tolower(character);
}

/* Appends what utf8_fold_compatible makes of a text by the library. */
static void add_compatible(struct buffer *out, struct text text) {
    const utf8proc_option_t decompose = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE;
    struct arena scratch = {0};
    utf8proc_ssize_t count;
    utf8proc_int32_t *characters = decomposed(&count, text, decompose, &scratch);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        characters[i] = small_letter(characters[i]);
    if (characters)
        count = utf8proc_reencode(characters, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (count > 0)
        buffer_add_bytes(out, characters, (size_t)count);
    arena_free(&scratch);
}

/* Marks of print that stand between words and decompose into nothing: most of what is not ASCII in English. */
static bool is_plain_mark(uint32_t character) {
    return character == 0xA7 || character == 0xAB || character == 0xBB || (character >= 0x2012 && character <= 0x2016) ||
           (character >= 0x2018 && character <= 0x2022);
}

/* The end of what is not ASCII from `at`. */
static size_t skip_other(struct text text, size_t at) {
    while (at < text.size && (unsigned char)text.bytes[at] >= 0x80)
        at++;
    return at;
}

static size_t skip_plain_marks(struct text text, size_t at) {
    for (size_t next = at; next < text.size && is_plain_mark(utf8_next(text, &next));)
        at = next;
    return at;
}

static void add_lower_ascii(struct buffer *out, struct text text) {
    size_t start = out->size;
    buffer_add(out, text);
    if (text.size)
        text_make_lower_ascii(out->bytes + start, text.size);
}

/* A mark may compose with the letter before it, which is then part of what the library is given. */
struct text utf8_fold_compatible(struct text text, struct arena *arena) {
    size_t at = utf8_skip_ascii(text, 0), from = 0;
    if (at == text.size)
        return text_lower_ascii(text, arena);
    if (utf8_first_invalid(text) < text.size)
        text = repaired(text, arena);

    struct buffer out = {0};
    for (; from < text.size; at = utf8_skip_ascii(text, from)) {
        size_t end = skip_plain_marks(text, at);
        if (at == end && at < text.size) {
            end = skip_other(text, at + 1); /* a NUL, too */
            at -= at > from;
        }
        add_lower_ascii(&out, text_slice(text, from, at));
        if (end > at && is_plain_mark(utf8_next(text, &(size_t){at})))
            buffer_add(&out, text_slice(text, at, end));
        else if (end > at)
            add_compatible(&out, text_slice(text, at, end));
        from = end;
    }
    return buffer_take(&out, arena);
}

bool utf8_is_accent(uint32_t character) {
    static const struct code_range accents[] = {
        {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
        {0x05C4, 0x05C5}, {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x0640, 0x0640}, {0x064B, 0x065F},
        {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED},
        {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F},
    };
    return character >= 0x0300 && IN_RANGES(character, accents);
}

/* The plain letters that a small one is written with, where it is not one of them with a stroke; or NULL. */
static const char *plain_letters_of(utf8proc_int32_t character) {
    switch (character) {
    case 0x00DF: return "ss";
    case 0x00E6: return "ae";
    case 0x00F0: return "d";
    case 0x00FE: return "th";
    case 0x0153: return "oe";
    default: return NULL;
    }
}

/* Writes one decomposed character into `out`, which has room for two, and returns how many it is. */
static size_t add_plain(utf8proc_int32_t *out, utf8proc_int32_t character) {
    if (utf8_is_accent((uint32_t)character))
        return 0;
    const char *letters = plain_letters_of(character);
    out[0] = letters ? letters[0] : without_stroke(character);
    out[1] = letters ? letters[1] : 0;
    return out[1] ? 2 : 1;
}

struct text utf8_plain_letters(struct text text, struct arena *arena) {
    if (utf8_skip_ascii(text, 0) == text.size)
        return text;
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE;
    utf8proc_ssize_t count;
    utf8proc_int32_t *characters = decomposed(&count, text, options, arena);
    if (!characters)
        return text;
    utf8proc_int32_t *plain = arena_array(arena, utf8proc_int32_t, (size_t)count * 2 + 1);
    size_t kept = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        kept += add_plain(plain + kept, characters[i]);
    count = utf8proc_reencode(plain, (utf8proc_ssize_t)kept, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return (struct text){(const char *)plain, count > 0 ? (size_t)count : 0};
}

static bool is_kana_or_hangul(uint32_t character) {
    static const struct code_range ranges[] = {
        {0x1100, 0x11FF}, {0x3040, 0x30FF}, {0x3130, 0x318F}, {0x31F0, 0x31FF},
        {0xA960, 0xA97F}, {0xAC00, 0xD7FF}, {0xFF66, 0xFFDC},
    };
    return character >= 0x1100 && IN_RANGES(character, ranges);
}

static bool is_word_by_itself(uint32_t character) {
    return utf8_is_han(character) || is_kana_or_hangul(character);
}

bool utf8_is_unspaced(uint32_t character) {
    return (character >= 0x0E00 && character <= 0x0EFF) || (character >= 0x1000 && character <= 0x109F) ||
           (character >= 0x1780 && character <= 0x17FF);
}

bool utf8_stands_alone(uint32_t character) {
    return is_word_by_itself(character) || utf8_is_unspaced(character);
}

bool utf8_is_raised_or_cut(uint32_t character) {
    return character >= 0x80 && category_of(character) == UTF8PROC_CATEGORY_NO;
}

static bool is_apostrophe(uint32_t character) {
    return character == '\'' || character == 0x2019;
}

static bool continues_word(struct text text, size_t offset) {
    if (offset >= text.size)
        return false;
    uint32_t character = utf8_next(text, &offset);
    return utf8_is_letter(character) && !is_word_by_itself(character);
}

/* The end of the run of letters that continues at `offset`. */
static size_t word_end(struct text text, size_t offset) {
    while (offset < text.size) {
        size_t next = offset;
        uint32_t character = utf8_next(text, &next);
        bool inside = is_apostrophe(character) ? continues_word(text, next) : continues_word(text, offset);
        if (!inside)
            break;
        offset = next;
    }
    return offset;
}

/* The end of the marks (voicing marks, variation selectors) that belong to the character before `offset`. */
static size_t marks_end(struct text text, size_t offset) {
    for (size_t next = offset; next < text.size && utf8_is_mark(utf8_next(text, &next));)
        offset = next;
    return offset;
}

bool utf8_next_word(struct text text, size_t *offset, struct text *word) {
    while (*offset < text.size) {
        size_t from = *offset;
        uint32_t character = utf8_next(text, offset);
        if (!utf8_is_letter(character))
            continue;
        *offset = is_word_by_itself(character) ? marks_end(text, *offset) : word_end(text, *offset);
        *word = text_slice(text, from, *offset);
        return true;
    }
    return false;
}

const char *utf8_library(void) {
    return utf8proc_version();
}
