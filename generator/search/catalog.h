/*
 * catalog: which texts an index was made of, and which shards it has: what the next build must know to change it.
 *
 *     struct search_catalog catalog;
 *     if (search_catalog_recall(&catalog, remembered, arena) && search_catalog_change(&catalog, changes, count, ...)) ...
 *     search_catalog_keep(&catalog, remembered);
 *
 * A catalog is remembered whole under one name, each shard's lines under their digest. Records are not: that of an essay as it
 * was is made again, of its text, which is remembered as it was parsed. Anything of this may be missing: then the index is
 * made of all texts, and is the same.
 */
#ifndef SEARCH_CATALOG_H
#define SEARCH_CATALOG_H

#include "base/digest.h"
#include "search/shards.h"

struct remembered;

/* A text: an essay, by its number; the last one is all things. */
struct search_entry {
    struct text slug;   /* "" of the things */
    struct digest key;  /* of all that its record is made of */
    struct digest file; /* under which its text is remembered (struct parsed_file); of the things nothing */
    uint32_t units;     /* with unit 0; of the things how many there are */
};

struct search_shard {
    struct text name;
    struct digest digest; /* of its lines */
    struct text lines;    /* as index_lines.h has them; NULL while they are only remembered */
};

/* Postings in a file of their own. */
struct search_long {
    struct text stem;
    uint32_t shard;
};

struct search_catalog {
    struct {
        struct search_entry *items;
        size_t count, capacity;
    } entries;
    struct {
        struct search_shard *items;
        size_t count, capacity;
    } shards;
    struct {
        struct search_long *items;
        size_t count, capacity;
    } longs;
    struct text languages; /* as index.js has them */
    struct digest around;  /* of what the files say beside the records and the shards: addresses, days */
    uint64_t units;        /* of essays */
    uint32_t common;
    struct text version; /* of all files: "v" of their URLs */
};

/* The units, what is common by them, and the version, which hangs on all else here. */
void search_catalog_count(struct search_catalog *catalog);
void search_catalog_name(struct search_catalog *catalog, struct arena *arena);

/* Adds a shard of these lines, which have no ends; they are kept if `aside` is not NULL. */
void search_catalog_add(struct search_catalog *catalog, struct text name, const struct text *lines, size_t count,
                        struct remembered *aside, struct arena *arena);

/* Cuts all lines into shards, and adds these. */
void search_catalog_cut(struct search_catalog *catalog, const struct text *lines, size_t count, struct remembered *aside,
                        struct arena *arena);

/* A text whose record, which has it alone, is another now. */
struct search_change {
    uint32_t entry;
    struct text before, after;
};

/*
 * Makes again the lines that differ, and the shards that have them. The entries are already those of today. False, with the
 * shards as they were, where lines are not remembered any more, or other words are common now: then all must be made.
 */
bool search_catalog_change(struct search_catalog *catalog, const struct search_change *changes, size_t count,
                           struct remembered *aside, struct arena *arena);

/* The one of the last build; and for the next. */
bool search_catalog_recall(struct search_catalog *catalog, struct remembered *aside, struct arena *arena);
void search_catalog_keep(const struct search_catalog *catalog, struct remembered *aside);

/* Whether all of its lines, and what is kept of its entries, can still be found, as far as that is seen without reading them.
 */
bool search_catalog_stands(const struct search_catalog *catalog, struct remembered *aside);

/* The lines of a shard; false where they are not remembered any more. */
bool search_shard_lines(struct text *lines, const struct search_shard *shard, struct remembered *aside);

/*
 * What is remembered of an entry, under its key: of an essay all that its record is made of but the text (search_frame_write),
 * of the things their record.
 */
void search_entry_keep(const struct search_entry *entry, struct text bytes, struct remembered *aside);
bool search_entry_find(const struct search_entry *entry, struct text *bytes, struct remembered *aside);

/* index.js. */
void search_catalog_write(struct buffer *out, const struct search_catalog *catalog);

#endif
