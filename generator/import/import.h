/*
 * import: one input, from bytes to a draft, the records of its authors and an account of every line.
 *
 *     struct imported imported;
 *     import_input(&imported, &(struct import_input){.bytes = bytes, .name = TEXT("page.html")}, arena);
 *     if (imported.refusal.message) ...                 // nothing can be made of it
 *
 * A pure function: nothing is read but the bytes, and nothing is written. libgumbo needs time that grows with the square of how
 * deep elements nest, so it is called in a worker with a deadline (commands/import.c).
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "import/account.h"
#include "import/edited.h"
#include "import/boilerplate.h"
#include "import/suspicions.h"

#define IMPORT_MOST_BYTES (16u << 20)

struct import_input {
    struct text bytes;
    struct text name;                   /* what it is called in the account */
    struct text charset;                /* as the editor names it, or "" */
    struct text url;                    /* where it is from, or "" */
    bool wants_json;                    /* the account as JSON Lines, too */
    struct line_ranges keep, remove;    /* what the editor decides */
    bool is_of_several;                 /* imported with others: what they may share is gathered */
    const struct common_blocks *common; /* what is known of that; NULL: nothing yet */
    const struct edited *edited;        /* an account of the same bytes, whose decisions hold; NULL: there is none */
};

/* What a record says of an author whom the input has a biography of, or spells in several ways. */
struct imported_author {
    struct text name, biography; /* the second may be "" */
    struct {
        struct text *items;
        size_t count, capacity;
    } also; /* the other forms of the name */
};

struct imported {
    struct refusal refusal; /* its message is NULL when all went well */
    bool is_html;
    struct text title;           /* "" when none was found */
    struct text draft;           /* content/essays/SLUG.md */
    struct text account, json;   /* the second is "" where it was not asked for */
    struct page_words page;      /* where it is one of several */
    struct import_faults faults; /* of what the editor decided; with any, nothing else is set */
    struct {
        struct imported_author *items;
        size_t count, capacity;
    } authors;
    struct suspicions suspicions;
    struct tally tally;
};

void import_input(struct imported *imported, const struct import_input *input, struct arena *arena);

/* From a worker to its parent. What is read refers to the bytes. */
void imported_write(struct buffer *out, struct imported *imported);
struct imported imported_read(struct text bytes, struct arena *arena);

#endif
