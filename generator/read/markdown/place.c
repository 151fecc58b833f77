/* Where things stand in the source: the parser tells it only roughly, so its word is checked against the text. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "read/markdown/scan.h"

#include <string.h>

/* After so many searches of one leaf in vain there are no more: their time grows with its square. */
enum { MISS_LIMIT = 64 };

/* The parser ends a line at \n, \r\n and \r; so does this. */
static size_t line_end(struct text body, size_t at) {
    size_t end = text_find_char(body, '\n', at);
    size_t carriage = text_find_char(text_slice(body, 0, end), '\r', at);
    return carriage < end && carriage + 1 < end ? carriage : end;
}

static void find_lines(struct markdown_reader *reader) {
    struct text body = reader->input->body;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } starts = {0};
    *array_add(&starts, reader->arena) = 0;
    for (size_t at = line_end(body, 0); at < body.size; at = line_end(body, at + 1))
        *array_add(&starts, reader->arena) = (uint32_t)at + 1;
    reader->places.starts = starts.items;
    reader->places.count = (uint32_t)starts.count;
}

static uint32_t line_start(struct markdown_reader *reader, uint32_t line) {
    if (!reader->places.starts)
        find_lines(reader);
    if (line < 1)
        line = 1;
    return line <= reader->places.count ? reader->places.starts[line - 1] : (uint32_t)reader->input->body.size;
}

static uint32_t line_at(struct markdown_reader *reader, size_t offset) {
    line_start(reader, 1);
    uint32_t low = 0, high = reader->places.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (reader->places.starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

size_t places_line(struct markdown_reader *reader, uint32_t line) {
    return line_start(reader, line);
}

/* The body is known to be UTF-8, so every byte but a continuing one begins a character. */
static uint32_t characters(struct text text) {
    uint32_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += ((unsigned char)text.bytes[i] & 0xc0) != 0x80;
    return count;
}

/* The column of `offset`, counted from the last one asked for when that is before it on the same line: lines can be long. */
static uint32_t column_at(struct markdown_reader *reader, size_t line_offset, size_t offset) {
    struct places *places = &reader->places;
    bool onward = places->last_offset >= line_offset && places->last_offset <= offset;
    size_t from = onward ? places->last_offset : line_offset;
    uint32_t column = onward && places->last_offset > line_offset ? places->last_column : 1;
    places->last_offset = offset;
    places->last_column = column + characters(text_slice(reader->input->body, from, offset));
    return places->last_column;
}

struct doc_place place_of(struct markdown_reader *reader, size_t offset, size_t size) {
    uint32_t line = line_at(reader, offset), start = line_start(reader, line);
    struct text body = reader->input->body;
    size_t end = offset + size < line_start(reader, line + 1) ? offset + size : line_start(reader, line + 1);
    uint32_t width = characters(text_trim(text_slice(body, offset, end)));
    return (struct doc_place){
        .line = reader->input->first_line + line - 1,
        .column = column_at(reader, start, offset),
        .width = width ? width : 1,
    };
}

struct doc_place place_of_line(struct markdown_reader *reader, int line, int byte_column, struct text shown) {
    uint32_t start = line_start(reader, line > 0 ? (uint32_t)line : 1);
    return place_of(reader, start + (byte_column > 1 ? (uint32_t)byte_column - 1 : 0), shown.size);
}

void places_enter_leaf(struct markdown_reader *reader, uint32_t first_line, uint32_t last_line) {
    struct places *places = &reader->places;
    if (last_line < first_line)
        last_line = first_line;
    /* The cells of a row are one line. */
    if (places->leaf.first == first_line && places->leaf.last == last_line)
        return;
    places->leaf = (struct lines){first_line, last_line};
    places->from = SIZE_MAX;
    places->codes.count = 0;
    places->misses = 0;
}

void places_skip_code(struct markdown_reader *reader, struct text code) {
    *array_add(&reader->places.codes, reader->arena) = code;
}

/* Where the leaf ends, and with `from` set where it has not been searched. */
static struct text leaf_text(struct markdown_reader *reader) {
    struct places *places = &reader->places;
    if (places->from == SIZE_MAX)
        places->from = line_start(reader, places->leaf.first);
    struct text leaf = text_slice(reader->input->body, 0, line_start(reader, places->leaf.last + 1));
    for (size_t i = 0; i < places->codes.count; i++) {
        size_t at = text_find(leaf, places->codes.items[i], places->from);
        if (at < leaf.size)
            places->from = at + places->codes.items[i].size;
    }
    places->codes.count = 0;
    return leaf;
}

static bool stands_at(struct text text, size_t at, struct text written) {
    return at <= text.size && text.size - at >= written.size && memcmp(text.bytes + at, written.bytes, written.size) == 0;
}

size_t places_find(bool *escaped, struct markdown_reader *reader, struct text written, int line_hint, int column_hint) {
    struct text leaf = leaf_text(reader);
    struct places *places = &reader->places;
    *escaped = false;
    size_t at = line_hint > 0 ? line_start(reader, (uint32_t)line_hint) + (uint32_t)column_hint - 1 : 0;
    if (line_hint <= 0 || at < places->from || !stands_at(leaf, at, written))
        at = places->misses < MISS_LIMIT ? text_find(leaf, written, places->from) : leaf.size;
    if (at >= leaf.size) {
        places->misses++;
        return SIZE_MAX;
    }
    *escaped = scan_is_escaped(leaf, 0, at);
    places->from = at + written.size;
    return at;
}

size_t places_find_target(struct markdown_reader *reader, struct text url) {
    struct text leaf = leaf_text(reader);
    if (reader->places.misses >= MISS_LIMIT)
        return SIZE_MAX;
    for (size_t at = text_find(leaf, TEXT("]("), reader->places.from); at < leaf.size;
         at = text_find(leaf, TEXT("]("), at + 1)) {
        size_t target = at + 2;
        while (target < leaf.size && strchr(" \t\r\n<", leaf.bytes[target]))
            target++;
        if (!stands_at(leaf, target, url))
            continue;
        reader->places.from = target + url.size;
        return target;
    }
    reader->places.misses++;
    return SIZE_MAX;
}

bool places_in_verbatim(struct markdown_reader *reader, size_t offset) {
    uint32_t line = line_at(reader, offset);
    for (size_t i = 0; i < reader->verbatim.count; i++)
        if (line >= reader->verbatim.items[i].first && line <= reader->verbatim.items[i].last)
            return true;
    return false;
}
