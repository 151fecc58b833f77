#include "base/buffer.h"
#include "base/utf8.h"
#include "cite/internal.h"
#include "read/codes.h"
#include "read/yaml/yaml.h"

/*
 * CSL-JSON is read as YAML, of which JSON is nearly a part, with lines and columns: one entry of the list at a time, so that a
 * list may have any number of them and a bad one loses no other. What libyaml does not take are characters beyond U+FFFF as two
 * escapes; these become the characters.
 */

enum { WIDEST_INDENT = 400 }; /* columns are right up to there: in a file of one line they say nothing to anyone */

/* The index behind the string that begins at `at`; the size of the text when it does not end. */
static size_t string_end(struct text json, size_t at) {
    for (at++; at < json.size && json.bytes[at] != '"'; at++)
        if (json.bytes[at] == '\\')
            at++;
    return at < json.size ? at + 1 : json.size;
}

/* The index behind the object or list that begins at `at`; 0 when it does not end. */
static size_t value_end(struct text json, size_t at) {
    size_t depth = 0;
    while (at < json.size) {
        char c = json.bytes[at];
        if (c == '"') {
            at = string_end(json, at);
            continue;
        }
        at++;
        if (c == '{' || c == '[')
            depth++;
        else if ((c == '}' || c == ']') && --depth == 0)
            return at;
    }
    return 0;
}

/* The number of "\uXXXX" at `at`; 0 when there is none. */
static uint32_t escape_at(struct text json, size_t at) {
    if (at + 6 > json.size || json.bytes[at] != '\\' || json.bytes[at + 1] != 'u')
        return 0;
    uint32_t number = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = text_hex_value(json.bytes[i]);
        if (digit < 0)
            return 0;
        number = number * 16 + (uint32_t)digit;
    }
    return number;
}

/* The entry with each pair of surrogates as its character. */
static void add_entry(struct buffer *out, struct text json) {
    for (size_t i = 0; i < json.size;) {
        uint32_t high = escape_at(json, i), low = escape_at(json, i + 6);
        if (high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            char character[4];
            uint32_t number = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            buffer_add_bytes(out, character, utf8_encode(character, number));
            i += 12;
            continue;
        }
        size_t size = json.bytes[i] == '\\' && i + 1 < json.size ? 2 : 1;
        buffer_add(out, text_slice(json, i, i + size));
        i += size;
    }
}

/* What is read, and where: the line and the offset of its beginning go forward with `at`. */
struct json_reading {
    struct text json, path;
    size_t at, line_at;
    uint32_t line;
    struct cited_works *works;
    struct diag *problems;
    struct arena *arena;
};

static void go_to(struct json_reading *reading, size_t at) {
    for (; reading->at < at; reading->at++)
        if (reading->json.bytes[reading->at] == '\n') {
            reading->line++;
            reading->line_at = reading->at + 1;
        }
}

static struct diag_place place_of(const struct json_reading *reading) {
    size_t column = reading->at - reading->line_at;
    return (struct diag_place){reading->path, reading->line, column < WIDEST_INDENT ? (uint32_t)column + 1 : 1, 1};
}

/* One entry, with spaces in front of it, so that its columns are those of the file. */
static void read_entry(struct json_reading *reading, size_t end) {
    struct buffer entry = {0};
    size_t column = reading->at - reading->line_at;
    for (size_t i = 0; i < column && column < WIDEST_INDENT; i++)
        buffer_add_char(&entry, ' ');
    add_entry(&entry, text_slice(reading->json, reading->at, end));
    struct yaml yaml;
    if (yaml_parse(&yaml, buffer_text(&entry), reading->line, reading->path, reading->problems, reading->arena))
        csl_read_json(reading->works, &yaml, reading->path, reading->problems, reading->arena);
    buffer_free(&entry);
}

/* The next byte that is neither white space nor a comma. */
static char next_byte(struct json_reading *reading) {
    size_t at = reading->at;
    while (at < reading->json.size && text_contains(TEXT(" \t\r\n,"), text_slice(reading->json, at, at + 1)))
        at++;
    go_to(reading, at);
    return at < reading->json.size ? reading->json.bytes[at] : '\0';
}

static void tell(struct json_reading *reading, const char *message, const char *help) {
    diag_add(reading->problems, DIAG_ERROR, E_WORKS_SYNTAX, place_of(reading), text_of(message), text_of(help));
}

/* The entry that begins here, up to its end. False when it has none. */
static bool read_next(struct json_reading *reading) {
    size_t end = value_end(reading->json, reading->at);
    if (end == 0) {
        tell(reading, "this is never closed: the file ends before its bracket does",
             "look for a quotation mark or bracket that is missing");
        return false;
    }
    read_entry(reading, end);
    go_to(reading, end);
    return true;
}

static void read_list(struct json_reading *reading) {
    go_to(reading, reading->at + 1);
    char next;
    while ((next = next_byte(reading)) == '{')
        if (!read_next(reading))
            return;
    if (next != ']')
        tell(reading, next == '\0' ? "the list is never closed" : "an entry was expected here",
             "CSL-JSON is a list of entries: [{\"id\": ...}, {\"id\": ...}]");
}

void csl_json_read(struct cited_works *works, struct text bytes, struct text path, struct diag *problems, struct arena *arena) {
    struct json_reading reading = {
        .json = utf8_without_mark(bytes), .path = path, .line = 1, .works = works, .problems = problems, .arena = arena};
    char first = next_byte(&reading);
    if (first == '[')
        read_list(&reading);
    else if (first == '{')
        read_next(&reading);
    else if (first != '\0')
        tell(&reading, "CSL-JSON begins with [ or {", "export as CSL JSON (Zotero, Better CSL JSON, Pandoc)");
}
