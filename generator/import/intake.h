/*
 * intake: what an input consists of, in its own order: the waist of an import. To its left are bytes, HTML and lines; to its
 * right nothing knows any more which of them it was.
 *
 *     struct intake *intake = intake_of_html(decoded.text, arena);      // or intake_of_text
 *     for (size_t i = 0; i < intake->blocks.count; i++) ...
 *
 * Each visible character of the input stands in exactly one block: intake.visible counts them as the text is met, before
 * anything is made of it, and the account (account.h) counts them again at the end. Visible is what is neither white space
 * nor one of the characters that show nothing (soft hyphens, zero-width spaces). Scripts, styles and comments are not text; the
 * intake only counts them. Signs that a browser puts around words are (CHANGED_SIGNS).
 *
 * Blocks refer to elements, frames and runs by index (base/none.h). The runs of one block, and the blocks of one element with
 * all in it, stand side by side.
 */
#ifndef IMPORT_INTAKE_H
#define IMPORT_INTAKE_H

#include "base/none.h"
#include "base/text.h"

struct arena;
struct buffer;

/* The elements that mean something here; all others are TAG_OTHER. A plain text has one element, the whole. */
#define INTAKE_TAGS(X)                                                                                                         \
    X(A)                                                                                                                       \
    X(ABBR)                                                                                                                    \
    X(ADDRESS) X(ARTICLE) X(ASIDE) X(AUDIO) X(B) X(BDO) X(BLOCKQUOTE) X(BODY) X(BR) X(BUTTON) X(CANVAS) X(CAPTION) X(CITE)     \
        X(CODE) X(DD) X(DEL) X(DETAILS) X(DIV) X(DL) X(DT) X(EM) X(EMBED) X(FIELDSET) X(FIGCAPTION) X(FIGURE) X(FOOTER)        \
            X(FORM) X(H1) X(H2) X(H3) X(H4) X(H5) X(H6) X(HEAD) X(HEADER) X(HR) X(HTML) X(I) X(IFRAME) X(IMG) X(INPUT) X(INS)  \
                X(KBD) X(LABEL) X(LI) X(LINK) X(MAIN) X(MARK) X(MENU) X(META) X(NAV) X(NOSCRIPT) X(OBJECT) X(OL) X(OPTION)     \
                    X(P) X(PRE) X(Q) X(RP) X(RT) X(S) X(SAMP) X(SCRIPT) X(SECTION) X(SELECT) X(STRIKE) X(STRONG) X(STYLE)      \
                        X(SUB) X(SUMMARY) X(SUP) X(SVG) X(TABLE) X(TBODY) X(TD) X(TEMPLATE) X(TEXTAREA) X(TFOOT) X(TH)         \
                            X(THEAD) X(TIME) X(TITLE) X(TR) X(TT) X(U) X(UL) X(VIDEO)

#define INTAKE_TAG_NUMBER(id) TAG_##id,
enum intake_tag { TAG_OTHER, INTAKE_TAGS(INTAKE_TAG_NUMBER) INTAKE_TAG_COUNT };
#undef INTAKE_TAG_NUMBER

/* One element of the input. Parents come before their children. */
struct intake_element {
    uint32_t parent;      /* NONE of the root */
    uint8_t tag;          /* enum intake_tag */
    bool is_hidden;       /* it, or one around it, is not shown */
    bool is_ragged;       /* a table whose rows differ in their cells, or of which a cell spans several */
    bool is_aside;        /* a note that stood in the midst of a paragraph; its blocks are behind that */
    uint32_t frame;       /* the innermost, itself or around it; NONE: there is none */
    uint32_t first, end;  /* the blocks in it, with those of its children */
    uint32_t from;        /* offset of its tag */
    struct text words;    /* its class, id and role, as written: hints (hints.h), never verdicts */
    struct text property; /* itemprop, or property, in lower case */
    struct text rel;      /* of links: "author" */
    struct text datetime; /* of <time>; content="" of what has a property, title="" of a date */
    struct text spelt;    /* title="" of an <abbr> */
    struct text id, link; /* as written; `link` is an href, and `id` may be the name of an <a> */
};

enum intake_style {
    STYLE_EMPHASIS = 1,
    STYLE_STRONG = 2,
    STYLE_CODE = 4,
    STYLE_DELETED = 8,   /* struck out */
    STYLE_RAISED = 16,   /* superscript: what marks of notes are set in, too */
    STYLE_LOWERED = 32,  /* subscript */
    STYLE_INSERTED = 64, /* underlined */
    STYLE_MARKED = 128,  /* as with a pen */
    STYLE_SPELT = 256,   /* an abbreviation that says what it stands for */
};

/* A part of a block's text, all of one style. A line break inside of a block is a run of its own: "\n". */
struct intake_run {
    uint32_t from, to; /* bytes of the block's text */
    uint32_t element;  /* the innermost */
    uint32_t link;     /* the <a href> around it, or NONE */
    uint16_t style;    /* enum intake_style */
    uint32_t note;     /* that it marks (notes.h), from 1; 0: none */
};

/* What one or more blocks stand in: a quotation, or an item of a list. The outer ones come first. */
struct intake_frame {
    uint32_t parent; /* NONE: none around it */
    bool is_item;    /* else a quotation */
    uint32_t number; /* of an item of an ordered list; 0: a bullet */
    uint32_t list;   /* of an item: the element that is the list */
};

enum intake_kind { INTAKE_PARAGRAPH, INTAKE_HEADING, INTAKE_CODE, INTAKE_CAPTION };

/* What an editor says becomes of a block, whatever the rules say: decisions.h. */
enum decision { UNDECIDED, DECIDED_KEPT, DECIDED_REMOVED };

/* What was changed in the text of a block so that it can stand in Markdown; each has a row in rules.h. */
enum intake_change {
    CHANGED_SPACES = 1,       /* no-break and other rare spaces */
    CHANGED_HYPHENS = 2,      /* soft hyphens and zero-width spaces were left out */
    CHANGED_INDENT = 4,       /* a plain text's indentation, which would be code */
    CHANGED_WRAPS = 8,        /* lines of a plain text that were one paragraph */
    CHANGED_MARK = 16,        /* a bullet or number that Markdown writes otherwise */
    CHANGED_HEADING = 32,     /* a line of a plain text that is a heading */
    CHANGED_FLAT = 64,        /* of a table that is no rectangle, or in a note */
    CHANGED_NOTES = 128,      /* the mark of a note */
    CHANGED_STRUCK = 256,     /* no change: some of its words are struck out, and are so in the draft */
    CHANGED_FLAT_STYLE = 512, /* words of code that are struck out, raised or lowered, which it cannot show */
    CHANGED_SIGNS = 1024,     /* signs that a browser puts around words: those of <q>, parentheses around the sound of one */
    CHANGED_ORDER = 2048,     /* letters that the page shows in another direction than they are written in */
    CHANGED_FORMULA = 4096,   /* a formula, of which only the characters stand */
    CHANGED_CAPTION = 8192,   /* no change: the draft has "Table:" before it, beside the table that it is of */
};

/* A stretch of text that stands by itself. */
struct intake_block {
    struct text text;     /* white space made single; code as it is. Never empty */
    struct text mark;     /* a bullet, a number or the links back of a note that stood before it, and are not in `text` */
    uint8_t kind;         /* enum intake_kind */
    uint8_t level;        /* of a heading, 1 to 6 */
    uint16_t changes;     /* enum intake_change */
    uint8_t decided;      /* enum decision */
    bool is_header;       /* it stands in a <th> */
    bool is_back;         /* it leads from a note back to its mark */
    bool is_again;        /* the words of a note, which the page has twice */
    bool is_behind_rule;  /* an <hr> stands before it */
    bool follows;         /* a line of a plain text right below the one before: not a paragraph of its own */
    uint32_t shared;      /* other pages of its host that have it, too (boilerplate.h) */
    uint32_t element;     /* the innermost that is no inline one */
    uint32_t within;      /* the innermost of any kind that all of it stands in: what that is named is said of the block */
    uint32_t frame;       /* innermost, or NONE */
    uint32_t table;       /* the innermost table around it, or NONE */
    uint32_t row, column; /* of its cell in that table, from 0 */
    uint32_t note;        /* of which it is text (notes.h), from 1; 0: none */
    uint32_t from, to;    /* where it stands in the decoded input */
    uint32_t first, end;  /* runs */

    /* Counted once, for all that judges. */
    uint32_t visible;      /* characters */
    uint32_t words;        /* a Han character counts as half a word */
    uint32_t stops;        /* ends of sentences */
    uint32_t link_visible; /* characters inside of links */
};

/* What the input says of itself outside of its text. */
enum intake_fact_kind { FACT_META, FACT_LINK, FACT_TITLE, FACT_LANGUAGE, FACT_JSON };

struct intake_fact {
    uint8_t kind;
    struct text name;  /* of a meta: its name, property or http-equiv, in lower case; of a link: its rel */
    struct text value; /* content, href, or the text */
    uint32_t from;
};

/* What a draft cannot hold, since it is a file of another site: its address is told. */
struct intake_picture {
    struct text address, words; /* as written; words are its alt */
    uint32_t block;             /* that it stands in, or before */
    uint32_t from;
};

/* Counted, and told at the foot of the account. */
struct intake_left_out {
    size_t scripts, styles, comments, pictures, frames, players, fields;
};

struct intake {
    bool is_html;
    struct text source; /* the decoded input */
    struct {
        struct intake_element *items;
        size_t count, capacity;
    } elements;
    struct {
        struct intake_block *items;
        size_t count, capacity;
    } blocks;
    struct {
        struct intake_run *items;
        size_t count, capacity;
    } runs;
    struct {
        struct intake_frame *items;
        size_t count, capacity;
    } frames;
    struct {
        struct intake_fact *items;
        size_t count, capacity;
    } facts;
    struct {
        struct intake_picture *items;
        size_t count, capacity;
    } pictures;
    struct intake_left_out left_out;
    uint32_t notes;        /* how many footnotes were found */
    uint32_t *note_frames; /* of each, from 1: the innermost frame around the whole of it, or NONE */
    size_t visible;        /* characters of the whole input */
};

/* `source` is UTF-8 without NUL, and outlives the intake. libgumbo is met only in html.c. */
struct intake *intake_of_html(struct text source, struct arena *arena);
struct intake *intake_of_text(struct text source, struct arena *arena);

/* Whether a text is HTML: by its first tag, or by how many it has. */
bool intake_is_html(struct text source);

/* Whether a character shows nothing at all: soft hyphens, zero-width spaces. White space is not counted as such. */
bool intake_shows_nothing(uint32_t character);

/* The characters of a text that show something. */
size_t intake_visible(struct text text);

/* Sets what is counted of a block, from its text and its runs. */
void intake_count(const struct intake *intake, struct intake_block *block);

/* The nearest element of that tag, `element` or one around it; NONE when there is none. */
uint32_t intake_within(const struct intake *intake, uint32_t element, enum intake_tag tag);

/* A line and a column in characters, from 1. A zeroed one is before the source. */
struct intake_spot {
    uint32_t offset, line, column;
};

/* Moves a spot to an offset of the source: quick where offsets come in order. */
void intake_spot_move(const struct intake *intake, struct intake_spot *spot, uint32_t offset);

#endif
