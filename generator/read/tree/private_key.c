#include "read/tree/private_key.h"

#include <string.h>

enum { LONGEST_KIND = 64 }; /* "ENCRYPTED ", "RSA ", "OPENSSH ", "PGP " */

static bool is_word_of_kind(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ';
}

/* Passes over ends of lines, also where they are written as \n. */
static struct text after_line_ends(struct text text) {
    for (;;) {
        if (text_starts(text, TEXT("\\n")) || text_starts(text, TEXT("\\r")))
            text = text_after(text, 2);
        else if (text.size && strchr("\r\n\t ", text.bytes[0]) && text.bytes[0])
            text = text_after(text, 1);
        else
            return text;
    }
}

static bool begins_as_base64(struct text text) {
    char c = text.size ? text.bytes[0] : '\0';
    return char_is_alphanumeric(c) || c == '+' || c == '/';
}

/* `text` follows "-----BEGIN ": the kind of key, the end of the line, and something of a key. */
static bool is_key(struct text text) {
    size_t size = 0;
    while (size < text.size && size < LONGEST_KIND && is_word_of_kind(text.bytes[size]))
        size++;
    struct text kind = text_slice(text, 0, size), rest = text_after(text, size), body;
    if (!text_starts(rest, TEXT("-----")) ||
        (!text_ends(kind, TEXT("PRIVATE KEY")) && !text_ends(kind, TEXT("PRIVATE KEY BLOCK"))))
        return false;
    rest = text_after(rest, 5);
    body = after_line_ends(rest);
    return body.size < rest.size && begins_as_base64(body);
}

bool holds_private_key(struct text bytes) {
    const struct text begin = TEXT_INIT("-----BEGIN ");
    for (size_t at = 0; (at = text_find(bytes, begin, at)) < bytes.size; at += begin.size)
        if (is_key(text_after(bytes, at + begin.size)))
            return true;
    return false;
}
