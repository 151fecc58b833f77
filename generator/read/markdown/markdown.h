/*
 * markdown: CommonMark with GitHub's extensions, to HTML. libcmark-gfm is met only in read/markdown/markdown*.c.
 *
 * markdown_plain writes exactly what the GFM specification's examples show. markdown_parse writes this reader's HTML and
 * notes headings, references, blocks, words and problems on the way; document.c makes records of them.
 */
#ifndef READ_MARKDOWN_MARKDOWN_H
#define READ_MARKDOWN_MARKDOWN_H

#include "base/buffer.h"
#include "read/document/document.h"
#include "read/document/prose.h"

enum markdown_extension {
    MARKDOWN_TABLE = 1,
    MARKDOWN_STRIKETHROUGH = 2,
    MARKDOWN_AUTOLINK = 4,
    MARKDOWN_TAGFILTER = 8,
    MARKDOWN_TASKLIST = 16,
    MARKDOWN_FOOTNOTES = 32,
    MARKDOWN_SMART = 64,
    MARKDOWN_ONLY_TWO_TILDES = 128,
    MARKDOWN_ALL_GFM = 31,
};

/*
 * The specification's HTML of `source`. `extensions` is a set of the above; `unsafe` lets raw HTML and any URL through.
 * Footnotes, which the specification does not have, bring the guards of tokens.h: what they stand for is shown as it
 * is written.
 */
void markdown_plain(struct buffer *html, struct text source, unsigned extensions, bool unsafe);

/* One body and how it is to be written. */
struct markdown_input {
    struct text body;     /* UTF-8, without what utf8_allowed replaces */
    uint32_t first_line;  /* of the body in its file */
    bool keep_html;       /* raw HTML passes, but for what GFM's tag filter stops */
    bool smart;           /* typographic quotes, dashes and ellipses */
    bool math;            /* formulas between dollars */
    bool tilde;           /* ~~deleted~~, H~2~O */
    bool cites;           /* [@key, p. 3] is a citation */
    bool cites_in_notes;  /* which stands in a note of its own */
    bool no_works;        /* the text has no bibliography at its end; */
    bool names_works;     /* or it names works for it that it may not cite */
    struct text language; /* whose quotation marks stand for straight ones */
    struct text han;      /* language of Han runs; "" marks none */
    struct text title;    /* what the page is called; "" when nothing but the first heading says it */
    struct body_labels labels;
};

struct heading_list {
    struct doc_heading *items;
    size_t count, capacity;
};

struct noted_anchors {
    struct doc_anchor *items;
    size_t count, capacity;
};

struct reference_list {
    struct doc_reference *items;
    size_t count, capacity;
};

struct noted_quotations {
    struct doc_quotation *items;
    size_t count, capacity;
};

struct citation_list {
    struct doc_citation *items;
    size_t count, capacity;
};

struct hole_list {
    struct doc_hole *items;
    size_t count, capacity;
};

/*
 * Words that the letters of a block are made of and no HTML shows, in place of bytes `start` to `end` of it, which are none of
 * its words: letters.h.
 */
struct unshown {
    uint32_t start, end;
    struct text words;
};

struct unshown_list {
    struct unshown *items;
    size_t count, capacity;
};

struct block_list {
    struct doc_block *items;
    size_t count, capacity;
};

struct note_list {
    struct doc_note *items;
    size_t count, capacity;
};

struct space_list {
    struct doc_space *items;
    size_t count, capacity;
};

struct problem_list {
    struct doc_problem *items;
    size_t count, capacity;
};

/* What a body says. The spans are of `pool`, to which the caller may have added before. Free the buffers. */
struct markdown_output {
    struct buffer html, pool;
    struct buffer runs, formats; /* struct doc_run, struct doc_format */
    struct buffer prose; /* all words, blocks on lines of their own, without code blocks; references as \x1f INDEX \x1f */
    struct prose_places places; /* of its words */
    struct heading_list headings;
    struct noted_anchors anchors;
    struct reference_list references;
    struct noted_quotations quotations;
    struct citation_list citations;
    struct hole_list holes;
    struct block_list blocks;
    struct note_list notes; /* by place when all is read */
    struct space_list spaces;
    struct unshown_list unshown; /* ascending */
    struct problem_list problems;
    struct span first_heading, excerpt;
    uint32_t notes_start, notes_end;
};

/*
 * A first heading of level 1 that says what `title` says, or the only title there is, is not repeated in the HTML: the page
 * has it. Where others of level 1 stand in the body, all levels move down by one.
 */
void markdown_parse(struct markdown_output *output, const struct markdown_input *input, struct arena *arena);

/* The version of libcmark-gfm that runs. */
const char *markdown_library(void);

#endif
