/*
 * book: a list, a topic or the whole reader as a book: which there are, what stands in one, and the same as an EPUB and as one
 * page to print.
 *
 *     book_of(&book, site, page->book, page->number, arena);       // the essays in order, with the names of their files
 *     gather_book(g, from, &book, BOOK_EPUB);                      // all that it shows, as of any page
 *     book_write_epub(&out, plan, view, &why, arena);              // the layouts below layouts/book/, serialised and packed
 *
 * `books` of site.yaml says of what there are books; lists, unless it says otherwise. A book stands beside the page of its
 * thing: /lists/S/S.epub and /lists/S/print/; /topics/S/...; /reader.epub and /print/ for all.
 *
 * Both forms show the same: a page of titles with what is known of the edition, each essay with the editor's note on it and the
 * line that cites it, notes, the works that are cited, the terms that are used. Of what is restricted there are the summary and
 * the address. Drafts, and what may not be listed, stand in no book.
 */
#ifndef PAGES_BOOK_H
#define PAGES_BOOK_H

#include "pages/shared.h"

enum book_form { BOOK_EPUB, BOOK_PRINT };

/* An essay in a book. */
struct book_chapter {
    uint32_t essay;
    struct text note; /* the editor's, of a list's step; "" */
    struct text name; /* unique in the book and ASCII: "c01" of c01.xhtml */
};

struct book {
    uint8_t about;                           /* enum thing_kind: THING_LIST, THING_TOPIC; THING_NONE for the reader */
    uint32_t number;                         /* of the thing */
    struct text title, description, address; /* address: of the thing's page */
    struct {
        struct book_chapter *items;
        size_t count, capacity;
    } chapters;
    struct numbers terms; /* that its texts refer to, by name */
    struct numbers media; /* tree files of the pictures that they show, in the order in which they are first shown */
};

void book_of(struct book *book, const struct site *site, uint8_t about, uint32_t number, struct arena *arena);

/* The chapter that is an essay; NULL. */
const struct book_chapter *book_chapter_of(const struct book *book, uint32_t essay);

/* Where a book of a thing stands; "" where there is none. */
struct text book_address(const struct site *site, uint8_t about, uint32_t number, enum book_form form, struct arena *arena);

/* `book`. */
void gather_book(struct gathering *g, const struct from *from, const struct book *book, enum book_form form);

/* `books` {epub_path, print_path} of what a page is about; null where it has none. */
void gather_books(struct gathering *g, const struct site *site, uint8_t about, uint32_t number);

/* The bytes of a page that is an EPUB, of its view. False with `why`. */
bool book_write_epub(struct buffer *out, const struct plan *plan, const struct page *page, const struct view *view,
                     struct text *why, struct arena *arena);

#endif
