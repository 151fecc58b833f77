/*
 * passages: a parsed text as the units that can be cited and compared: its blocks, each with its words.
 *
 *     struct passages old, new;
 *     passages_of(&old, old_document, old_body, arena);
 *     passages_of(&new, new_document, new_body, arena);
 *     align(&alignment, &old, &new, arena);
 *
 * Passage i is block i of the body, in document order; a list item, quotation or note contains further passages, and its words
 * are theirs. Words are what a visitor reads, in Unicode's composed form: line breaks in the source, and how markup was
 * written, make no difference; but a word that is struck out is another one. A Han character is a word by itself. Permalinks of headings and links back from notes are not
 * words; raw HTML outside of all blocks is in no passage.
 */
#ifndef COMPARE_PASSAGES_H
#define COMPARE_PASSAGES_H

#include "read/document/document.h"
#include "read/document/prose.h"

enum word_kind {
    WORD_LETTERS, /* a word or number; the only ones that are counted as words */
    WORD_MARK,    /* punctuation: a run of one character */
    WORD_BREAK,   /* in code: the end of a line with the white space that begins the next */
    WORD_PICTURE, /* an image: equal with equal words and equal target */
    WORD_NOTE,    /* a reference to a note: all are equal, so that a new note does not change the references to others */
    WORD_BOX,     /* the box of a task: checked or not */
};

/* What comes before a word. */
enum word_space {
    SPACE_NONE,
    SPACE_BEFORE, /* white space, or the beginning of a passage or cell */
    SPACE_LINE,   /* an explicit line break */
};

/* One word, number or mark of punctuation, or what stands for one. */
struct passage_word {
    uint64_t digest; /* of its letters as read: equal digests, equal words */
    /*
     * Its bytes in the text that it was read into: its letters; the words that stand for a picture; the number of a note; "x"
     * or " " for a box. For the words that a reference will get, start == end.
     */
    uint32_t start, end;
    uint32_t folded; /* as digest, but ignoring case */
    uint32_t format; /* the innermost around it, or NONE */
    uint8_t kind;    /* enum word_kind */
    uint8_t space;   /* enum word_space */
    bool is_address; /* or else no word for likeness: compare/wordless.h */
    uint8_t unused[5];
};

/* A format with all around it. */
struct passage_format {
    uint32_t parent;    /* or NONE */
    uint32_t reference; /* or NONE */
    uint8_t kind;       /* enum format_kind */
    uint8_t depth;      /* 1 for an outermost one; no deeper than 32, for what stands deeper has the format around it */
    struct text target, title;
    uint64_t digest; /* of all that it says, and all around it */
};

struct passage_formats {
    struct passage_format *items;
    size_t count, capacity;
};

struct passage {
    uint8_t kind, level;        /* enum block_kind; as in doc_block */
    bool is_leaf;               /* no passage is inside it */
    uint32_t parent;            /* the passage around it, or NONE */
    uint32_t last;              /* the last passage inside it; itself for a leaf */
    uint32_t first_word, words; /* its own and those of all passages inside, in passages->words */
    uint32_t first_run, runs;   /* likewise, of the body's runs */
    uint64_t digest;            /* of its kind and words: equal digests mean the same to a visitor */
    uint64_t wording;           /* of its words, whatever its kind */
};

struct passages {
    const struct document *document;
    const struct body *body;
    struct passage *items;
    size_t count;
    struct passage_word *words;
    size_t word_count;
    struct text text; /* what the words are written with */
    struct passage_formats formats;
    uint32_t *format_of; /* of each format of the body: which of these it is */
    uint32_t *run_words; /* of each run, and one more: how many words stand before it */
};

/* In one pass over the runs. The records must outlive the passages. */
void passages_of(struct passages *passages, const struct document *document, const struct body *body, struct arena *arena);

/* A format inside of `parent`; its texts are borrowed. Returns its index, or `parent` where that is as deep as any may be. */
uint32_t passage_format_add(struct passage_formats *formats, struct passage_format format, struct arena *arena);
uint64_t passage_format_digest(const struct passage_formats *formats, uint32_t index);
/* Whether what is around words in a format does this to them; NONE: no. */
bool passage_format_does(const struct passage_formats *formats, uint32_t index, enum prose_element element);

/* Words of a passage that stand before the first one inside it; of a leaf, all. */
uint32_t passage_own_words(const struct passages *passages, uint32_t index);

#endif
