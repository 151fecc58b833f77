/*
 * html_elements: what the elements of raw HTML mean here. For the files of read/markdown only.
 */
#ifndef READ_MARKDOWN_HTML_ELEMENTS_H
#define READ_MARKDOWN_HTML_ELEMENTS_H

#include "base/text.h"
#include "read/markdown/node_walk.h"

/* What a tag does to the tree. */
enum element_role {
    ROLE_UNKNOWN,   /* its words stay, and it is told */
    ROLE_NOTHING,   /* its words stay, and nothing is lost with it: <font> */
    ROLE_BLOCK,     /* blocks are in it */
    ROLE_LEAF,      /* words are in it, which it separates from others */
    ROLE_INLINE,    /* it is around words */
    ROLE_BREAK,     /* the line ends */
    ROLE_RULE,      /* <hr> */
    ROLE_CODE,      /* <pre> */
    ROLE_PICTURE,   /* <img> */
    ROLE_ELSEWHERE, /* shows what stands at an address, which becomes a link: <iframe> */
    ROLE_GONE,      /* goes with all that is in it, and is told: <script> */
};

/* One element, by its name in small letters. */
struct element {
    const char *name;
    uint8_t role;  /* enum element_role */
    uint8_t slot;  /* enum node_slot of the node that it becomes; SLOT_NONE: a wrapper, which is written only with attributes */
    uint8_t level; /* of headings */
    bool is_void;  /* nothing can be in it */
    bool ends_at_blocks;  /* a leaf that a block ends: <p> */
    const char *shown_as; /* the name it is written with; NULL: its own */
};

/* The one of that name, whose letters may be large; one without a role when there is none. */
const struct element *element_named(struct text name);

/* What a node says that was made of an element, or of nothing. It is in the node's user_data. */
struct made_node {
    uint8_t slot;              /* enum node_slot */
    bool is_header, has_scope; /* of a cell or row */
    bool is_decorative;        /* a picture whose words are written, and none: alt="" */
    char alignment;            /* of a cell: as cell_alignment */
    const char *name;          /* of its element; NULL when the slot says all */
    struct text id;
    struct text width, height; /* of a picture, as asked_size.h has them */
    struct text attributes;    /* as they are written, with a space before each */
};

const struct made_node *made_of(const struct cmark_node *node);

#endif
