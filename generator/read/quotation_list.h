/*
 * quotation_list: quotations that were compared with texts which are not in the repository, as content/quotations.lock has
 * them.
 *
 *     struct quotation_list list;
 *     if (!quotation_list_parse(&list, bytes, path, problems, arena)) ...          // E454
 *     const struct recorded_quotation *recorded = quotation_list_find(&list, name, quotation_digest(words, arena));
 *     quotation_list_write(&out, &list);
 *
 * A line is a quotation: the name of the saved text; digests of the words that are quoted, and of the whole text; the line of
 * it on which they stand; the day on which that was found; and the text's address or "-":
 *
 *     ostry-nelson 0f9c... 77ab... 312 2026-11-30 https://example.org/ostry
 *
 * A space, a control character and % are percent-encoded. Lines are sorted, so that two branches' merge; of two for one
 * quotation the later day counts. Lines that begin with # are not read.
 */
#ifndef READ_QUOTATION_LIST_H
#define READ_QUOTATION_LIST_H

#include "base/buffer.h"
#include "base/diag.h"
#include "base/digest.h"

#define QUOTATIONS_LOCK_PATH "content/quotations.lock"

struct recorded_quotation {
    struct text name;
    struct digest quotation, source;
    uint32_t line;
    struct text day; /* 2026-11-30 */
    struct text url; /* "" for none */
};

struct quotation_list {
    struct recorded_quotation *items; /* by name, then by quotation, no two alike */
    size_t count, capacity;
};

/* Texts are borrowed from `bytes`, or in the arena. False with a diagnostic when a line is none. */
bool quotation_list_parse(struct quotation_list *list, struct text bytes, struct text path, struct diag *problems,
                          struct arena *arena);

void quotation_list_write(struct buffer *out, const struct quotation_list *list);

/* Sorts what was added in any order, and makes one of two for one quotation. */
void quotation_list_settle(struct quotation_list *list);

/* NULL when it is not there. */
const struct recorded_quotation *quotation_list_find(const struct quotation_list *list, struct text name,
                                                     struct digest quotation);

/* Of the words of a quotation, wherever their lines end. */
struct digest quotation_digest(struct text words, struct arena *arena);

#endif
