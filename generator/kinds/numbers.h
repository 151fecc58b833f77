/*
 * numbers: a list of numbers of things of one kind, in an arena.
 */
#ifndef KINDS_NUMBERS_H
#define KINDS_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

struct numbers {
    uint32_t *items;
    size_t count, capacity;
};

#endif
