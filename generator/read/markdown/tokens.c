#include "read/markdown/tokens.h"

#include "base/array.h"

#include <string.h>

enum { LONGEST_BYTES = 1000, MARK_BYTES = 4, DIGITS = 61 };

/* What an index is written with: no 'w', at which the parser looks for an address. */
static const char digits[] = "0123456789abcdefghijklmnopqrstuvxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* How one kind of token begins and ends. */
struct form {
    const char *opener, *closer;
    enum token_kind kind;
    bool one_line;
};

/* The longer openers first. */
static const struct form forms[] = {
    {"[[", "]]", TOKEN_REFERENCE, false}, {"{{<", ">}}", TOKEN_FOREIGN, false}, {"{{%", "%}}", TOKEN_FOREIGN, false},
    {"{{{", "}}}", TOKEN_FOREIGN, false}, {"{{", "}}", TOKEN_FOREIGN, false},   {"{%", "%}", TOKEN_FOREIGN, false},
    {"{# ", "#}", TOKEN_FOREIGN, true},   {"{#", "}", TOKEN_ID, true},          {"{:", "}", TOKEN_FOREIGN, true},
};

enum { FORM_COUNT = sizeof forms / sizeof *forms };

static bool stands_at(struct text text, size_t at, const char *part) {
    size_t size = strlen(part);
    return size <= text.size - at && memcmp(text.bytes + at, part, size) == 0;
}

static bool is_escaped(struct text body, size_t at) {
    size_t before = at;
    while (before > 0 && body.bytes[before - 1] == '\\')
        before--;
    return (at - before) % 2 == 1;
}

static bool ends_line(char c) {
    return c == '\n' || c == '\r';
}

/* Where the text of the line after the one that ends at `at` begins, or `limit` when it begins a block of its own. */
static size_t next_line(struct text body, size_t at, size_t limit) {
    at += stands_at(body, at, "\r\n") ? 2 : 1;
    while (at < limit && strchr(" \t>", body.bytes[at]))
        at++;
    if (at >= limit || strchr("\r\n-+*#|`~=<", body.bytes[at]))
        return limit;
    size_t digit = at;
    while (digit < limit && body.bytes[digit] >= '0' && body.bytes[digit] <= '9')
        digit++;
    return digit > at && digit < limit && strchr(".)", body.bytes[digit]) ? limit : at;
}

/* For each form, where its next closer stands: what has none need not be searched again and again. */
struct closers {
    size_t next[FORM_COUNT];
};

/* Where the closer of a token that begins at `at` begins; body.size when it has none. */
static size_t closer_at(struct closers *closers, struct text body, size_t at, const struct form *form) {
    size_t limit = at + LONGEST_BYTES < body.size ? at + LONGEST_BYTES : body.size;
    size_t *next = &closers->next[form - forms];
    if (*next < at + strlen(form->opener))
        *next = text_find(body, text_of(form->closer), at + strlen(form->opener));
    if (*next >= limit)
        return body.size;
    for (at += strlen(form->opener); at < limit;) {
        if (stands_at(body, at, form->closer))
            return at;
        char c = body.bytes[at];
        if (c == '`' || (form->kind == TOKEN_REFERENCE && (c == '[' || c == ']')) || (ends_line(c) && form->one_line))
            return body.size;
        at = ends_line(c) ? next_line(body, at, limit) : at + 1;
    }
    return body.size;
}

static bool only_space_to_line_end(struct text body, size_t at) {
    while (at < body.size && strchr(" \t#", body.bytes[at]))
        at++;
    return at == body.size || ends_line(body.bytes[at]);
}

/* What looks like a token, but is Markdown: [[1]](url), [[1]][ref], [[^note]], {# outside of a line's end. */
static bool is_markdown(struct text body, size_t start, size_t end, const struct form *form) {
    if (form->kind == TOKEN_ID)
        return end - start < 4 || !only_space_to_line_end(body, end);
    if (form->kind != TOKEN_REFERENCE)
        return false;
    struct text behind = text_after(body, end);
    return body.bytes[start + 2] == '^' || text_starts(behind, TEXT("(")) ||
           (text_starts(behind, TEXT("[")) && !text_starts(behind, TEXT("[[")));
}

static void write_mark(char *out, size_t index) {
    out[0] = TOKEN_MARK;
    for (int i = 1; i < MARK_BYTES; i++, index /= DIGITS)
        out[i] = digits[index % DIGITS];
}

/* The masked text becomes a copy at the first need. Returns it. */
static char *writable(struct tokens *tokens, struct arena *arena) {
    if (tokens->masked.bytes == tokens->body.bytes)
        tokens->masked = text_copy(tokens->body, arena);
    return (char *)(uintptr_t)tokens->masked.bytes;
}

static void hide(struct tokens *tokens, size_t start, size_t end, enum token_kind kind, struct arena *arena) {
    char *out = writable(tokens, arena);
    size_t index = tokens->count;
    for (size_t at = start; at < end;) {
        size_t line_end = at;
        while (line_end < end && !ends_line(tokens->body.bytes[line_end]))
            line_end++;
        *array_add(tokens, arena) = (struct token){(uint32_t)at, (uint32_t)(line_end - at), (uint32_t)end, (uint8_t)kind};
        memset(out + at, TOKEN_FILL, line_end - at);
        at = line_end < end ? next_line(tokens->body, line_end, end) : end;
        kind = TOKEN_REST;
    }
    write_mark(out + start, index);
}

static bool first_line_holds_mark(struct text body, size_t start, size_t end) {
    for (size_t at = start; at < start + MARK_BYTES; at++)
        if (at >= end || ends_line(body.bytes[at]))
            return false;
    return true;
}

/* Hides the token that begins at `at`, if one does. Returns where to go on. */
static size_t hide_at(struct tokens *tokens, struct closers *closers, size_t at, struct arena *arena) {
    struct text body = tokens->body;
    for (size_t i = 0; i < FORM_COUNT; i++) {
        const struct form *form = &forms[i];
        if (!stands_at(body, at, form->opener))
            continue;
        size_t closer = closer_at(closers, body, at, form), end = closer + strlen(form->closer);
        if (closer == body.size || is_escaped(body, at) || is_markdown(body, at, end, form) ||
            !first_line_holds_mark(body, at, end))
            return at + 1;
        hide(tokens, at, end, form->kind, arena);
        return end;
    }
    return at + 1;
}

static bool is_control(char c) {
    return ((unsigned char)c < 0x20 && !strchr("\n\r\t", c)) || c == 0x7f;
}

/* Control characters have no place in HTML; and two of them are needed here. */
static struct text without_controls(struct text body, struct arena *arena) {
    struct text copy = text_copy(body, arena);
    char *bytes = (char *)(uintptr_t)copy.bytes;
    for (size_t at = 0; at < copy.size; at++)
        if (is_control(bytes[at]))
            bytes[at] = ' ';
    return copy;
}

/* Eight bytes at a time, whether any is a control character other than tab, newline and carriage return. */
static bool has_controls(struct text body) {
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
    size_t at = 0;
    for (; body.size - at >= 8; at += 8) {
        uint64_t eight, deleted;
        memcpy(&eight, body.bytes + at, sizeof eight);
        deleted = eight ^ ones * 0x7f;
        if ((((eight - ones * 0x20) & ~eight) | ((deleted - ones) & ~deleted)) & highs)
            for (size_t i = at; i < at + 8; i++)
                if (is_control(body.bytes[i]))
                    return true;
    }
    for (; at < body.size; at++)
        if (is_control(body.bytes[at]))
            return true;
    return false;
}

static unsigned digit_value(char c) {
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10) : 16;
}

/* The character that the reference at `at` ("&#94;", "&Hat;") is for; SIZE_MAX when it is none. `at` is that of its '&'. */
static size_t referred(struct text body, size_t at) {
    if (stands_at(body, at, "&Hat;"))
        return '^';
    if (!stands_at(body, at, "&#"))
        return SIZE_MAX;
    bool hex = at + 2 < body.size && (body.bytes[at + 2] | 0x20) == 'x';
    size_t base = hex ? 16 : 10, character = 0, first = at + (hex ? 3 : 2), end = first;
    for (; end < body.size && digit_value(body.bytes[end]) < base && character < 0x110000; end++)
        character = character * base + digit_value(body.bytes[end]);
    return end > first && end < body.size && body.bytes[end] == ';' ? character : SIZE_MAX;
}

static bool is_dangerous_reference(struct text body, size_t at) {
    size_t character = referred(body, at);
    if (character == '^')
        return at > 0 && body.bytes[at - 1] == '[';
    return character < SIZE_MAX && character > 0 && (character < 0x20 || (character >= 0x7f && character < 0xa0)) &&
           character != '\t' && character != '\n' && character != '\r';
}

/* Whether the footnote's name that begins at `at` surely ends on its line, by the first ']'. */
static bool is_plain_name(struct text body, size_t at) {
    while (at < body.size && !strchr("[]\r\n`<\\", body.bytes[at]))
        at++;
    return at < body.size && body.bytes[at] == ']';
}

/*
 * Puts guards in the places of what the parser must not see. Once, over everything: an author can write any number of them. A
 * backslash before makes no difference, because the parser decodes references in addresses and titles before it looks at those.
 */
static void guard(struct tokens *tokens, struct arena *arena) {
    struct text body = tokens->body;
    for (size_t at = text_find_char(body, '&', 0); at < body.size; at = text_find_char(body, '&', at + 1))
        if (is_dangerous_reference(body, at))
            writable(tokens, arena)[at] = TOKEN_AMPERSAND;
    for (size_t at = text_find(body, TEXT("[^"), 0); at < body.size; at = text_find(body, TEXT("[^"), at + 2))
        if (!is_plain_name(body, at + 2))
            writable(tokens, arena)[at + 1] = TOKEN_CARET;
}

char tokens_guarded(char c) {
    return c == TOKEN_AMPERSAND ? '&' : c == TOKEN_CARET ? '^' : '\0';
}

static size_t next_of(struct text body, char c, size_t known, size_t at) {
    return known >= at ? known : text_find_char(body, c, at);
}

static void begin(struct tokens *tokens, struct text body, struct arena *arena) {
    if (has_controls(body))
        body = without_controls(body, arena);
    *tokens = (struct tokens){.body = body, .masked = body};
    guard(tokens, arena);
}

struct text tokens_guard(struct text body, struct arena *arena) {
    struct tokens tokens;
    begin(&tokens, body, arena);
    return tokens.masked;
}

void tokens_hide(struct tokens *tokens, struct text body, struct arena *arena) {
    begin(tokens, body, arena);
    struct closers closers = {0};
    const size_t most = (size_t)DIGITS * DIGITS * DIGITS - LONGEST_BYTES;
    size_t bracket = text_find_char(body, '[', 0), brace = text_find_char(body, '{', 0);
    while (tokens->count < most) {
        size_t at = bracket < brace ? bracket : brace;
        if (at >= body.size)
            return;
        at = hide_at(tokens, &closers, at, arena);
        bracket = next_of(body, '[', bracket, at);
        brace = next_of(body, '{', brace, at);
    }
}

static size_t digit_of(char c) {
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (size_t)(found - digits) : 0;
}

static size_t behind_fill(struct text text, size_t at) {
    while (at < text.size && text.bytes[at] == TOKEN_FILL)
        at++;
    return at;
}

const struct token *tokens_at(const struct tokens *tokens, struct text text, size_t *at) {
    size_t index = 0;
    for (size_t i = MARK_BYTES - 1; i > 0; i--)
        index = index * DIGITS + (*at + i < text.size ? digit_of(text.bytes[*at + i]) : 0);
    *at = behind_fill(text, *at + MARK_BYTES < text.size ? *at + MARK_BYTES : text.size);
    return &tokens->items[index < tokens->count ? index : 0];
}

static struct text part_of(const struct tokens *tokens, const struct token *token) {
    return text_slice(tokens->body, token->offset, token->offset + token->size);
}

struct text tokens_written(const struct tokens *tokens, const struct token *token, struct arena *arena) {
    struct text written = part_of(tokens, token);
    const struct token *end = tokens->items + tokens->count;
    for (const struct token *rest = token + 1; rest < end && rest->kind == TOKEN_REST; rest++)
        written = text_format(arena, "%.*s %.*s", TEXT_ARGS(text_trim(written)), TEXT_ARGS(part_of(tokens, rest)));
    return written;
}

/* Whether anything hidden may be in a text. */
static bool is_masked(const struct tokens *tokens, struct text text) {
    if (tokens->masked.bytes == tokens->body.bytes)
        return false;
    for (size_t at = 0; at < text.size; at++)
        if (text.bytes[at] >= TOKEN_FILL && text.bytes[at] <= TOKEN_AMPERSAND)
            return true;
    return false;
}

struct text tokens_restore(const struct tokens *tokens, struct text text, struct arena *arena) {
    if (!is_masked(tokens, text))
        return text;
    char *out = (char *)(uintptr_t)text_copy(text, arena).bytes;
    const struct token *token = tokens->items;
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        char guarded = tokens_guarded(text.bytes[at]);
        if (text.bytes[at] == TOKEN_MARK)
            token = tokens_at(tokens, text, &at);
        else if (text.bytes[at] == TOKEN_FILL)
            at = behind_fill(text, at), token++;
        else
            at++;
        bool hidden = text.bytes[from] == TOKEN_MARK || text.bytes[from] == TOKEN_FILL;
        if (guarded)
            out[from] = guarded;
        if (hidden)
            memset(out + from, ' ', at - from);
        if (hidden && token < tokens->items + tokens->count)
            memcpy(out + from, tokens->body.bytes + token->offset, at - from < token->size ? at - from : token->size);
    }
    return (struct text){out, text.size};
}
