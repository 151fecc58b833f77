/*
 * svg: the first tag of an SVG file, whatever comments and declarations stand before it.
 *
 *     struct html_piece root;
 *     if (svg_root(&root, bytes))
 *         use(html_attribute(&value, root.attributes, TEXT("viewBox"), arena));
 */
#ifndef COMPOSE_SVG_H
#define COMPOSE_SVG_H

#include "read/markdown/html_pieces.h"

/* The tag of the root, with or without a prefix (<svg:svg>). False of what is no SVG. */
bool svg_root(struct html_piece *root, struct text bytes);

#endif
