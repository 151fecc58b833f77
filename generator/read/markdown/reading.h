/*
 * reading: the state of writing this reader's HTML, and the files that write it. For the files of read/markdown only.
 */
#ifndef READ_MARKDOWN_READING_H
#define READ_MARKDOWN_READING_H

#include "base/table.h"
#include "read/markdown/markdown.h"
#include "read/markdown/tellings.h"
#include "read/markdown/scan.h"
#include "read/markdown/shortcodes.h"
#include "read/markdown/tokens.h"
#include "read/smart.h"
#include "read/markdown/node_walk.h"

/* A stretch of lines in the body, the last one included, counted from 1. */
struct lines {
    uint32_t first, last;
};

struct doc_place {
    uint32_t line, column, width;
};

/* Where things stand in the source. */
struct places {
    uint32_t *starts; /* offset of each line; NULL until one is asked for */
    uint32_t count;
    struct lines leaf; /* of the paragraph, heading or cell that is being written */
    size_t from;       /* what comes next in the leaf stands at or behind this offset */
    struct code_list {
        struct text *items; /* code spans since `from`, in which nothing is to be looked for */
        size_t count, capacity;
    } codes;
    unsigned misses;    /* searches of the leaf that found nothing */
    size_t last_offset; /* the last place that was told, and its column */
    uint32_t last_column;
};

/* What is told of raw HTML, once for each element and file. */
struct told_html {
    const char *what; /* a message with the element's name in it */
    struct text name;
    struct doc_place place; /* of the first */
    uint32_t count;
};

struct markdown_reader {
    struct walk walk; /* first, so that a walk is a reader */
    const struct markdown_input *input;
    struct markdown_output *out;
    struct arena *arena;
    struct tokens tokens;
    struct scan scan;
    struct places places;
    struct buffer *prose;        /* out->prose, or a heading's own while its title is being made */
    bool quiet;                  /* a title is being made: nothing is noted or reported; */
    bool is_cell;                /* or the plain words of a cell, */
    bool is_called_later;        /* in which a reference has no words of its own: its target's title will stand there */
    bool shifted;                /* headings are one level lower than written */
    unsigned shown_level;        /* of the last heading; 0 before the first */
    struct cmark_node *title;    /* the heading that is not repeated, or NULL */
    size_t leaf_prose;           /* where the prose of the leaf begins */
    size_t raised_prose;         /* where that begins which is raised or lowered; SIZE_MAX: nowhere */
    unsigned struck, quotations; /* how many elements are open that strike out, or quote */
    size_t leaf_references;      /* references before the leaf */
    size_t leaf_holes;           /* and holes */
    size_t leaf_html;            /* where its HTML begins, with its tag or behind it */
    struct offset_list {
        uint32_t *items; /* where each reference stands in the prose */
        size_t count, capacity;
    } reference_prose;
    struct span heading;              /* id of the last heading */
    struct table ids;                 /* to the last number that was put behind each */
    struct offset_list heading_words; /* where the words of each heading begin in the HTML */
    unsigned tables, captions;        /* how many have been met */
    bool link_open;                   /* an <a> is open, */
    struct text link_address;         /* which leads there */
    unsigned inner_links;             /* links in its words that are open, too; they write nothing */
    uint32_t link_reference;          /* the reference of the link that is being written, or NONE */
    size_t link_prose;                /* where the words of the link begin */
    bool image_open;
    bool figure;              /* the paragraph is one image with a title */
    uint32_t image_reference; /* as link_reference */
    uint32_t image_hole;      /* the hole of its address, or NONE */
    size_t image_prose;
    size_t image_words; /* where its words begin in the HTML */
    struct block_stack {
        uint32_t *items; /* indexes of the blocks that are open */
        size_t count, capacity;
    } open;
    struct lines_list {
        struct lines *items; /* code blocks and raw HTML */
        size_t count, capacity;
    } verbatim;
    struct told_html_list {
        struct told_html *items;
        size_t count, capacity;
    } told_html;
    struct open_signs {
        struct open_sign {
            char opens;
            const struct cmark_node *parent;
        } * items; /* ==, ~, ^ and brackets whose words are being written */
        size_t count, capacity;
    } signs;
    struct discarded_nodes {
        struct cmark_node **items;
        size_t count, capacity;
    } discarded;
    struct quotes quotes; /* of the leaf that is being written */
    size_t next_quote;
    struct tellings {
        struct telling {
            uint8_t kind; /* enum tell_kind */
            uint32_t times;
            struct text name;
            uint32_t offset, size; /* of the first, in the body */
        } * items;
        size_t count, capacity;
    } tellings;
    struct table notes;                /* names of the footnotes that are shown */
    struct offset_list note_places;    /* of each note that was referred to, by number; NONE: of the block that is open */
    struct offset_list awaiting_place; /* the numbers of these */
    struct offset_list note_citations; /* of each note, by number: the first reference of the citation that it is; NONE */
    struct cited_token {
        const struct token *token;
        uint32_t first; /* of its references */
    } last_cited;       /* the last that was written */
    bool works_placed;  /* the entries of the works that are cited have their place */
    bool in_words;      /* what is written is text of a block, but for what stands between markup_begin and markup_end */
    uint32_t text_from; /* where the text since the last markup begins in the HTML */
    uint32_t format;    /* the innermost that is open, or NONE */
    /*
     * Of each kind the two formats last noted that stand in no other and say nothing of their own, and 1. Those that say the
     * same share them in turn, so that two neighbours are still two.
     */
    uint32_t shared[FORMAT_ELEMENT][2];
    uint8_t turn[FORMAT_ELEMENT];
};

struct markdown_reader *reader_of(struct walk *walk);

/* A copy of `text` in the pool. */
struct span pool_add(struct markdown_reader *reader, struct text text);
struct text pool_text(const struct markdown_reader *reader, struct span span);

/* place.c: where things stand in the source. */
struct doc_place place_of(struct markdown_reader *reader, size_t offset, size_t size);
struct doc_place place_of_line(struct markdown_reader *reader, int line, int byte_column, struct text shown);
size_t places_line(struct markdown_reader *reader, uint32_t line); /* where the line begins */
void places_enter_leaf(struct markdown_reader *reader, uint32_t first_line, uint32_t last_line);
void places_skip_code(struct markdown_reader *reader, struct text code);
/*
 * Offset of the next `written` in the leaf, and moves behind it; SIZE_MAX when it does not stand there. `escaped` says whether
 * a backslash takes its meaning. Where the parser says that it stands is looked at first; 0 when it says nothing.
 */
size_t places_find(bool *escaped, struct markdown_reader *reader, struct text written, int line_hint, int column_hint);
/* The target `url` of a link as written behind its words; SIZE_MAX when it stands elsewhere. */
size_t places_find_target(struct markdown_reader *reader, struct text url);
bool places_in_verbatim(struct markdown_reader *reader, size_t offset);

void report(struct markdown_reader *reader, enum diag_level level, const char *code, struct doc_place place,
            struct text message, struct text help);

/* plain_text.c: words. */
void prose_add(struct markdown_reader *reader, struct text text);
uint32_t block_open(const struct markdown_reader *reader); /* the innermost; NONE */
void words_stand_in(struct markdown_reader *reader);       /* the prose that follows: in the block that is open */
/* `words` are not shown, and count for what was written since `from` among the letters of the block that is open. */
void words_are_not_shown(struct markdown_reader *reader, size_t from, struct text words);
void leaf_begin(struct markdown_reader *reader, const struct cmark_node *node);
void leaf_end(struct markdown_reader *reader, const struct cmark_node *node);
/* A link to another site; without words of its own it shows its address. */
void write_address(struct markdown_reader *reader, struct text address, struct text words);
/* Warns of another generator's tags in `masked`, a literal that is not restored yet. */
void report_foreign(struct markdown_reader *reader, struct text masked);
node_visit read_text, read_soft_break, read_line_break, read_code, read_emphasis, read_strong, read_deleted, read_words,
    read_words_break;

/* plain_marks.c: what plain words say of an element around them, where it opens and where it closes, in a leaf. */
void prose_begin_leaf(struct markdown_reader *reader);
void prose_enter(struct markdown_reader *reader, struct text element);
void prose_leave(struct markdown_reader *reader, struct text element);

/* typography.c: quotation marks, and lines that end between ideographs. */
void typography_enter(struct markdown_reader *reader, const struct cmark_node *leaf);
/* What the next straight mark of the leaf becomes. */
struct text typography_mark(struct markdown_reader *reader);
/* The title of a link or a picture. */
struct text typography_title(struct markdown_reader *reader, const struct cmark_node *node);
/* Whether no space stands where the line ends. */
bool typography_joins(struct markdown_reader *reader, const struct cmark_node *line_break);

/* standing.c: notes of each reference of a leaf, whose prose is `prose`, how it stands among its words. */
void standing_note(struct markdown_reader *reader, const struct cmark_node *leaf, struct text prose);

/* no_breaks.c: notes at which spaces of the leaf no line may end. */
void no_breaks_note(struct markdown_reader *reader);

/* signs.c: what encloses words. Writes the sign at `at`; returns where to go on. */
size_t signs_add(struct markdown_reader *reader, struct text literal, size_t at, struct cmark_node *node);

/* foreign_tags.c: tokens that other tools wrote. */
void write_tag(struct markdown_reader *reader, const struct token *token);
void write_formula(struct markdown_reader *reader, const struct token *token);
void write_block_id(struct markdown_reader *reader, const struct token *token);
void write_embed(struct markdown_reader *reader, const struct token *token);
void write_stray_attributes(struct markdown_reader *reader, const struct token *token, struct text literal, size_t at,
                            const struct cmark_node *node);

/* A link to an essay, "slug#heading", as [[slug#heading]] is. */
void write_essay(struct markdown_reader *reader, const struct token *token, const struct shortcode *shortcode);

/* citations.c: what cites works. */
void write_citation(struct markdown_reader *reader, const struct token *token);
/* The citation that a note holds and nothing else, which the style has put there; NULL. */
const struct token *noted_citation(struct markdown_reader *reader, const struct cmark_node *note);
/* Here stands the mark of the note `number` that such a citation is in. */
void begin_noted_citation(struct markdown_reader *reader, const struct token *token, uint32_t number);
/* The title stands in the head of the page, where no citation is. */
void tell_cited_in_title(struct markdown_reader *reader, const struct cmark_node *title);
/* Here the entries of the works that the text cites are to stand. */
void write_works(struct markdown_reader *reader, enum hole_kind kind);

/* inline_links.c: links, images, references. */
/* A new reference at `place`. The prose has what it stands in up to here. */
uint32_t add_reference(struct markdown_reader *reader, struct doc_reference reference, struct doc_place place);
uint32_t add_hole(struct markdown_reader *reader, enum hole_kind kind, uint32_t reference); /* its number */
/* A label's plain words: no emphasis, no code, no backslashes. */
struct text plain_label(struct markdown_reader *reader, struct text label);
void write_reference(struct markdown_reader *reader, const struct token *token);
/* The words that stand for a reference where no link can be: its label, or what it names. */
struct text reference_words(struct markdown_reader *reader, const struct token *token);
node_visit read_link, read_image;

/* runs.c: what stands in the blocks. While a title is being made, these note nothing. */
void runs_begin(struct markdown_reader *reader); /* the words of a leaf begin here */
void runs_end(struct markdown_reader *reader);
void markup_begin(struct markdown_reader *reader); /* the text before ends; what is written up to markup_end is none */
void markup_end(struct markdown_reader *reader);
void runs_add(struct markdown_reader *reader, enum run_kind kind, unsigned detail, size_t start, size_t end);
/* What has been written of the HTML since `start`. */
struct span html_from(const struct markdown_reader *reader, size_t start);
/* The parent is the format that is open. */
void format_open(struct markdown_reader *reader, struct doc_format format);
void format_close(struct markdown_reader *reader, enum format_kind kind);
void format_close_element(struct markdown_reader *reader, struct text name);
/* The innermost that is open, up to the next format_open. */
struct doc_format *open_format(struct markdown_reader *reader);
/* One run of Han characters in a text of another script, escaped and marked; and a text with all its runs. */
void write_han(struct markdown_reader *reader, struct text run, bool kana);
void write_with_han(struct markdown_reader *reader, struct text text);
/* Raw HTML that has been written since `from`. */
void runs_note_raw(struct markdown_reader *reader, size_t from);

/* headings.c */
/* An id that nothing else has, which may be led to. */
struct span anchor_add(struct markdown_reader *reader, struct text wanted);
/* What has this id comes next in the HTML, and is no heading. */
void anchor_note(struct markdown_reader *reader, struct span id);
void headings_prepare(struct markdown_reader *reader, struct cmark_node *root);
/* Notes by what further ids other generators would lead to the headings; when all ids of the text are known. */
void headings_note_spellings(struct markdown_reader *reader);
node_visit read_heading;
/* The plain words of a heading or a cell, without notes: nothing of it is noted or reported. */
struct text leaf_words(struct markdown_reader *reader, struct cmark_node *leaf);

/* embedded.c: films, sounds and documents that are written as images become links. */
void embedded_prepare(struct markdown_reader *reader, struct cmark_node *root);

/* html_tree.c: raw HTML becomes part of the tree. */
void html_into_tree(struct markdown_reader *reader, struct cmark_node *root);

/* plain_html.c: what became of raw HTML, and such as is kept as it is. */
node_visit read_html_block, read_html, read_element, read_box;
/* The id and the attributes of a node that raw HTML became, where it has any. */
void write_attributes(struct markdown_reader *reader, const struct cmark_node *node);

/* notes.c: footnotes. */
/* Counts each note's references anew: the parser counts those, too, that are not shown. */
void notes_number(const struct markdown_reader *reader, struct cmark_node *root);
node_visit read_note, read_note_reference;
/* The block that was open has ended, unless `block` goes on with what it is part of: notes that it refers to stand here. */
void notes_place(struct walk *walk, const struct cmark_node *block);
/* The number, where the paragraph is the first of a note. */
void notes_add_number(struct markdown_reader *reader, const struct cmark_node *paragraph);
void notes_add_back_links(struct markdown_reader *reader, const struct cmark_node *note);
void notes_report_undefined(struct markdown_reader *reader, struct text literal, size_t at);
void notes_report_unused(struct markdown_reader *reader);
void notes_end(struct markdown_reader *reader);

/* quotations.c: block quotes that say what they are of. One is found; its element is written; its words end; what it is of
 * does. */
void quotation_find_attribution(struct markdown_reader *reader, struct cmark_node *quote);
void quotation_begin(struct markdown_reader *reader, const struct cmark_node *node);
void quotation_end_words(struct markdown_reader *reader, const struct cmark_node *attribution);
void quotation_end(struct markdown_reader *reader, const struct cmark_node *attribution);
/*
 * What the prose ends with between quotation marks, "" for nothing; and that this is a quotation of what was referred to next.
 */
struct text quotation_before(struct markdown_reader *reader);
void quotation_add_inline(struct markdown_reader *reader, struct text words, uint32_t reference);
/* Whether {check=no} stands behind such a quotation, which it leaves unchecked. */
bool quotation_waive_inline(struct markdown_reader *reader, const struct token *token);

/* reading.c: blocks. Those that are open nest. */
uint32_t first_line_of(const struct cmark_node *node);
void block_begin(struct markdown_reader *reader, enum block_kind kind, unsigned level, const struct cmark_node *node);
void block_end(struct markdown_reader *reader);

/* A division or a notice opens or ends; the words of a term. */
void write_box(struct markdown_reader *reader, const struct cmark_node *node, bool entering);

extern const struct mode title_mode, image_mode, silent_mode; /* a heading's title; an image's words; nothing at all */

#endif
