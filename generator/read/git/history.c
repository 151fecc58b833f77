#include "read/git/history.h"

#include "base/table.h"
#include "read/git/walk_record.h"

#include <stdlib.h>

/* A file under all its names. */
struct file_chain {
    uint32_t last; /* its last revision so far */
    uint32_t count;
};

struct assembly {
    struct history *history;
    const struct commit_walk *walk;
    uint32_t *person_of; /* from the walk's people to the history's */
    uint32_t *commit_of; /* from the walk's commits to the history's */
    struct file_chain *chains;
    uint32_t chain_count;
    struct table chain_at; /* from paths to chains */
    struct table moved;    /* paths that a file was renamed away from: 1 until there is a new file, then 0 */
    struct arena *arena;
};

static void assemble_people(struct assembly *assembly, const struct text *names) {
    struct history *history = assembly->history;
    uint32_t count = assembly->walk->head->person_count;
    struct table numbers = {0};
    history->people = arena_array(assembly->arena, struct text, count);
    assembly->person_of = arena_array(assembly->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = table_get(&numbers, names[i]);
        if (number == NONE) {
            number = (uint32_t)history->person_count++;
            history->people[number] = names[i];
            table_put(&numbers, names[i], number, assembly->arena);
        }
        assembly->person_of[i] = number;
    }
}

static void hex_of(struct git_id *id, const struct walk_id *bytes) {
    for (size_t i = 0; i < WALK_ID_SIZE; i++) {
        id->hex[2 * i] = "0123456789abcdef"[bytes->bytes[i] >> 4];
        id->hex[2 * i + 1] = "0123456789abcdef"[bytes->bytes[i] & 15];
    }
    id->hex[2 * WALK_ID_SIZE] = '\0';
}

static void assemble_commits(struct assembly *assembly) {
    const struct commit_walk *walk = assembly->walk;
    struct history *history = assembly->history;
    history->commits = arena_array(assembly->arena, struct commit, walk->head->commit_count);
    assembly->commit_of = arena_array(assembly->arena, uint32_t, walk->head->commit_count);
    for (uint32_t i = 0; i < walk->head->commit_count; i++) {
        const struct walk_commit *from = &walk->commits[i];
        if (!from->change_count)
            continue;
        struct commit *commit = &history->commits[history->commit_count];
        hex_of(&commit->id, &from->id);
        commit->when = date_from_seconds(from->authored, from->offset_minutes);
        commit->person = assembly->person_of[from->person];
        commit->subject = walk_text(walk, from->subject);
        assembly->commit_of[i] = (uint32_t)history->commit_count++;
    }
}

static uint32_t start_chain(struct assembly *assembly, struct text path) {
    uint32_t chain = assembly->chain_count++;
    assembly->chains[chain] = (struct file_chain){NONE, 0};
    table_put(&assembly->chain_at, path, chain, assembly->arena);
    table_put(&assembly->moved, path, 0, assembly->arena);
    return chain;
}

/* The file that a change concerns, which may be a new one. */
static uint32_t chain_for(struct assembly *assembly, const struct revision *revision) {
    if (revision->kind == CHANGE_RENAMED) {
        uint32_t chain = table_get(&assembly->chain_at, revision->old_path);
        if (chain == NONE)
            return start_chain(assembly, revision->path);
        table_put(&assembly->moved, revision->old_path, 1, assembly->arena);
        table_put(&assembly->moved, revision->path, 0, assembly->arena);
        table_put(&assembly->chain_at, revision->path, chain, assembly->arena);
        return chain;
    }
    uint32_t chain = table_get(&assembly->chain_at, revision->path);
    bool is_another = revision->kind == CHANGE_ADDED && table_get(&assembly->moved, revision->path) == 1;
    return chain == NONE || is_another ? start_chain(assembly, revision->path) : chain;
}

static void assemble_revision(struct assembly *assembly, uint32_t number, uint32_t commit) {
    const struct walk_change *change = &assembly->walk->changes[number];
    struct revision *revision = &assembly->history->revisions[number];
    revision->commit = commit;
    revision->kind = (uint8_t)change->kind;
    revision->path = walk_text(assembly->walk, change->path);
    revision->old_path = walk_text(assembly->walk, change->old_path);
    if (revision->kind != CHANGE_WITHDRAWN)
        hex_of(&revision->blob, &change->blob);
    struct file_chain *chain = &assembly->chains[chain_for(assembly, revision)];
    revision->previous = chain->last;
    chain->last = number;
    chain->count++;
}

/* Oldest first, so that each revision finds the one before it. */
static void assemble_revisions(struct assembly *assembly) {
    const struct commit_walk *walk = assembly->walk;
    struct history *history = assembly->history;
    history->revision_count = walk->head->change_count;
    history->revisions = arena_array(assembly->arena, struct revision, history->revision_count);
    assembly->chains = arena_array(assembly->arena, struct file_chain, history->revision_count);
    for (uint32_t i = walk->head->commit_count; i-- > 0;)
        for (uint32_t j = 0; j < walk->commits[i].change_count; j++)
            assemble_revision(assembly, walk->commits[i].first_change + j, assembly->commit_of[i]);
}

/* Collects the revisions of a file, oldest first, in `revisions`. */
static void list_revisions(uint32_t *revisions, const struct history *history, const struct file_chain *chain) {
    uint32_t at = chain->count;
    for (uint32_t i = chain->last; i != NONE; i = history->revisions[i].previous)
        revisions[--at] = i;
}

static void assemble_file(struct assembly *assembly, struct text path, const struct file_chain *chain, uint32_t *revisions,
                          uint32_t *seen) {
    struct history *history = assembly->history;
    struct file_history *file = &history->files[history->file_count++];
    list_revisions(revisions, history, chain);
    *file = (struct file_history){.path = path, .first = revisions[0], .last = chain->last, .count = chain->count};
    for (int pass = 0; pass < 2; pass++) {
        uint32_t mark = 2 * (uint32_t)history->file_count + (uint32_t)pass, count = 0;
        for (uint32_t i = 0; i < chain->count; i++) {
            uint32_t person = history->commits[history->revisions[revisions[i]].commit].person;
            if (seen[person] == mark)
                continue;
            seen[person] = mark;
            if (pass)
                file->people[count] = person;
            count++;
        }
        file->person_count = count;
        if (!pass)
            file->people = arena_array(assembly->arena, uint32_t, count);
    }
}

/* A file whose path no commit changed is behind a symbolic link, and has no history of its own. */
static void assemble_files(struct assembly *assembly) {
    const struct commit_walk *walk = assembly->walk;
    struct arena scratch = {0};
    uint32_t *revisions = arena_array(&scratch, uint32_t, assembly->history->revision_count);
    uint32_t *seen = arena_array(&scratch, uint32_t, assembly->history->person_count);
    assembly->history->files = arena_array(assembly->arena, struct file_history, walk->head->file_count);
    for (uint32_t i = 0; i < walk->head->file_count; i++) {
        struct text path = walk_text(walk, walk->files[i]);
        uint32_t chain = table_get(&assembly->chain_at, path);
        if (chain != NONE)
            assemble_file(assembly, path, &assembly->chains[chain], revisions, seen);
    }
    arena_free(&scratch);
}

void history_assemble(struct history *history, const struct commit_walk *walk, const struct text *names, struct arena *arena) {
    struct assembly assembly = {.history = history, .walk = walk, .arena = arena};
    history->whole = true;
    assemble_people(&assembly, names);
    assemble_commits(&assembly);
    assemble_revisions(&assembly);
    assemble_files(&assembly);
}

static int by_path(const void *path, const void *file) {
    return text_compare(*(const struct text *)path, ((const struct file_history *)file)->path);
}

const struct file_history *history_of(const struct history *history, struct text path) {
    if (!history->file_count)
        return NULL;
    return bsearch(&path, history->files, history->file_count, sizeof *history->files, by_path);
}
