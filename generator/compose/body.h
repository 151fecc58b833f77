/*
 * body: the HTML of a document with its holes filled by links to what it refers to, relative to the page it is on.
 *
 * A late text: its bytes are written only when a layout asks for them, and then only is the body's record looked at. What it
 * depends on is the record's own digest, the ids of its passages, and of each reference the link as gathered.
 *
 * A note stands behind the block that refers to it first (read/document/document.h says which that is), all of one block in a
 * <div class="asides">.
 *
 * In an essay each passage has its ids, and most have a number, which is a link to the first of them. It stands in an
 * attribute, from which style sheets draw it, so that it is no word of the text: nothing copies it, reads it out, or finds it.
 * Who is read to finds all of them on the page that lists an essay's passages.
 */
#ifndef COMPOSE_BODY_H
#define COMPOSE_BODY_H

#include "compose/cites.h"
#include "compose/gather.h"
#include "compose/seams.h"
#include "read/document/document.h"
#include "read/document/marks.h"
#include "read/tree/tree.h"

/* Where one reference leads. */
struct link {
    bool leads; /* false: its words stay alone */
    bool is_term;
    bool is_picture;
    struct text address;    /* of the page, or of the file */
    struct text anchor;     /* without '#'; "" */
    struct text title;      /* of what it leads to */
    uint8_t title_kind;     /* enum title_kind */
    struct text definition; /* for a term: the beginning of what it means */
    uint32_t file;          /* of a picture: index in the tree */
    uint32_t width, height; /* of a picture that texts show, in pixels; 0 where they are not known */
    struct text url;        /* at another site; then `address` and `anchor` are "" */
};

/* What is shown of a quotation. */
struct quotation_mark {
    struct text url;             /* of what it is of, at another site; "" */
    struct text address, anchor; /* or on this one; "" for none */
    struct text voice;           /* "Précis": whose words they are, where not its author's; "" */
    struct text label;           /* "verified"; "" where nothing is said */
    bool leads;                  /* the label does, to where the words stand */
    bool is_older;               /* they stand there no more */
};

/* What the holes of a text are filled with. */
struct filling {
    const struct document *document;
    const struct link *links; /* one for each reference of the document */
    const struct tree *tree;  /* of the pictures */
    struct text root;         /* of the page: "../../" */
    bool for_disk;            /* what links to other pages end in: link_to */
    struct text address;      /* of the page: links to places on it are only #anchors */
    struct text language;     /* of the text */
    struct text han;          /* language of Han runs in the titles that references show */
    bool is_rtl;              /* the text runs from right to left */
    struct text ids_end;      /* of several texts on a page: what the ids of this one's notes and captions end in; "" */
    bool has_notes_at_end;    /* for feeds, which no style sheet sets, and for EPUBs, whose notes pop up */
    struct cites *cites;      /* what the text cites; NULL: citations stand as they were written */
    struct cites_labels {
        bool has_entries;  /* the entries of the works stand on the page, in the text; else they are all on /references/ */
        struct text works; /* their title */
        struct text back;  /* "Back to citation {}" */
        struct text here;  /* "In this reader" */
    } cites_labels;
    struct seams *seams;                     /* where what fills each hole is noted; NULL: nowhere */
    const struct quotation_mark *quotations; /* one for each of the document's; NULL: nothing is said of any */
    const bool *previewed; /* of each reference: what it leads to is shown beside its link, without title=".."; NULL: of none */
    const struct text *fills; /* what fills each hole of the body, when that is known: the rest above is then not asked */
};

/* Gives the ids of a body's passages; a pure function of `context`. */
typedef void body_marker(struct marks *marks, const void *context, struct arena *arena);

/* A file's own text. `mark` is NULL where its passages have no ids; `marks` stands for what it gives. */
struct own_body {
    struct filling filling; /* without root, form of links and address: those of the page */
    const struct parsed_file *file;
    body_marker *mark;
    const void *context;
    struct digest marks;
};

/* Of all that it shows. */
struct digest own_body_digest(const struct own_body *body);

/* `body` and `has_body`. */
void gather_body(struct gathering *g, const struct own_body *body);
void gather_no_body(struct gathering *g);

/* What the late text writes, for a body that is on no page. */
void body_write(struct buffer *out, const struct own_body *body);

/* Of any text, such as an old version's. */
void filling_write(struct buffer *out, const struct filling *filling, const struct body *body, const struct marks *marks);

/*
 * The numbers under which a text's passages can be cited, by block: from 1 on, as filling_write shows them, and as bound_write
 * counts them. 0: a heading, a note and what is in it, which have a name of their own, what only holds other passages, and what
 * has no id.
 */
const uint32_t *passage_numbers(const struct body *body, const struct marks *marks, struct arena *arena);

/* Where a reference leads, for who writes the link. */
struct filling_link {
    bool leads; /* false: its words stand alone */
    bool is_term;
    struct text href;
    struct text hint;       /* what a [[..]] says beside its words; "" for nothing */
    uint32_t width, height; /* of a picture of the reader's; 0 where they are not known */
};

/* `filling` is a struct filling, as compare_side and difference_side want it. */
void filling_link(struct filling_link *link, uint32_t reference, const void *filling, struct arena *arena);
struct text filling_label(uint32_t reference, const void *filling);

#endif
