/*
 * xhtml: HTML, written as XML reads it.
 *
 *     xhtml_write(&out, html);
 *
 * What comes in is HTML that layouts and bodies made, raw HTML of editors in it, too: each element has its end, or is one of
 * those that have none. What comes out is well-formed and says the same to a browser: void elements are closed, elements left
 * open are ended, every attribute has a quoted value, no attribute stands twice, named character references are the characters
 * (an EPUB has no DTD), `lang` has its xml:lang beside it, svg and math their namespaces, and characters that XML 1.0 forbids
 * are left out. Comments, and what only HTML has (a doctype), go.
 */
#ifndef COMPOSE_XHTML_H
#define COMPOSE_XHTML_H

#include "base/buffer.h"

void xhtml_write(struct buffer *out, struct text html);

#endif
