/*
 * links: from the addresses of a site (/essays/a/) to files of the output, to links between pages, and to URLs.
 *
 * Addresses are those of the site: they start with '/', are not percent-encoded, and end with '/' unless their last part is a
 * file; an anchor may follow. A folder's page is its index.html. A host finds it behind the folder's name, so links and URLs
 * end in '/', and each page has one address; a browser that reads a folder of a disk, or what was in a zip, does not, so links
 * for a disk name it.
 */
#ifndef COMPOSE_LINKS_H
#define COMPOSE_LINKS_H

#include "base/text.h"

struct arena;

/*
 * The file in the output for an address: "/essays/a/" is essays/a/index.html, "/old.html" is old.html. False when there can be
 * no such file: a part is empty, "." or "..", has a control character, or is longer than 255 bytes.
 */
bool link_output(struct text *path, struct text address, struct arena *arena);

/*
 * What follows a page's root in links: "essays/a/", "glossary/#term", "" for the home page, and for a disk
 * "essays/a/index.html", "glossary/index.html#term", "index.html"; percent-encoded, not escaped.
 */
struct text link_to(struct text address, bool for_disk, struct arena *arena);

/* As link_to, for a file of the output, whatever characters its name has. */
struct text link_to_file(struct text path, struct arena *arena);

/* "#heading", or "" for no anchor; percent-encoded. */
struct text link_anchor(struct text anchor, struct arena *arena);

/* How the page at a path of the output reaches the root: "./", "../../". */
struct text link_root(struct text path, struct arena *arena);

/* The whole URL; "" without a base (which ends in '/'). */
struct text link_url(struct text base_url, struct text address, struct arena *arena);

/* The path of a base URL: "/" for a host's root, "/reader/"; "/" for "". */
struct text link_base_path(struct text base_url);

#endif
