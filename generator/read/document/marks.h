/*
 * marks: the ids of a body's passages, under which they can be cited.
 */
#ifndef READ_DOCUMENT_MARKS_H
#define READ_DOCUMENT_MARKS_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "p-7k2m9q4", terminated: unique in its essay for ever. */
enum { MARK_SIZE = 10 };

/* One id of one passage. A passage has several when passages were merged; the first is its main one. Rules have none. */
struct mark {
    char id[MARK_SIZE];
    uint32_t block; /* of the version's body */
    bool is_main;
    struct text note; /* HTML for who comes for this id, of phrases only; "" for none */
};

/* An id that a heading had in an earlier version, kept where its passage is now. */
struct former_mark {
    struct text id;
    uint32_t block;
};

/* By block, the main one first. */
struct marks {
    const struct mark *items;
    size_t count;
    const struct former_mark *former; /* by block */
    size_t former_count;
};

#endif
