/*
 * figure: a number as a table has it.
 *
 *     struct figure figure;
 *     figure_read(&figure, TEXT("$1,234.5 bn"), false);
 *     figure.kind == FIGURE_NUMBER; figure.value == 12345; figure.decimals == 1; figure.unit is "bn"
 *
 * Numbers are exact: a floating point number is not the same on every machine once it has been counted with.
 */
#ifndef CHART_FIGURE_H
#define CHART_FIGURE_H

#include "base/buffer.h"

enum figure_kind {
    FIGURE_GAP,    /* no number, and that is meant */
    FIGURE_REMARK, /* words in parentheses say why there is none */
    FIGURE_NUMBER,
    FIGURE_WORDS, /* not a number; without any digit */
    FIGURE_WRONG  /* not a number, though it has digits; `why` */
};

/* As many digits as a number may have, and as a scale is counted with: a thousandfold still fits. */
enum { FIGURE_DIGITS = 15 };

struct figure {
    uint8_t kind;     /* enum figure_kind */
    uint8_t decimals; /* the number is value / 10^decimals */
    int64_t value;
    struct text before;  /* what stands before it: "$" */
    struct text unit;    /* what stands behind it: "%", "million" */
    struct text divider; /* what stands between its thousands; "" when nothing does */
    bool is_apart;       /* a space stands before the unit */
    const char *why;     /* what is wrong with it, in a phrase */
    const char *help;    /* what to write; NULL when that is said by `why` */
};

/* `is_comma`: of a language in which 1,5 is one and a half. */
void figure_read(struct figure *figure, struct text words, bool is_comma);

/* Whether a language, as BCP 47 tags it, writes one and a half as 1,5. */
bool figure_has_comma(struct text language);

/* The value times 10^(decimals - figure.decimals), rounded. `decimals` may be more only when there is room (figure_room). */
int64_t figure_scaled(const struct figure *figure, unsigned decimals);

/* How many decimals a number may be given before it has more than FIGURE_DIGITS digits. */
unsigned figure_room(const struct figure *figure);

/* Writes value / 10^decimals, without noughts at its end, as the table writes its numbers. */
void figure_write(struct buffer *out, int64_t value, unsigned decimals, struct text divider, bool is_comma);

#endif
