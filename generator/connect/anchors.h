/*
 * anchors: the places inside a text: headings, and whatever else has an id in its HTML.
 */
#ifndef CONNECT_ANCHORS_H
#define CONNECT_ANCHORS_H

#include "base/table.h"
#include "kinds/site.h"

/* What was found before. Zeroed, it is empty. */
struct anchors {
    struct table by_path; /* of texts with many places: index into `tables` */
    struct {
        struct table *items;
        size_t count, capacity;
    } tables;
    uint64_t searched_bytes;
};

/* "p-7k2m9q4": the form of a passage's id. */
bool anchor_is_passage(struct text anchor);

/* Among those that the document knows without its HTML: all but those of notes. */
bool anchor_is_known(struct anchors *anchors, const struct source *source, struct text anchor, struct arena *arena);

bool anchor_exists(struct anchors *anchors, const struct source *source, struct text anchor, struct arena *arena);

/* The kind whose things are places on this page, the glossary say, or `or_part`, on a part of it; THING_NONE. */
uint8_t anchor_kind_on(const struct target *page, bool or_part);

#endif
