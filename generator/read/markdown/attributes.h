/*
 * attributes: {#id .class width=50%}, as Pandoc, Quarto and kramdown write them behind headings, pictures, links, code,
 * formulas and words in brackets. For the files of read/markdown only.
 *
 * The id, the classes, `lang`, a picture's width and height, and the `alt` of one without words are taken; what else is asked
 * for is told once a file.
 */
#ifndef READ_MARKDOWN_ATTRIBUTES_H
#define READ_MARKDOWN_ATTRIBUTES_H

#include "read/markdown/asked_size.h"
#include "read/markdown/reading.h"

/* Only a picture without words takes "alt". */
enum attributes_of { ATTRIBUTES_OF_WORDS, ATTRIBUTES_OF_PICTURE, ATTRIBUTES_OF_BARE_PICTURE, ATTRIBUTES_OF_HEADING };

/* The attributes that stand at `at` of a text node, directly; NULL when others or none do. */
const struct token *attributes_token(struct markdown_reader *reader, const struct cmark_node *node, size_t at);

/* Those behind a node that is no text. */
const struct token *attributes_behind_node(struct markdown_reader *reader, const struct cmark_node *node);

/* Whether attributes are all that the node has, and it is the last one of its parent. */
bool attributes_are_all(struct markdown_reader *reader, const struct cmark_node *node);

/* Writes ` id="..." class="..."` into an open tag. A heading's id is written by headings.c, a picture's size by asked_size.c.
 */
void attributes_add(struct markdown_reader *reader, const struct token *token, enum attributes_of of);

/* Only the id. */
void attributes_add_id(struct markdown_reader *reader, const struct token *token);

/* #id without its sign, "" when there is none. */
struct text attributes_id(struct text written);

/* The classes of "{.one .two}" or "{.one #x}", with spaces between. */
struct text attributes_classes(struct text written, struct arena *arena);

/* The words of alt="..." or Quarto's fig-alt="...", which may be none. False when it is not there. */
bool attributes_alt(struct text *words, struct text written);

/* Of a picture; "" for what is not there. */
struct asked_size attributes_size(struct text written);

#endif
