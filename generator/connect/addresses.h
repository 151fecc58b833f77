/*
 * addresses: what is at which address of the site, and at which path of the tree.
 *
 *     if (address_clean(&address, &why, written, TEXT("/essays/"), arena)) ...
 *     const struct address_claim *other = addresses_claim(&addresses, &claim, arena);      // NULL: it is free, and now taken
 *     const struct address_claim *claim = addresses_at(&addresses, TEXT("/essays/impedance-reducer"), arena);
 *
 * An address starts with '/', is decoded (no %XX), and ends with '/' unless its last part is a file: "/essays/a/", "/feed.xml",
 * "/2013/old.html". Two addresses that differ only in case are the same, because a Mac's or a Windows disk, and some hosts,
 * keep one file for both.
 *
 * Slugs. A thing with a file of its own has the slug given by `slug:`, or that of the file's name; a name with ideographs gives
 * none, and is an error (E108): how to write it in an address is for the editor to decide, not for us to guess. Authors, topics
 * and publications that are only named have no file that could say it, so their slug keeps the ideographs as they are.
 */
#ifndef CONNECT_ADDRESSES_H
#define CONNECT_ADDRESSES_H

#include "base/table.h"
#include "kinds/site.h"

enum claim_state {
    CLAIM_SHOWN,
    CLAIM_DRAFT,   /* of a draft that is not built: nothing may lead here */
    CLAIM_FUTURE,  /* of what is dated in the future: neither */
    CLAIM_EXPIRED, /* of what has expired: what leads here is told, and its words stay */
    CLAIM_BROKEN,  /* of a file that could not be read, which has been reported: references to it are not */
};

/* What claims an address, and is to be found there. */
struct address_claim {
    struct text address;
    struct target target;
    struct text path; /* of the file that claims it; "" for the program's own pages */
    uint8_t state;    /* enum claim_state */
    bool is_redirect; /* an old address: `target` is where it leads */
    bool is_former;   /* and that is known from the history alone: renames.c */
};

struct addresses {
    struct address_claim *items;
    size_t count, capacity;
    struct table by_key, by_path, folders;
};

/* Takes the address of `claim`, and its path if that is new; or returns the claim that has it or conflicts with it. */
const struct address_claim *addresses_claim(struct addresses *addresses, const struct address_claim *claim,
                                            struct arena *arena);

/* The claim that has an address or conflicts with it; NULL. */
const struct address_claim *addresses_taken(const struct addresses *addresses, struct text address, struct arena *arena);

/* What is at an address, however it is written: without the '/' at the end or ".html", with index.html, in another case. */
const struct address_claim *addresses_at(const struct addresses *addresses, struct text address, struct arena *arena);

/* The address that a file claims, or NULL. */
const struct address_claim *addresses_of_path(const struct addresses *addresses, struct text path);

/*
 * Completes an address as written: percent-decoded, relative to `folder` (which ends with '/'), '/' at the end. False with a
 * phrase in `why` when it cannot be an address of this site.
 */
bool address_clean(struct text *address, const char **why, struct text written, struct text folder, struct arena *arena);

/* A relative path or address against a folder that ends with '/' (or is ""), "." and ".." resolved. "" when it leaves. */
struct text path_resolved(struct text folder, struct text relative, struct arena *arena);

/* Up to and including the last '/': "content/essays/a.md" gives "content/essays/". */
struct text path_folder(struct text path);

/* The folder in which a file or a folder stands: "/topics/" of "/topics/tin/"; "" of "/". */
struct text folder_above(struct text path);

/* Whether a page may stand there, and not a file that is copied, or a feed. */
bool address_is_of_page(struct text address);

/* Where "#place" begins behind the address of a page; the size of any other, for the name of a file may have a '#', too. */
size_t address_hash(struct text address);

/* "/media/a.png" of "content/media/a.png". */
struct text address_of_file(struct text path, struct arena *arena);

/* The slug of a name without a file; "" when it has no letters at all. "C++" gives c-plus-plus, "C#" c-sharp. */
struct text slug_of_name(struct text name, struct arena *arena);

/* The parts of a file's name. "content/essays/2015-06-15-on-tea.md": on-tea and a date. */
struct file_name {
    struct text words; /* without date and ending; the folder's name for index.md */
    struct text dated; /* with its date, "2015-06-15-on-tea"; "" without one */
    struct date date;
    const char *why; /* the date is impossible */
};
struct file_name file_name_read(struct text path, struct arena *arena);

#endif
