/*
 * walk_record: what a walk over all commits found, as one flat record that is remembered and used in place.
 *
 * For each commit it says what the commit changed below content/, compared with its parents: only facts about that commit
 * alone. So the facts of old commits are copied unchanged when new ones are added, and walking everything gives the same
 * record, byte for byte, as walking only the new commits. Turned down: keeping the finished history of each file, because the
 * order of its revisions can change when a merge brings in commits with old dates.
 *
 *     struct walk_builder builder = {.arena = arena};
 *     walk_take(&builder, &old_walk);          // any number of times, any order
 *     walk_add(&builder, &commit, ...);        // all that is not known
 *     walk_write(&record, &builder);           // a buffer
 *     if (walk_view(&walk, buffer_text(&record))) ...
 */
#ifndef READ_GIT_WALK_RECORD_H
#define READ_GIT_WALK_RECORD_H

#include "base/buffer.h"
#include "base/table.h"

enum { WALK_ID_SIZE = 20 };

struct walk_id {
    unsigned char bytes[WALK_ID_SIZE];
};

/* Numbers of texts, people, commits and changes are indexes into the record's arrays. */
struct walk_head {
    uint32_t commit_count, parent_count, change_count, old_count, person_count, file_count, text_count, unused;
    uint64_t byte_count; /* of all texts together */
};

struct walk_commit {
    struct walk_id id;
    uint32_t person;  /* who and ... */
    uint32_t subject; /* ... why are NONE and "" in a commit that changes nothing below content/ and merges nothing */
    uint32_t first_parent, parent_count;
    uint32_t first_change, change_count;
    uint32_t first_old;     /* of each change what each parent had in its place: see struct commit_walk */
    int32_t offset_minutes; /* the author's, from UTC */
    uint32_t is_odd;        /* its lines of author and committer are not as git writes them */
    uint32_t coauthors;     /* text: a line "NAME <EMAIL>" for each; NONE for none */
    uint32_t note;          /* text: why, for readers: git_reason; NONE for none */
    int64_t authored, committed;
};

/* By path within a commit. */
struct walk_change {
    struct walk_id blob; /* zeroes when the file was removed */
    uint32_t path;
    uint32_t old_path; /* NONE unless renamed */
    uint32_t kind;     /* enum change_kind */
    /*
     * A merge left it out, though a parent had it and no commit withdrew it: read/git/left_out.h. That is looked for where the
     * head has a file no more, so it is no fact about the commit alone, and walk_take does not take it.
     */
    uint32_t is_left_out;
};

/* Such a change, of a record without it. */
struct walk_loss {
    uint32_t commit, path;
    const struct walk_id *olds; /* what each parent had */
};

struct walk_person {
    uint32_t name, email;
};

/* A file of the head's tree. */
struct walk_file {
    struct walk_id blob;
    uint32_t path;
};

struct walk_text {
    uint32_t offset, size;
};

/*
 * A record in place. Commits come before their parents; of those that could come next, the latest comes first. `olds` has for
 * each change as many blobs as its commit has parents, one for a root: zeroes where that parent had no such file.
 */
struct commit_walk {
    const struct walk_head *head;
    const struct walk_commit *commits;
    const struct walk_change *changes; /* in the order of commits */
    const struct walk_id *olds;        /* likewise */
    const uint32_t *parents;
    const struct walk_person *people;
    const struct walk_file *files; /* sorted by path */
    const struct walk_text *texts;
    const char *bytes;
};

/* False when the record is damaged; then it is not used. */
bool walk_view(struct commit_walk *walk, struct text record);
/* What the parents had in place of a change of a commit, which is the first of walk_sides. */
const struct walk_id *walk_olds(const struct commit_walk *walk, const struct walk_commit *commit, uint32_t change);
uint32_t walk_sides(const struct walk_commit *commit);
struct text walk_text(const struct commit_walk *walk, uint32_t number);

struct walk_builder {
    struct arena *arena;
    struct {
        struct walk_commit *items;
        size_t count, capacity;
    } commits;
    struct {
        struct walk_change *items;
        size_t count, capacity;
    } changes;
    struct {
        struct walk_id *items;
        size_t count, capacity;
    } parents, olds;
    struct {
        struct walk_person *items;
        size_t count, capacity;
    } people;
    struct {
        struct walk_file *items;
        size_t count, capacity;
    } files;
    struct {
        struct text *items;
        size_t count, capacity;
    } texts;
    struct table commit_numbers, person_numbers, text_numbers;
};

/* The number of a text, which is copied if it is new. */
uint32_t walk_add_text(struct walk_builder *builder, struct text text);
uint32_t walk_add_person(struct walk_builder *builder, struct text name, struct text email);

bool walk_knows(const struct walk_builder *builder, const struct walk_id *id);

/* Adds a commit; the parents and changes added after it are counted as its own, the parents first. */
struct walk_commit *walk_add(struct walk_builder *builder, const struct walk_id *id);
void walk_add_parent(struct walk_builder *builder, const struct walk_id *id);
void walk_add_change(struct walk_builder *builder, struct walk_change change, const struct walk_id *olds);
void walk_add_file(struct walk_builder *builder, struct text path, const struct walk_id *blob);

/* Adds the commits of a record that are not known yet (but not its files, which are its head's). */
void walk_take(struct walk_builder *builder, const struct commit_walk *old);

/* Adds all of a record, its files as well, with these changes. They are sorted by commit. */
void walk_take_with(struct walk_builder *builder, const struct commit_walk *old, const struct walk_loss *losses, size_t count);

/* Writes the record. The parents of all commits must be known. */
void walk_write(struct buffer *record, const struct walk_builder *builder);

#endif
