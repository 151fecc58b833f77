/*
 * html_pieces: raw HTML, cut into tags and the text between them.
 *
 *     struct html_piece piece;
 *     for (size_t at = 0; html_next(&piece, html, &at);)
 *         if (piece.kind == HTML_OPENS)
 *             use(piece.name, html_attribute(&value, piece.attributes, TEXT("href"), arena));
 *
 * As a browser cuts it, but that nothing can swallow the rest: what begins like a tag and has no end is text.
 */
#ifndef READ_MARKDOWN_HTML_PIECES_H
#define READ_MARKDOWN_HTML_PIECES_H

#include "base/arena.h"
#include "base/text.h"

enum html_kind {
    HTML_WORDS,
    HTML_OPENS,   /* <name ...> */
    HTML_CLOSES,  /* </name> */
    HTML_COMMENT, /* <!-- ... -->: seen by nobody */
    HTML_OTHER,   /* <!DOCTYPE ...>, <?php ... ?>, <![CDATA[ ... ]]> */
};

struct html_piece {
    size_t start, end;      /* in the HTML */
    struct text name;       /* of a tag, as written */
    struct text attributes; /* as written */
    uint8_t kind;           /* enum html_kind */
    bool is_cut;            /* a comment, or its like, that has no end */
};

/* The piece at `*at`, and moves behind it; false at the end. */
bool html_next(struct html_piece *piece, struct text html, size_t *at);

/* Whether nothing can be in an element of this name, as in <br>. */
bool html_is_void(struct text name);

/* The attribute at `*at`, as it is written, and moves behind it. The value's bytes are NULL when it has none. */
bool html_next_attribute(struct text *name, struct text *value, struct text attributes, size_t *at);

/* The value of an attribute, its character references decoded; "" when it has none. False when it is not there. */
bool html_attribute(struct text *value, struct text attributes, struct text name, struct arena *arena);

/* `words` with character references decoded. */
struct text html_decoded(struct text words, struct arena *arena);

#endif
