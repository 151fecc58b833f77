#include "read/git/tags.h"

#include "base/array.h"
#include "base/files.h"
#include "base/table.h"
#include "read/codes.h"
#include "read/git/internal.h"
#include "read/git/objects.h"

#include <errno.h>
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

static void read_annotation(struct git_tag *tag, const struct git_tag_text *read, struct arena *arena) {
    struct text rest = text_trim(without_signature(read->message)), first = {0};
    text_cut(&first, &rest, '\n');
    tag->subject = git_line(first, arena);
    tag->message = git_line(rest, arena);
    tag->when = git_date_of(&read->tagger);
}

/* The object that a tag's reference leads to. */
static bool find_target(git_oid *target, git_repository *handle, struct text name, struct arena *arena) {
    git_reference *found = NULL, *resolved = NULL;
    const char *path = text_terminated(text_join(arena, TEXT("refs/tags/"), name), arena);
    bool read = git_reference_lookup(&found, handle, path) == 0 && git_reference_resolve(&resolved, found) == 0;
    if (read)
        git_oid_cpy(target, git_reference_target(resolved));
    git_reference_free(resolved);
    git_reference_free(found);
    return read;
}

static bool read_commit(struct git_tag *tag, struct diag *problems, const struct repository *repository, const git_oid *id,
                        struct arena *arena) {
    struct git_commit_text commit;
    if (!git_read_commit(&commit, repository, id, arena))
        return git_fail(problems, E_GIT_OBJECT, (struct text){0},
                        text_format(arena, "cannot read the commit of the tag \"%.*s\"", TEXT_ARGS(tag->name)).bytes);
    tag->commit = git_id_of(id);
    tag->committed = git_date_of(&commit.committer);
    return true;
}

/* A shallow clone lacks most commits by design; anywhere else, what cannot be read is damaged. */
static bool add_tag(struct git_tags *tags, struct diag *problems, const struct repository *repository, struct text name,
                    struct arena *arena) {
    struct git_tag tag = {.name = text_copy(name, arena)};
    struct git_tag_text text;
    git_oid target, commit;
    bool found = find_target(&target, repository->handle, tag.name, arena);
    enum git_peeled peeled = found ? git_peel(&commit, &text, repository, &target, arena) : GIT_CANNOT_PEEL;
    if (peeled == GIT_CANNOT_PEEL)
        return repository->shallow || git_fail(problems, E_GIT_OBJECT, (struct text){0},
                                               text_format(arena, "cannot read the tag \"%.*s\"", TEXT_ARGS(tag.name)).bytes);
    if (peeled == GIT_PEELED && !read_commit(&tag, problems, repository, &commit, arena))
        return false;
    if (peeled == GIT_PEELED && !git_oid_equal(&commit, &target))
        read_annotation(&tag, &text, arena);
    *array_add(tags, arena) = tag;
    return true;
}

static int by_name(const void *a, const void *b) {
    return text_compare(((const struct git_tag *)a)->name, ((const struct git_tag *)b)->name);
}

/* libgit2 passes over references that it cannot read; those of tags in files of their own are found here. */
struct unread_tags {
    struct diag *problems;
    struct text prefix, suffix;
    struct table known;
    bool found;
    struct arena *arena;
};

static bool is_asked_for(struct text name, struct text prefix, struct text suffix) {
    return name.size >= prefix.size + suffix.size && text_starts(name, prefix) && text_ends(name, suffix);
}

/* Files whose names no reference can have are none: those that git or an editor is writing, say. */
static void note_unread(struct text name, const char *why, void *context) {
    struct unread_tags *unread = context;
    int is_valid = 0;
    const char *reference = text_terminated(text_join(unread->arena, TEXT("refs/tags/"), name), unread->arena);
    git_reference_name_is_valid(&is_valid, reference);
    if (!is_valid || !is_asked_for(name, unread->prefix, unread->suffix) || table_get(&unread->known, name) != NONE)
        return;
    unread->found = true;
    diag_fail(unread->problems, FAULT_MACHINE, E_GIT_REPOSITORY, (struct text){0},
              text_format(unread->arena, "cannot read the tag \"%.*s\": %s %s", TEXT_ARGS(name), reference, why),
              TEXT("delete the tag and fetch it again: git tag -d TAG, git fetch --tags"));
}

/* False with a diagnostic when there are any. */
static bool check_unread(const git_strarray *names, struct diag *problems, const struct repository *repository,
                         struct text prefix, struct text suffix, struct arena *arena) {
    struct unread_tags unread = {.problems = problems, .prefix = prefix, .suffix = suffix, .arena = arena};
    struct file_list files = {0};
    struct file_listing options = {.hidden = true, .odd = note_unread, .context = &unread};
    const char *folder = path_join(arena, git_repository_commondir(repository->handle), TEXT("refs/tags"));
    for (size_t i = 0; i < names->count; i++)
        table_put(&unread.known, text_of(names->strings[i]), 1, arena);
    if (!folder_list(&files, folder, &options, arena) && errno != ENOENT && errno != ENOTDIR) {
        git_error_set_str(GIT_ERROR_OS, strerror(errno));
        return git_fail(problems, E_GIT_REPOSITORY, (struct text){0}, "cannot read the tags");
    }
    for (size_t i = 0; i < files.count; i++)
        note_unread(files.items[i].path, "is damaged", &unread);
    return !unread.found;
}

static bool add_tags(struct git_tags *tags, const git_strarray *names, struct diag *problems,
                     const struct repository *repository, struct text prefix, struct text suffix, struct arena *arena) {
    for (size_t i = 0; i < names->count; i++) {
        struct text name = text_of(names->strings[i]);
        if (is_asked_for(name, prefix, suffix) && !add_tag(tags, problems, repository, name, arena))
            return false;
    }
    if (tags->count)
        qsort(tags->items, tags->count, sizeof *tags->items, by_name);
    return true;
}

bool repository_tags(struct git_tags *tags, struct diag *problems, const struct repository *repository, struct text prefix,
                     struct text suffix, struct arena *arena) {
    git_strarray names = {0};
    git_begin("reading the tags of the repository");
    bool read = git_tag_list(&names, repository->handle) == 0 ||
                git_fail(problems, E_GIT_REPOSITORY, (struct text){0}, "cannot read the tags");
    read = read && check_unread(&names, problems, repository, prefix, suffix, arena) &&
           add_tags(tags, &names, problems, repository, prefix, suffix, arena);
    git_strarray_dispose(&names);
    git_end();
    return read;
}

bool repository_commit(struct git_id *commit, struct date *when, struct diag *problems, const struct repository *repository,
                       const char *revision, struct arena *arena) {
    git_oid id;
    struct git_commit_text text;
    git_begin("reading a commit");
    bool found = git_find_commit(&id, problems, repository, revision, arena);
    bool read = found && (git_read_commit(&text, repository, &id, arena) ||
                          git_fail(problems, E_GIT_OBJECT, (struct text){0}, "cannot read the commit"));
    if (read) {
        *commit = git_id_of(&id);
        *when = git_date_of(&text.committer);
    }
    git_end();
    return read;
}
