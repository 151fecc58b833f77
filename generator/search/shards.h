/*
 * shards: the lines of an index (index_lines.h) cut into files, and these files.
 *
 *     struct search_cutter cutter = {.common = common, .arena = arena};
 *     for each line: search_cutter_add(&cutter, line);          // in their order
 *     for (size_t first = 0, end; first < cutter.lines.count; first = end) {
 *         end = search_cutter_next(&cutter, first);
 *         search_shard_write(&out, search_cutter_name(&cutter, first), text of lines first to end, common);
 *     }
 *     search_cutter_free(&cutter);
 *
 * Where the next shard begins depends only on the lines behind the last beginning, so that an edit moves the beginnings near it
 * and no others: of the lines at which the shard would have between SHARD_LEAST and SHARD_MOST bytes, it is the one with the
 * shortest name, of several that whose name has the lowest digest. No beginning parts a stem from a form that is not far from
 * it.
 */
#ifndef SEARCH_SHARDS_H
#define SEARCH_SHARDS_H

#include "search/index_lines.h"

/* What the first one is called, whatever it begins with, so that a new first word is no new file: no word is below this. */
#define SHARD_FIRST "0"

enum {
    SHARD_LEAST = 3 << 10,
    SHARD_MOST = 6 << 10,
    SHARD_LONG = 4 << 10, /* bytes of postings that have a file of their own */
};

/*
 * A line that is in more units has no postings but of titles: a fifth of `units`, which count in steps, so that it seldom
 * changes; and never fewer than COMMON_LEAST, which cost little. It has none where those of titles have more bytes than
 * COMMON_POSTINGS.
 */
enum { COMMON_LEAST = 250, COMMON_POSTINGS = 512 };
uint32_t search_common(uint64_t units);

/* Whether the postings have a file of their own. */
bool search_line_is_long(const struct search_line *line, uint32_t common);

/* Lines, without their ends, as they are to be cut. `before`: the word before the first one, "" for none. */
struct search_cutter {
    struct {
        struct cut_line *items;
        size_t count, capacity;
    } lines;
    struct text before;
    uint32_t common;
    struct buffer scratch;
    struct arena *arena;
};

void search_cutter_add(struct search_cutter *cutter, struct text line);

/* Where the shard ends that begins at line `first`. The number of lines where these are the last, or it hangs on those that
 * come. */
size_t search_cutter_next(const struct search_cutter *cutter, size_t first);

/* What a shard is called that begins there. */
struct text search_cutter_name(const struct search_cutter *cutter, size_t first);
void search_cutter_free(struct search_cutter *cutter);

/* w-NAME.js; and p-STEM.js of one of its lines. */
void search_shard_write(struct buffer *out, struct text name, struct text lines, uint32_t common);
void search_long_write(struct buffer *out, const struct search_line *line);

/* The beginning and the end of any file: search_script_begin(&out, "w-", TEXT("b")); ... value ...; search_script_end(&out); */
void search_script_begin(struct buffer *out, const char *prefix, struct text name);
void search_script_end(struct buffer *out);

#endif
