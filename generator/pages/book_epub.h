/*
 * book_epub: the bytes of a page that is an EPUB.
 *
 *     struct diag_failure failure = {0};
 *     if (!book_write_epub(&out, plan, page, plan_view(plan, index, arena), &failure, arena)) ...
 *
 * Each file of it is what a layout below layouts/book/ makes of the page's view, bound as a whole (compose/bound) and written
 * as XML (compose/xhtml); epub/ puts them into one. What the package says of the book stands in the view, too, so that a layout
 * and the package cannot differ.
 *
 * For a command: the page of a book is plan_find(plan, book_address(site, THING_LIST, number, BOOK_EPUB, arena)), and
 * plan_render makes the bytes of any page. Where `books` does not ask for one, site->settings.books can be set before the plan
 * is made.
 */
#ifndef PAGES_BOOK_EPUB_H
#define PAGES_BOOK_EPUB_H

#include "base/buffer.h"
#include "pages/plan.h"

/* False with the failure when a picture cannot be read, a layout includes itself, or the container cannot hold it. */
bool book_write_epub(struct buffer *out, const struct plan *plan, const struct page *page, const struct view *view,
                     struct diag_failure *failure, struct arena *arena);

/* Warns of what an EPUB cannot have: links to the site without base_url (W468), and pictures of other types (W469). */
void book_epubs_check(struct diag *problems, const struct plan *plan, struct arena *arena);

/* Of the layouts and the style sheet that all EPUBs are made with. */
struct digest book_epub_made_with(const struct plan *plan);

/* The layouts, for what is held against the contract: `count` of them. */
extern const struct text book_layouts[];
extern const size_t book_layout_count;

#endif
