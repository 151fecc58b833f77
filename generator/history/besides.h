/*
 * besides: which essays have a page side by side with the one that they are a variant of, and where.
 *
 *     if (besides_stands(site, date_positions, variant))
 *         plan(besides_address(site, variant, arena));               // "/essays/a/beside/b/"
 *     struct former_besides *former = besides_former(site, date_positions, arena);
 *
 * Only of two that visitors find, whose texts both may be published: every word of the page is in one of them.
 *
 * Where such a page stood once, by what git knows of the variant's front matter and of both names, leads to where the two are
 * side by side now, or else to the variant.
 */
#ifndef HISTORY_BESIDES_H
#define HISTORY_BESIDES_H

#include "kinds/site.h"

/* `date_positions`: for each essay, NONE when it has no page. */
bool besides_stands(const struct site *site, const uint32_t *date_positions, uint32_t variant);

/* Of a variant with an original. */
struct text besides_address(const struct site *site, uint32_t variant, struct arena *arena);

/* Whether a commit says that it is a variant of this original. */
bool besides_is_committed(const struct site *site, uint32_t variant);

struct former_besides {
    struct redirect *items;
    size_t count, capacity;
};

/* One may come twice, or be an address at which something stands. */
struct former_besides *besides_former(const struct site *site, const uint32_t *date_positions, struct arena *arena);

#endif
