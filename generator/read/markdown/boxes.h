/*
 * boxes: what is made of the tree before it is written: boxes of ":::", notices, definitions, notes between brackets.
 *
 * The parser knows none of these; each is found among its nodes, and its node gets a struct box. It is
 * kept where only references to notes have something: user_data is that of html_elements.h.
 * For the files of read/markdown only.
 */
#ifndef READ_MARKDOWN_BOXES_H
#define READ_MARKDOWN_BOXES_H

#include "read/markdown/reading.h"

enum box_kind {
    BOX_DIVISION, /* ::: {.name} */
    BOX_NOTICE,   /* [!NOTE], ::: {.callout-note} */
    BOX_TITLE,    /* a notice's own title: the paragraph of it */
    BOX_TERM,     /* a paragraph that is defined by the list behind it */
    BOX_DEFINITIONS,
    BOX_QUOTATION,   /* a block quote that says what it is of: quotations.c */
    BOX_ATTRIBUTION, /* its last paragraph, which does */
    BOX_TABLE,       /* a table that has a caption: captions.h */
    BOX_CAPTION,     /* the paragraph that is it */
};

struct box {
    enum box_kind kind;
    struct text name;              /* of a notice: "note", "tip", "important", "warning", "caution" */
    struct text label;             /* of a notice that has no title of its own */
    struct text attributes;        /* of a division, as written */
    const struct box_line *line;   /* on which a division begins */
    uint32_t quotation;            /* of a quotation, once it has begun: index, and the first run and */
    size_t first_run, prose;       /* the byte of prose that are its */
    bool is_unchecked;             /* of an attribution: {check=no} */
    const struct caption *caption; /* of a table and its caption */
};

/* What the node is besides what the parser took it for; NULL when nothing. */
const struct box *box_of(const struct cmark_node *node);

struct box *box_make(struct markdown_reader *reader, struct cmark_node *node, enum box_kind kind);
/* Gives a text node other words. */
void box_set_words(struct markdown_reader *reader, struct cmark_node *text, struct text words);
struct cmark_node *box_new_node(struct cmark_node *near, unsigned type);

void boxes_prepare(struct markdown_reader *reader, struct cmark_node *root);

/*
 * Takes a node out of the tree. It lives until boxes_free: words that have moved elsewhere may stand in its memory.
 */
void discard(struct markdown_reader *reader, struct cmark_node *node);
void boxes_free(struct markdown_reader *reader);

/* inline_notes.c: ^[words] become notes; then all are numbered anew. */
void inline_notes_prepare(struct markdown_reader *reader, struct cmark_node *root);

/* `literal`, which begins on `line`, with its lines of ":::" as they were written. */
struct text boxes_restore(struct markdown_reader *reader, struct text literal, uint32_t line);

#endif
