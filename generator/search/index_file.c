#include "search/index_file.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>

/* An index nests three deep. */
enum { DEEPEST = 8, DIGITS_MOST = 15 };

struct index_reader {
    struct text text;
    size_t at;
    unsigned depth;
    struct arena *arena;
};

struct index_values {
    struct index_value *items;
    size_t count, capacity;
};

struct index_names {
    struct text *items;
    size_t count, capacity;
};

static bool read_value(struct index_value *value, struct index_reader *reading);

static bool is_next(const struct index_reader *reading, char c) {
    return reading->at < reading->text.size && reading->text.bytes[reading->at] == c;
}

static bool take(struct index_reader *reading, char c) {
    bool found = is_next(reading, c);
    reading->at += found;
    return found;
}

static bool take_text(struct index_reader *reading, struct text text) {
    bool found = text_starts(text_after(reading->text, reading->at), text);
    reading->at += found ? text.size : 0;
    return found;
}

/* Four hexadecimal digits. */
static bool read_unit(uint32_t *unit, struct index_reader *reading) {
    *unit = 0;
    for (int i = 0; i < 4; i++, reading->at++) {
        char c = reading->at < reading->text.size ? reading->text.bytes[reading->at] : '\0';
        char lower = (char)(c | 0x20);
        if (c >= '0' && c <= '9')
            *unit = *unit * 16 + (uint32_t)(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            *unit = *unit * 16 + (uint32_t)(lower - 'a') + 10;
        else
            return false;
    }
    return true;
}

/* What follows "\u": a character, or the two halves of one. */
static bool read_character(uint32_t *character, struct index_reader *reading) {
    uint32_t low;
    if (!read_unit(character, reading))
        return false;
    if (*character < 0xD800 || *character > 0xDBFF)
        return true;
    if (!take_text(reading, TEXT("\\u")) || !read_unit(&low, reading) || low < 0xDC00 || low > 0xDFFF)
        return false;
    *character = 0x10000 + ((*character - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

static bool add_escape(char *out, size_t *size, struct index_reader *reading) {
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    uint32_t character;
    if (take(reading, 'u')) {
        if (!read_character(&character, reading))
            return false;
        *size += utf8_encode(out + *size, character);
        return true;
    }
    const char *letter =
        reading->at < reading->text.size ? memchr(letters, reading->text.bytes[reading->at], sizeof letters - 1) : NULL;
    if (!letter)
        return false;
    reading->at++;
    out[(*size)++] = meant[letter - letters];
    return true;
}

/* The end of a string that begins at `at`, behind its quotation mark; the text's size where it has none. */
static size_t string_end(struct text text, size_t at) {
    while (at < text.size && text.bytes[at] != '"')
        at += text.bytes[at] == '\\' ? 2 : 1;
    return at < text.size ? at : text.size;
}

/* Behind the first quotation mark. */
static bool read_string(struct text *string, struct index_reader *reading) {
    size_t end = string_end(reading->text, reading->at), size = 0;
    struct text raw = text_slice(reading->text, reading->at, end);
    if (end == reading->text.size)
        return false;
    *string = raw;
    if (text_find_char(raw, '\\', 0) < raw.size) {
        char *out = arena_alloc(reading->arena, raw.size);
        while (reading->at < end) {
            char c = reading->text.bytes[reading->at++];
            if (c != '\\')
                out[size++] = c;
            else if (!add_escape(out, &size, reading))
                return false;
        }
        *string = (struct text){out, size};
    }
    reading->at = end + 1;
    return true;
}

static bool read_number(int64_t *number, struct index_reader *reading) {
    bool is_negative = take(reading, '-');
    size_t from = reading->at;
    *number = 0;
    for (; reading->at < reading->text.size && reading->at - from < DIGITS_MOST; reading->at++) {
        char c = reading->text.bytes[reading->at];
        if (c < '0' || c > '9')
            break;
        *number = *number * 10 + (c - '0');
    }
    *number = is_negative ? -*number : *number;
    return reading->at > from;
}

/* Behind the first bracket. */
static bool read_items(struct index_value *value, struct index_reader *reading, bool is_object) {
    struct index_values items = {0};
    struct index_names names = {0};
    char end = is_object ? '}' : ']';
    if (++reading->depth > DEEPEST)
        return false;
    for (bool is_first = true; !take(reading, end); is_first = false) {
        if (!is_first && !take(reading, ','))
            return false;
        if (is_object &&
            (!take(reading, '"') || !read_string(array_add(&names, reading->arena), reading) || !take(reading, ':')))
            return false;
        if (!read_value(array_add(&items, reading->arena), reading))
            return false;
    }
    reading->depth--;
    value->items = items.items;
    value->names = names.items;
    value->count = items.count;
    return true;
}

static bool read_value(struct index_value *value, struct index_reader *reading) {
    if (take(reading, '"'))
        return read_string(&value->text, reading);
    if (take(reading, '['))
        return read_items(value, reading, false);
    if (take(reading, '{'))
        return read_items(value, reading, true);
    return read_number(&value->number, reading);
}

bool index_file_read(struct index_value *value, struct text bytes, struct text name, struct arena *arena) {
    struct index_reader reading = {.text = bytes, .arena = arena};
    struct text written;
    *value = (struct index_value){0};
    if (utf8_first_invalid(bytes) < bytes.size)
        return false;
    return take_text(&reading, TEXT("colophonSearch(\"")) && read_string(&written, &reading) && text_equal(written, name) &&
           take(&reading, ',') && read_value(value, &reading) && take(&reading, ')') && reading.at == bytes.size;
}

static const struct index_value nothing;

const struct index_value *index_member(const struct index_value *object, const char *name) {
    for (size_t i = 0; object->names && i < object->count; i++)
        if (text_equal(object->names[i], text_of(name)))
            return &object->items[i];
    return &nothing;
}

const struct index_value *index_item(const struct index_value *array, size_t index) {
    return index < array->count ? &array->items[index] : &nothing;
}
