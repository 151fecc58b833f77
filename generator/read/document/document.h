/*
 * document: one Markdown file, parsed, as two flat records without pointers.
 *
 * Parsing is a pure function of (bytes, parser version, options), so its result is remembered under the digest of those,
 * and used in place where it lies in the remembered file. The first record, `document`, is what the model needs of every
 * file: front matter, headings, references, words. The second, `body`, is what only that file's own page needs: its HTML, and
 * what stands in it, as blocks and runs, for whoever compares texts and must know no HTML.
 * They are apart so that a build that changes one essay never touches the HTML of the others.
 *
 *     const struct document *document = document_of(record);
 *     const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
 *     for (uint32_t i = 0; i < document->headings.count; i++)
 *         use(document_text(document, headings[i].text));
 */
#ifndef READ_DOCUMENT_DOCUMENT_H
#define READ_DOCUMENT_DOCUMENT_H

#include "base/digest.h"
#include "base/none.h"
#include "read/thing_kinds.h"
#include "read/yaml/yaml.h"

/* Of the records' layout. What they say of a file depends on the program: base/build.h is part of every key. */
#define DOCUMENT_VERSION 13

/*
 * What stands in records has no gaps between its members: a compiler may leave anything in one, and equal texts must give equal
 * bytes.
 */

/* An array inside a record: `count` elements from byte `offset` of the record, aligned to 8. */
struct doc_array {
    uint32_t offset, count;
};

struct doc_heading {
    uint8_t level; /* 2 to 6, as its element says: the page's title is 1, and no level is skipped */
    uint8_t unused[3];
    uint32_t line;
    struct span id;   /* unique in the document: from {#id} at the end of the heading, or from its text */
    struct span text; /* plain */
    struct span html; /* inline HTML without links and references, for tables of contents */
};

/*
 * A place that is no heading's own id: an id of raw HTML, of an attribute {#id} or of a box, as it stands in the HTML. Those of
 * notes are none: they are numbered anew with each note that is added. Behind these, in the order of the headings, those by
 * which other generators would lead to them (read/heading_spellings.h): whoever writes the HTML out writes them into it.
 */
struct doc_anchor {
    struct span id;  /* unique in the document */
    uint32_t offset; /* into html */
    uint8_t is_spelling;
    uint8_t unused[3];
};

/* How a reference was written. */
enum reference_form {
    FORM_BRACKETS, /* [[target]] or [[kind:target#anchor|words]] */
    FORM_LINK,     /* [words](target): to a .md file, an address of this site, a media file, or #anchor */
    FORM_IMAGE,    /* ![alt](target) */
    FORM_CITATION, /* one work of a citation: [@key, p. 3], @key */
};

/* What a reference says that it points to. */
enum reference_kind {
    REFERENCE_THING,   /* [[author:slug or name]], [[slug]] of an essay or a page */
    REFERENCE_FILE,    /* relative path, resolved against the document's own path: other-essay.md, ../media/x.png */
    REFERENCE_ADDRESS, /* starts with '/': an address of this site */
    REFERENCE_ANCHOR,  /* only '#anchor': a place in this document; also [[#anchor]] */
    REFERENCE_SAVED,   /* [[source:name]]: a saved text, which has no page: kinds/saved.h */
};

/* How a reference that shows a title stands among the words around it: what becomes of the title (compose/titles.h). */
enum reference_standing {
    STANDS_ALONE = 1,  /* a heading, an item, a cell or a paragraph has nothing else */
    STANDS_FIRST = 2,  /* a sentence begins with it */
    STANDS_MARKED = 4, /* it has quotation marks or emphasis to itself already, or stands in a block quote */
    STANDS_QUOTED = 8, /* in a quotation within the line */
};

struct doc_reference {
    uint8_t form, kind;
    uint8_t thing;                /* enum thing_kind, of REFERENCE_THING */
    uint8_t by_name;              /* ![[picture.png]]: a file that is called so, wherever it stands */
    uint32_t line, column, width; /* of the target as written, in the file */
    struct span target;           /* percent-decoded, without the anchor */
    struct span anchor;           /* without '#'; size 0 for none */
    struct span label;            /* plain words between the brackets; size 0: the target's title stands; see doc_citation */
    /*
     * The sentence around it, plain, at most 400 bytes, cut at words with an ellipsis where it is longer. A reference whose
     * label is the target's title stands in it as \x1f, its index in decimal, \x1f, and so does the first of a citation.
     */
    struct span sentence;
    struct span heading; /* id of the heading that it stands under; size 0 above the first */
    uint32_t passage;    /* that it stands in, of the first REFERENCES_PLACED to terms: index; NO_PASSAGE */
    uint8_t standing;    /* set of enum reference_standing */
    uint8_t unused[3];
};

/* What a quotation says that it is of. */
enum quotation_of {
    QUOTED_REFERENCE, /* one of the document's references: [[essay#passage]], [[source:name]] */
    QUOTED_ADDRESS,   /* an address at another site */
    QUOTED_KEY,       /* [@key]: of a work that is cited */
};

/*
 * The words of others: a block quote whose last paragraph is a dash and a reference; or, where is_inline, what stands between
 * quotation marks right before a reference, “words” [[essay]] or “words” ([[essay]]). The words are plain, with "\n" where a
 * line of the source ends and "\n\n" where a block does. A reference that shows a title which only the whole reader knows
 * stands in them as in a sentence.
 */
struct doc_quotation {
    struct span words;
    struct span target;                    /* the address, or the key with what stands beside it; "" for a reference */
    uint32_t reference;                    /* index, or NONE */
    uint32_t line;                         /* on which the words begin, in the file */
    uint32_t of_line, of_column, of_width; /* what it is of */
    uint8_t of;                            /* enum quotation_of */
    uint8_t is_unchecked;                  /* {check=no} */
    uint8_t is_inline;
    uint8_t unused[1];
};

/*
 * A work in a citation, [see @doe99, p. 33; -@smith04], beside what its reference says: the key is that one's target, and the
 * label of a citation's first reference is all of it as it was written.
 */
struct doc_citation {
    uint32_t reference;
    uint16_t more;     /* works of the same citation that follow; of all but the first fewer */
    uint8_t no_author; /* -@key */
    uint8_t in_text;   /* @key: the author is part of the sentence */
    uint8_t in_note;   /* the citation stands in a note of its own, which the style has put it into */
    uint8_t unused[3];
    struct span prefix; /* plain */
    struct span suffix; /* from the key on, plain: ", pp. 33-35, and elsewhere" */
};

/*
 * A passage that something in this record stands in. Of those that say the same it is the first, so that its id, where a text
 * has no past, follows from this alone (compare/lineage/lineage.h).
 */
struct doc_passage {
    uint64_t letters; /* of the block */
    uint32_t block;   /* of the body */
    uint8_t kind;     /* enum block_kind */
    uint8_t unused[3];
};

enum { NO_PASSAGE = UINT16_MAX, REFERENCES_PLACED = 256 };

/* A word of the document's vocabulary: folded, at least 4 letters (2 for Han), not a stop word. */
struct doc_term {
    struct span word;
    struct span written; /* as it stands in the text, where it has the fewest capitals */
    uint32_t count;
    uint16_t passages[2]; /* the first that it stands in: indexes; NO_PASSAGE */
    uint64_t hash;        /* text_hash of the word */
};

/* A diagnostic that parsing gave; reported again each time the record is used. */
struct doc_problem {
    uint8_t level; /* enum diag_level */
    char code[7];
    uint32_t line, column, width;
    struct span message, help;
};

struct document {
    uint32_t version;    /* DOCUMENT_VERSION */
    uint32_t size_bytes; /* of this record */
    struct digest body;  /* of the body record's bytes: part of the key of the page */
    uint32_t word_count; /* Han characters count one each */
    uint32_t note_count; /* footnotes */
    uint32_t body_line;  /* line on which the Markdown begins */
    uint8_t has_front_matter;
    uint8_t unreadable; /* front matter could not be read; problems say why */
    uint8_t is_toml;    /* instead of front matter it begins with a line of +++, as TOML does */
    uint8_t has_body;   /* anything stands in its HTML: words, a picture, a rule, signs that are no words */
    uint8_t has_charts; /* a table in it is drawn */
    uint8_t unused[3];
    struct span excerpt; /* the first paragraph, prose, whole sentences up to about 300 characters; for summaries */
    /*
     * Text of the first level-1 heading when the body starts with one, for a missing title. It is not in the HTML when it says
     * what title, name or term says, or when there is none of these.
     */
    struct span first_heading;
    struct doc_array nodes;                                 /* struct yaml_node: the front matter */
    struct doc_array headings, references, terms, problems; /* terms: most frequent first, at most 64 */
    struct doc_array citations;                             /* by reference */
    struct doc_array anchors;
    struct doc_array quotations;
    struct doc_array passages; /* by block */
    struct doc_array pool;     /* bytes */
};

/* Where HTML must be completed with what only the whole site knows. */
enum hole_kind {
    HOLE_REFERENCE,    /* a [[..]]: the whole link, or its label, is written here */
    HOLE_HREF,         /* inside an open <a of a link: ` href="..."` and a title are written here */
    HOLE_SRC,          /* inside an open <img: ` src="..."` and, where known, width and height */
    HOLE_CITATION,     /* a citation, all of it; the reference is its first */
    HOLE_CITER,        /* whom a citation's first work is by, whose note follows */
    HOLE_NOTED,        /* nothing: here stands the mark of the note that the citation is in */
    HOLE_WORKS,        /* the entries of all works that the text cites; no reference: NONE */
    HOLE_TITLED_WORKS, /* the same, with a title: the text has no place of its own for them */
    HOLE_CITE,         /* inside an open <blockquote of a quotation: ` cite="..."` */
    HOLE_VERDICT,      /* behind what a quotation is of: that it stands there */
};

struct doc_hole {
    uint32_t offset;        /* into html */
    uint32_t reference;     /* of the last two the quotation */
    uint16_t width, height; /* of HOLE_SRC: in pixels, as its writer asks for, at most one of them; 0 for none */
    uint8_t kind;           /* enum hole_kind */
    uint8_t unused[3];
};

enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_ITEM,
    BLOCK_QUOTE,
    BLOCK_TABLE,
    BLOCK_CODE,
    BLOCK_FIGURE,
    BLOCK_RULE,
    BLOCK_NOTE
};

/* A block that can be cited or compared, in document order; list items and quotes contain further blocks. */
struct doc_block {
    uint8_t kind, level; /* level: of a heading, or the depth of nesting */
    uint8_t shown_level; /* of a heading: 2 to 6, as its element says */
    uint8_t is_ordered;  /* an item of a numbered list */
    uint32_t line;
    uint32_t start, end; /* its HTML, tags included */
    uint64_t letters;    /* digest of its words, from which its id is made where it first appears: letters.h */
    uint32_t number;     /* of a note, or of an item of a numbered list, as shown */
    uint32_t unused;
};

/* What words are set in, or lead to. */
enum format_kind {
    FORMAT_EMPHASIS,
    FORMAT_STRONG,
    FORMAT_CODE,
    FORMAT_STRUCK,
    FORMAT_LINK,
    FORMAT_REFERENCE, /* a [[..]] */
    FORMAT_PICTURE,
    FORMAT_LANGUAGE, /* a run of Han characters */
    FORMAT_ELEMENT,  /* raw HTML that was kept: an element that may stand inside a line */
};

/* Formats nest: each stands behind the one around it. */
struct doc_format {
    uint32_t parent;    /* the one around it, or NONE */
    uint32_t reference; /* of a link, reference or picture; NONE: it leads to another site, or the format is no such */
    struct span target; /* in html: an address at another site; the language; the element's name */
    struct span title;  /* in html: of a link or picture */
    uint8_t kind;       /* enum format_kind */
    uint8_t unused[3];
};

enum run_kind {
    RUN_TEXT,
    RUN_BREAK,     /* the line ends here */
    RUN_PICTURE,   /* its text is what stands for the picture */
    RUN_REFERENCE, /* a [[..]], whose words its hole will have */
    RUN_NOTE,      /* where a note is referred to; its text is the number shown */
    RUN_BOX,       /* of a task; detail: it is done */
    RUN_CELL,      /* a cell of a table begins; detail: enum cell_detail */
    RUN_CAPTION,   /* the words below a picture begin */
    RUN_RAW,       /* raw HTML that was kept, and is no format */
};

/* The alignment stands above these bits: 0 for none, 1 left, 2 center, 3 right. */
enum cell_detail { CELL_IS_HEADER = 1, CELL_BEGINS_ROW = 2, CELL_ALIGNMENT_SHIFT = 2 };

/* A stretch of one kind in one format, in document order. It belongs to the innermost block that it begins in. */
struct doc_run {
    uint32_t start, end; /* its text in html; body_text reads it */
    uint32_t format;     /* the innermost around it, or NONE */
    uint8_t kind;        /* enum run_kind */
    uint8_t detail;
    uint16_t unused;
};

/*
 * A note, and where pages show it: behind the first block of the text that refers to it, of those that stand in no other. One
 * that only a note refers to stands where that does.
 */
struct doc_note {
    uint32_t start, end; /* its HTML, in the section of the notes */
    uint32_t place;      /* offset in the text; where it ends for a note that nothing shown refers to */
};

/* A space of the HTML, between words, in whose place no_break.h has another one for who reads the page. */
struct doc_space {
    uint32_t offset;
    uint32_t is_narrow; /* U+202F, else U+00A0 */
};

/*
 * The notes stand behind the text, in their order and in a section, so that what counts, compares or cites passages has the
 * text in one piece. compose/body.h puts each in its place.
 */
struct body {
    uint32_t version, size_bytes;
    struct doc_array holes, blocks, runs, formats;
    struct doc_array notes;  /* by place, those of one place by number */
    struct doc_array spaces; /* struct doc_space, ascending */
    struct doc_array html;   /* bytes */
    uint32_t notes_start;    /* the section of the notes in html; where the text ends when there is none */
    uint32_t notes_end;
};

#define DOC_ITEMS(record, member, type) ((const type *)((const char *)(record) + (record)->member.offset))

/* The record in `bytes`, or NULL when it is not one of this version, or any offset leaves it. */
const struct document *document_of(struct text bytes);
const struct body *body_of(struct text bytes);

struct text document_text(const struct document *document, struct span span);

/* Of `count` items in the order of an offset that is their first member (holes, runs, spaces): the first at `start` or behind
 * it. */
size_t document_first_from(const void *items, size_t count, size_t item_bytes, size_t start);
/* The ids of its places: of its headings, then of its anchors. */
uint32_t document_place_count(const struct document *document);
struct text document_place(const struct document *document, uint32_t index);
struct yaml document_fields(const struct document *document);
struct text body_html(const struct body *body);

/* Appends bytes `start` to `end` of the HTML, which hold no tag, as the characters that they stand for. */
struct buffer;
void body_text(struct buffer *out, const struct body *body, uint32_t start, uint32_t end);
void html_unescape(struct buffer *out, struct text html);
/*
 * Of all that a document says to anything but the page that its body stands on: while it is the same, only that page can
 * differ, by the HTML, the number of words, and the ids in the HTML. Where things stand in the file does not count, nor do
 * problems: they are told again each time.
 */
struct digest document_outline(const struct document *document);

/* Of the passages of some of its terms, as their ids are made: bit i of `terms` stands for the i-th. */
struct digest document_passages_of(const struct document *document, uint64_t terms);

/*
 * What links and sections that the writer adds are called for those who listen, in the reader's language. {} stands for the
 * number of a note or a table.
 */
enum { BODY_NOTICES = 5 };

struct body_labels {
    struct text notes, note, back;                     /* "Notes", "Note {}", "Back to reference {}" */
    struct text done, to_do;                           /* of the boxes of a list of tasks */
    struct text table;                                 /* "Table {}": of one that has no caption */
    struct text chart_table;                           /* "The figures as a table" */
    struct text chart_range, chart_change, chart_ends; /* as struct chart_words has them */
    struct text notices[BODY_NOTICES];                 /* "Note", "Tip", "Important", "Warning", "Caution" */
};

/* Options that change the result; part of the key. */
struct parse_options {
    bool keep_html;       /* raw HTML passes through instead of being dropped with a warning */
    bool smart;           /* typographic quotes, dashes and ellipses */
    bool math;            /* formulas between dollars */
    bool tilde;           /* ~~deleted~~, H~2~O */
    bool cites;           /* there are works to be cited: [@key] is a citation */
    bool cites_in_notes;  /* and the reader's style puts each into a note */
    struct text language; /* of the reader: BCP 47; a document's own `lang` field goes before */
    struct text han;      /* language of Han runs in Latin text, such as zh-Hans; a document's own `han` field goes before */
    struct body_labels labels;
};

/* 16 MiB: a larger file is refused. Ten seconds, 2 GiB: a parse that takes more is ended. */
#define DOCUMENT_LIMIT_BYTES (16u << 20)
#define DOCUMENT_DEADLINE_MS 10000
#define DOCUMENT_MEMORY_BYTES ((size_t)2 << 30)

/* Parses one file and appends its two records to the buffers (each starts 16-aligned in an empty buffer). */
void document_parse(struct buffer *document, struct buffer *body, struct text bytes, const struct parse_options *options);

/*
 * The front matter of a file's bytes, "" where there is none. False when it has no end, or is of a form that is not read here.
 */
bool document_front_matter(struct text *yaml, struct text bytes);

struct body_source;
struct remembered;

/* One parsed file of a tree. The last three are for document_body only. */
struct parsed_file {
    struct text path;
    const struct document *document; /* NULL when it could not be parsed; a diagnostic says why */
    const struct body *body;         /* NULL when it was remembered and has not been looked at */
    struct digest key;
    const struct body_source *source;
};

/*
 * The HTML record of a file, NULL only where `document` is, or where the file cannot be read any more (which fails the map when
 * a worker asks). Nothing of it is read before this call: a body that was remembered is looked up now, and parsed again should
 * it have been lost.
 */
const struct body *document_body(const struct parsed_file *file);

/* A file as it was when it had this key, with its body. False where it is not remembered any more. */
bool document_recall(struct parsed_file *file, struct digest key, struct remembered *remembered);

struct parsed_files {
    struct parsed_file *items; /* in the tree's order, which is that of their paths */
    size_t count;
};

/* NULL when there is none at this path. */
const struct parsed_file *parsed_file_at(const struct parsed_files *parsed, struct text path);

struct tree;
struct workers;

/*
 * All .md files below content/ of a tree, from what is remembered, and in worker processes for the rest. Files that fail
 * have their diagnostic and a NULL document. False only when the machine fails. The records live as long as `remembered`
 * is open and the arena stands.
 */
bool documents_load(struct parsed_files *files, const struct tree *tree, const struct parse_options *options,
                    struct remembered *remembered, const struct workers *workers, struct diag *problems, struct arena *arena);

#endif
