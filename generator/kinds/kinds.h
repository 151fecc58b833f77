/*
 * kinds: what is to be known of each kind of thing, in one table, and every thing by its kind and number.
 *
 *     for (uint8_t kind = 0; kind < THING_KINDS; kind++)
 *         for (uint32_t i = 0; i < site_count(site, kind); i++)
 *             show(site_thing(site, kind, i)->title);
 *
 * Whatever goes over all things goes over this table: addresses, references, backlinks, listings, changes, pages. How a kind
 * reads its own files stands in the file that is named for it.
 *
 * How one is added is said in read/thing_kinds.h, whose rows these are.
 */
#ifndef KINDS_KINDS_H
#define KINDS_KINDS_H

#include "base/text.h"
#include "read/known_fields.h"

#include <stdbool.h>
#include <stddef.h>

struct site;
struct thing;
struct numbers;
struct essay;
struct loading;

struct kind {
    const char *folders; /* of its files, with spaces between, each with '/' at the end; NULL: it is only named in essays */
    enum field title;    /* of its files: what they are called */
    enum field also;     /* of its files: other names that mean it */
    enum field names;    /* of essays: what they name of it */
    void (*load)(struct loading *loading); /* reads all of a kind; NULL: named_load does, by what stands here */
    const char *many, *has_many, *of_many; /* "authors", and the flags of views "has_authors", "of_authors" */
    const char *has_section, *is_one;      /* "has_glossary", "is_author" */
    const char *section;     /* "/authors/": in front of the slug in its usual address, and the address of its index */
    const char *called;      /* "a reading list": what people call one */
    const char *one_meaning; /* of what is named: why two may not have the same name */
    size_t items, count;     /* members of struct site, as offsets: the array, sorted by slug, and how many there are */
    size_t order;            /* likewise, the numbers in the order in which they are listed; 0: that of slugs */
    size_t size;             /* of a record */
    size_t in_essay;         /* member of struct essay: the numbers of those that it names; 0 for none */
    bool has_essays;         /* essays name it, and it lists them */
    bool has_index;          /* the site lists all of them, at `section` */
    bool has_changes;        /* each has a page and a feed of changes to itself and its essays */
    bool stands_on_section;  /* it has no page of its own, but a place on the index, which is its slug */
    bool found_by_slug;      /* by [[slug]], without the word */
    bool is_made_last;       /* of what the texts of all others say, and so loaded when they are */
    bool may_be_alike;       /* two may have the same slug where their addresses differ */
};

extern const struct kind thing_kinds[THING_KINDS];

/* How many there are; 0 for what has no records. */
uint32_t site_count(const struct site *site, uint8_t kind);

/* One of them. NULL for what has no records. */
const struct thing *site_thing(const struct site *site, uint8_t kind, uint32_t number);

/* Their numbers in the order in which readers see them. NULL where that is the order of slugs. */
const struct numbers *site_order(const struct site *site, uint8_t kind);

/* Those of a kind that an essay names, in its order. NULL for kinds of which no essay has a list. */
const struct numbers *essay_names(const struct essay *essay, uint8_t kind);
struct numbers *essay_names_to_fill(struct essay *essay, uint8_t kind);

/* As site_thing, and site_order, while the site is being loaded. */
struct thing *thing_to_fill(struct site *site, uint8_t kind, uint32_t number);

/* Makes room for things of a kind, all zero. */
struct arena;
void things_make(struct site *site, uint8_t kind, size_t count, struct arena *arena);
void things_cut(struct site *site, uint8_t kind, uint32_t count); /* to the first ones */
void things_put_order(struct site *site, uint8_t kind, struct numbers order);

/* What a file is, by its path. */
enum thing_kind file_kind(struct text path);

/* "topics", where its index stands. */
struct text thing_section(uint8_t kind);

/* "/topics/self-reliance/", "/glossary/#a-term". */
struct text thing_usual_address(uint8_t kind, struct text slug, struct arena *arena);

#endif
