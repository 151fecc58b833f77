/*
 * bound_survey: what bound must know of a text before it writes it: which places there are, and which captions stand where one
 * may. For the files of compose/bound*.c only.
 */
#ifndef COMPOSE_BOUND_SURVEY_H
#define COMPOSE_BOUND_SURVEY_H

#include "base/arena.h"
#include "base/table.h"

struct bound_survey {
    struct table ids; /* to 1 */
    struct {
        bool *items; /* in the order of the captions: whether it is the one of a figure, and first or last in it */
        size_t count, capacity;
    } captions;
};

void bound_survey_of(struct bound_survey *survey, struct text html, struct arena *arena);

#endif
