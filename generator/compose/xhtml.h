/*
 * xhtml: HTML, written as XML reads it.
 *
 *     xhtml_write(&out, html);
 *
 * What comes in is a page or a part of one, HTML that layouts and bodies made, raw HTML of editors in it, too. What comes out
 * is well-formed and says the same to a browser: void elements are closed, elements left open are ended where HTML ends them,
 * every attribute has a quoted value, no attribute stands twice, named character references are the characters (an EPUB has no
 * DTD), `lang` has its xml:lang beside it, svg and math their namespaces and their capitals; a page has XML's declaration. What
 * XML has not: a character that it forbids is U+FFFD, as on pages; of elements and attributes whose names it forbids only the
 * words inside stay. Comments go; one without an end is shown as it was written, and so is what stands behind it.
 *
 * What may not stand where it stands, so that EPUBCheck would refuse the book, does so in the nearest thing that may: what is
 * in a row, in a cell; in a list, in an item without a number; blocks in a heading are spans.
 */
#ifndef COMPOSE_XHTML_H
#define COMPOSE_XHTML_H

#include "base/buffer.h"

void xhtml_write(struct buffer *out, struct text html);

#endif
