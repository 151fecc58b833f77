/*
 * lengths: how wide or high something is to be, as CSS and SVG write it: "300", "300px", "7.5cm", "50%".
 *
 *     if (length_of(&thousandths, TEXT("1in")) == LENGTH_ABSOLUTE) ...      // 96000 thousandths of a pixel
 */
#ifndef READ_MARKDOWN_LENGTHS_H
#define READ_MARKDOWN_LENGTHS_H

#include "base/text.h"

enum length_kind {
    LENGTH_NONE,     /* it is none, or none that is understood */
    LENGTH_ABSOLUTE, /* so many pixels, which a number without a unit is, too */
    LENGTH_RELATIVE, /* to what is around it: %, em, rem, vw */
};

/* `thousandths` of a pixel, of an absolute one; of others 0. */
enum length_kind length_of(uint32_t *thousandths, struct text written);

/* The number that a text begins with, cut off, in thousandths; 0 when it is none, or larger than 999,999. */
uint32_t length_cut_number(struct text *rest);

#endif
