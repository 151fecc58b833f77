/*
 * captions: the paragraph beside a table that says what the table shows.
 *
 *     captions_prepare(reader, tree);                      // found, before the tree is written
 *     const struct caption *caption = caption_of(node);    // of a table and of the paragraph; NULL
 *
 * As Pandoc has it: a paragraph that begins with "Table:", "table:" or ": " and has words, before a table or behind it; a table
 * that has one before takes no other. The two become one figure, and the paragraph stays a passage of its own: it keeps the id
 * that it had while it was words between others, so its opening counts among its letters, but is shown to nobody. One behind a
 * table that begins with "[chart: bars]" is its caption, too, and asks for a chart: drawn_tables.h.
 * For the files of read/markdown only.
 */
#ifndef READ_MARKDOWN_CAPTIONS_H
#define READ_MARKDOWN_CAPTIONS_H

#include "read/markdown/drawn_tables.h"

struct caption {
    const struct cmark_node *first, *last; /* the table and the paragraph, in their order */
    uint32_t number;                       /* among the captions of the text: it is part of an id */
    struct text opening;                   /* of its words, those that are not shown: "Table:" */
    const struct token *attributes;        /* {#id} at its end, which belongs to it; NULL */
    struct drawn_table *drawn;             /* the chart that it asks for; NULL */
};

void captions_prepare(struct markdown_reader *reader, struct cmark_node *root);
const struct caption *caption_of(const struct cmark_node *node);

/* The figure opens before the first of the two, and closes behind the last; of any other node nothing is written. */
void figure_begin(struct markdown_reader *reader, const struct cmark_node *node);
void figure_end(struct markdown_reader *reader, const struct cmark_node *node);

/* In an open tag of the table: what it is called for who listens. `number` counts the tables of the text. */
void caption_add_name(struct markdown_reader *reader, const struct cmark_node *table, uint32_t number);

/* <figcaption> with its id and classes, and what ends its words. The block is open. */
void caption_begin_words(struct markdown_reader *reader, const struct caption *caption);
void caption_end_words(struct markdown_reader *reader);

/* Whether these attributes, met among the words of `paragraph`, are its caption's own, which has written them. */
bool caption_takes(struct markdown_reader *reader, const struct cmark_node *paragraph, const struct token *attributes);

/* Tells of a row that was meant for a caption: no empty line stands before it. */
void captions_check_row(struct markdown_reader *reader, const struct cmark_node *row);

#endif
