#include "base/buffer.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 256 };

void buffer_reserve(struct buffer *buffer, size_t more_bytes) {
    if (buffer->capacity - buffer->size >= more_bytes)
        return;
    size_t capacity = buffer->capacity ? buffer->capacity * 2 : FIRST_CAPACITY;
    if (capacity < buffer->size + more_bytes)
        capacity = buffer->size + more_bytes;
    buffer->bytes = memory_resize(buffer->bytes, capacity);
    buffer->capacity = capacity;
}

void buffer_add(struct buffer *buffer, struct text text) {
    buffer_add_bytes(buffer, text.bytes, text.size);
}

void buffer_add_char(struct buffer *buffer, char c) {
    buffer_reserve(buffer, 1);
    buffer->bytes[buffer->size++] = c;
}

void buffer_add_bytes(struct buffer *buffer, const void *bytes, size_t size) {
    if (size == 0)
        return;
    buffer_reserve(buffer, size);
    memcpy(buffer->bytes + buffer->size, bytes, size);
    buffer->size += size;
}

void buffer_add_format(struct buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    buffer_reserve(buffer, 64);
    size_t room = buffer->capacity - buffer->size;
    int size = vsnprintf(buffer->bytes + buffer->size, room, format, arguments);
    if (size > 0 && (size_t)size >= room) {
        buffer_reserve(buffer, (size_t)size + 1);
        vsnprintf(buffer->bytes + buffer->size, (size_t)size + 1, format, again);
    }
    buffer->size += size > 0 ? (size_t)size : 0;
    va_end(again);
    va_end(arguments);
}

void buffer_align(struct buffer *buffer, size_t alignment) {
    size_t more = (alignment - buffer->size % alignment) % alignment;
    if (more == 0)
        return;
    buffer_reserve(buffer, more);
    memset(buffer->bytes + buffer->size, 0, more);
    buffer->size += more;
}

struct text buffer_text(const struct buffer *buffer) {
    return (struct text){buffer->bytes, buffer->size};
}

struct text buffer_take(struct buffer *buffer, struct arena *arena) {
    struct text text = text_copy(buffer_text(buffer), arena);
    buffer_free(buffer);
    return text;
}

void buffer_clear(struct buffer *buffer) {
    buffer->size = 0;
}

void buffer_free(struct buffer *buffer) {
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

#define ONES UINT64_C(0x0101010101010101)

/* Not 0 if one of the eight bytes is 0 (Mycroft's test). */
static uint64_t has_zero(uint64_t bytes) {
    return (bytes - ONES) & ~bytes & (ONES << 7);
}

static bool html_special(unsigned char c) {
    return c == '&' || c == '<' || c == '>' || c == '"';
}

/* Eight bytes at a time: " and & differ in one bit only, and so do < and >. */
static size_t html_plain_run(const char *from, const char *end) {
    const char *at = from;
    for (; end - at >= 8; at += 8) {
        uint64_t eight;
        memcpy(&eight, at, sizeof eight);
        uint64_t quote_or_amp = (eight & ~(ONES * 0x04)) ^ (ONES * 0x22);
        uint64_t angle = (eight & ~(ONES * 0x02)) ^ (ONES * 0x3c);
        if (has_zero(quote_or_amp) | has_zero(angle))
            break;
    }
    while (at < end && !html_special((unsigned char)*at))
        at++;
    return (size_t)(at - from);
}

static struct text html_escape(char c) {
    switch (c) {
    case '&': return TEXT("&amp;");
    case '<': return TEXT("&lt;");
    case '>': return TEXT("&gt;");
    default: return TEXT("&quot;");
    }
}

void buffer_add_html(struct buffer *buffer, struct text text) {
    const char *at = text.bytes, *end = text.size ? text.bytes + text.size : at;
    while (at < end) {
        size_t run = html_plain_run(at, end);
        buffer_add_bytes(buffer, at, run);
        at += run;
        if (at < end)
            buffer_add(buffer, html_escape(*at++));
    }
}

/* What is known of a URL before its characters are looked at. */
struct url_parts {
    struct text host; /* RFC 3986 allows brackets only around an IPv6 address */
    size_t fragment;  /* where its '#' stands; another one has no meaning */
};

static bool url_allows(struct text url, size_t at, const struct url_parts *parts) {
    struct text host = parts->host;
    char c = url.bytes[at];
    if (char_is_alphanumeric(c))
        return true;
    if (c == '%')
        return text_percent_byte(url, at) >= 0;
    if (c == '[' || c == ']')
        return host.size && url.bytes + at >= host.bytes && url.bytes + at < host.bytes + host.size;
    return c == '#' ? at == parts->fragment : c && strchr("-._~:/?@!$&'()*+,;=", c);
}

void buffer_add_percent(struct buffer *buffer, char c) {
    static const char digits[] = "0123456789ABCDEF";
    char encoded[3] = {'%', digits[(unsigned char)c >> 4], digits[c & 15]};
    buffer_add_bytes(buffer, encoded, sizeof encoded);
}

void buffer_add_encoded(struct buffer *buffer, struct text text, bool (*is_encoded)(char c)) {
    for (size_t i = 0; i < text.size; i++)
        if (is_encoded(text.bytes[i]))
            buffer_add_percent(buffer, text.bytes[i]);
        else
            buffer_add_char(buffer, text.bytes[i]);
}

static void add_url(struct buffer *buffer, struct text text, struct text ampersand) {
    struct url_parts parts = {text_host(text), text_find_char(text, '#', 0)};
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] == '&')
            buffer_add(buffer, ampersand);
        else if (url_allows(text, i, &parts))
            buffer_add_char(buffer, text.bytes[i]);
        else
            buffer_add_percent(buffer, text.bytes[i]);
    }
}

void buffer_add_url(struct buffer *buffer, struct text text) {
    add_url(buffer, text, TEXT("&amp;"));
}

struct text text_url(struct text text, struct arena *arena) {
    struct buffer buffer = {0};
    add_url(&buffer, text, TEXT("&"));
    return buffer_take(&buffer, arena);
}

struct text text_shell_word(struct text text, struct arena *arena) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-+,:@%";
    struct buffer word = {0};
    buffer_add_char(&word, '\'');
    bool is_plain = text.size > 0;
    for (size_t i = 0; i < text.size; i++) {
        is_plain = is_plain && memchr(plain, text.bytes[i], sizeof plain - 1);
        buffer_add(&word, text.bytes[i] == '\'' ? TEXT("'\\''") : text_slice(text, i, i + 1));
    }
    buffer_add_char(&word, '\'');
    struct text quoted = is_plain ? text : text_copy(buffer_text(&word), arena);
    buffer_free(&word);
    return quoted;
}

static bool json_plain(unsigned char c) {
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<';
}

/* Eight at a time: controls and what is not ASCII have the highest bit when 0x20 is taken off, or have it themselves. */
static size_t json_plain_run(const char *from, const char *end) {
    const char *at = from;
    for (; end - at >= 8; at += 8) {
        uint64_t eight;
        memcpy(&eight, at, sizeof eight);
        uint64_t marks = has_zero(eight ^ ONES * '"') | has_zero(eight ^ ONES * '\\') | has_zero(eight ^ ONES * '<');
        if (marks | ((eight | (eight - ONES * 0x20) | (eight + ONES)) & ONES << 7))
            break;
    }
    while (at < end && json_plain((unsigned char)*at))
        at++;
    return (size_t)(at - from);
}

static void add_json_escape(struct buffer *buffer, uint32_t character) {
    static const char short_forms[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (const char *form = short_forms; *form; form += 2)
        if (character == (unsigned char)*form) {
            char escape[2] = {'\\', form[1]};
            buffer_add_bytes(buffer, escape, sizeof escape);
            return;
        }
    if (character >= 0x10000) { /* as two surrogates */
        buffer_add_format(buffer, "\\u%04x", (unsigned)(0xD7C0 + (character >> 10)));
        character = 0xDC00 | (character & 0x3FF);
    }
    buffer_add_format(buffer, "\\u%04x", (unsigned)character);
}

void buffer_add_json(struct buffer *buffer, struct text text) {
    for (size_t i = 0; i < text.size;) {
        size_t run = json_plain_run(text.bytes + i, text.bytes + text.size);
        buffer_add_bytes(buffer, text.bytes + i, run);
        i += run;
        if (i == text.size)
            return;

        size_t at = i;
        uint32_t character = utf8_next(text, &i);
        /* A byte that is not UTF-8 would make the whole document invalid. */
        bool malformed = character == 0xFFFD && i - at == 1;
        if (character < 0x80 || utf8_is_treacherous(character) || malformed)
            add_json_escape(buffer, character);
        else
            buffer_add_bytes(buffer, text.bytes + at, i - at);
    }
}

void buffer_add_json_string(struct buffer *buffer, struct text text) {
    buffer_add_char(buffer, '"');
    buffer_add_json(buffer, text);
    buffer_add_char(buffer, '"');
}

void buffer_add_json_member(struct buffer *buffer, const char *name, struct text value) {
    bool is_first = buffer->size == 0 || buffer->bytes[buffer->size - 1] == '{';
    buffer_add_format(buffer, "%s\"%s\":", is_first ? "" : ",", name);
    buffer_add_json_string(buffer, value);
}

static void add_escaped(struct buffer *buffer, struct text text, bool (*is_escaped)(uint32_t)) {
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        uint32_t character = utf8_next(text, &at);
        bool malformed = character == 0xFFFD && at - from == 1;
        if (is_escaped(character))
            buffer_add_format(buffer, character < 0x80 ? "\\x%02x" : "\\u%04x", (unsigned)character);
        else
            buffer_add(buffer, malformed ? TEXT("\xef\xbf\xbd") : text_slice(text, from, at));
    }
}

void buffer_add_visible(struct buffer *buffer, struct text text) {
    add_escaped(buffer, text, utf8_is_treacherous);
}

struct text text_escaped(struct text text, bool (*is_escaped)(uint32_t), struct arena *arena) {
    struct buffer buffer = {0};
    add_escaped(&buffer, text, is_escaped);
    return buffer_take(&buffer, arena);
}

struct text text_visible(struct text text, struct arena *arena) {
    return text_escaped(text, utf8_is_treacherous, arena);
}
