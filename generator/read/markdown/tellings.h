/*
 * tellings: what is told of other tools' syntax. Once for each kind and file, with the first place and how often.
 *
 *     tellings_add(reader, TELL_TAG, name, token->offset, token->size);    // noted
 *     tellings_report(reader);                                                 // at the end: told
 */
#ifndef READ_MARKDOWN_TELLINGS_H
#define READ_MARKDOWN_TELLINGS_H

#include "base/text.h"

/* Each is a row of the table in tellings.c: what is told of it, and what to do. */
enum tell_kind {
    TELL_TAG,
    TELL_FORMULA,
    TELL_CITATION,
    TELL_CITED_IN_LINK,
    TELL_CITED_IN_TITLE,
    TELL_TILDE,
    TELL_ATTRIBUTE,
    TELL_PLACE, /* attributes that belong to nothing */
    TELL_BOX,
    TELL_EMBED,
    TELL_FILE,         /* an image that is none */
    TELL_ALT,          /* a picture without words */
    TELL_CELL,         /* a cell that its table has no column for */
    TELL_CAPTION,      /* a table's, as another program writes it */
    TELL_CAPTION_ROW,  /* which became a row of its table; */
    TELL_CAPTION_TERM, /* or a definition */
    TELL_QUOTATION, /* a line that looks like the attribution of a quotation, and is none */
    TELL_COMMENT,
    TELL_KINDS
};

struct markdown_reader;

/* `name` tells kinds of one kind apart, such as the names of tags. What begins at `offset` of the body has `size` bytes. */
void tellings_add(struct markdown_reader *reader, enum tell_kind kind, struct text name, size_t offset, size_t size);
void tellings_report(struct markdown_reader *reader);

#endif
