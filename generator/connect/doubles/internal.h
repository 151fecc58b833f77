/* For the files of connect/doubles only. */
#ifndef CONNECT_DOUBLES_INTERNAL_H
#define CONNECT_DOUBLES_INTERNAL_H

#include "compare/sketch.h"
#include "connect/doubles/doubles.h"

/* Why two essays are told. */
enum double_kind { DOUBLE_VARIANT, DOUBLE_PASSAGES, DOUBLE_ADDRESS, DOUBLE_DOI, DOUBLE_TITLE, DOUBLE_AUTHORS };

/* Two essays, as numbers. */
struct double_pair {
    uint32_t later, original; /* it is told of the first */
    uint32_t permille;        /* of the words of the shorter text; of DOUBLE_VARIANT and DOUBLE_PASSAGES */
    uint8_t kind;             /* enum double_kind */
};

struct double_pairs {
    struct double_pair *items;
    size_t count, capacity;
};

/* texts.c: of each essay, remembered or made by workers. */
const struct sketch *doubles_sketches(const struct site *site, const struct workers *workers, struct arena *arena);

/* texts.c: what passages_shared says of two essays' texts, remembered. */
uint32_t doubles_shared(const struct site *site, uint32_t a, uint32_t b);

/* said.c: adds essays that say the same of themselves, each with the first one that does, which stands as the original. */
void doubles_said(struct double_pairs *pairs, const struct site *site, struct arena *arena);

#endif
