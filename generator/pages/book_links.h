/*
 * book_links: where what stands in a book leads, by the addresses that its links have on the site. For book*.c only.
 *
 *     struct book_links *links = book_links_of(&book, site, &place, BOOK_EPUB, arena);
 *     struct bound bound = {.lead = book_lead, .context = links, ...};
 */
#ifndef PAGES_BOOK_LINKS_H
#define PAGES_BOOK_LINKS_H

#include "compose/bound.h"
#include "pages/book.h"

/* A picture of an EPUB. */
struct book_picture {
    struct text path; /* "media/m01-map.png"; "" for one of a type that no EPUB may have */
};

struct book_links {
    const struct site *site;
    const struct book *book;
    uint8_t form; /* enum book_form */
    bool for_disk;
    struct text root;                    /* of the page: "../../../" */
    const struct book_picture *pictures; /* of an EPUB, one for each of book->media */
    struct table media;                  /* from addresses as links have them to indexes of these */
    struct table places;                 /* likewise to indexes of what follows */
    struct book_link_place {
        struct text file;           /* "c01", "glossary" */
        struct text anchor;         /* in it; "" for its beginning */
        const struct essay *essay;  /* whose text it is; NULL */
        const struct table *places; /* the ids that it has; NULL until somebody asks */
    } * items;
    size_t count, capacity;
    struct digest digest; /* of all that book_lead says, but for what pictures are, and what places the texts have */
    struct arena *arena;
};

/* `root` and `for_disk` of the page that is printed; of an EPUB "/" and false. */
struct book_links *book_links_of(const struct book *book, const struct site *site, const struct gather_place *place,
                                 enum book_form form, struct arena *arena);

/* `lead` of struct bound; `links` is a struct book_links. */
struct bound_link book_lead(struct text href, bool is_picture, void *links, struct arena *arena);

/* An id as it stands in a file of a book: "c01.p-one". */
struct text book_id(struct text file, struct text id, struct arena *arena);

#endif
