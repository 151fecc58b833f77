/*
 * bound_survey: what bound must know of a text before it writes it: which places there are, which captions stand where one
 * may, and which elements around words have blocks in them. For the files of compose/bound*.c only.
 */
#ifndef COMPOSE_BOUND_SURVEY_H
#define COMPOSE_BOUND_SURVEY_H

#include "base/arena.h"
#include "base/table.h"

/* What has an id, if only the name of a link, and then whether that is written. */
enum bound_place { BOUND_ID, BOUND_NAME, BOUND_WRITTEN };

/* An element around words, and whether there are blocks in it, as no book may have but in a link. */
struct bound_marked {
    size_t start; /* of its tag, in the HTML */
    bool has_blocks;
};

struct bound_survey {
    struct table ids; /* to enum bound_place */
    struct {
        bool *items; /* in the order of the captions: whether it is the one of a figure, and first or last in it */
        size_t count, capacity;
    } captions;
    struct {
        struct bound_marked *items; /* as they begin */
        size_t count, capacity;
    } marked;
};

void bound_survey_of(struct bound_survey *survey, struct text html, struct arena *arena);

#endif
