/*
 * saved: the texts that content/sources/ keeps for who checks quotations: NAME.md or NAME.txt, front matter and what was saved.
 *
 *     uint32_t number = saved_named(site, TEXT("ostry-nelson"));       // NONE
 *     struct text words = saved_words(&places, site, number, problems, arena);
 *
 * None of their words is ever published, shown or logged, but those around the place of a quotation that does not stand there,
 * to who builds the site. Of their fields a page shows the title and the address, where it refers to one: [[source:name]].
 */
#ifndef KINDS_SAVED_H
#define KINDS_SAVED_H

#include "kinds/site.h"
#include "read/document/plain_words.h"
#include "read/tree/tree.h"

struct saved_text {
    struct text name; /* of the file, without its ending */
    struct text path;
    uint32_t file;                    /* in the tree; NONE: only content/quotations.lock knows it */
    const struct parsed_file *parsed; /* of Markdown; NULL */
    struct text title;                /* its name, where none is given */
    struct text author, year, url, archive;
    struct date retrieved;
};

struct saved_texts {
    struct saved_text *items; /* by name */
    size_t count, capacity;
};

struct loading;
void saved_load(struct loading *loading);

uint32_t saved_named(const struct site *site, struct text name);

/* By its address, whatever the scheme is, a place on it, and a '/' at its end. */
uint32_t saved_at(const struct site *site, struct text url);

/* All names, for who looks for the one that is meant. */
struct text saved_nearest(const struct site *site, struct text name);

/*
 * The words of one. False, with a diagnostic, when it cannot be read. `line_of_first`: of its first word in the file, where
 * lines of the words are those of the file (a plain text); 0 otherwise: then `places` has its blocks.
 */
bool saved_words(struct text *words, uint32_t *line_of_first, struct plain_places *places, const struct site *site,
                 uint32_t number, struct diag *problems, struct arena *arena);

#endif
