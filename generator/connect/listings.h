/*
 * listings: the lists of a site that grow with it, and the parts in which a long one is shown.
 *
 *     const struct listing *listing = listing_of(site, LISTING_OF(THING_TOPIC), number);
 *     for (uint32_t i = listing->first; i < listing->first + listing->below; i += 1 + site->parts[i].below)
 *         show(&site->parts[i]);                                  // 2025, 2024, ...; within it its months follow
 *
 * A list of more entries than `page_size` (site.yaml) is shown by year or by letter, each on a page of its own; a year that is
 * still too long by month; whatever is still too long in slices of page_size. Slices are filled from the oldest entry on, or
 * from the first name, so that an essay added to a month changes only its last slice. A year is split by month as soon as one
 * of its dates has a month, however few there are, so that addresses stay the same while a part is long.
 *
 * What cites a thing is known only when all references are resolved, so no reference can lead to a part of such a list.
 *
 * Each entry is in exactly one part that is not split further, and in all parts above that. Parts are in reading order, each
 * before those it is split into. Addresses begin with a word that cannot be a slug of the section (/essays/year/2015/03/,
 * /topics/tea/letter/a/part/2/ never equal /essays/SLUG/), and are claimed before those that editors choose.
 */
#ifndef CONNECT_LISTINGS_H
#define CONNECT_LISTINGS_H

#include "kinds/numbers.h"
#include "base/none.h"
#include "base/text.h"
#include "read/thing_kinds.h"

#include <stdbool.h>

struct arena;
struct backlinks;
struct site;

/*
 * What a list is a list of, as one number: all things of a kind, or what has to do with a thing of that kind. Lists of essays
 * and of those who cite are newest first, but the chronology; all others are by name. Entries of the index
 * (connect/book_index.h) are no things.
 */
enum { LISTING_CHRONOLOGY = THING_NONE, LISTING_INDEX = THING_HOME };
#define INDEX_ADDRESS "/index/"
#define LISTING_ALL(kind) (kind)
#define LISTING_OF(kind) (THING_KINDS + (kind))         /* the essays of a thing */
#define LISTING_CITING(kind) (2 * THING_KINDS + (kind)) /* who cites a thing: indexes of its backlinks, in slices only */

/* What the entries of a list are, and whose list it is: enum thing_kind, THING_NONE for backlinks and for lists of the site. */
uint8_t listing_entries(uint8_t listing);
uint8_t listing_owner(uint8_t listing);
bool listing_is_of_citing(uint8_t listing);

/* Whether what follows a list's address is that of a part of it: "year/2015/03/". */
bool listing_has_part(struct text rest);

enum part_kind {
    PART_YEAR,   /* key: the year; 0: without a date */
    PART_MONTH,  /* key: 1 to 12; 0: dates to the year only */
    PART_LETTER, /* key: 'a' to 'z'; 0: anything else */
    PART_SLICE,  /* key: 1, 2, ... */
};

struct part {
    uint8_t listing, kind; /* LISTING_ALL(..) or the like; enum part_kind */
    uint32_t key;
    uint32_t thing;  /* whose listing: of the topic, author, publication, or what is cited; else 0 */
    uint32_t parent; /* into site->parts; NONE: the list's own page */
    uint32_t below;  /* the number of parts after this one that it is split into, at all depths */
    struct text address;
    struct numbers items; /* of its essays, topics, ..., in the order of the list */
};

/* Where the parts of a list begin, and how many there are. None: the whole list is on its page. */
struct listing {
    uint32_t first, below;
};

struct parts {
    struct part *items;
    size_t count, capacity;
};

/* What decides which part an entry is in. */
struct listed {
    uint32_t number;
    uint16_t year; /* 0: without a date */
    uint8_t month; /* 0: to the year only */
    char letter;   /* 0: none of a to z */
};

/* How one list is split. */
struct splitting {
    uint8_t listing; /* LISTING_ALL(..) or the like */
    uint32_t thing;
    struct text address; /* before those of its parts: of the list's page, mostly; ends with '/' */
    uint32_t page_size;  /* more than this are split; 0: never */
};

/* Adds the parts of a list, whose entries are given in order. */
struct listing listing_split(struct parts *parts, const struct splitting *how, const struct listed *entries, size_t count,
                             struct arena *arena);

/* A name's place in the alphabet: its first letter without accents and strokes, 'a' to 'z'; 0 for other scripts. */
char listing_letter(struct text name, struct arena *arena);

/* Whether the entries are essays, in parts by date; otherwise they are in parts by name. */
bool listing_is_of_essays(uint8_t listing);

const struct listing *listing_of(const struct site *site, uint8_t listing, uint32_t thing);

/* What the entries of a part are indexes of; NULL for lists of other things than backlinks. */
const struct backlinks *listing_backlinks(const struct site *site, uint8_t listing, uint32_t thing);

/* The address of the list's own page; of a term with its anchor. */
struct text listing_address(const struct site *site, uint8_t listing, uint32_t thing);

/* The part before or after this one: among those that are not split, otherwise among the parts of the same part. */
uint32_t listing_previous(const struct site *site, uint32_t part);
uint32_t listing_next(const struct site *site, uint32_t part);

#endif
