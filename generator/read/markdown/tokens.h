/*
 * tokens: what Markdown does not know, hidden from its parser.
 *
 *     tokens_hide(&tokens, body, arena);
 *     tree = markdown_tree(tokens.masked, ...);
 *     ...
 *     case TOKEN_MARK: token = tokens_at(&tokens, literal, &at);
 *
 * [[references]], other generators' {{ tags }} and {#ids} are found in the source before it is parsed, and each is replaced
 * by a mark of the same size, made of letters and two control characters. So smart punctuation, emphasis and table cells
 * cannot touch what is inside, and the place of each is known exactly. In code, URLs and raw HTML, where Markdown keeps
 * text as it is, tokens_restore puts back what stood there. (Turned down: to find them after parsing, in runs of text. The
 * parser has lost by then where text came from, and what was escaped.)
 */
#ifndef READ_MARKDOWN_TOKENS_H
#define READ_MARKDOWN_TOKENS_H

#include "base/arena.h"
#include "base/text.h"

enum token_kind {
    TOKEN_REFERENCE, /* [[...]] */
    TOKEN_FOREIGN,   /* {{...}}, {%...%}, {:...} */
    TOKEN_ID,        /* {#...} at the end of a line */
    TOKEN_REST,      /* what the one before has on its next line */
};

/* Bytes `offset` to `offset + size` of the body, all on one line. */
struct token {
    uint32_t offset, size;
    uint32_t end; /* where the whole ends, on a later line perhaps */
    uint8_t kind; /* enum token_kind */
};

struct tokens {
    struct text body;   /* as written, but with spaces for control characters */
    struct text masked; /* of the same size; the same bytes when there was nothing to hide */
    struct token *items;
    size_t count, capacity;
};

/* The first byte of a mark, and the one that fills it. Neither is in any other text that has been masked. */
#define TOKEN_MARK '\x02'
#define TOKEN_FILL '\x01'

/*
 * What stands for a '&' and a '^' that the parser must not see as such: a reference to a control character (&#2;), which could
 * pass for a mark; and what libcmark-gfm 0.29.0.gfm.6 takes for a footnote and then cuts wrongly: [^ with its ] on another line
 * (in the midst of a character), or with its '^' written as &#94; (it copies memory that is not its own into the text).
 */
#define TOKEN_AMPERSAND '\x04'
#define TOKEN_CARET '\x03'

/* The character that a byte of masked text stands for by itself; 0 for all others. */
char tokens_guarded(char c);

void tokens_hide(struct tokens *tokens, struct text body, struct arena *arena);

/* `body` with nothing hidden, but with these two guards, and with spaces for control characters. */
struct text tokens_guard(struct text body, struct arena *arena);

/* The token whose mark begins at `*at` of some text; moves `at` behind it. */
const struct token *tokens_at(const struct tokens *tokens, struct text text, size_t *at);

/* All of a token as written, its lines joined by spaces. */
struct text tokens_written(const struct tokens *tokens, const struct token *token, struct arena *arena);

/* `text` with everything hidden put back; `text` itself when there is nothing. */
struct text tokens_restore(const struct tokens *tokens, struct text text, struct arena *arena);

#endif
