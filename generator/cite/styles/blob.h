/*
 * blob: what a style has said so far, as a tree: affixes and decorations can still change places with what stands beside them.
 *
 *     struct blob *group = blob_new(arena);
 *     blob_add(group, blob_of_words(TEXT("Why?"), arena), arena);
 *     ...
 *     blob_settle(group, true, arena);                     // "Why?." becomes "Why?"
 *     blob_write(group, &written);
 *
 * Names and steps are those of citeproc-js (its Output.Queue), of which the styles expect what becomes of ".", "," and
 * quotation marks where two meet: CSL's specification does not say it.
 */
#ifndef CITE_STYLES_BLOB_H
#define CITE_STYLES_BLOB_H

#include "base/arena.h"
#include "base/buffer.h"
#include "cite/style.h"
#include "cite/citation_terms.h"

/* In the order in which they are put around the words. */
enum blob_decoration {
    BLOB_ITALIC = 1,
    BLOB_UPRIGHT = 2,
    BLOB_SMALL_CAPITALS = 4,
    BLOB_BOLD = 8,
    BLOB_RAISED = 16,
    BLOB_LOWERED = 32,
    BLOB_QUOTES = 64,
    BLOB_INNER_QUOTES = 128,
    BLOB_TITLE = 256,
    BLOB_LINK = 512,
    BLOB_PLACE = 1024
};

struct blob {
    struct text prefix, suffix, delimiter;
    struct text words;   /* of a leaf */
    struct blob **items; /* of all others */
    size_t count, capacity;
    uint16_t decorations; /* enum blob_decoration */
    bool is_leaf, is_number;
    bool is_inverted;     /* a name, the family's first */
    uint32_t place;       /* BLOB_PLACE */
    struct text language; /* BLOB_TITLE */
};

/* What surrounds a text that has marks of its own: in italics, <i> is upright; in quotation marks, " is '. */
struct blob_around {
    bool is_italic, is_quoted;
};

struct blob *blob_new(struct arena *arena);
struct blob *blob_of_words(struct text words, struct arena *arena);
void blob_add(struct blob *parent, struct blob *child, struct arena *arena);

/*
 * Words as sources give them: marks such as <i> become decorations, and pairs of quotation marks those of the reader's
 * language. A leaf that has none of these stays one.
 */
void blob_take_marks(struct blob *leaf, struct blob_around around, struct arena *arena);

/* Drops what is empty, moves punctuation into quotation marks where `takes_stops_in`, and lets no two stops stand in a row. */
void blob_settle(struct blob *blob, bool takes_stops_in, struct arena *arena);

bool blob_is_empty(const struct blob *blob);

/* Whether a text has a letter of a script that sets spaces between names, and italics: Latin, Greek, Cyrillic, Arabic, not Han.
 */
bool has_spaced_script(struct text text);

struct blob_written {
    struct buffer words;
    struct {
        struct cited_range *items;
        size_t count, capacity;
    } ranges;
    const struct cite_terms *terms;
    struct arena *arena;
};

/* Whether there was anything to write. */
bool blob_write(const struct blob *blob, struct blob_written *written);

#endif
