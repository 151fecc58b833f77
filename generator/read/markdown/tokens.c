#include "read/markdown/tokens.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

enum { MARK_BYTES = 4, BRIEF_BYTES = 2, DIGITS = 61, BRIEF_MARKS = (TOKEN_BRIEF_LAST - TOKEN_BRIEF + 1) * DIGITS };

/* What an index is written with: no 'w', at which the parser looks for an address. */
static const char digits[] = "0123456789abcdefghijklmnopqrstuvxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

static bool stands_at(struct text text, size_t at, const char *part) {
    size_t size = strlen(part);
    return size <= text.size - at && memcmp(text.bytes + at, part, size) == 0;
}

static bool ends_line(char c) {
    return c == '\n' || c == '\r';
}

/* The masked text becomes a copy at the first need. Returns it. */
static char *writable(struct tokens *tokens, struct arena *arena) {
    if (tokens->masked.bytes == tokens->body.bytes)
        tokens->masked = text_copy(tokens->body, arena);
    return (char *)(uintptr_t)tokens->masked.bytes;
}

/* Where the text of the next line begins, behind what says that it belongs to a quotation. */
static size_t next_line(struct text body, size_t at, size_t depth) {
    at += stands_at(body, at, "\r\n") ? 2 : 1;
    while (at < body.size && (body.bytes[at] == ' ' || body.bytes[at] == '\t' || (body.bytes[at] == '>' && depth-- > 0)))
        at++;
    return at;
}

static void write_brief_mark(struct tokens *tokens, char *out, struct arena *arena) {
    size_t index = tokens->brief.count % BRIEF_MARKS;
    *array_add(&tokens->brief, arena) = (uint32_t)tokens->count;
    out[0] = (char)(TOKEN_BRIEF + index / DIGITS);
    out[1] = digits[index % DIGITS];
}

static void write_mark(char *out, size_t index) {
    out[0] = TOKEN_MARK;
    for (int i = 1; i < MARK_BYTES; i++, index /= DIGITS)
        out[i] = digits[index % DIGITS];
}

static size_t size_on_first_line(struct text body, size_t start, size_t end) {
    size_t at = start;
    while (at < end && at - start < MARK_BYTES && !ends_line(body.bytes[at]))
        at++;
    return at - start;
}

bool tokens_can_hide(const struct tokens *tokens, size_t start, size_t end) {
    const size_t most = (size_t)DIGITS * DIGITS * DIGITS - (1 << 16);
    return tokens->count < most && size_on_first_line(tokens->body, start, end) >= BRIEF_BYTES;
}

void tokens_hide(struct tokens *tokens, size_t start, size_t end, enum token_kind kind, size_t depth, struct arena *arena) {
    char *out = writable(tokens, arena);
    size_t index = tokens->count;
    if (size_on_first_line(tokens->body, start, end) < MARK_BYTES)
        write_brief_mark(tokens, out + start, arena);
    else
        write_mark(out + start, index);
    size_t marked = size_on_first_line(tokens->body, start, end) < MARK_BYTES ? BRIEF_BYTES : MARK_BYTES;
    for (size_t at = start; at < end; marked = 0) {
        size_t line_end = at;
        while (line_end < end && !ends_line(tokens->body.bytes[line_end]))
            line_end++;
        *array_add(tokens, arena) = (struct token){(uint32_t)at, (uint32_t)(line_end - at), (uint32_t)end, (uint8_t)kind};
        memset(out + at + marked, TOKEN_FILL, line_end - at - marked);
        at = line_end < end ? next_line(tokens->body, line_end, depth) : end;
        kind = TOKEN_REST;
    }
}

void tokens_put(struct tokens *tokens, size_t at, char c, struct arena *arena) {
    writable(tokens, arena)[at] = c;
}

void tokens_erase(struct tokens *tokens, size_t start, size_t end, struct arena *arena) {
    char *masked = writable(tokens, arena);
    if (!tokens->owns_body)
        tokens->body = text_copy(tokens->body, arena);
    tokens->owns_body = true;
    char *body = (char *)(uintptr_t)tokens->body.bytes;
    for (size_t at = start; at < end; at++)
        if (!ends_line(body[at]))
            body[at] = masked[at] = ' ';
}

/*
 * Punctuation that no address ends with, and spaces that no keyboard has: a bare address ends before it. The parser ends one
 * only before a space or a '<', so each is hidden behind a tab; behind a '<' the parser looks for a tag, to the paragraph's
 * end. Those of two bytes come first.
 */
static const char *const address_enders[] = {
    "»",
    "\xc2\xa0",
    "،",
    "؟",
    "。",
    "，",
    "、",
    "；",
    "：",
    "？",
    "！",
    "（",
    "）",
    "「",
    "」",
    "『",
    "』",
    "《",
    "》",
    "〈",
    "〉",
    "【",
    "】",
    "〔",
    "〕",
    "〖",
    "〗",
    "“",
    "”",
    "‘",
    "’",
    "„",
    "‚",
    "‹",
    "›",
    "…",
    "—",
    "｡",
    "､",
    "｢",
    "｣",
    "．",
    "।",
    "።",
    "\xe3\x80\x80",
    "\xe2\x80\xaf",
    "\xe2\x80\x89",
};

enum { ADDRESS_ENDERS = sizeof address_enders / sizeof *address_enders, OF_TWO_BYTES = 4 };
_Static_assert((int)ADDRESS_ENDERS <= (int)DIGITS, "one digit says which");
_Static_assert((int)OF_TWO_BYTES == SIGN_ADDRESS_LAST - SIGN_ADDRESS_FIRST + 1, "each has a sign");

static size_t address_ender(struct text body, size_t at) {
    for (size_t i = 0; i < ADDRESS_ENDERS; i++)
        if (stands_at(body, at, address_enders[i]))
            return i;
    return ADDRESS_ENDERS;
}

size_t tokens_address_end(struct text body, size_t at) {
    size_t found = address_ender(body, at);
    return found < ADDRESS_ENDERS ? strlen(address_enders[found]) : 0;
}

void tokens_end_address(struct tokens *tokens, size_t at, struct arena *arena) {
    size_t found = address_ender(tokens->body, at);
    char *out = writable(tokens, arena) + at;
    out[0] = '\t';
    out[1] = (char)(found < OF_TWO_BYTES ? SIGN_ADDRESS_FIRST + found : SIGN_ADDRESS_ENDS);
    if (found >= OF_TWO_BYTES)
        out[2] = digits[found];
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
    if (character >= CLOAK_FIRST && character <= CLOAK_LAST)
        return true;
    return character < 0x110000 && character > 0 && utf8_is_forbidden((uint32_t)character);
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

char tokens_sign_written(char c) {
    static const char written[0x20] = {
        [TOKEN_AMPERSAND] = '&',  [TOKEN_CARET] = '^',       [SIGN_BELOW_OPENS] = '~',  [SIGN_BELOW_CLOSES] = '~',
        [SIGN_ABOVE_OPENS] = '^', [SIGN_ABOVE_CLOSES] = '^', [SIGN_MARKED_OPENS] = '=', [SIGN_MARKED_CLOSES] = '=',
        [SIGN_NOTE_OPENS] = '^',  [SIGN_NOTE_BRACKET] = '[', [SIGN_NOTE_CLOSES] = ']',  [SIGN_SPAN_OPENS] = '[',
        [SIGN_SPAN_CLOSES] = ']', [SIGN_VERSE] = '|',        [SIGN_LITERAL] = '\\',     [SIGN_TILDE] = '~',
    };
    return (unsigned char)c < sizeof written ? written[(unsigned char)c] : '\0';
}

bool token_begins(char c) {
    return c == TOKEN_MARK || (c >= TOKEN_BRIEF && c <= TOKEN_BRIEF_LAST);
}

static struct text begin(struct tokens *tokens, struct text body, struct arena *arena) {
    *tokens = (struct tokens){.body = body, .masked = body};
    guard(tokens, arena);
    return tokens->masked;
}

struct text tokens_guard(struct text body, struct arena *arena) {
    struct tokens tokens;
    return begin(&tokens, body, arena);
}

void tokens_begin(struct tokens *tokens, struct text body, struct arena *arena) {
    begin(tokens, body, arena);
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

static bool is_address_sign(char c) {
    return c == SIGN_ADDRESS_ENDS || (c >= SIGN_ADDRESS_FIRST && c <= SIGN_ADDRESS_LAST);
}

bool tokens_address_ended(struct text text, size_t at) {
    return at + 1 < text.size && text.bytes[at] == '\t' && is_address_sign(text.bytes[at + 1]);
}

struct text tokens_address_ender(struct text text, size_t *at) {
    char sign = text.bytes[*at + 1];
    size_t found = sign == SIGN_ADDRESS_ENDS ? (*at + 2 < text.size ? digit_of(text.bytes[*at + 2]) : OF_TWO_BYTES)
                                             : (size_t)(sign - SIGN_ADDRESS_FIRST);
    struct text ender = text_of(address_enders[found < ADDRESS_ENDERS ? found : OF_TWO_BYTES]);
    *at = *at + ender.size < text.size ? *at + ender.size : text.size;
    return ender;
}

/* Short marks are used again after so many: the next one that is so called is meant. */
static size_t brief_index(struct tokens *tokens, struct text text, size_t at) {
    size_t called = (size_t)(text.bytes[at] - TOKEN_BRIEF) * DIGITS + (at + 1 < text.size ? digit_of(text.bytes[at + 1]) : 0);
    size_t ahead = (called + BRIEF_MARKS - tokens->last_brief % BRIEF_MARKS) % BRIEF_MARKS;
    size_t found = tokens->last_brief + ahead < tokens->brief.count ? tokens->last_brief + ahead : called;
    if (found >= tokens->brief.count)
        return 0;
    tokens->last_brief = found;
    return tokens->brief.items[found];
}

const struct token *tokens_at(struct tokens *tokens, struct text text, size_t *at) {
    bool brief = text.bytes[*at] != TOKEN_MARK;
    size_t index = brief ? brief_index(tokens, text, *at) : 0, size = brief ? BRIEF_BYTES : MARK_BYTES;
    for (size_t i = size - 1; !brief && i > 0; i--)
        index = index * DIGITS + (*at + i < text.size ? digit_of(text.bytes[*at + i]) : 0);
    *at = behind_fill(text, *at + size < text.size ? *at + size : text.size);
    return &tokens->items[index < tokens->count ? index : 0];
}

static struct text part_of(const struct tokens *tokens, const struct token *token) {
    return text_slice(tokens->body, token->offset, token->offset + token->size);
}

struct text tokens_written(const struct tokens *tokens, const struct token *token, struct arena *arena) {
    struct text written = part_of(tokens, token);
    const struct token *end = tokens->items + tokens->count, *rest = token + 1;
    if (rest == end || rest->kind != TOKEN_REST)
        return written;
    struct buffer lines = {0};
    buffer_add(&lines, written);
    for (; rest < end && rest->kind == TOKEN_REST; rest++) {
        buffer_add_char(&lines, token->kind == TOKEN_FORMULA ? '\n' : ' ');
        buffer_add(&lines, token->kind == TOKEN_FORMULA ? part_of(tokens, rest) : text_trim(part_of(tokens, rest)));
    }
    written = buffer_take(&lines, arena);
    return written;
}

static const struct cloak *cloak_of(const struct tokens *tokens, const char *shown) {
    for (size_t i = 0; i < tokens->cloaks.count; i++)
        if (memcmp(tokens->cloaks.items[i].shown, shown, 3) == 0)
            return &tokens->cloaks.items[i];
    return NULL;
}

/* What may be a cloak begins with one of these: flanking.c. */
static bool may_be_cloak(char c) {
    return c == '\xee' || c == '\xe1' || c == '\xea';
}

static size_t next_cloak(struct text text, size_t at) {
    while (at < text.size && !may_be_cloak(text.bytes[at]))
        at++;
    return at;
}

struct text tokens_uncloak(const struct tokens *tokens, struct text text, struct arena *arena) {
    size_t at = tokens->cloaks.count ? next_cloak(text, 0) : text.size;
    if (at == text.size)
        return text;
    struct text copy = text_copy(text, arena);
    for (; at + 3 <= text.size; at = next_cloak(text, at + 1)) {
        const struct cloak *cloak = cloak_of(tokens, text.bytes + at);
        if (cloak)
            memcpy((char *)(uintptr_t)copy.bytes + at, cloak->meant, 3);
    }
    return copy;
}

/* Whether anything hidden may be in a text. */
static bool is_masked(const struct tokens *tokens, struct text text) {
    if (tokens->masked.bytes == tokens->body.bytes)
        return false;
    for (size_t at = 0; at < text.size; at++)
        if ((unsigned char)text.bytes[at] < ' ' && !strchr("\t\n\r", text.bytes[at]))
            return true;
    return false;
}

/* Puts back what stood at `at` of `out`, which is a copy of `text`. Returns where to go on. `*next` is what may stand there. */
static size_t restore_at(struct tokens *tokens, size_t *next, char *out, struct text text, size_t at) {
    size_t from = at;
    char written = tokens_sign_written(text.bytes[at]);
    if (written)
        return out[at] = written, at + 1;
    if (tokens_address_ended(text, at)) {
        struct text ender = tokens_address_ender(text, &at);
        memcpy(out + from, ender.bytes, at - from);
        return at;
    }
    if (tokens->count && token_begins(text.bytes[at]))
        *next = (size_t)(tokens_at(tokens, text, &at) - tokens->items);
    else if (text.bytes[at] == TOKEN_FILL)
        at = behind_fill(text, at);
    else
        return at + 1;
    memset(out + from, ' ', at - from);
    if (*next < tokens->count) {
        const struct token *token = &tokens->items[*next];
        memcpy(out + from, tokens->body.bytes + token->offset, at - from < token->size ? at - from : token->size);
    }
    ++*next;
    return at;
}

struct text tokens_restore(struct tokens *tokens, struct text text, struct arena *arena) {
    text = tokens_uncloak(tokens, text, arena);
    if (!is_masked(tokens, text))
        return text;
    char *out = (char *)(uintptr_t)text_copy(text, arena).bytes;
    size_t next = 1;
    for (size_t at = 0; at < text.size;)
        at = restore_at(tokens, &next, out, text, at);
    return (struct text){out, text.size};
}
