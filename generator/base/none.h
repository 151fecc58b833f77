/*
 * none: the index that leads nowhere.
 *
 * Things of one kind stand in one array, and other things name them by a uint32_t index. NONE stands where there is nothing.
 */
#ifndef BASE_NONE_H
#define BASE_NONE_H

#include <stdint.h>

#define NONE UINT32_MAX

#endif
