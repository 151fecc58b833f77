/*
 * build: which program this is.
 *
 * A remembered result is a function of its input and of the code that made it. So every key holds this name: the digest of
 * the program's own sources, made by the Makefile. A constant to be raised by hand when the meaning of some code changes was
 * turned down: it is forgotten once, and then an incremental build differs from a clean one.
 */
#ifndef BASE_BUILD_H
#define BASE_BUILD_H

#include "base/text.h"

/* Different for programs of different sources, the same for the same sources. */
struct text build_name(void);

#endif
