/*
 * index_lines: the lines of an index, of the records of all texts. A pure function of these, a range of stems at a time.
 *
 *     search_merge(&out, records, count, TEXT("c"), TEXT("da"));      // keys from "c" up to, not including, "da"
 *
 * A line as it is remembered says more than one of a shard (format.h): in how many texts each form stands, so that an edit can
 * take one away, and all postings.
 *
 *     stem TAB forms TAB df TAB postings TAB things' postings LF      of each form ":" and that number in decimal is added
 *     form TAB ">" stem TAB number of texts LF
 */
#ifndef SEARCH_INDEX_LINES_H
#define SEARCH_INDEX_LINES_H

#include "search/record.h"

/* One record. */
struct search_source {
    struct text record;
    uint32_t essay; /* its number, ascending; NONE: the record of all things, whose units they are; the last */
};

/* `to` "": to the end. Appends the lines in the order of their keys. */
void search_merge(struct buffer *out, const struct search_source *sources, size_t count, struct text from, struct text to);

/* The first line of a record, or of lines as here, whose key is not below `key`: where it begins. */
size_t search_lower_bound(struct text lines, struct text key);

#endif
