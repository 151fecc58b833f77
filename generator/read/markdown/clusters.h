/*
 * clusters: citations as Pandoc's manual has them, [see @key, p. 33; -@other] and @key [p. 33], taken apart. Pure functions.
 *
 *     struct cluster cluster;
 *     if (cluster_in_brackets(&cluster, TEXT("see @doe99, pp. 33-35"), arena))
 *         use(cluster.items[0].key);                          // "doe99"; prefix "see", suffix ", pp. 33-35"
 *
 * A key begins with a letter, a digit or _, and goes on with these and with single signs of :.#$%&-+?<>~/ between them; others
 * stand in braces, @{a-key's}, in up to 2,000 bytes. Behind a letter or digit there is none, so that an address of mail is
 * none.
 */
#ifndef READ_MARKDOWN_CLUSTERS_H
#define READ_MARKDOWN_CLUSTERS_H

#include "base/arena.h"
#include "base/text.h"

/* One work of a cluster; all are slices of what was taken apart. */
struct cluster_item {
    struct text key;
    struct text prefix; /* without spaces around it */
    struct text suffix; /* from the key on, without spaces at its end: ", pp. 33-35, and elsewhere" */
    bool no_author;     /* -@key */
    bool in_text;       /* @key that stands in no brackets */
};

struct cluster {
    struct cluster_item *items;
    size_t count, capacity;
};

/* The end of the key whose '@' is at `at`, or whose '-' is, in front of it; 0 where there is none. */
size_t cluster_key(struct cluster_item *item, struct text text, size_t at);

/* What stands between brackets, parted by semicolons. False when a part has no key: then it is no citation. */
bool cluster_in_brackets(struct cluster *cluster, struct text inside, struct arena *arena);

/* The whole of what a citation is written as: [..], @key or @key [..]. */
bool cluster_of(struct cluster *cluster, struct text written, struct arena *arena);

/* Where the bracket that opens at `at` closes, in `text`: code, escapes and inner brackets passed over; SIZE_MAX. */
size_t cluster_bracket_end(struct text text, size_t at);

#endif
