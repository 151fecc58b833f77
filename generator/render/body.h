/*
 * body: the HTML of a document with its holes filled: links to what it refers to, relative to the page it stands on.
 *
 * A late text: its bytes are written only when a layout asks for them, and then only is the body's record looked at. Its
 * digest stands for all that goes into it: the record's own digest, and of each reference the address and title as used.
 */
#ifndef RENDER_BODY_H
#define RENDER_BODY_H

#include "render/plan.h"
#include "render/view.h"

/* Where a body stands. */
struct body_place {
    const struct site *site;
    const struct plan *plan; /* NULL: every address of the site is taken to be there */
    struct text root;        /* of the page: "../../" */
    struct text address;     /* of the page: links to places on it are mere #anchors */
    struct text han;         /* language of Han runs in the titles that references show */
};

/*
 * NULL where there is no document or nothing in it. Who calls this for an essay has asked essay_is_open. `place` is copied;
 * `source` must live as long as the view.
 */
const struct view *body_view(const struct body_place *place, const struct source *source, struct arena *arena);

#endif
