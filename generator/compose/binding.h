/*
 * binding: one text on its way into a book: what is read of it, what is open and what is written, for the files of
 * compose/bound*.c only. bound.c reads the pieces and writes the elements, links and pictures, bound_attributes.c what stands
 * in their tags, and bound_notes.c the notes, those that the text has and those of addresses.
 *
 *     buffer_add(binding->out, TEXT("<div class=\"details\""));
 *     binding_write_attributes(binding, piece, but);
 *     buffer_add_char(binding->out, '>');
 *     binding_push(binding, piece, AS_DIV);
 *
 * What is pushed is ended by bound.c, with what `as` asks for.
 */
#ifndef COMPOSE_BINDING_H
#define COMPOSE_BINDING_H

#include "compose/bound.h"
#include "compose/bound_survey.h"
#include "compose/element_stack.h"
#include "read/markdown/html_pieces.h"

/* As what an element is written, and so how it ends. */
enum written_as {
    AS_ITSELF,
    AS_NOTHING,
    AS_DIV,
    AS_SPAN,
    AS_LINK,
    AS_OUTSIDE_LINK, /* its address is noted */
};

/* An address of a link that leaves the book, as it is noted below the text: once. */
struct noted_addresses {
    struct text *items;
    size_t count, capacity;
    struct table numbers; /* to their indexes */
};

struct binding {
    struct buffer *out;
    struct bound *bound;
    struct text html;
    size_t at; /* in the HTML: behind the piece that is written */
    struct bound_survey survey;
    struct element_stack open; /* kind: enum written_as */
    size_t captions, marked;   /* of the survey's, met so far */
    size_t link_words;         /* in the output: where the words of a link begin whose address is noted */
    struct text link_href;
    bool lacks_ends; /* of a <span> */
    struct noted_addresses noted;
    struct arena *arena;
};

/* Elements: bound.c. */

void binding_push(struct binding *binding, const struct html_piece *piece, enum written_as as);

/* The element as it came, if a book may have it; else its words stay, and the place that it is. */
void binding_write_itself(struct binding *binding, const struct html_piece *piece);

/* The same, with an epub:type; "" for none. */
void binding_write_typed(struct binding *binding, const struct html_piece *piece, struct text type);

/* Tags and attributes: bound_attributes.c. */

bool binding_is_named(const struct html_piece *piece, struct text name);
bool binding_is_among(struct text name, const char *const *names); /* which end with "" */
bool binding_is_in_drawing(const struct binding *binding, const struct html_piece *piece);
struct text binding_attribute(const struct binding *binding, const struct html_piece *piece, struct text name);

/* An id of the text as it is in the book. */
struct text binding_id(const struct binding *binding, struct text id);

/* Where a link or a picture leads: in the text to a place that it has, else where the book says. */
struct bound_link binding_lead(const struct binding *binding, struct text href, bool is_picture);

void binding_add_attribute(struct buffer *out, struct text name, struct text value);
void binding_add_epub_type(const struct binding *binding, struct text type);

/* An id is written once: of two elements with one id, links lead to the first. */
void binding_add_id(struct binding *binding, struct text id);

/* All attributes of a tag that a book may have, but those that are named, which end with ""; NULL: none is. */
void binding_write_attributes(struct binding *binding, const struct html_piece *piece, const char *const *but);

/* Notes: bound_notes.c. */

void binding_write_sup(struct binding *binding, const struct html_piece *piece);
void binding_write_section(struct binding *binding, const struct html_piece *piece);
void binding_write_aside(struct binding *binding, const struct html_piece *piece);

/* Of a link whose address is noted, unless its words say it. */
void binding_end_outside_link(struct binding *binding);

/* All that were noted, below the text. */
void binding_write_addresses(const struct binding *binding);

#endif
