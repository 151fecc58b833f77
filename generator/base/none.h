/*
 * none: the index that leads nowhere.
 *
 * Things of one kind are in one array, and others refer to them by a uint32_t index. NONE is the index of no thing.
 */
#ifndef BASE_NONE_H
#define BASE_NONE_H

#include <stdint.h>

#define NONE UINT32_MAX

#endif
