/*
 * buffer: bytes that grow. Owned by whoever holds the struct; a zeroed buffer is empty.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/text.h"

struct buffer {
    char *bytes;
    size_t size;
    size_t capacity;
};

void buffer_reserve(struct buffer *buffer, size_t more_bytes);
void buffer_add(struct buffer *buffer, struct text text);
void buffer_add_char(struct buffer *buffer, char c);
void buffer_add_bytes(struct buffer *buffer, const void *bytes, size_t size);
void buffer_add_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Zeroes up to the next multiple of `alignment` (a power of two). */
void buffer_align(struct buffer *buffer, size_t alignment);

/* The bytes so far; valid until the next change. */
struct text buffer_text(const struct buffer *buffer);

/* The bytes, kept in the arena; the buffer is freed. */
struct text buffer_take(struct buffer *buffer, struct arena *arena);

void buffer_clear(struct buffer *buffer); /* empties, keeps the memory */
void buffer_free(struct buffer *buffer);

/*
 * Escapes. HTML: & < > " (and ' as it is), safe in text and in double-quoted attributes, and in XML. URL: percent-encodes
 * what RFC 3986 does not allow in a URL and then HTML-escapes, leaving existing %XX alone. JSON: the inside of a string, RFC
 * 8259, with '<' written as a \u escape so that it can stand inside a script element, and so what a terminal must not be sent.
 */
void buffer_add_html(struct buffer *buffer, struct text text);
void buffer_add_url(struct buffer *buffer, struct text text);
void buffer_add_json(struct buffer *buffer, struct text text);

/* '%' and two digits, capitals; and a text with some of its bytes so. */
void buffer_add_percent(struct buffer *buffer, char c);
void buffer_add_encoded(struct buffer *buffer, struct text text, bool (*is_encoded)(char c));

/* A string of JSON, in its quotation marks; and a member of an object, "name":"value", behind a comma unless it is the first.
 */
void buffer_add_json_string(struct buffer *buffer, struct text text);
void buffer_add_json_member(struct buffer *buffer, const char *name, struct text value);

/* As buffer_add_url, but not HTML-escaped. */
struct text text_url(struct text text, struct arena *arena);

/* As a shell takes it for one word: 'it'\''s', or as it is where nothing in it means something to a shell. */
struct text text_shell_word(struct text text, struct arena *arena);

/*
 * What others wrote, with each character of some kind as an escape, \x1b or \u202e. buffer_add_visible and text_visible are for
 * a terminal, and escape what it must not be sent (utf8_is_treacherous): all that is printed and was not written by this
 * program goes through one of these. text_escaped is given the kind.
 */
void buffer_add_visible(struct buffer *buffer, struct text text);
struct text text_visible(struct text text, struct arena *arena);
struct text text_escaped(struct text text, bool (*is_escaped)(uint32_t character), struct arena *arena);

#endif
