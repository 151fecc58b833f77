/*
 * xhtml_names: what HTML's parser knows of elements and attributes by their names (html.spec.whatwg.org, "Tree construction"),
 * for compose/xhtml. Names of HTML are given in small letters.
 */
#ifndef COMPOSE_XHTML_NAMES_H
#define COMPOSE_XHTML_NAMES_H

#include "base/text.h"

/* Whether `name` is one of `words`, which have spaces between. */
bool xhtml_is_one_of(struct text name, const char *words);

bool xhtml_is_raw(struct text name);  /* <style>: no tags and no references are in it */
bool xhtml_is_flat(struct text name); /* <title>: no tags are in it */

/* <td>: elsewhere than in a table its tag is nothing. */
bool xhtml_is_of_tables(struct text name);

/* <b>: it may end where another has begun in it. */
bool xhtml_marks_words(struct text name);

/* Of SVG and MathML: HTML stands in it again. */
bool xhtml_takes_html(struct text name);

/* It is never of SVG or MathML, and ends them: <p>. */
bool xhtml_leaves_foreign(struct text name);

/* How an element or attribute of SVG or MathML is spelled, where capitals count: "viewbox" is "viewBox". */
struct text xhtml_foreign_spelling(struct text name);

/* What an element ends by its beginning: of those that are open, the outermost of `ends` that is in no `within`. */
struct xhtml_ending {
    const char *begins, *ends, *within;
};

/* The `*at`th ending that `name` brings, and moves behind it; NULL when there is no further. `*at` is 0 at first. */
const struct xhtml_ending *xhtml_next_ending(struct text name, size_t *at);

/* What a table or list may hold, and in what anything else in it stands instead. */
struct xhtml_content {
    const char *parents, *holds, *instead;
};

/* NULL of an element that may hold anything. */
const struct xhtml_content *xhtml_content_of(struct text name);

/* <div>: it cannot stand among words. */
bool xhtml_is_block(struct text name);

#endif
