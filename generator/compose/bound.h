/*
 * bound: a body as a book has it: the HTML of a text, written once more to stand between others.
 *
 *     struct bound bound = {.id_prefix = TEXT("two-schools."), .lead = lead, .context = &book};
 *     bound_write(&out, &bound, html);
 *     ... bound.pages, bound.pictures, bound.addresses say what stands in it ...
 *
 * The HTML is that of body_write with "/" for its root, so that every address of this site begins with '/'. What changes:
 *
 *   - ids get a prefix, and so does all that names them (#links, aria-labelledby, for, headers, ...): two texts on one page
 *     have notes 1 both;
 *   - links and pictures lead where `lead` says, or are no links any more and their words stay, which lead
 *     to a picture that the book has not;
 *   - notes are such as reading systems show as pop-ups: <a epub:type="noteref" role="doc-noteref"> with the number alone in it
 *     and no <sup> around, <aside epub:type="footnote" role="doc-footnote"> each;
 *   - the number of a passage, which on the site is a link, is in an EPUB a mark of a page: <span epub:type="pagebreak" ...>;
 *   - what only a site can do (details that open, boxes to tick, a heading's link to itself) is shown open, as words or not at
 *     all; so is what no book may have: scripts of events, players, a caption in the middle of its figure.
 *
 * Of elements and attributes that no book may have, and of those that nobody knows, the words stay. A whole file may be given
 * instead of a body: what a layout wrote around it stays, without a doctype.
 *
 * What is asked of `lead` is only what leaves the text: a link to a place in it leads there, and where there is no such place,
 * its words stay. A pure function, and linear.
 */
#ifndef COMPOSE_BOUND_H
#define COMPOSE_BOUND_H

#include "base/buffer.h"

/* Where a link leads in the book. */
struct bound_link {
    struct text href; /* as it is to be written, not escaped; "" : its words stand alone */
    bool is_outside;  /* it leaves the book */
};

/* The numbers under which a text's passages are listed as pages: as on the site, from 1 on. */
struct bound_page {
    struct text id; /* with the prefix */
    uint32_t number;
};

enum bound_addresses {
    BOUND_SILENT, /* a link that leaves the book is a link */
    BOUND_NOTED,  /* its address stands in a note below the text, too: for paper */
};

struct bound {
    struct text id_prefix; /* "" for none; else it begins as names in XML do: "c01." */
    uint8_t addresses;     /* enum bound_addresses */
    bool has_epub_types;   /* it goes into an EPUB: epub:type is written */
    /* `href` as it was written, percent-encoded: "/essays/a/#p-1", "https://...". Pictures are asked for alike. */
    struct bound_link (*lead)(struct text href, bool is_picture, void *context, struct arena *arena);
    void *context;
    struct arena *arena;
    /* What was met. */
    struct {
        struct bound_page *items;
        size_t count, capacity;
    } pages;
    bool has_svg, has_math, has_pictures, has_picture_without_text;
};

void bound_write(struct buffer *out, struct bound *bound, struct text html);

/*
 * What an id of a text is in the book: for who leads to a place in it. With a prefix it is a name as XML has them, and what a
 * name may not have stands as "_28" for "(".
 */
struct text bound_id(struct text id_prefix, struct text id, struct arena *arena);

#endif
