/*
 * quoted_texts: the words of what is quoted, read once for all quotations of it. For connect/quotations.c only.
 *
 *     struct quoted_text *text = quoted_text_of(&texts, loading, &target);       // NULL: it has none
 *     uint32_t block = quoted_text_block(text, found.source.start);
 */
#ifndef CONNECT_QUOTED_TEXTS_H
#define CONNECT_QUOTED_TEXTS_H

#include "compare/quotation.h"
#include "kinds/loading.h"
#include "read/document/plain_words.h"

struct quoted_text {
    uint8_t kind; /* enum thing_kind */
    uint32_t number;
    struct text path;
    struct quotable words;
    const struct document *document; /* NULL: a plain text */
    const struct body *body;
    struct plain_places places; /* of its blocks in the words */
    uint32_t first_line;        /* of a plain text */
    struct marks marks;         /* of an essay's passages today */
    bool has_marks;
    struct arena *arena; /* of all this */
};

struct quoted_texts {
    struct quoted_text **items;
    size_t count, capacity;
    struct arena *arena;
};

/* The text of a thing, or a saved one. */
struct quoted_text *quoted_text_of(struct quoted_texts *texts, struct loading *loading, const struct target *target);

/* The words of a body, whose references show what `targets` lead to. */
struct text quoted_words(struct plain_places *places, const struct site *site, const struct document *document,
                         const struct body *body, const struct targets *targets, struct arena *arena);

/* The words of a quotation in `source`, with the titles that its references show. */
struct text quoted_said(const struct site *site, const struct source *source, struct text words, struct arena *arena);

/* The block that a byte of the words stands in; NONE in a plain text. */
uint32_t quoted_text_block(const struct quoted_text *text, size_t at);

/* The line of the file that it stands on. */
uint32_t quoted_text_line(const struct quoted_text *text, size_t at);

/* The main id of an essay's passage; "" where it has none. */
struct text quoted_text_anchor(struct quoted_text *text, const struct site *site, uint32_t block, struct arena *arena);

/* The words that an anchor leads to: a passage, or all below a heading. False where it leads to neither. */
bool quoted_text_range(struct quotation_range *range, struct quoted_text *text, const struct site *site, struct text anchor);

#endif
