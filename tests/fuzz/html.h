/*
 * html: whether a browser would see in some markup the elements that were meant, and nothing that runs.
 *
 *     html_check(page, HTML_PAGE);
 *
 * Aborts, with the place, at: a '<' that begins no tag; an element or attribute that no page of ours has; a URL that runs; an
 * element that is not closed, or closed by another's tag, or that browsers would move out of where it stands (a link in a link,
 * a paragraph in a paragraph); an id twice; a control character; bytes that are not UTF-8.
 */
#ifndef TESTS_FUZZ_HTML_H
#define TESTS_FUZZ_HTML_H

#include "base/text.h"

enum html_kind {
    HTML_BODY, /* what stands in an <article> */
    HTML_PAGE,
    HTML_XML /* well-formed, that is all */
};

void html_check(struct text html, enum html_kind kind);

#endif
