/* What holds for every call into libgit2: it ends, and a failure says which object was being read. */
#include "base/deadline.h"
#include "read/codes.h"
#include "read/git/internal.h"

#include <string.h>

enum { CALL_SECONDS = 15 };

#define WHAT "reading object "

/* The object being read; "" for none. */
static char reading[sizeof WHAT + GIT_OID_HEXSZ] = WHAT;
static struct git_id object;
static unsigned depth;

static const char help[] =
    "run `git fsck` in the repository; what it calls damaged must be fetched again, or the repository be cloned again";

void git_begin(const char *what) {
    deadline_begin(&(struct deadline){
        .what = what, .code = E_GIT_TOO_SLOW, .help = help, .seconds = CALL_SECONDS, .fault = FAULT_MACHINE});
    if (depth++ == 0)
        object = (struct git_id){{0}};
}

void git_end(void) {
    depth--;
    deadline_end();
}

void git_reading(const git_oid *id) {
    git_oid_fmt(object.hex, id);
    memcpy(reading + sizeof WHAT - 1, object.hex, GIT_OID_HEXSZ);
    deadline_restart(reading);
}

bool git_read(git_odb_object **read, const struct repository *repository, const git_oid *id, git_object_t type) {
    git_reading(id);
    *read = NULL;
    if (git_odb_read(read, repository->objects, id) != 0)
        return false;
    if (git_odb_object_type(*read) == type)
        return true;
    git_odb_object_free(*read);
    *read = NULL;
    git_error_set_str(GIT_ERROR_ODB, "an object of another type stands there");
    return false;
}

/* libgit2's message, which mostly does not say which object it is about. */
static struct text why(const char *code, struct arena *arena) {
    const git_error *error = git_error_last();
    struct text words = git_line(text_of(error ? error->message : "unknown error"), arena);
    if (!text_equal(text_of(code), TEXT(E_GIT_OBJECT)) || !object.hex[0] || text_contains(words, text_of(object.hex)))
        return words;
    return text_format(arena, "object %s: %.*s", object.hex, TEXT_ARGS(words));
}

static bool fail(struct diag *problems, const char *code, struct text path, const char *what, const char *to_do) {
    struct arena scratch = {0};
    diag_fail(problems, FAULT_MACHINE, code, path, text_format(&scratch, "%s: %.*s", what, TEXT_ARGS(why(code, &scratch))),
              text_of(to_do));
    arena_free(&scratch);
    return false;
}

bool git_fail(struct diag *problems, const char *code, struct text path, const char *what) {
    return fail(problems, code, path, what, help);
}

bool git_fail_history(struct diag *problems, const char *what) {
    static const char to_do[] = "run `git fsck` in the repository, and fetch what is damaged again or clone it again; or write "
                                "`history: off` in site.yaml, which leaves old commits unread";
    return fail(problems, E_GIT_OBJECT, (struct text){0}, what, to_do);
}
