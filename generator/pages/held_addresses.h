/*
 * held_addresses: whether an old address is that of what is held back today, and so must not be told of.
 *
 *     struct held_addresses held = {.site = site, .arena = arena};
 *     if (held_holder_of(&held, TEXT("/topics/tin/changes/")) != NONE) ...
 *
 * So it is when what claims it, or a folder above it, is left out of the site; when it is that of an old text of what is held
 * back, or of two essays side by side of which one is; and when only held-back files name what stood there.
 */
#ifndef PAGES_HELD_ADDRESSES_H
#define PAGES_HELD_ADDRESSES_H

#include "base/table.h"
#include "kinds/site.h"

/* A file that is held back, or of which older texts are. */
struct held_holder {
    struct text path;
    uint8_t held; /* enum held; HELD_NOT: only some of its older texts */
};

struct held_addresses {
    const struct site *site;
    struct arena *arena;
    struct {
        struct held_holder *items;
        size_t count, capacity;
    } files;
    struct table paths; /* to indexes of `files`, and so are the others */
    struct table texts; /* the beginnings of the names of held-back texts' bytes */
    struct table named; /* slugs of all that the fields of held-back files say */
    bool is_known;      /* all are filled */
};

/* The file that holds it back, as an index of `files`; NONE for none. */
uint32_t held_holder_of(struct held_addresses *of, struct text address);

/* The index of a file; where it is none yet, `held` is what holds it back. */
uint32_t held_addresses_file(struct held_addresses *of, struct text path, uint8_t held);

#endif
