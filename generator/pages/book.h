/*
 * book: a list, a topic or the whole reader as a book: which there are, what stands in one, and the same as an EPUB and as one
 * page to print.
 *
 *     struct book book;
 *     book_of(&book, shared, THING_LIST, number, arena);           // the essays in order, with the names of their files
 *     gather_book(g, from, &book, BOOK_EPUB);                      // all that it shows, as of any page
 *
 * `books` of site.yaml says of what there are books; of lists, unless it says otherwise. A book stands beside the page of its
 * thing: /lists/S/S.epub and /lists/S/print/; /topics/S/...; /reader.epub and /print/ for all. A list has its own order; the
 * books of a topic and of the reader have the order of dates, the oldest first, and what is undated last. What has no essays is
 * a book of a title, to which no page leads: it may have had some, and its address stays.
 *
 * Both forms show the same: a page of titles with what is known of the edition, each essay with the editor's note on it and the
 * line that cites it, notes, the works that are cited, the terms that are used. Of what is restricted there are the summary and
 * the address. Drafts, and what may not be listed, stand in no book.
 *
 * Links: each file of a book has a name, which is that of the EPUB's file ("c01" of c01.xhtml), and all ids in it begin with
 * it: "c01.p-one". What leads to an essay, a term, a work or a picture of the book stays inside; anything else leads to its
 * address below base_url, and from a printed page without one to the page beside it. In an EPUB without base_url its words
 * stand alone, and that is told once for a book (W468).
 *
 * An unchanged book is never made again, so it says the newest commit that changed one of its texts (of essays, of the list or
 * topic, of terms, authors and pictures), and not the head's. What only site.yaml says changes a book, but not that day.
 */
#ifndef PAGES_BOOK_H
#define PAGES_BOOK_H

#include "base/table.h"
#include "compose/images.h"
#include "pages/shared.h"

enum book_form { BOOK_EPUB, BOOK_PRINT };

/* An essay in a book. */
struct book_chapter {
    uint32_t essay;
    struct text note; /* the editor's, of a list's step; "" */
    struct text name; /* "c01" */
};

/* The names of the files that are no chapters. */
#define BOOK_TITLE TEXT("title")
#define BOOK_INTRODUCTION TEXT("introduction")
#define BOOK_WORKS TEXT("works")
#define BOOK_GLOSSARY TEXT("glossary")

struct book {
    uint8_t about;             /* enum thing_kind: THING_LIST, THING_TOPIC; THING_NONE for the reader */
    uint32_t number;           /* of the thing */
    const struct thing *thing; /* whose own text is the introduction; of the reader its home */
    struct text title, subtitle, description;
    struct text address; /* of the thing's page */
    struct {
        struct book_chapter *items;
        size_t count, capacity;
    } chapters;
    struct numbers works, terms; /* that its texts cite, and refer to: by name */
    uint32_t cover;              /* the tree file of its picture; NONE: one is made of its title */
    struct numbers media;        /* tree files of the pictures that they show, in the order in which they are first shown */
    struct table by_address;     /* from the addresses of its essays to chapters */
};

/* Whether there is a book of a thing; and whether it has an essay, whatever site.yaml asks for. */
bool book_stands(const struct site *site, uint8_t about, uint32_t number);
bool book_may_be(const struct site *site, uint8_t about, uint32_t number);

/* What a book is asked for with: "list:six-steps", "topic:diffusion", "reader". */
struct text book_name(const struct site *site, uint8_t about, uint32_t number, struct arena *arena);

void book_of(struct book *book, const struct shared *shared, uint8_t about, uint32_t number, struct arena *arena);

/* The chapter that is an essay; NULL. */
const struct book_chapter *book_chapter_of(const struct book *book, const struct site *site, uint32_t essay);

/* Where a book of a thing stands; "" where there is none. */
struct text book_address(const struct site *site, uint8_t about, uint32_t number, enum book_form form, struct arena *arena);

/* Whether a page is a book; and whether that is an EPUB. */
bool book_is_book(const struct page *page);
bool book_is_epub(const struct page *page);

/* Where the book stands of what is at an address, "/lists/six-steps/": "/lists/six-steps/six-steps.epub". */
struct text book_below(struct text address, enum book_form form, struct arena *arena);

/* Whether there are books of things of a kind. */
bool book_is_made_of(const struct site *site, uint8_t about);

/* Whether a picture is of a type that EPUB 3.3 has every program read. */
bool book_takes_picture(enum image_type type);

/* `book`. */
void gather_book(struct gathering *g, const struct from *from, const struct book *book, enum book_form form);

/* `books` {epub_path, print_path} of what a page is about; null where it has none. */
void gather_books(struct gathering *g, const struct site *site, uint8_t about, uint32_t number);

#endif
