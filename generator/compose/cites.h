/*
 * cites: what a text cites, in the words of a style: each citation as it stands in its sentence or note, and the entries of the
 * works below the text.
 *
 *     struct cites *cites = cites_make(&of, arena);
 *     struct cited cited = cites_words(cites, reference, CITES_WHOLE);
 *     for (size_t i = 0; i < cites_count(cites); i++) {
 *         struct cites_entry entry = cites_entry(cites, i);
 *         ...
 *     }
 *
 * A pure function of the text and of its works: works are told apart (2020a, 2020b) among those that the text cites. A citation
 * of which one work is unknown stands as it was written.
 */
#ifndef COMPOSE_CITES_H
#define COMPOSE_CITES_H

#include "cite/style.h"
#include "read/document/document.h"

/* A work, as a page shows it. */
struct cites_work {
    const struct cited_work *cited; /* NULL: the reference is of no work that is known */
    struct digest digest;           /* of all that is known of it */
    struct text slug;
    struct text address;          /* of its place among all works; "" where it has none */
    struct text here, here_title; /* the address and title of its text, where that is in this reader; "" */
};

/* What is shown, and how. */
struct cites_text {
    const struct document *document;
    const struct cites_work *works; /* one for each reference of the document */
    const struct cites_work *more;  /* works that it names for its bibliography, and may not cite: `nocite` */
    size_t more_count;
    uint8_t style; /* enum cite_style */
    const struct cite_terms *terms;
};

struct cites;

/* Nothing is made before it is asked for. */
struct cites *cites_make(const struct cites_text *text, struct arena *arena);

/* Of the works and the style, without the text. */
struct digest cites_digest(const struct cites *cites);

/* In what part of the text a citation's words are. */
enum cites_part {
    CITES_WHOLE,
    CITES_AUTHOR, /* only whom it is by, as the sentence has it: the rest stands in a note */
};

/* The words of the citation whose first reference this is; `words` is "" where one of its works is unknown. */
struct cited cites_words(struct cites *cites, uint32_t reference, enum cites_part part);

/* Works of the citation, in its order: for CITED_WORK. */
const struct cites_work *cites_place(const struct cites *cites, uint32_t reference, uint32_t place);

/* An entry of the bibliography, in the order of the style. */
struct cites_entry {
    const struct cites_work *work;
    struct cited cited;
    const uint32_t *references; /* the first reference of each citation that cites it */
    size_t reference_count;
};

size_t cites_count(struct cites *cites);
struct cites_entry cites_entry(struct cites *cites, size_t index);

#endif
