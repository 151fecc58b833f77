#include "commands/state_place.h"

#include "base/digest.h"
#include "base/files.h"
#include "publish/publish.h"
#include "read/codes.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A path that is not absolute is ignored, as the XDG base directory specification says. NULL when there is no home. */
static const char *cache_folder(struct arena *arena) {
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && cache[0] == '/')
        return cache;
    return home && home[0] == '/' && file_exists(home) ? path_join(arena, home, TEXT(".cache")) : NULL;
}

static const char *in_cache(const char *output, struct arena *arena) {
    const char *cache = cache_folder(arena);
    struct text path = text_of(output);
    unsigned long long number = digest_of(path).low;
    struct text name = text_format(arena, "colophon/%.*s-%016llx", TEXT_ARGS(path_name(path)), number);
    const char *folder = cache ? path_join(arena, cache, name) : NULL;
    /* An output that holds the cache would publish it. */
    bool is_inside = folder && text_starts(text_of(folder), text_join(arena, path, TEXT("/")));
    return is_inside ? NULL : folder;
}

static void put_at(struct state_place *place, const char *state, struct arena *arena) {
    place->state = state;
    place->remembered = path_join(arena, state, TEXT("remembered"));
    place->is_private = state != place->beside;
}

struct state_place state_place_find(const char *output, const char *reader, struct arena *arena) {
    struct state_place place = {.beside = publish_state_beside(output, arena)};
    bool stays = text_equal(path_above(text_of(output)), text_of(reader)) || file_exists(place.beside);
    const char *cached = stays ? NULL : in_cache(output, arena);
    put_at(&place, cached ? cached : place.beside, arena);
    place.is_misplaced = !stays && !cached;
    return place;
}

/* Another error, of a disk that fails, say, must not hide a state that is there: publish_lock will meet it again. */
static bool is_no_place(int error) {
    return error == EACCES || error == EPERM || error == EROFS || error == ENOTDIR || error == ENAMETOOLONG;
}

static bool make_private(const char *folder, struct arena *arena) {
    if (!folder_make(text_terminated(path_above(text_of(folder)), arena)))
        return false;
    return mkdir(folder, 0700) == 0 || errno == EEXIST;
}

/* A cache that is there, but that only others may write, is no place either. */
static bool is_usable(const char *folder, struct arena *arena) {
    return (make_private(folder, arena) && access(folder, W_OK | X_OK) == 0) || !is_no_place(errno);
}

void state_place_settle(struct state_place *place, const char *shown_output, struct diag *problems, struct arena *arena) {
    if (place->is_private && !is_usable(place->state, arena)) {
        put_at(place, place->beside, arena);
        place->is_misplaced = true;
    }
    if (place->is_misplaced)
        diag_add(
            problems, DIAG_WARNING, W_STATE_BESIDE, (struct diag_place){.path = text_of(shown_output)},
            text_format(arena, "what builds remember of this site, and of its drafts, is beside it, in %s",
                        text_terminated(path_above(text_of(place->beside)), arena)),
            TEXT("let no web host serve that folder; or set XDG_CACHE_HOME to a folder that can be written, and remove it"));
}
