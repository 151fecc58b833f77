#include "base/remembered.h"
#include "read/codes.h"
#include "read/git/commits.h"

#include <string.h>

/* The walk from `head`: remembered, or made and remembered. False with a diagnostic. */
static bool find_walk(struct commit_walk *walk, struct diag *problems, const struct repository *repository, const git_oid *head,
                      struct remembered *remembered, struct arena *arena) {
    struct digest key = git_walk_key(repository, head);
    struct text record;
    if (remembered && remembered_find(remembered, &record, key) && walk_view(walk, record))
        return true;
    struct arena scratch = {0};
    struct walk_builder builder = {.arena = &scratch};
    struct git_files files = {0};
    struct buffer buffer = {0};
    bool walked = git_walk_commits(&builder, problems, repository, head, remembered) &&
                  git_list_files(&files, problems, repository, head, false, &scratch);
    if (walked) {
        for (size_t i = 0; i < files.count; i++)
            if (text_starts(files.items[i].path, TEXT("content/")))
                walk_add_file(&builder, files.items[i].path);
        walk_write(&buffer, &builder);
        record = text_copy(buffer_text(&buffer), arena);
        if (remembered)
            remembered_add(remembered, key, record);
    }
    buffer_free(&buffer);
    arena_free(&scratch);
    return walked && walk_view(walk, record);
}

/* A copy with what is between '<' and '>' in lower case: git compares addresses without case, but libgit2 does not. */
static struct text lower_addresses(struct text map, struct arena *arena) {
    struct text lower = text_lower_ascii(map, arena);
    char *out = arena_alloc(arena, map.size);
    bool inside = false;
    for (size_t i = 0; i < map.size; i++) {
        inside = map.bytes[i] == '<' || (inside && map.bytes[i] != '>');
        out[i] = inside ? lower.bytes[i] : map.bytes[i];
    }
    return (struct text){out, map.size};
}

/* The commit's own .mailmap, so that a revision and its checkout give the same names. NULL when there is none. */
static git_mailmap *read_mailmap(const struct repository *repository, const git_oid *head) {
    struct arena scratch = {0};
    git_object *commit = NULL, *blob = NULL;
    git_mailmap *mailmap = NULL;
    if (git_object_lookup(&commit, repository->handle, head, GIT_OBJECT_COMMIT) == 0 &&
        git_object_lookup_bypath(&blob, commit, ".mailmap", GIT_OBJECT_BLOB) == 0) {
        struct text raw = {git_blob_rawcontent((git_blob *)blob), (size_t)git_blob_rawsize((git_blob *)blob)};
        struct text map = lower_addresses(raw, &scratch);
        git_mailmap_from_buffer(&mailmap, map.bytes, map.size);
    }
    git_object_free(blob);
    git_object_free(commit);
    arena_free(&scratch);
    return mailmap;
}

static struct text name_of(const git_mailmap *mailmap, const struct commit_walk *walk, const struct walk_person *person,
                           struct arena *arena) {
    struct text name = walk_text(walk, person->name), email = text_lower_ascii(walk_text(walk, person->email), arena);
    const char *real_name = NULL, *real_email = NULL;
    if (mailmap &&
        git_mailmap_resolve(&real_name, &real_email, mailmap, text_terminated(name, arena), text_terminated(email, arena)) == 0)
        name = git_line(real_name, arena);
    return name.size ? name : TEXT("unknown");
}

static struct text *find_names(const struct commit_walk *walk, const struct repository *repository, const git_oid *head,
                               struct arena *arena) {
    git_mailmap *mailmap = read_mailmap(repository, head);
    struct text *names = arena_array(arena, struct text, walk->head->person_count);
    for (uint32_t i = 0; i < walk->head->person_count; i++)
        names[i] = name_of(mailmap, walk, &walk->people[i], arena);
    git_mailmap_free(mailmap);
    return names;
}

struct history *history_load(struct diag *problems, const struct repository *repository, const struct origin *origin,
                             struct remembered *remembered, struct arena *arena) {
    struct history *history = arena_new(arena, struct history);
    git_oid head;
    if (!repository || repository->shallow || git_oid_fromstr(&head, origin->commit.hex) != 0)
        return history;
    struct commit_walk walk;
    if (!find_walk(&walk, problems, repository, &head, remembered, arena))
        return history;
    history_assemble(history, &walk, find_names(&walk, repository, &head, arena), arena);
    return history;
}
