#include "read/git/tags.h"

#include "base/array.h"
#include "read/codes.h"
#include "read/git/internal.h"

#include <stdlib.h>
#include <string.h>

/* The text before a signature, which begins on a line of its own. */
static struct text without_signature(struct text message) {
    static const struct text marks[] = {TEXT_INIT("-----BEGIN PGP"), TEXT_INIT("-----BEGIN SSH"),
                                        TEXT_INIT("-----BEGIN SIGNED")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        message = text_slice(message, 0, text_find(message, marks[i], 0));
    return message;
}

static void read_annotation(struct git_tag *tag, const git_tag *object, struct arena *arena) {
    const git_signature *tagger = git_tag_tagger(object);
    struct text rest = text_trim(without_signature(text_of(git_tag_message(object)))), first = {0};
    text_cut(&first, &rest, '\n');
    tag->subject = git_line(text_terminated(first, arena), arena);
    tag->message = git_line(text_terminated(rest, arena), arena);
    if (tagger)
        tag->when = date_from_seconds(tagger->when.time, tagger->when.offset);
}

/* False for a tag that leads to no commit in this repository. */
static bool read_tag(struct git_tag *tag, git_repository *handle, const char *reference, struct arena *arena) {
    git_reference *found = NULL;
    git_object *target = NULL, *commit = NULL;
    bool read =
        git_reference_lookup(&found, handle, reference) == 0 && git_reference_peel(&commit, found, GIT_OBJECT_COMMIT) == 0;
    if (read) {
        tag->commit = git_id_of(git_object_id(commit));
        const git_oid *direct = git_reference_target(found);
        if (direct && git_object_lookup(&target, handle, direct, GIT_OBJECT_TAG) == 0)
            read_annotation(tag, (const git_tag *)target, arena);
    }
    git_object_free(target);
    git_object_free(commit);
    git_reference_free(found);
    return read;
}

static int by_name(const void *a, const void *b) {
    return text_compare(((const struct git_tag *)a)->name, ((const struct git_tag *)b)->name);
}

bool repository_tags(struct git_tags *tags, struct diag *problems, const struct repository *repository, struct text prefix,
                     struct text suffix, struct arena *arena) {
    git_strarray names = {0};
    if (git_tag_list(&names, repository->handle) != 0)
        return git_fail(problems, E_GIT_REPOSITORY, (struct text){0}, "cannot read the tags");
    for (size_t i = 0; i < names.count; i++) {
        struct text name = text_of(names.strings[i]);
        if (name.size < prefix.size + suffix.size || !text_starts(name, prefix) || !text_ends(name, suffix))
            continue;
        struct git_tag tag = {.name = text_copy(name, arena)};
        struct text reference = text_join(arena, TEXT("refs/tags/"), name);
        if (read_tag(&tag, repository->handle, text_terminated(reference, arena), arena))
            *array_add(tags, arena) = tag;
    }
    git_strarray_dispose(&names);
    if (tags->count)
        qsort(tags->items, tags->count, sizeof *tags->items, by_name);
    return true;
}

bool repository_commit(struct git_id *commit, struct date *when, struct diag *problems, const struct repository *repository,
                       const char *revision, struct arena *arena) {
    git_oid id;
    git_commit *object = NULL;
    if (!git_find_commit(&id, problems, repository, revision, arena))
        return false;
    if (git_commit_lookup(&object, repository->handle, &id) != 0)
        return git_fail(problems, E_GIT_OBJECT, (struct text){0}, "cannot read the commit");
    *commit = git_id_of(&id);
    *when = date_from_seconds(git_commit_time(object), git_commit_time_offset(object));
    git_commit_free(object);
    return true;
}
