/*
 * search_index: the index of all that may be searched.
 *
 *     const struct search_index *index;
 *     if (!search_index_make(&index, site, workers, problems, arena)) return NULL;      // before there is a plan
 *     const struct plan *plan = plan_make(site, index, layouts, ...);
 *
 * Made in the one process, before the pages; what is long runs in workers. Where few texts changed since the last build, only
 * what differs is made again (search/catalog.h). Always the same for the same site.
 */
#ifndef PAGES_SEARCH_INDEX_H
#define PAGES_SEARCH_INDEX_H

#include "pages/search_text.h"
#include "search/catalog.h"

struct workers;

struct search_thing {
    uint8_t kind; /* enum thing_kind */
    uint32_t number;
};

/* An essay while its pieces are written, which mostly follow each other in a plan: it is read once for them. */
struct search_open_text {
    uint32_t number; /* in the index; NONE: there is none */
    struct search_essay text;
    struct marks marks;
    struct arena arena;
};

struct search_index {
    const struct site *site;
    bool is_missing;               /* it is not made yet, and has no files: search_index_later */
    struct search_catalog catalog; /* its last entry is that of the things */
    uint32_t *essays;              /* in the site, by their numbers here */
    uint32_t essay_count;
    struct {
        struct search_thing *items; /* by their numbers */
        size_t count, capacity;
    } things;
    struct search_open_text *open; /* changes nothing of what an index is */
};

/* Sets `index` to NULL where the settings say that nothing is searched. False, with a diagnostic, when the machine fails. */
bool search_index_make(const struct search_index **index, const struct site *site, const struct workers *workers,
                       struct diag *problems, struct arena *arena);

/* For a plan that is made before anybody has asked for a search: NULL where nothing is searched. */
const struct search_index *search_index_later(const struct site *site, struct arena *arena);

/* The lines of a shard: from what is remembered, or made again of all records. False when texts cannot be read any more. */
bool search_index_lines(struct text *lines, const struct search_index *index, uint32_t shard, struct arena *arena);

/* The texts of things, by their numbers. */
void search_index_things(struct search_texts *texts, const struct search_index *index, struct arena *arena);

#endif
