/*
 * sha1: SHA-1 (FIPS 180-4), which formats of others name things by: git its objects, RFC 9562 a UUID. It is nettle's, which
 * only sha1.c includes.
 *
 *     unsigned char name[SHA1_BYTES];
 *     sha1_of(name, head, bytes);          // of both, one behind the other
 *
 * What this program names itself is named by base/digest.h.
 */
#ifndef BASE_SHA1_H
#define BASE_SHA1_H

#include "base/text.h"

enum { SHA1_BYTES = 20 };

void sha1_of(unsigned char name[SHA1_BYTES], struct text head, struct text bytes);

/* The version of nettle that runs. */
struct text sha1_library(struct arena *arena);

#endif
