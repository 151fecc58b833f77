#include "base/uuid.h"

#include "base/sha1.h"

/* The UUIDs of the two spaces differ in their fourth byte only. */
static struct text space_of(enum uuid_space space) {
    return space == UUID_DNS ? TEXT("\x6b\xa7\xb8\x10\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8")
                             : TEXT("\x6b\xa7\xb8\x11\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8");
}

struct text uuid_of_name(enum uuid_space space, struct text name, struct arena *arena) {
    unsigned char id[SHA1_BYTES];
    sha1_of(id, space_of(space), name);
    id[6] = (id[6] & 0x0F) | 5 << 4; /* the version */
    id[8] = (id[8] & 0x3F) | 2 << 6; /* the variant */
    return text_format(arena, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", id[0], id[1], id[2],
                       id[3], id[4], id[5], id[6], id[7], id[8], id[9], id[10], id[11], id[12], id[13], id[14], id[15]);
}
