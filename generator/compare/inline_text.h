/*
 * inline_text: the words of a piece of HTML, each with the markup around it, and their writing in another order. For compare*.c
 * only.
 *
 *     inline_read(&old, old_html, false, arena);
 *     inline_read(&new, new_html, false, arena);
 *     struct inline_writer writer = {.out = out};
 *     inline_write(&writer, &new, 0, 5, MARK_SAME);
 *     inline_write(&writer, &old, 5, 7, MARK_REMOVED);
 *     inline_end(&writer);
 *
 * What is written is balanced whatever the HTML holds: only known inline elements are kept, without their ids; each is closed
 * before <ins> or <del> begins or ends, and opened again behind it. Footnotes' references are written as mere numbers.
 */
#ifndef COMPARE_INLINE_TEXT_H
#define COMPARE_INLINE_TEXT_H

#include "base/buffer.h"
#include "compare/passages.h"
#include "compare/word_diff.h"

#define NO_FORMAT UINT32_MAX

/* An element that is open around words. */
struct inline_format {
    uint32_t parent;  /* the one around it, or NO_FORMAT */
    struct text name; /* "em" */
    struct text tag;  /* its first tag */
    uint64_t digest;  /* of the tag and all around it */
    unsigned depth;
};

struct inline_word {
    struct passage_word word; /* its place is in `html` */
    uint32_t format;
    bool line_break; /* a <br> stands before it */
};

struct inline_text {
    struct text html;
    bool code; /* white space counts */
    struct inline_word *items;
    size_t count;
    struct inline_format *formats;
    size_t format_count;
};

/* `html` has no holes, and must outlive the text. */
void inline_read(struct inline_text *text, struct text html, bool code, struct arena *arena);

/* Appends its words to `words`, which has room for them. */
size_t inline_diff_words(struct diff_word *words, const struct inline_text *text);

/* White space before a word of code as it is written: all behind the word before that is no tag. */
void inline_add_code_space(struct buffer *out, const struct inline_text *text, size_t index);

enum inline_mark { MARK_SAME, MARK_ADDED, MARK_REMOVED, MARK_REFORMATTED };

struct inline_writer {
    struct buffer *out;
    bool begun;                     /* something has been written */
    bool is_open;                   /* an element for `mark` is */
    enum inline_mark mark;          /* of the last word */
    const struct inline_text *text; /* whose elements are open; NULL for none */
    uint32_t format;                /* the innermost of them */
};

void inline_write(struct inline_writer *writer, const struct inline_text *text, size_t from, size_t to, enum inline_mark mark);

/* Words that are the same on both sides: those that look otherwise than they did are marked so. */
void inline_write_same(struct inline_writer *writer, const struct inline_text *old, size_t old_from,
                       const struct inline_text *new, size_t new_from, size_t count);

/* Closes what is open; the next word begins without a space. */
void inline_end(struct inline_writer *writer);

/* One piece and what became of it, in full. Either may be NULL: the other was added, or removed. */
void inline_compare(struct buffer *out, const struct inline_text *old, const struct inline_text *new);

#endif
