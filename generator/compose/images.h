/*
 * images: what a picture is and how large, from its first bytes: its size, so that a page does not jump while it loads, and
 * its type, whatever its name says.
 */
#ifndef COMPOSE_IMAGES_H
#define COMPOSE_IMAGES_H

#include "base/text.h"

struct image_size {
    uint32_t width, height; /* pixels, at least 1; as it is shown, where a camera was held on its side */
};

enum image_type { IMAGE_OTHER, IMAGE_PNG, IMAGE_JPEG, IMAGE_GIF, IMAGE_WEBP, IMAGE_AVIF, IMAGE_SVG };

enum image_type image_type_of(struct text bytes);

/* What a file of this name should be. */
enum image_type image_type_named(struct text path);

/* "image/png" and ".png"; "" of IMAGE_OTHER. */
struct text image_media_type(enum image_type type);
struct text image_ending(enum image_type type);

/* False of what says none, for another format, or where it is damaged. */
bool image_size_of(struct image_size *size, struct text bytes);

#endif
