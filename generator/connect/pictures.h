/*
 * pictures: what the pictures are that texts show, by their bytes.
 *
 *     pictures_load(loading);                                        // once references are resolved
 *     const struct shown_picture *picture = picture_of(site, target.number);
 *     if (picture) ... picture->width
 *
 * It is remembered under what identifies the bytes: only a picture that is new is read.
 */
#ifndef CONNECT_PICTURES_H
#define CONNECT_PICTURES_H

#include "compose/images.h"
#include "kinds/site.h"

/* One that a text shows. */
struct shown_picture {
    uint64_t size_bytes;
    uint32_t width, height; /* 0 where they are not known */
    uint32_t type;          /* enum image_type */
    uint32_t is_pointer;    /* of Git LFS: told where the file is copied */
};

/* Of Git LFS, instead of the file. */
bool is_lfs_pointer(struct text bytes);

/* `file`: index of a file of the tree. NULL of one that no text shows as a picture. */
const struct shown_picture *picture_of(const struct site *site, uint32_t file);

/* IMAGE_OTHER also of one that no text shows. */
enum image_type picture_type_of(const struct site *site, uint32_t file);

#endif
