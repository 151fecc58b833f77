/*
 * index_lines: the lines of an index, of records of all texts (record.h). A pure function of these, a range of stems at a time.
 *
 *     search_merge(&out, records, count, TEXT("c"), TEXT("da"));      // keys from "c" up to, not including, "da"
 *
 * A line as it is remembered says more than one of a shard (format.h): in how many texts each form stands, so that an edit can
 * take one away, and all postings. So one kind of line is enough: a record has those of an index of a few texts, and to merge
 * is to add up.
 *
 *     stem TAB forms TAB df TAB postings TAB things' postings LF      of each form ":" and that number in decimal is added
 *     form TAB ">" stem TAB number of texts LF
 */
#ifndef SEARCH_INDEX_LINES_H
#define SEARCH_INDEX_LINES_H

#include "search/record.h"

/* A line, taken apart. */
struct search_line {
    struct text key; /* of an alias both fields */
    struct text forms, postings, things;
    uint32_t df; /* of an alias how many texts have it */
    bool is_alias;
};

/* A line without its end. False when it is none. */
bool search_line_read(struct search_line *line, struct text text);

/*
 * The lines of all records, in the order of their keys. The essays of each come before those of the next; things are in the
 * last one. `to` "": to the end.
 */
void search_merge(struct buffer *out, const struct text *records, size_t count, struct text from, struct text to);

/* The first line of a record, or of lines as here, whose key is not below `key`: where it begins. */
size_t search_lower_bound(struct text lines, struct text key);

#endif
