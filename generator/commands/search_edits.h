/*
 * search_edits: the files of a search after the texts of a few essays changed, where no site is loaded. For body_edits.c.
 *
 *     struct search_edits edits;
 *     if (!search_edits_begin(&edits, remembered, options, arena)) ... the long way ...
 *     for each essay: good &= search_edits_add(&edits, entry, &old, &new);
 *     good &= search_edits_finish(&edits);
 *     ... publish edits.items ...
 *
 * What is remembered of the index is what stands in the output when its index.js is that of the output. Files are only
 * replaced: where an edit makes another shard, the long way is gone.
 */
#ifndef COMMANDS_SEARCH_EDITS_H
#define COMMANDS_SEARCH_EDITS_H

#include "history/versions.h"
#include "publish/publish.h"
#include "search/catalog.h"

struct search_edits {
    bool is_on; /* there is a search */
    struct search_catalog catalog, before;
    struct search_recorder *recorder;
    struct {
        struct search_change *items;
        size_t count, capacity;
    } changes;
    struct {
        struct publish_replacement *items; /* in no order */
        size_t count, capacity;
    } items;
    const struct publish_options *options;
    struct remembered *aside;
    struct arena *arena;
};

bool search_edits_begin(struct search_edits *edits, struct remembered *remembered, const struct publish_options *options,
                        struct arena *arena);

/* An essay whose text is another; `entry`: in the index; `file`: the key of the file that has it now. */
bool search_edits_add(struct search_edits *edits, uint32_t entry, const struct version_text *old,
                      const struct version_text *new, struct digest file);
bool search_edits_finish(struct search_edits *edits);

#endif
