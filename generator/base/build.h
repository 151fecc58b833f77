/*
 * build: which program this is.
 *
 * A remembered result is a function of its input and of the code that made it, so every key includes this name: the digest of
 * the program's own sources, computed by the Makefile. A version number raised by hand was turned down: somebody forgets to
 * raise it once, and then an incremental build differs from a clean one.
 */
#ifndef BASE_BUILD_H
#define BASE_BUILD_H

#include "base/text.h"

/* Programs built from the same sources have the same name, all others different ones. */
struct text build_name(void);

#endif
