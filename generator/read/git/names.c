/*
 * What an object is called: the SHA-1 of its type, size and bytes. Each object that is read must have the name that it was
 * asked for by. libgit2 looks at that, too, but by a slow form of SHA-1 that also finds attacks on it, which took half of a
 * walk. Git looks for these where objects come in; and once two have one name, it does not tell which of them was meant.
 */
#include "read/git/internal.h"

#include "base/sha1.h"

#include <stdio.h>

_Static_assert(GIT_OID_RAWSZ == SHA1_BYTES, "names are made by SHA-1");

git_oid git_name_of(git_object_t type, struct text bytes) {
    char head[64];
    int size = snprintf(head, sizeof head, "%s %zu", git_object_type2string(type), bytes.size);
    git_oid id;
    sha1_of(id.id, (struct text){head, (size_t)size + 1}, bytes);
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
