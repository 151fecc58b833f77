/*
 * What an object is called: the SHA-1 of its type, size and bytes. Each object that is read must have the name that it was
 * asked for by. libgit2 looks at that, too, but by a slow form of SHA-1 that also finds attacks on it, which took half of a
 * walk. Git looks for these where objects come in; and once two have one name, it does not tell which of them was meant.
 */
#include "read/git/internal.h"

#include <nettle/sha1.h>
#include <nettle/version.h>
#include <stdio.h>
#include <string.h>

_Static_assert(GIT_OID_RAWSZ == SHA1_DIGEST_SIZE, "names are made by SHA-1");

git_oid git_name_of(git_object_t type, struct text bytes) {
    char head[64];
    int size = snprintf(head, sizeof head, "%s %zu", git_object_type2string(type), bytes.size);
    struct sha1_ctx context;
    git_oid id;
    sha1_init(&context);
    sha1_update(&context, (size_t)size + 1, (const uint8_t *)head);
    sha1_update(&context, bytes.size, (const uint8_t *)bytes.bytes);
    sha1_digest(&context, sizeof id.id, id.id);
    return id;
}

bool git_is_named(const git_oid *id, git_object_t type, struct text bytes) {
    git_oid name = git_name_of(type, bytes);
    if (git_oid_equal(&name, id))
        return true;
    struct arena scratch = {0};
    git_error_set_str(GIT_ERROR_ODB,
                      text_format(&scratch, "its bytes are those of another object, %s", git_id_of(&name).hex).bytes);
    arena_free(&scratch);
    return false;
}

struct text git_nettle_library(struct arena *arena) {
    return text_format(arena, "%d.%d", nettle_version_major(), nettle_version_minor());
}
