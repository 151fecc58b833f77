#include "read/git/left_out.h"

#include "read/git/commits.h"
#include "read/git/objects.h"

#include <string.h>

/* For all files together: so many are looked up in trees, and so many steps are made from a commit to one that was made from
 * it. */
enum { MOST_LOOKS = 1 << 14, MOST_STEPS = 1 << 24 };

/* A commit that says what became of a path. */
struct path_naming {
    uint32_t commit;
    uint32_t next;  /* of the same path, or NONE */
    bool has_given; /* the file has a text there */
};

/* The commits that were made from one stand in `children` from `first_child` of it on, up to that of the next. */
struct lost_search {
    const struct repository *repository;
    const struct commit_walk *walk;
    uint32_t *first_child, *children;
    struct path_naming *namings;
    uint32_t naming_count;
    uint32_t *first_naming; /* by path */
    uint32_t *seen;         /* by commit: the number of the last file that was followed to it, or that it names */
    uint32_t *ahead;
    size_t ahead_count;
    uint32_t question;
    size_t looks, steps; /* left */
};

static void list_children(struct lost_search *search, struct arena *arena) {
    const struct commit_walk *walk = search->walk;
    uint32_t commits = walk->head->commit_count;
    search->first_child = arena_array(arena, uint32_t, (size_t)commits + 2);
    search->children = arena_array(arena, uint32_t, walk->head->parent_count);
    uint32_t *next = search->first_child + 1; /* becomes the first, once all have been put */
    for (uint32_t i = 0; i < walk->head->parent_count; i++)
        next[walk->parents[i] + 1]++;
    for (uint32_t i = 0; i < commits; i++)
        next[i + 1] += next[i];
    for (uint32_t i = 0; i < commits; i++)
        for (uint32_t j = 0; j < walk->commits[i].parent_count; j++)
            search->children[next[walk->parents[walk->commits[i].first_parent + j]]++] = i;
}

static void add_naming(struct lost_search *search, uint32_t path, uint32_t commit, bool has_given) {
    search->namings[search->naming_count] = (struct path_naming){commit, search->first_naming[path], has_given};
    search->first_naming[path] = search->naming_count++;
}

static void list_namings(struct lost_search *search, struct arena *arena) {
    const struct commit_walk *walk = search->walk;
    search->namings = arena_array(arena, struct path_naming, (size_t)walk->head->change_count * 2);
    search->first_naming = arena_array(arena, uint32_t, walk->head->text_count);
    memset(search->first_naming, 0xff, walk->head->text_count * sizeof *search->first_naming);
    for (uint32_t i = 0; i < walk->head->commit_count; i++)
        for (uint32_t j = 0; j < walk->commits[i].change_count; j++) {
            const struct walk_change *change = &walk->changes[walk->commits[i].first_change + j];
            add_naming(search, change->path, i, change->kind != CHANGE_WITHDRAWN);
            if (change->old_path != NONE)
                add_naming(search, change->old_path, i, false);
        }
}

/* The blob of a file in a commit; zeroes for none. False, with libgit2's error set, when that cannot be read. */
static bool look(struct walk_id *blob, struct lost_search *search, uint32_t commit, struct text path) {
    struct arena scratch = {0};
    struct git_commit_text text;
    git_oid id;
    git_tree *tree = NULL;
    git_tree_entry *entry = NULL;
    *blob = (struct walk_id){0};
    git_oid_fromraw(&id, search->walk->commits[commit].id.bytes);
    struct text whole = text_join(&scratch, search->repository->prefix, path);
    int failed = git_read_commit(&text, search->repository, &id, &scratch) ? 0 : -1;
    failed = failed ? failed : git_tree_lookup(&tree, search->repository->handle, &text.tree);
    failed = failed ? failed : git_tree_entry_bypath(&entry, tree, text_terminated(whole, &scratch));
    if (!failed && git_tree_entry_type(entry) == GIT_OBJECT_BLOB)
        memcpy(blob->bytes, git_tree_entry_id(entry)->id, sizeof blob->bytes);
    git_tree_entry_free(entry);
    git_tree_free(tree);
    arena_free(&scratch);
    return failed == 0 || failed == GIT_ENOTFOUND;
}

static bool is_there(const struct walk_id *blob) {
    static const struct walk_id zero;
    return memcmp(blob, &zero, sizeof zero) != 0;
}

/* From the commits that gave the file a text. No way leads on to those that say what became of it. */
static void start(struct lost_search *search, uint32_t path) {
    search->question++;
    search->ahead_count = 0;
    for (uint32_t i = search->first_naming[path]; i != NONE; i = search->namings[i].next) {
        search->seen[search->namings[i].commit] = search->question;
        if (search->namings[i].has_given)
            search->ahead[search->ahead_count++] = search->namings[i].commit;
    }
}

/* To a commit that was made from one which has the file: it has it as well, but for a merge, where that must be looked at. */
static bool follow(uint32_t *oldest, struct lost_search *search, uint32_t commit, uint32_t path) {
    const struct commit_walk *walk = search->walk;
    struct walk_id blob;
    search->steps -= search->steps > 0;
    if (search->seen[commit] == search->question)
        return true;
    search->seen[commit] = search->question;
    if (walk->commits[commit].parent_count > 1) {
        search->looks -= search->looks > 0;
        if (!look(&blob, search, commit, walk_text(walk, path)))
            return false;
        if (!is_there(&blob)) {
            *oldest = *oldest == NONE || commit > *oldest ? commit : *oldest;
            return true;
        }
    }
    search->ahead[search->ahead_count++] = commit;
    return true;
}

/* The oldest merge that lacks the file, though a parent has it; NONE. */
static bool find_merge(uint32_t *oldest, struct lost_search *search, uint32_t path) {
    *oldest = NONE;
    start(search, path);
    while (search->ahead_count && search->looks && search->steps) {
        uint32_t at = search->ahead[--search->ahead_count];
        for (uint32_t i = search->first_child[at]; i < search->first_child[at + 1]; i++)
            if (!follow(oldest, search, search->children[i], path))
                return false;
    }
    return true;
}

/* With what each parent of the merge had. */
static bool make_loss(struct walk_loss *loss, struct lost_search *search, uint32_t commit, uint32_t path, struct arena *arena) {
    const struct walk_commit *merge = &search->walk->commits[commit];
    struct walk_id *olds = arena_array(arena, struct walk_id, merge->parent_count);
    *loss = (struct walk_loss){commit, path, olds};
    for (uint32_t i = 0; i < merge->parent_count; i++)
        if (!look(&olds[i], search, search->walk->parents[merge->first_parent + i], walk_text(search->walk, path)))
            return false;
    return true;
}

static struct text path_of(const struct walk_loss *loss, const struct commit_walk *walk) {
    return walk_text(walk, loss->path);
}

/* By insertion: they are few, or of one merge and sorted. */
static void add_loss(struct walk_losses *losses, const struct walk_loss *loss, const struct commit_walk *walk) {
    size_t at = losses->count++;
    for (; at > 0; at--) {
        const struct walk_loss *before = &losses->items[at - 1];
        if (before->commit < loss->commit ||
            (before->commit == loss->commit && text_compare(path_of(before, walk), path_of(loss, walk)) < 0))
            break;
        losses->items[at] = *before;
    }
    losses->items[at] = *loss;
}

static bool find_losses(struct walk_losses *losses, struct lost_search *search, const struct lost_files *lost,
                        struct arena *arena) {
    losses->items = arena_array(arena, struct walk_loss, lost->count);
    for (size_t i = 0; i < lost->count; i++) {
        struct walk_loss loss;
        uint32_t merge;
        if (!find_merge(&merge, search, lost->paths[i]))
            return false;
        if (merge == NONE)
            continue;
        if (!make_loss(&loss, search, merge, lost->paths[i], arena))
            return false;
        add_loss(losses, &loss, search->walk);
    }
    return true;
}

static bool has_merges(const struct commit_walk *walk) {
    for (uint32_t i = 0; i < walk->head->commit_count; i++)
        if (walk->commits[i].parent_count > 1)
            return true;
    return false;
}

bool git_find_left_out(struct walk_losses *losses, struct diag *problems, const struct repository *repository,
                       const struct commit_walk *walk, struct arena *arena) {
    uint32_t commits = walk->head->commit_count;
    struct lost_search search = {.repository = repository, .walk = walk, .looks = MOST_LOOKS, .steps = MOST_STEPS};
    struct arena scratch = {0};
    struct lost_files lost = {0};
    bool read = true;
    *losses = (struct walk_losses){0};
    if (has_merges(walk))
        history_find_lost(&lost, walk, &scratch);
    if (lost.count) {
        list_children(&search, &scratch);
        list_namings(&search, &scratch);
        search.seen = arena_array(&scratch, uint32_t, commits);
        search.ahead = arena_array(&scratch, uint32_t, (size_t)commits + walk->head->change_count);
        read = find_losses(losses, &search, &lost, arena) || git_fail_history(problems, "cannot read what merges left out");
    }
    arena_free(&scratch);
    return read;
}
