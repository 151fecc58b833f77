/*
 * shards: the lines of an index (index_lines.h) cut into files, and these files.
 *
 *     search_cut(&cuts, lines, count, common, &arena);          // all lines, in their order
 *     for (size_t i = 0; i < cuts.count; i++)
 *         search_shard_write(&out, cuts.items[i].name, text of its lines, common);
 *
 * Where the next shard begins depends only on the lines behind the last beginning, so that an edit moves the beginnings near it
 * and no others: of the lines at which the shard would have between SHARD_LEAST and SHARD_MOST bytes, it is the one with the
 * shortest name, of several that whose name has the lowest digest. No beginning parts a stem from a form that is not far from
 * it.
 */
#ifndef SEARCH_SHARDS_H
#define SEARCH_SHARDS_H

#include "search/index_lines.h"

enum {
    SHARD_LEAST = 8 << 10,
    SHARD_MOST = 16 << 10,
    SHARD_LONG = 1 << 10, /* bytes of postings that have a file of their own */
};

struct search_cut {
    struct text name; /* the beginning */
    size_t first;     /* index of its first line */
};

struct search_cuts {
    struct search_cut *items;
    size_t count, capacity;
};

/* A line, taken apart. */
struct search_line {
    struct text key; /* of an alias both fields */
    struct text forms, postings, things;
    uint32_t df; /* of an alias how many texts have it */
    bool is_alias;
};

/* A line without its end, as index_lines.h has it. False when it is none. */
bool search_line_read(struct search_line *line, struct text text);

/*
 * A line that is in more units has no postings: a fifth of `units`, which count in steps, so that it seldom changes; and never
 * fewer than COMMON_LEAST, which cost little.
 */
enum { COMMON_LEAST = 250 };
uint32_t search_common(uint64_t units);

/* Whether the postings have a file of their own. */
bool search_line_is_long(const struct search_line *line, uint32_t common);

/* `lines` without their ends. `before`: the key before the first one, "" for none. */
void search_cut(struct search_cuts *cuts, const struct text *lines, size_t count, struct text before, uint32_t common,
                struct arena *arena);

/* w-NAME.js; and p-STEM.js of one of its lines. */
void search_shard_write(struct buffer *out, struct text name, struct text lines, uint32_t common);
void search_long_write(struct buffer *out, const struct search_line *line);

/* The beginning and the end of any file: search_script_begin(&out, "w-", TEXT("b")); ... value ...; search_script_end(&out); */
void search_script_begin(struct buffer *out, const char *prefix, struct text name);
void search_script_end(struct buffer *out);

#endif
