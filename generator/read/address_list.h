/*
 * address_list: the addresses of a site and the places on its pages, as /addresses.txt and content/addresses.lock have them.
 *
 *     struct address_list list;
 *     if (!address_list_read(&list, bytes, &wrong, arena)) ...              // line `wrong.line` is none
 *     const struct listed_address *listed = address_list_find(&list, TEXT("/essays/a/"));
 *     address_list_write(&out, &list);
 *
 * A line is an address and the ids on its page, in the order of the text; or an old address and where what stood there is now,
 * with ids that were recorded while it stood there:
 *
 *     /essays/a/ first-heading p-7k2m9q4 p-abcdefg=p-hijklmn
 *     /essays/b/ ~ p-7k2m9q4
 *     /essays/old/ > /essays/a/
 *
 * A lone ~ says that the page is in no commit yet, and ~ before an id that the passage is not: nobody is promised that these
 * stay. Behind = is the id that the passage's present words would give it: so a clone without the past finds it again
 * (compare/lineage/lineage.h). Addresses and ids are as in the site; a space, a control character, %, =, ~ and > in them are
 * percent-encoded. Lines are sorted by address. Two lines for one address, as git's union of two branches leaves them, are read
 * as one that has the ids of both. Lines that begin with # are not read.
 */
#ifndef READ_ADDRESS_LIST_H
#define READ_ADDRESS_LIST_H

#include "base/buffer.h"
#include "base/diag.h"

/* What editors promise to keep. */
#define ADDRESSES_LOCK_PATH "content/addresses.lock"

struct listed_id {
    struct text id;
    struct text now; /* the id that the present words give; "" where it is this one, or the passage is gone */
    bool is_pending; /* in no commit yet */
};

struct listed_address {
    struct text address;
    struct text to;  /* of an old address: where what stood there is now; "" for a page */
    bool is_pending; /* in no commit yet */
    uint32_t line;   /* where it was read; 0 for none */
    struct {
        struct listed_id *items;
        size_t count, capacity;
    } ids;
};

struct address_list {
    struct listed_address *items; /* sorted by address, no two equal */
    size_t count, capacity;
};

/* A line that is none. */
struct address_list_fault {
    size_t line; /* from 1 */
    const char *why;
};

/* Texts are borrowed from `bytes` where nothing in them is encoded. False with the first line that is wrong. */
bool address_list_read(struct address_list *list, struct address_list_fault *fault, struct text bytes, struct arena *arena);

/* The same, telling of it as of a line of `name` (E423). */
bool address_list_parse(struct address_list *list, struct text bytes, struct text name, struct diag *problems,
                        struct arena *arena);

void address_list_write(struct buffer *out, const struct address_list *list);

/* NULL when it is not in the list. */
const struct listed_address *address_list_find(const struct address_list *list, struct text address);

/* The line of the page that an old address shows, by way of others, whose places are found there, too; of a page its own. */
const struct listed_address *address_list_shown(const struct address_list *list, const struct listed_address *listed);

/* NULL when the page has no such id. */
const struct listed_id *address_list_id(const struct listed_address *listed, struct text id);

/* Sorts what was added in any order, and makes one line of those for one address: a later `to` goes before an earlier one. */
void address_list_settle(struct address_list *list, struct arena *arena);

#endif
