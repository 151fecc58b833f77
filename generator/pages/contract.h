/*
 * contract: what layouts can see, as contract.md says it, and whether they keep to it.
 *
 *     contract_check(problems, layouts, uses, use_count, remembered, arena);
 *
 * contract.md is compiled in. The manual colophon-layouts(7) is made from it, tests/pages/contract.sh compares it with views.
 */
#ifndef PAGES_CONTRACT_H
#define PAGES_CONTRACT_H

#include "base/remembered.h"
#include "mustache/follow.h"
#include "pages/layouts.h"

/* contract.md. */
struct text contract_text(void);

/* The shapes of the contract by their names: "essay card"; "page essay" is that of a page's view. */
struct contract {
    struct shape *shapes;
    struct table names; /* to indexes in `shapes` */
};

const struct contract *contract_read(struct arena *arena);

/* NULL where the contract has none of that name. */
const struct shape *contract_shape(const struct contract *contract, struct text name);

/* A layout, and a kind of page that is made from it. */
struct contract_use {
    struct text layout, kind;
};

/* Warns of each name in these layouts, in the banner of editions, and in what they include, that is in no view they are given.
 * What was found good is remembered. */
void contract_check(struct diag *problems, const struct layouts *layouts, const struct contract_use *uses, size_t count,
                    struct remembered *remembered, struct arena *arena);

#endif
