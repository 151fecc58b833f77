/*
 * cited: what a style made of works (cite/style.h), as HTML.
 *
 *     struct cited cited = style_entry(style, &context, work, arena);
 *     struct cited_look look = {.language = page_language, .han = essay->han};
 *     cited_html(&out, &cited, &look);
 *     // plainly it is cited.words
 *
 * Titles in italics are <cite>; those in quotation marks need no element, unless their language is another than the page's.
 * Addresses are links, and so are the words of a place where `opening` says how one begins: never one in the other.
 */
#ifndef COMPOSE_CITED_H
#define COMPOSE_CITED_H

#include "base/buffer.h"
#include "cite/style.h"

/* Where it is shown. */
struct cited_look {
    struct text language;       /* of the page */
    struct text han;            /* of Han runs in it, where a title has no language of its own; "": they are not marked */
    bool page_is_rtl;           /* what runs against it is isolated */
    const struct text *opening; /* of each place of a cluster, its opening tag: <a href="#ref-x">; "": no link. NULL: none */
};

void cited_html(struct buffer *out, const struct cited *cited, const struct cited_look *look);

#endif
