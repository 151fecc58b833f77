/*
 * banner: what stands over each page of an edition, and says that this is one.
 *
 *     struct banner banner = { .edition = edition, .target = TEXT("/essays/a/"), .place = &place };
 *     if (!banner_add(&out, page, layouts, site, &banner, &why, arena)) ...
 *
 * It is made by the layout parts/edition-banner of the edition's own tree over the default ones, put right behind the page's
 * <body> by the program, because old layouts know nothing of editions, and styles itself, because old style sheets do not
 * either.
 */
#ifndef PAGES_BANNER_H
#define PAGES_BANNER_H

#include "compose/gather.h"
#include "kinds/site.h"
#include "pages/layouts.h"

#define BANNER_LAYOUT TEXT("parts/edition-banner")

struct banner {
    const struct edition *edition;
    struct text target;               /* where the same page is today: an address of today's site; "" when it is no more */
    const struct gather_place *place; /* of the page, in today's site */
    bool is_essay;
    bool is_gone; /* what stands at `target` says that it is no more */
};

/* What the layout sees: "edition banner" in contract.md. */
const struct view *banner_view(const struct site *site, const struct banner *banner, struct arena *arena);

/* Appends `page`, an HTML page, with the banner; as it is when it has no <body>. False with `why` as layouts_render. */
bool banner_add(struct buffer *out, struct text page, const struct layouts *layouts, const struct site *site,
                const struct banner *banner, struct text *why, struct arena *arena);

#endif
