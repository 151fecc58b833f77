#include "base/sha1.h"

#include <nettle/sha1.h>
#include <nettle/version.h>

_Static_assert(SHA1_BYTES == SHA1_DIGEST_SIZE, "as nettle has it");

void sha1_of(unsigned char name[SHA1_BYTES], struct text head, struct text bytes) {
    struct sha1_ctx context;
    sha1_init(&context);
    sha1_update(&context, head.size, (const uint8_t *)head.bytes);
    sha1_update(&context, bytes.size, (const uint8_t *)bytes.bytes);
    sha1_digest(&context, SHA1_BYTES, name);
}

struct text sha1_library(struct arena *arena) {
    return text_format(arena, "%d.%d", nettle_version_major(), nettle_version_minor());
}
