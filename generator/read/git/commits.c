#include "read/git/commits.h"

#include "base/array.h"
#include "base/build.h"
#include "base/remembered.h"
#include "read/codes.h"
#include "read/git/objects.h"
#include "read/tree/tree.h"

#include <string.h>

/*
 * What a walk may cost, whoever made the commits: a few kilobytes of trees can name 10^10 files, or as many folders with
 * nothing in them. A change takes about CHANGE_BYTES, from its comparison to the finished history, and SIDE_BYTES for each
 * parent; and a folder FOLDER_BYTES on each side while its commit is compared.
 */
enum {
    CACHED_TREES = 32,
    DEEPEST_FOLDER = 128,
    MOST_STEPS = 4000000,
    CHANGE_BYTES = 640,
    SIDE_BYTES = 80,
    FOLDER_BYTES = 256,
    MOST_WALK_BYTES = 448 << 20
};

/* The trees read last. A commit's trees are soon needed again, as those of another commit's parent. */
struct tree_cache {
    git_odb_object *objects[CACHED_TREES];
    size_t next;
};

struct walker {
    const struct repository *repository;
    struct walk_builder *builder;
    struct tree_cache cache;
    struct text content;  /* the path of content/ in the repository */
    size_t bytes;         /* that all changes so far take */
    git_oid failed;       /* the commit that could not be walked */
    struct arena scratch; /* for one commit */
};

/* Trees as they are stored: "MODE NAME\0ID" for each entry, sorted by name, where a folder's name counts as ending in '/'. */

static git_odb_object *read_tree(struct walker *walker, const git_oid *id) {
    struct tree_cache *cache = &walker->cache;
    git_odb_object *object = NULL;
    for (size_t i = 0; i < CACHED_TREES; i++)
        if (cache->objects[i] && git_oid_equal(git_odb_object_id(cache->objects[i]), id))
            return git_odb_object_dup(&object, cache->objects[i]) == 0 ? object : NULL;
    if (!git_read(&object, walker->repository, id, GIT_OBJECT_TREE))
        return NULL;
    git_odb_object_free(cache->objects[cache->next]);
    git_odb_object_dup(&cache->objects[cache->next], object);
    cache->next = (cache->next + 1) % CACHED_TREES;
    return object;
}

static void forget_trees(struct tree_cache *cache) {
    for (size_t i = 0; i < CACHED_TREES; i++)
        git_odb_object_free(cache->objects[i]);
}

enum entry_kind { ENTRY_NONE, ENTRY_FILE, ENTRY_LINK, ENTRY_FOLDER, ENTRY_OTHER };

struct tree_entry {
    enum entry_kind kind;
    struct text name;
    git_oid id;
};

/* A position in a tree. `entry` is the entry there, with the kind ENTRY_NONE at the end. */
struct cursor {
    git_odb_object *object;
    struct text rest; /* from the start of `entry` on */
    size_t entry_size;
    struct tree_entry entry;
};

static bool malformed(void) {
    git_error_set_str(GIT_ERROR_TREE, "malformed tree");
    return false;
}

static enum entry_kind kind_of_mode(struct text mode) {
    if (text_equal(mode, TEXT("40000")) || text_equal(mode, TEXT("040000")))
        return ENTRY_FOLDER;
    if (text_equal(mode, TEXT("120000")))
        return ENTRY_LINK;
    return text_starts(mode, TEXT("100")) ? ENTRY_FILE : ENTRY_OTHER;
}

/* Sets `entry` from `rest`. */
static bool cursor_read(struct cursor *cursor) {
    struct text rest = cursor->rest;
    cursor->entry = (struct tree_entry){0};
    if (!rest.size)
        return true;
    size_t space = text_find_char(rest, ' ', 0), end = text_find_char(rest, '\0', space);
    if (end + 1 + GIT_OID_RAWSZ > rest.size)
        return malformed();
    cursor->entry.kind = kind_of_mode(text_slice(rest, 0, space));
    cursor->entry.name = text_slice(rest, space + 1, end);
    git_oid_fromraw(&cursor->entry.id, (const unsigned char *)rest.bytes + end + 1);
    cursor->entry_size = end + 1 + GIT_OID_RAWSZ;
    return true;
}

static bool cursor_next(struct cursor *cursor) {
    cursor->rest = text_after(cursor->rest, cursor->entry_size);
    return cursor_read(cursor);
}

/* At the start of a tree; `id` NULL is an empty one. */
static bool cursor_open(struct cursor *cursor, struct walker *walker, const git_oid *id) {
    *cursor = (struct cursor){0};
    if (!id)
        return true;
    cursor->object = read_tree(walker, id);
    if (!cursor->object)
        return false;
    cursor->rest = (struct text){git_odb_object_data(cursor->object), git_odb_object_size(cursor->object)};
    return cursor_read(cursor);
}

/* Moves both past all entries from here on that are the same, byte for byte: nearly all of a large folder. */
static bool skip_same(struct cursor *a, struct cursor *b) {
    bool moved = false;
    while (a->rest.size) {
        const char *end = memchr(a->rest.bytes, '\0', a->rest.size);
        size_t size = end ? (size_t)(end - a->rest.bytes) + 1 + GIT_OID_RAWSZ : SIZE_MAX;
        if (size > a->rest.size || size > b->rest.size || memcmp(a->rest.bytes, b->rest.bytes, size) != 0)
            break;
        a->rest = text_after(a->rest, size);
        b->rest = text_after(b->rest, size);
        moved = true;
    }
    return !moved || (cursor_read(a) && cursor_read(b));
}

/* In the order of trees; a file and a folder of one name are different entries. The end comes last. */
static int entry_order(const struct tree_entry *a, const struct tree_entry *b) {
    if (a->kind == ENTRY_NONE || b->kind == ENTRY_NONE)
        return (a->kind == ENTRY_NONE) - (b->kind == ENTRY_NONE);
    size_t common = a->name.size < b->name.size ? a->name.size : b->name.size;
    int order = memcmp(a->name.bytes, b->name.bytes, common);
    if (order)
        return order;
    unsigned char left = a->name.size > common ? (unsigned char)a->name.bytes[common] : a->kind == ENTRY_FOLDER ? '/' : 0;
    unsigned char right = b->name.size > common ? (unsigned char)b->name.bytes[common] : b->kind == ENTRY_FOLDER ? '/' : 0;
    return (left > right) - (left < right);
}

/* Comparing. Side 0 is the commit, the others are its parents; a root commit has one parent in which nothing is. */

struct comparison {
    struct walker *walker;
    size_t side_count;
    size_t steps; /* entries looked at */
    size_t bytes; /* that all folders looked at take */
    struct file_changes changes;
};

static bool compare_folders(struct comparison *comparison, const git_oid *const *ids, struct text path, unsigned depth);

static bool too_many(void) {
    git_error_set_str(GIT_ERROR_TREE, "too many files or folders");
    return false;
}

static bool same_entry(const struct tree_entry *a, const struct tree_entry *b) {
    return a->kind == b->kind && (a->kind == ENTRY_NONE || git_oid_equal(&a->id, &b->id));
}

static bool add_change(struct comparison *comparison, const struct tree_entry *entries, struct text path) {
    const struct tree_entry *before = NULL;
    size_t parents = comparison->side_count - 1;
    comparison->walker->bytes += CHANGE_BYTES + parents * SIDE_BYTES + 3 * path.size;
    if (comparison->walker->bytes > MOST_WALK_BYTES)
        return too_many();
    for (size_t i = 1; !before && i < comparison->side_count; i++)
        if (entries[i].kind != ENTRY_NONE)
            before = &entries[i];
    struct file_change *change = array_add(&comparison->changes, &comparison->walker->scratch);
    *change = (struct file_change){.path = path, .kind = before ? CHANGE_REVISED : CHANGE_ADDED};
    change->is_link = entries[0].kind == ENTRY_LINK || (before && before->kind == ENTRY_LINK);
    change->olds = arena_array(&comparison->walker->scratch, git_oid, parents);
    for (size_t i = 0; i < parents; i++)
        if (entries[i + 1].kind != ENTRY_NONE)
            change->olds[i] = entries[i + 1].id;
    if (before)
        change->old_blob = before->id;
    if (entries[0].kind == ENTRY_NONE)
        change->kind = CHANGE_WITHDRAWN;
    else
        change->blob = entries[0].id;
    return true;
}

static bool compare_inside(struct comparison *comparison, const struct tree_entry *entries, struct text path, unsigned depth) {
    const git_oid **ids = arena_array(&comparison->walker->scratch, const git_oid *, comparison->side_count);
    for (size_t i = 0; i < comparison->side_count; i++)
        ids[i] = entries[i].kind == ENTRY_FOLDER ? &entries[i].id : NULL;
    return compare_folders(comparison, ids, path, depth);
}

/* The entries of one name on all sides; their kind is ENTRY_NONE on a side that has none. */
static bool compare_entries(struct comparison *comparison, struct tree_entry *entries, const struct tree_entry *named,
                            struct text folder, unsigned depth) {
    bool is_listed = !text_starts(named->name, TEXT(".")) && !tree_odd_name(named->name);
    if (!is_listed || named->kind == ENTRY_OTHER || depth == DEEPEST_FOLDER)
        return true;
    for (size_t i = 1; i < comparison->side_count; i++)
        if (same_entry(&entries[0], &entries[i]))
            return true;
    struct text path = text_format(&comparison->walker->scratch, "%.*s/%.*s", TEXT_ARGS(folder), TEXT_ARGS(named->name));
    if (named->kind == ENTRY_FOLDER)
        return compare_inside(comparison, entries, path, depth + 1);
    return add_change(comparison, entries, path);
}

/* Copies the entries with the least name to `entries` and moves their cursors on. `*named` is one of them, NULL at the end. */
static bool take_least(const struct tree_entry **named, struct tree_entry *entries, struct cursor *cursors, size_t count) {
    size_t least = 0;
    for (size_t i = 1; i < count; i++)
        if (entry_order(&cursors[i].entry, &cursors[least].entry) < 0)
            least = i;
    struct tree_entry key = cursors[least].entry;
    *named = NULL;
    for (size_t i = 0; i < count; i++) {
        bool is_least = key.kind != ENTRY_NONE && entry_order(&cursors[i].entry, &key) == 0;
        entries[i] = is_least ? cursors[i].entry : (struct tree_entry){0};
        if (is_least)
            *named = &entries[i];
        if (is_least && !cursor_next(&cursors[i]))
            return false;
    }
    return true;
}

static bool compare_cursors(struct comparison *comparison, struct cursor *cursors, struct text path, unsigned depth) {
    size_t count = comparison->side_count;
    struct tree_entry *entries = arena_array(&comparison->walker->scratch, struct tree_entry, count);
    for (;;) {
        const struct tree_entry *named = NULL;
        if (count == 2 && !skip_same(&cursors[0], &cursors[1]))
            return false;
        if (!take_least(&named, entries, cursors, count))
            return false;
        if (!named)
            return true;
        if (++comparison->steps > MOST_STEPS)
            return too_many();
        if (!compare_entries(comparison, entries, named, path, depth))
            return false;
    }
}

static bool same_folder(const git_oid *a, const git_oid *b) {
    return a == b || (a && b && git_oid_equal(a, b));
}

/* NULL among the ids is a missing folder. What is the same as in any parent was not changed by this commit. */
static bool compare_folders(struct comparison *comparison, const git_oid *const *ids, struct text path, unsigned depth) {
    size_t count = comparison->side_count;
    for (size_t i = 1; i < count; i++)
        if (same_folder(ids[0], ids[i]))
            return true;
    comparison->bytes += count * FOLDER_BYTES + path.size;
    if (comparison->walker->bytes + comparison->bytes > MOST_WALK_BYTES)
        return too_many();
    struct cursor *cursors = arena_array(&comparison->walker->scratch, struct cursor, count);
    bool compared = true;
    for (size_t i = 0; compared && i < count; i++)
        compared = cursor_open(&cursors[i], comparison->walker, ids[i]);
    compared = compared && compare_cursors(comparison, cursors, path, depth);
    for (size_t i = 0; i < count; i++)
        git_odb_object_free(cursors[i].object);
    return compared;
}

/* Commits. */

/* The id of the folder `path` below the tree `top`; `*folder` is NULL when there is none. False when a tree cannot be read. */
static bool find_folder(const git_oid **folder, struct walker *walker, const git_oid *top, struct text path) {
    git_oid *id = arena_new(&walker->scratch, git_oid);
    *id = *top;
    *folder = id;
    for (struct text part; *folder && text_cut(&part, &path, '/');) {
        struct cursor cursor;
        struct tree_entry wanted = {.kind = ENTRY_FOLDER, .name = part};
        bool read = cursor_open(&cursor, walker, id);
        while (read && cursor.entry.kind != ENTRY_NONE && entry_order(&cursor.entry, &wanted) < 0)
            read = cursor_next(&cursor);
        bool found = read && cursor.entry.kind == ENTRY_FOLDER && text_equal(cursor.entry.name, part);
        if (found)
            *id = cursor.entry.id;
        else
            *folder = NULL;
        git_odb_object_free(cursor.object);
        if (!read)
            return false;
    }
    return true;
}

static bool find_content(const git_oid **folder, struct walker *walker, const git_oid *commit_id) {
    struct git_commit_text commit;
    return git_read_commit(&commit, walker->repository, commit_id, &walker->scratch) &&
           find_folder(folder, walker, &commit.tree, walker->content);
}

static bool compare_commit(struct comparison *comparison, const struct git_commit_text *commit) {
    struct walker *walker = comparison->walker;
    size_t parents = commit->parent_count;
    comparison->side_count = parents ? parents + 1 : 2;
    const git_oid **ids = arena_array(&walker->scratch, const git_oid *, comparison->side_count);
    if (!find_folder(&ids[0], walker, &commit->tree, walker->content))
        return false;
    for (size_t i = 0; i < parents; i++)
        if (!find_content(&ids[i + 1], walker, &commit->parents[i]))
            return false;
    return compare_folders(comparison, ids, TEXT("content"), 0) &&
           git_find_renames(&comparison->changes, walker->repository, &walker->scratch);
}

static int by_path(const void *a, const void *b) {
    return text_compare(((const struct file_change *)a)->path, ((const struct file_change *)b)->path);
}

static struct walk_id walk_id_of(const git_oid *id) {
    struct walk_id copy;
    memcpy(copy.bytes, id->id, sizeof copy.bytes);
    return copy;
}

static void record_changes(struct walk_builder *builder, const struct file_changes *changes, size_t sides,
                           struct arena *scratch) {
    struct walk_id *olds = arena_array(scratch, struct walk_id, sides);
    for (size_t i = 0; i < changes->count; i++) {
        const struct file_change *change = &changes->items[i];
        bool is_renamed = change->kind == CHANGE_RENAMED;
        for (size_t side = 0; side < sides; side++)
            olds[side] = walk_id_of(&change->olds[side]);
        walk_add_change(builder,
                        (struct walk_change){
                            .blob = walk_id_of(&change->blob),
                            .path = walk_add_text(builder, change->path),
                            .old_path = is_renamed ? walk_add_text(builder, change->old_path) : NONE,
                            .kind = (uint32_t)change->kind,
                        },
                        olds);
    }
}

/* An author without a time has that of the committer. */
static void record_commit(struct walker *walker, const git_oid *id, const struct git_commit_text *commit,
                          const struct file_changes *changes) {
    struct walk_builder *builder = walker->builder;
    struct walk_id walk_id = walk_id_of(id);
    const struct git_person *author = &commit->author, *timed = author->has_time ? author : &commit->committer;
    struct walk_commit *added = walk_add(builder, &walk_id);
    added->authored = timed->seconds;
    added->offset_minutes = timed->offset_minutes;
    added->committed = commit->committer.seconds;
    added->is_odd = !author->is_sound || !commit->committer.is_sound;
    if (changes->count || commit->parent_count > 1) {
        added->person =
            walk_add_person(builder, git_line(author->name, &walker->scratch), git_line(author->email, &walker->scratch));
        added->subject = walk_add_text(builder, git_summary(commit->message, &walker->scratch));
        struct text coauthors = git_coauthors(commit->message, &walker->scratch);
        struct text note = git_reason(commit->message, &walker->scratch);
        added->note = note.size ? walk_add_text(builder, note) : NONE;
        added->coauthors = coauthors.size ? walk_add_text(builder, coauthors) : NONE;
    }
    for (size_t i = 0; i < commit->parent_count; i++) {
        walk_id = walk_id_of(&commit->parents[i]);
        walk_add_parent(builder, &walk_id);
    }
    record_changes(builder, changes, walk_sides(added), &walker->scratch);
}

/* Adds a commit to the record. */
static bool walk_commit(struct walker *walker, const git_oid *id) {
    struct comparison comparison = {.walker = walker};
    struct git_commit_text commit;
    bool walked = git_read_commit(&commit, walker->repository, id, &walker->scratch) && compare_commit(&comparison, &commit);
    if (walked) {
        if (comparison.changes.count)
            qsort(comparison.changes.items, comparison.changes.count, sizeof *comparison.changes.items, by_path);
        record_commit(walker, id, &commit, &comparison.changes);
    } else {
        walker->failed = *id;
    }
    arena_free(&walker->scratch);
    return walked;
}

struct digest git_walk_key(const struct repository *repository, const git_oid *head) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("walk of a history, with what merges left out"));
    hasher_add_text(&hasher, build_name());
    hasher_add_text(&hasher, repository->prefix);
    hasher_add_text(&hasher, (struct text){(const char *)head->id, sizeof head->id});
    return hasher_end(&hasher);
}

/* Walking. */

struct ahead {
    git_oid *items;
    size_t count, capacity;
};

static bool take_remembered(struct walk_builder *builder, const struct repository *repository, const git_oid *id,
                            struct remembered *remembered) {
    struct text record;
    struct commit_walk walk;
    if (!remembered || !remembered_find(remembered, &record, git_walk_key(repository, id)) || !walk_view(&walk, record))
        return false;
    walk_take(builder, &walk);
    return true;
}

/* Pushes the parents of the commit added last onto `ahead`, the first on top. */
static void add_parents(struct ahead *ahead, const struct walk_builder *builder) {
    const struct walk_commit *commit = &builder->commits.items[builder->commits.count - 1];
    for (size_t i = commit->parent_count; i-- > 0;)
        git_oid_fromraw(array_add(ahead, builder->arena), builder->parents.items[commit->first_parent + i].bytes);
}

static bool walk_from(struct walker *walker, const git_oid *head, struct remembered *remembered) {
    struct walk_builder *builder = walker->builder;
    struct ahead ahead = {0};
    *array_add(&ahead, builder->arena) = *head;
    while (ahead.count) {
        git_oid id = ahead.items[--ahead.count];
        struct walk_id walk_id = walk_id_of(&id);
        if (walk_knows(builder, &walk_id) || take_remembered(builder, walker->repository, &id, remembered))
            continue;
        if (!walk_commit(walker, &id))
            return false;
        add_parents(&ahead, builder);
    }
    return true;
}

/* A partial clone lacks objects by design, and must build all the same. */
static bool fail_walk(struct diag *problems, const struct walker *walker) {
    struct arena scratch = {0};
    const git_error *error = git_error_last();
    struct text why = text_copy(text_of(error ? error->message : "unknown error"), &scratch);
    bool is_partial = repository_is_partial(walker->repository);
    git_error_set_str(GIT_ERROR_ODB, text_terminated(why, &scratch));
    if (is_partial)
        diag_add(problems, DIAG_WARNING, W_PARTIAL_CLONE, (struct diag_place){0},
                 TEXT("partial clone: revision dates are unknown, because old files are missing"),
                 TEXT("run `git fetch --refetch --no-filter`"));
    else
        git_fail_history(problems,
                         text_format(&scratch, "cannot read the history at commit %s", git_id_of(&walker->failed).hex).bytes);
    arena_free(&scratch);
    return false;
}

bool git_walk_commits(struct walk_builder *builder, struct diag *problems, const struct repository *repository,
                      const git_oid *head, struct remembered *remembered) {
    struct walker walker = {.repository = repository, .builder = builder};
    walker.content = text_join(builder->arena, repository->prefix, TEXT("content"));
    bool walked = walk_from(&walker, head, remembered) || fail_walk(problems, &walker);
    forget_trees(&walker.cache);
    arena_free(&walker.scratch);
    return walked;
}
