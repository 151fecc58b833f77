/*
 * images: the size of a picture from its first bytes (PNG, GIF, JPEG, WebP), so that a page does not jump while it loads.
 */
#ifndef COMPOSE_IMAGES_H
#define COMPOSE_IMAGES_H

#include "base/text.h"

struct image_size {
    uint32_t width, height; /* pixels, at least 1 */
};

/* False for another format, or a file whose size field is damaged. */
bool image_size_of(struct image_size *size, struct text bytes);

#endif
