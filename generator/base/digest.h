/*
 * digest: 128 bits that stand for any number of bytes: XXH3, from libxxhash, which only digest.c and text.c include.
 *
 * Not a cryptographic hash: it identifies what this program wrote itself, and protects against accidents, not against malice.
 *
 *     struct hasher hasher;
 *     hasher_start(&hasher);
 *     hasher_add_text(&hasher, name);      // framed: its size goes in first, so that "ab","c" differs from "a","bc"
 *     struct digest key = hasher_end(&hasher);
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/text.h"

struct digest {
    uint64_t low, high;
};

/*
 * Holds no memory to free, and an unfinished hasher may simply be dropped. Input is collected first: most of what is hashed is
 * small, and many small updates of libxxhash's streaming state cost several times as much as one call over the whole. The
 * digest is the same either way.
 */
struct hasher {
    _Alignas(64) unsigned char state[576]; /* libxxhash's; only when `is_streaming` */
    size_t pending_bytes;
    bool is_streaming; /* the input is larger than `pending` */
    unsigned char pending[1024];
};

struct digest digest_of(struct text bytes);
bool digest_equal(struct digest a, struct digest b);
int digest_compare(struct digest a, struct digest b);

void hasher_start(struct hasher *hasher);
void hasher_add_text(struct hasher *hasher, struct text text);
void hasher_add_digest(struct hasher *hasher, struct digest digest);
void hasher_add_number(struct hasher *hasher, uint64_t number);
struct digest hasher_end(struct hasher *hasher);

/* Of `what`, as that which is called `name`: the key of what is remembered of a thing that has a digest. */
struct digest digest_as(struct text name, struct digest what);

/* The version of xxHash that is compiled in. */
struct text digest_library(struct arena *arena);

#endif
