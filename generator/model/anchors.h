/*
 * anchors: the places inside a text: headings, and whatever else its HTML gives an id.
 */
#ifndef MODEL_ANCHORS_H
#define MODEL_ANCHORS_H

#include "model/site.h"

bool anchor_exists(const struct source *source, struct text anchor);

/* The id of the heading that was most likely meant, or "". */
struct text anchor_nearest(const struct source *source, struct text anchor, struct arena *arena);

#endif
