/*
 * body: the HTML of a document with its holes filled: links to what it refers to, relative to the page it stands on.
 *
 * A late text: its bytes are written only when a layout asks for them, and then only is the body's record looked at. Its
 * digest stands for all that goes into it: the record's own digest, the ids of its passages, and of each reference the address
 * and title as used.
 *
 * In an essay each passage has its ids, and most a link to the first of them that shows when the passage is pointed at.
 */
#ifndef PAGES_BODY_H
#define PAGES_BODY_H

#include "history/versions.h"
#include "pages/plan.h"
#include "mustache/view.h"

/* Where a body stands. */
struct body_place {
    const struct site *site;
    const struct plan *plan; /* NULL: every address of the site is taken to be there */
    struct text root;        /* of the page: "../../" */
    struct text address;     /* of the page: links to places on it are mere #anchors */
    struct text han;         /* language of Han runs in the titles that references show */
    struct text own; /* where an old text stands, to which its references to its own places lead; "" for a file's text */
};

/*
 * NULL where there is no document or nothing in it. Who calls this for an essay has asked essay_is_open. `place` is copied;
 * `source` must live as long as the view. `marked`: the essay whose text it is, for the ids of its passages; or NULL.
 */
const struct view *body_view(const struct body_place *place, const struct source *source, const struct essay *marked,
                             struct arena *arena);

/*
 * The same for a text that is no file of the site, such as an old version: what its holes are filled with.
 *
 *     const struct filling *filling = filling_make(&place, document, &targets, arena);
 *     filling_write(&out, filling, body, marks);
 *     filling_link(&link, reference, filling);            // or what one of its references shows and leads to
 */
struct filling;
const struct filling *filling_make(const struct body_place *place, const struct document *document,
                                   const struct targets *targets, struct arena *arena);
void filling_write(struct buffer *out, const struct filling *filling, const struct body *body, const struct marks *marks);

/* Where a reference leads, for who writes the link. */
struct filling_link {
    bool leads; /* false: its words stand alone */
    bool is_term;
    struct text href;
    struct text hint;       /* what a [[..]] says beside its words; "" for nothing */
    uint32_t width, height; /* of a picture of the reader's; 0 where they are not known */
};

/* `filling` is a struct filling, as compare_side and difference_side want it. */
void filling_link(struct filling_link *link, uint32_t reference, const void *filling);
struct text filling_label(uint32_t reference, const void *filling);

#endif
