/*
 * svg: the first tag of an SVG file, whatever comments and declarations stand before it.
 *
 *     struct html_piece root;
 *     if (svg_root(&root, bytes))
 *         use(html_attribute(&value, root.attributes, TEXT("viewBox"), arena));
 */
#ifndef COMPOSE_SVG_H
#define COMPOSE_SVG_H

#include "compose/images.h"
#include "read/markdown/html_pieces.h"

/*
 * Its width and height, or one of them and the proportions of its viewBox. One that says only these fills the room that there
 * is, and is given as so many pixels that it does. All 0: it says none, or in parts of what is around it.
 */
struct image_size svg_size(struct text bytes);

/* The tag of the root, with or without a prefix (<svg:svg>). False of what is no SVG. */
bool svg_root(struct html_piece *root, struct text bytes);

#endif
