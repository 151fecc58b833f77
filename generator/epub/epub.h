/*
 * epub: a book as one file, after EPUB 3.3 (w3.org/TR/epub-33) and EPUB Accessibility 1.1.
 *
 *     struct epub_book book = {.title = ..., .items = items, .count = count};
 *     if (!epub_write(&out, &book, &why, arena)) ...
 *
 * A pure function of what it is given: the same bytes on any day and machine. It writes the container, the package
 * (EPUB/package.opf) and the navigation (EPUB/nav.xhtml: contents, landmarks, pages); all other files are given, as they are to
 * stand. It knows no words: what is shown to a reader is given, too.
 */
#ifndef EPUB_EPUB_H
#define EPUB_EPUB_H

#include "base/buffer.h"

/* A place in a file that the navigation leads to. */
struct epub_place {
    struct text id;
    struct text title; /* plain */
    uint8_t level;     /* 1: below the file's own title; of pages 0 */
};

struct epub_places {
    struct epub_place *items;
    size_t count, capacity;
};

enum epub_property {
    EPUB_COVER_IMAGE = 1,
    EPUB_SVG = 2, /* the file has an svg element in it */
    EPUB_MATHML = 4,
};

/*
 * A file of the book. Those with a place in the spine are read in the order given; the contents are put behind the cover and
 * the page of titles. The first style sheet is that of the contents, too.
 */
struct epub_item {
    struct text path; /* below EPUB/: letters and digits of ASCII, and ". _ - /" behind them: "c01.xhtml", "media/map.png" */
    struct text media_type; /* a core media type */
    struct text bytes;
    uint8_t properties; /* enum epub_property */
    bool is_in_spine;
    struct text title;           /* in the contents; "" for what does not stand there */
    struct text language;        /* of title and sections, where it is not the book's; "" */
    struct text landmark;        /* "cover", "titlepage", "bodymatter", "bibliography", "glossary"; "" for none */
    struct text landmark_title;  /* how the landmark is called; "" for `title` */
    struct epub_places sections; /* its headings, for the contents */
    struct epub_places pages;    /* its passages by number, for the list of pages */
};

/* Somebody who made the book, or a text in it. */
struct epub_creator {
    struct text name, sort_name; /* "Shi Xianjin", "Shi, Xianjin"; sort_name "" where it is not known */
    struct text role;            /* of MARC: "aut", "edt" */
};

struct epub_book {
    struct text identifier; /* "urn:uuid:..." */
    struct text title, subtitle;
    struct text language;         /* BCP 47, of what is said around its texts: labels, dates, the contents */
    bool is_rtl;                  /* that is written from right to left */
    struct text main_language;    /* of its texts, where all have one that is another; "" */
    const struct text *languages; /* all that texts are in, but for `language` */
    size_t language_count;
    bool turns_from_left; /* its pages follow each other from right to left, as its texts do */
    struct text modified; /* "2024-05-01T10:00:00Z" */
    struct text date;     /* of publication: "2024-05-01", "2024"; "" */
    const struct epub_creator *creators, *contributors;
    size_t creator_count, contributor_count;
    struct text publisher, rights, source, description; /* each "" for none; source: the address that it is made from */
    struct {
        struct text contents, landmarks, pages; /* how the three parts of the navigation are called */
    } labels;
    struct {
        bool has_pictures, all_have_text; /* what is said of alternatives must be true */
        struct text summary;              /* "" for none */
        struct text certified_by;         /* who says that it conforms: only then conformsTo is said */
    } access;
    const struct epub_item *items;
    size_t count;
};

/* False with `why`, as what is said behind the book's name, when it cannot be one file: "it has no title". */
bool epub_write(struct buffer *out, const struct epub_book *book, struct text *why, struct arena *arena);

/* "urn:uuid:..." of version 5 (RFC 9562) of a URL, in the arena. */
struct text epub_identifier(struct text url, struct arena *arena);

#endif
