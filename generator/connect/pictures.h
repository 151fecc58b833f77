/*
 * pictures: what a picture of the reader is, by its bytes.
 *
 *     if (picture_type_of(site, target.number) == IMAGE_AVIF) ...
 *
 * It is remembered under what identifies them: only one that is new is read.
 */
#ifndef CONNECT_PICTURES_H
#define CONNECT_PICTURES_H

#include "compose/images.h"
#include "kinds/site.h"

/* `file`: index of a file of the tree. IMAGE_OTHER also of one that cannot be read, which who copies it tells. */
enum image_type picture_type_of(const struct site *site, uint32_t file);

#endif
