/*
 * node_walk: the walk over a parsed tree that both ways of writing HTML share. For the files of read/markdown only.
 *
 *     struct cmark_node *tree = markdown_tree(source, MARKDOWN_ALL_GFM);
 *     struct walk walk = {.mode = &plain_mode, .html = html};
 *     walk_tree(&walk, tree);
 *     markdown_tree_free(tree);
 *
 * A mode is a table of functions, one for each type of node; where it has none, the node itself writes nothing and its
 * children are still walked. The walk is a loop, so that no depth of nesting can exhaust the stack.
 */
#ifndef READ_MARKDOWN_NODE_WALK_H
#define READ_MARKDOWN_NODE_WALK_H

#include "base/buffer.h"

struct cmark_node;
struct walk;

/* Every type of node, those of the extensions included, as an index into a mode. */
enum node_slot {
    SLOT_NONE,
    SLOT_DOCUMENT,
    SLOT_QUOTE,
    SLOT_LIST,
    SLOT_ITEM,
    SLOT_CODE_BLOCK,
    SLOT_HTML_BLOCK,
    SLOT_PARAGRAPH,
    SLOT_HEADING,
    SLOT_RULE,
    SLOT_DIVISION, /* boxes.h */
    SLOT_NOTE,
    SLOT_TABLE,
    SLOT_ROW,
    SLOT_CELL,
    SLOT_TEXT,
    SLOT_SOFT_BREAK,
    SLOT_LINE_BREAK,
    SLOT_CODE,
    SLOT_HTML,
    SLOT_EMPHASIS,
    SLOT_STRONG,
    SLOT_LINK,
    SLOT_IMAGE,
    SLOT_NOTE_REFERENCE,
    SLOT_DELETED,
    SLOT_ELEMENT, /* around words: html_elements.h */
    SLOT_BOX,     /* an element with blocks in it */
    SLOT_COUNT
};

/* Called when a node is entered and, unless it is a leaf, again when it is left. */
typedef void node_visit(struct walk *walk, struct cmark_node *node, bool entering);

struct mode {
    node_visit *visit[SLOT_COUNT];
};

/* The state of one walk. Larger states begin with it. */
struct walk {
    const struct mode *mode;
    struct buffer *html;
    struct cmark_node *until; /* when this node is left, outer_mode holds again; NULL when no inner mode holds */
    const struct mode *outer_mode;
    bool table_body; /* a <tbody> is open */
    unsigned column; /* cells of the row that have begun */
    /* Called before each child of the root is entered; NULL: nothing is. */
    void (*before_block)(struct walk *walk, const struct cmark_node *block);
};

void walk_tree(struct walk *walk, struct cmark_node *root);

/* `mode` holds until the node that is being entered is left, as plain words do inside an image. */
void walk_inner(struct walk *walk, const struct mode *mode, struct cmark_node *node);

/* A new line, unless one has just begun. */
void html_line(struct buffer *html);

/* aria-label: `label` with `value` in place of its {}; nothing for "". */
void html_add_label(struct buffer *html, struct text label, struct text value);
void html_add(struct buffer *html, const char *literal);

/* The parsed tree; `extensions` is a set of enum markdown_extension. One at a time: its memory is kept for the next one. */
struct cmark_node *markdown_tree(struct text source, unsigned extensions);
void markdown_tree_free(struct cmark_node *tree);

/* The next block in document order; the words inside of blocks are passed over. NULL behind the last. */
struct cmark_node *node_next_block(struct cmark_node *node, const struct cmark_node *root);
enum node_slot node_slot(const struct cmark_node *node);
struct text node_literal(const struct cmark_node *node); /* of text, code, HTML, notes and their references */
struct text node_url(const struct cmark_node *node);     /* of links and images */
struct text node_title(const struct cmark_node *node);
struct text node_language(const struct cmark_node *node); /* of code blocks: the first word behind the fence */
struct text node_code(const struct cmark_node *node);     /* of code blocks */
bool node_is_task(const struct cmark_node *node);         /* of list items */
bool node_is_done(const struct cmark_node *node);
bool node_in_tight_list(const struct cmark_node *paragraph);
char cell_alignment(const struct cmark_node *cell, unsigned column); /* 'l', 'c', 'r' or 0 */
bool row_is_header(const struct cmark_node *row);
unsigned table_columns(const struct cmark_node *table); /* of the parser's own tables only */

/* Whether browsers would run it or read a local file: javascript:, vbscript:, file:, and data: but for four kinds of image. */
bool url_is_unsafe(struct text url);

/* What both modes write alike. */
void visit_quote(struct walk *walk, struct cmark_node *node, bool entering);
void visit_list(struct walk *walk, struct cmark_node *node, bool entering);
void visit_row(struct walk *walk, struct cmark_node *node, bool entering);
void visit_soft_break(struct walk *walk, struct cmark_node *node, bool entering);
void visit_emphasis(struct walk *walk, struct cmark_node *node, bool entering);
void visit_strong(struct walk *walk, struct cmark_node *node, bool entering);
void visit_deleted(struct walk *walk, struct cmark_node *node, bool entering);

/* The tag filter of GFM: `html` with the '<' of certain tags escaped. */
void html_add_filtered(struct buffer *out, struct text html);

#endif
