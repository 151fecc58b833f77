/*
 * also_read: the works to read beside an essay, each once, with all that leads from the one to the other.
 *
 *     struct also_read list;
 *     also_read_find(&list, from, arena);
 *     for (size_t i = 0; i < list.count; i++)
 *         show(&list.items[i]);
 *
 * First come forms of the same work, then those that its editors relate to it, then those that cite it, the newest first, and
 * in the end those that merely have much in common with it. What is no work (a topic, a place, a term, a list) and speaks of
 * the essay stands in `elsewhere`.
 *
 * Of an essay that too many cite only the newest passages are here (gather_backlinks): the list of all is in parts.
 */
#ifndef PAGES_ALSO_READ_H
#define PAGES_ALSO_READ_H

#include "compose/why.h"
#include "pages/shared.h"

/* What an editor says that the one is to the other. */
struct also_reading {
    uint8_t kind;     /* enum relation_kind */
    bool is_there;    /* the other essay says it of this one */
    struct text note; /* "" for none */
};

struct also_work {
    uint32_t essay;
    bool is_variant; /* a form of the same work: it says so itself */
    bool is_cited;   /* this essay cites it */
    bool is_citing;  /* it cites this essay */
    bool is_near;    /* nothing but what they share is known of the two */
    struct {
        struct also_reading *items;
        size_t count, capacity;
    } readings;
    struct numbers passages; /* in which it cites this essay: indexes of the essay's backlinks */
    const struct why *why;   /* for a view, which leaves out a work without one; NULL for a key, to which it costs too much */
};

struct also_read {
    struct also_work *items;
    size_t count, capacity;
    struct numbers elsewhere; /* indexes of the essay's backlinks */
};

void also_read_find(struct also_read *list, const struct from *from, struct arena *arena);

/* `also_read`: the list of the page's essay, with reasons in words. */
void gather_also_read(struct gathering *g, const struct from *from);

#endif
