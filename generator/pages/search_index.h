/*
 * search_index: the index of all that may be searched, and the files that it consists of (search/format.h).
 *
 *     const struct search_index *index;
 *     if (!search_index_make(&index, site, workers, problems, arena)) return NULL;      // before there is a plan
 *     const struct plan *plan = plan_make(site, index, layouts, ...);
 *
 * Each essay's record (search/record.h) and the index of the last build are remembered. Made in the one process, before the
 * pages; what is long runs in workers. Always the same for the same site.
 */
#ifndef PAGES_SEARCH_INDEX_H
#define PAGES_SEARCH_INDEX_H

#include "pages/search_text.h"
#include "search/shards.h"

struct workers;

/* What the index has of an essay, and of the things. */
struct search_entry {
    uint32_t essay; /* in the site; of the things NONE */
    uint32_t units; /* with unit 0 */
    struct digest key;
    struct text record; /* "" until it is asked for */
};

struct search_shard {
    struct text name;
    struct digest digest; /* of its lines */
    struct text lines;    /* as index_lines.h has them; NULL where they are remembered */
};

/* Postings in a file of their own. */
struct search_long {
    struct text stem;
    uint32_t shard;
};

struct search_thing {
    uint8_t kind; /* enum thing_kind */
    uint32_t number;
};

struct search_index {
    const struct site *site;
    struct search_entry *entries; /* by the numbers of the essays, then that of the things */
    uint32_t essays;              /* one less than there are entries */
    struct {
        struct search_thing *items; /* by their numbers */
        size_t count, capacity;
    } things;
    uint64_t units; /* of essays */
    uint32_t common;
    struct {
        struct search_shard *items;
        size_t count, capacity;
    } shards;
    struct {
        struct search_long *items;
        size_t count, capacity;
    } longs;
    struct text version; /* of all of it: "v" of the URLs */
};

/* Sets `index` to NULL where the settings say that nothing is searched. False, with a diagnostic, when the machine fails. */
bool search_index_make(const struct search_index **index, const struct site *site, const struct workers *workers,
                       struct diag *problems, struct arena *arena);

/* The lines of a shard: from what is remembered, or made again. */
struct text search_index_lines(const struct search_index *index, uint32_t shard, struct arena *arena);

#endif
