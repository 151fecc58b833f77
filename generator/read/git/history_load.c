#include "base/remembered.h"
#include "read/codes.h"
#include "read/git/commits.h"
#include "read/git/left_out.h"
#include "read/git/objects.h"

#include <string.h>

static void add_file(struct walk_builder *builder, const struct git_file *file) {
    struct walk_id blob;
    memcpy(blob.bytes, file->blob.id, sizeof blob.bytes);
    walk_add_file(builder, file->path, &blob);
}

/* Writes the record of a builder, with what merges left out. False with a diagnostic. */
static bool write_record(struct buffer *record, struct diag *problems, const struct repository *repository,
                         const struct walk_builder *builder) {
    struct walk_builder whole = {.arena = builder->arena};
    struct commit_walk walk;
    struct walk_losses losses;
    walk_write(record, builder);
    if (!walk_view(&walk, buffer_text(record)) || !git_find_left_out(&losses, problems, repository, &walk, builder->arena))
        return false;
    if (losses.count) {
        walk_take_with(&whole, &walk, losses.items, losses.count);
        walk_write(record, &whole);
    }
    return true;
}

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
                add_file(&builder, &files.items[i]);
        walked = write_record(&buffer, problems, repository, &builder);
        record = text_copy(buffer_text(&buffer), arena);
        if (remembered && walked)
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
    struct git_commit_text commit;
    git_tree *tree = NULL;
    git_odb_object *blob = NULL;
    git_mailmap *mailmap = NULL;
    if (git_read_commit(&commit, repository, head, &scratch) && git_tree_lookup(&tree, repository->handle, &commit.tree) == 0) {
        const git_tree_entry *entry = git_tree_entry_byname(tree, ".mailmap");
        if (entry && git_read(&blob, repository, git_tree_entry_id(entry), GIT_OBJECT_BLOB)) {
            struct text raw = {git_odb_object_data(blob), git_odb_object_size(blob)};
            struct text map = lower_addresses(raw, &scratch);
            git_mailmap_from_buffer(&mailmap, map.bytes, map.size);
        }
    }
    git_odb_object_free(blob);
    git_tree_free(tree);
    arena_free(&scratch);
    return mailmap;
}

static struct text name_of(const git_mailmap *mailmap, struct text name, struct text address, struct arena *arena) {
    struct text email = text_lower_ascii(address, arena);
    const char *real_name = NULL, *real_email = NULL;
    if (mailmap &&
        git_mailmap_resolve(&real_name, &real_email, mailmap, text_terminated(name, arena), text_terminated(email, arena)) == 0)
        name = git_line(text_of(real_name), arena);
    return name.size ? name : TEXT("unknown");
}

static struct name_list names_in(const git_mailmap *mailmap, struct text lines, struct arena *arena) {
    size_t most = 0;
    for (size_t i = 0; i < lines.size; i++)
        most += lines.bytes[i] == '\n';
    struct name_list list = {.items = arena_array(arena, struct text, most)};
    for (struct text line; text_cut(&line, &lines, '\n');) {
        size_t open = text_find_char(line, '<', 0);
        if (open < line.size)
            list.items[list.count++] =
                name_of(mailmap, text_trim(text_slice(line, 0, open)), text_slice(line, open + 1, line.size - 1), arena);
    }
    return list;
}

static struct walk_names find_names(const struct commit_walk *walk, const struct repository *repository, const git_oid *head,
                                    struct arena *arena) {
    git_mailmap *mailmap = read_mailmap(repository, head);
    struct text *people = arena_array(arena, struct text, walk->head->person_count);
    struct name_list *coauthors = arena_array(arena, struct name_list, walk->head->commit_count);
    struct walk_names names = {.people = people, .coauthors = coauthors};
    for (uint32_t i = 0; i < walk->head->person_count; i++)
        people[i] = name_of(mailmap, walk_text(walk, walk->people[i].name), walk_text(walk, walk->people[i].email), arena);
    for (uint32_t i = 0; i < walk->head->commit_count; i++) {
        if (walk->commits[i].coauthors != NONE)
            coauthors[i] = names_in(mailmap, walk_text(walk, walk->commits[i].coauthors), arena);
        names.coauthor_count += coauthors[i].count;
    }
    git_mailmap_free(mailmap);
    return names;
}

/* They are shown as far as they can be read. In commits that change nothing below content/ nobody sees them. */
static void warn_of_odd_commits(struct diag *problems, const struct commit_walk *walk) {
    struct arena scratch = {0};
    struct text names = {0};
    size_t count = 0;
    for (uint32_t i = 0; i < walk->head->commit_count; i++) {
        if (!walk->commits[i].is_odd || !walk->commits[i].change_count)
            continue;
        git_oid id;
        git_oid_fromraw(&id, walk->commits[i].id.bytes);
        if (count++ < 3)
            names = text_format(&scratch, "%.*s%s%.10s", TEXT_ARGS(names), count > 1 ? ", " : "", git_id_of(&id).hex);
    }
    if (count)
        diag_add(problems, DIAG_WARNING, W_ODD_COMMIT, (struct diag_place){0},
                 text_format(&scratch, "%zu %s author or committer in a form that git does not write (%.*s%s): %s", count,
                             count == 1 ? "commit names its" : "commits name their", TEXT_ARGS(names), count > 3 ? ", ..." : "",
                             "what cannot be read of names and dates is unknown"),
                 TEXT("nothing need be done; `git fsck` says what is odd about them"));
    arena_free(&scratch);
}

static void load(struct history *history, struct diag *problems, const struct repository *repository, const git_oid *head,
                 struct remembered *remembered, struct arena *arena) {
    struct commit_walk walk;
    if (!find_walk(&walk, problems, repository, head, remembered, arena))
        return;
    warn_of_odd_commits(problems, &walk);
    struct walk_names names = find_names(&walk, repository, head, arena);
    history_assemble(history, &walk, &names, arena);
}

struct history *history_load(struct diag *problems, const struct repository *repository, const struct origin *origin,
                             struct remembered *remembered, struct arena *arena) {
    struct history *history = arena_new(arena, struct history);
    git_oid head;
    if (!repository || repository->shallow || git_oid_fromstr(&head, origin->commit.hex) != 0)
        return history;
    git_begin("walking the history");
    load(history, problems, repository, &head, remembered, arena);
    git_end();
    return history;
}
