/*
 * tokens: what Markdown does not know, hidden from its parser.
 *
 *     tokens_begin(&tokens, body, arena);
 *     tokens_hide(&tokens, start, end, TOKEN_REFERENCE, arena);    // scan.h does this for all that it finds
 *     tree = markdown_tree(tokens.masked, ...);
 *     ...
 *     if (token_begins(c))
 *         token = tokens_at(&tokens, literal, &at);
 *
 * [[references]], formulas, other generators' {{ tags }} and {#ids} are found in the source before it is parsed, and each is
 * replaced by a mark of the same size, made of letters and control characters. So smart punctuation, emphasis and table cells
 * cannot touch what is inside, and the place of each is known exactly. What only encloses words (==these==, H~2~O) keeps them,
 * and each of its characters becomes one control character. In code, URLs and raw HTML, where Markdown keeps text as it is,
 * tokens_restore puts back what stood there. (Turned down: to find them after parsing, in runs of text. The parser has lost by
 * then where text came from, and what was escaped.)
 */
#ifndef READ_MARKDOWN_TOKENS_H
#define READ_MARKDOWN_TOKENS_H

#include "base/arena.h"
#include "base/text.h"

enum token_kind {
    TOKEN_REFERENCE,  /* [[...]] */
    TOKEN_EMBED,      /* ![[...]] */
    TOKEN_FOREIGN,    /* {{...}}, {%...%}, {:...} */
    TOKEN_RAW,        /* such a tag inside of {% raw %}: meant to be shown */
    TOKEN_ATTRIBUTES, /* {#id .class key=value} */
    TOKEN_FORMULA,    /* $...$, $$...$$, \(...\), \[...\] */
    TOKEN_CITATION,   /* [@key] */
    TOKEN_BLOCK_ID,   /* ^id at the end of a block */
    TOKEN_NOTHING,    /* a comment, which nobody may see, or {% raw %} */
    TOKEN_REST,       /* what the one before has on its next line */
};

/* Bytes `offset` to `offset + size` of the body, all on one line. */
struct token {
    uint32_t offset, size;
    uint32_t end; /* where the whole ends, on a later line perhaps */
    uint8_t kind; /* enum token_kind */
};

/* A line that begins or ends a box (:::), and what it looks like to the parser: raw HTML of that line alone. */
struct box_line {
    uint32_t offset, size, line; /* of what is masked; lines count from 1 */
};

/* Private characters that no text may name by a reference: they could be cloaks. */
enum { CLOAK_FIRST = 0xe000, CLOAK_LAST = 0xe07f };

/* A character of three bytes that stands in the place of another one: flanking.c. */
struct cloak {
    char shown[3], meant[3];
};

struct tokens {
    struct text body;   /* as written, but with spaces for comments of several lines */
    struct text masked; /* of the same size; the same bytes when there was nothing to hide */
    struct token *items;
    size_t count, capacity;
    struct token_indexes {
        uint32_t *items; /* of the tokens that have a short mark */
        size_t count, capacity;
    } brief;
    bool owns_body;
    size_t last_brief; /* the last of these that was asked for */
    struct box_lines {
        struct box_line *items;
        size_t count, capacity;
    } boxes;
    struct line_numbers {
        uint32_t *items; /* on which a definition begins; ascending */
        size_t count, capacity;
    } definitions;
    struct cloaks {
        struct cloak *items;
        size_t count, capacity;
    } cloaks;
    bool out_of_cloaks;
};

/* The first byte of a mark, and the one that fills it. No control character is in any other text that has been masked. */
#define TOKEN_MARK '\x02'
#define TOKEN_FILL '\x01'
/* The first byte of a mark of two bytes, for what is so short on its first line: one of four. */
#define TOKEN_BRIEF '\x18'
#define TOKEN_BRIEF_LAST '\x1b'

/*
 * What stands for a '&' and a '^' that the parser must not see as such: a reference to a control character (&#2;), which could
 * pass for a mark; and what libcmark-gfm 0.29.0.gfm.6 takes for a footnote and then cuts wrongly: [^ with its ] on another line
 * (in the midst of a character), or with its '^' written as &#94; (it copies memory that is not its own into the text).
 */
#define TOKEN_AMPERSAND '\x04'
#define TOKEN_CARET '\x03'

/* What encloses words: each stands for one character. */
enum {
    SIGN_BELOW_OPENS = 0x05, /* H~2~O */
    SIGN_BELOW_CLOSES = 0x06,
    SIGN_ABOVE_OPENS = 0x07, /* x^2^ */
    SIGN_ABOVE_CLOSES = 0x08,
    SIGN_ADDRESS_ENDS = 0x0c,  /* behind the tab that ends a bare address, with a letter for one of many characters */
    SIGN_ADDRESS_FIRST = 0x1c, /* or alone, for one of four characters of two bytes */
    SIGN_ADDRESS_LAST = 0x1f,
    SIGN_MARKED_OPENS = 0x0e, /* ==words== */
    SIGN_MARKED_CLOSES = 0x0f,
    SIGN_NOTE_OPENS = 0x10, /* ^[words], its bracket as the next */
    SIGN_NOTE_BRACKET = 0x11,
    SIGN_NOTE_CLOSES = 0x12,
    SIGN_SPAN_OPENS = 0x13, /* [words]{.class} */
    SIGN_SPAN_CLOSES = 0x14,
    SIGN_VERSE = 0x15,   /* the bar of a line block */
    SIGN_LITERAL = 0x16, /* the backslash before a quotation mark, hyphen or full stop */
    SIGN_TILDE = 0x17,   /* one that looks like half a deletion */
};

/* The character that a byte of masked text stands for by itself; 0 for all others. */
char tokens_guarded(char c);

/* As above, and for a sign what it was written as. */
char tokens_sign_written(char c);

bool token_begins(char c);

void tokens_begin(struct tokens *tokens, struct text body, struct arena *arena);

/* Whether what stands at `start` up to `end` has room for a mark. */
bool tokens_can_hide(const struct tokens *tokens, size_t start, size_t end);

/* Needs room. What stands on further lines begins there behind spaces and up to `depth` marks of a quotation. */
void tokens_hide(struct tokens *tokens, size_t start, size_t end, enum token_kind kind, size_t depth, struct arena *arena);

/* Puts a byte into the masked text. */
void tokens_put(struct tokens *tokens, size_t at, char c, struct arena *arena);

/* Spaces for all but the ends of lines, in the body, too: this can never be seen again. */
void tokens_erase(struct tokens *tokens, size_t start, size_t end, struct arena *arena);

/* The characters before which a bare address ends. tokens_address_end: the size of the one at `at`, or 0. */
size_t tokens_address_end(struct text body, size_t at);
void tokens_end_address(struct tokens *tokens, size_t at, struct arena *arena);
bool tokens_address_ended(struct text text, size_t at);
/* What the tab and the sign at `*at` stand for; moves behind them. */
struct text tokens_address_ender(struct text text, size_t *at);

/* `body` with nothing hidden, but with these two guards. */
struct text tokens_guard(struct text body, struct arena *arena);

/* The token whose mark begins at `*at` of some text; moves `at` behind it. */
const struct token *tokens_at(struct tokens *tokens, struct text text, size_t *at);

/* All of a token as written, its lines joined by spaces, or of a formula by ends of lines. */
struct text tokens_written(const struct tokens *tokens, const struct token *token, struct arena *arena);

/* `text` with everything hidden put back; `text` itself when there is nothing. */
struct text tokens_restore(struct tokens *tokens, struct text text, struct arena *arena);

/* `text` with its cloaks taken off; `text` itself when there are none. */
struct text tokens_uncloak(const struct tokens *tokens, struct text text, struct arena *arena);

#endif
